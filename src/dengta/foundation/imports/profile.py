"""A first look at a file: its columns, some of their values, and what these say about dates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dengta.foundation.imports.dates import Evidence, plain, split_moment, weigh
from dengta.foundation.imports.readers import Record
from dengta.foundation.imports.readers.records import Reader
from dengta.foundation.imports.values import EMPTY_VALUE

LOOKED_AT = 20_000
WEIGHED = 5_000  # values of a column that are asked for their date format
SHOWN = 3
LONGEST_SAMPLE = 60
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?(\.\d+)?")


@dataclass(frozen=True)
class ColumnSeen:
    """One column of the file. `kind` is date, time, datetime or text."""

    heading: str
    samples: tuple[str, ...]
    kind: str
    evidence: Evidence | None

    def as_json(self) -> dict[str, Any]:
        """For keeping in a JSON column."""
        evidence = self.evidence.as_json() if self.evidence else None
        return {"heading": self.heading, "samples": list(self.samples), "kind": self.kind, "evidence": evidence}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ColumnSeen":
        """The column that `as_json` kept."""
        evidence = kept["evidence"]
        if evidence is not None:
            evidence = Evidence(**{**evidence, "candidates": tuple(evidence["candidates"])})
        return cls(kept["heading"], tuple(kept["samples"]), kept["kind"], evidence)


@dataclass(frozen=True)
class Profile:
    """What the first look found."""

    columns: tuple[ColumnSeen, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.heading for column in self.columns)

    def column(self, heading: str) -> ColumnSeen | None:
        """The column of this name."""
        return next((column for column in self.columns if column.heading == heading), None)

    def as_json(self) -> list[dict[str, Any]]:
        """For keeping in a JSON column."""
        return [column.as_json() for column in self.columns]

    @classmethod
    def from_json(cls, kept: list[dict[str, Any]]) -> "Profile":
        """The profile that `as_json` kept."""
        return cls(tuple(ColumnSeen.from_json(column) for column in kept))


def look_at(reader: Reader) -> Profile:
    """Look at the first records of the file. Dates are weighed over many of them: one 13th of the month decides."""
    width = len(reader.header)
    values: list[dict[str, None]] = [{} for _ in range(width)]
    for record in islice(_usable(reader.records()), LOOKED_AT):
        for seen, cell in zip(values, record.cells, strict=True):
            text = cell.strip()
            if text not in EMPTY_VALUE and len(seen) < WEIGHED:
                seen[text] = None
    return Profile(tuple(_column(heading, list(seen)) for heading, seen in zip(reader.header, values, strict=True)))


def _usable(records: Iterable[Record]) -> Iterable[Record]:
    return (record for record in records if not record.problem)


def _column(heading: str, values: list[str]) -> ColumnSeen:
    samples = tuple(value[:LONGEST_SAMPLE] for value in values[:SHOWN])
    few = values[:200]
    if few and all(_CLOCK.fullmatch(plain(value)) for value in few):
        return ColumnSeen(heading, samples, "time", None)
    evidence = weigh(values) if _may_be_dates(few) else None
    if evidence is None:
        return ColumnSeen(heading, samples, "text", None)
    with_time = any(split_moment(plain(value))[1] for value in few)
    return ColumnSeen(heading, samples, "datetime" if with_time else "date", evidence)


def _may_be_dates(values: list[str]) -> bool:
    """Whether weighing is worth while: it is the costly part of the look."""
    return bool(values) and weigh(values) is not None
