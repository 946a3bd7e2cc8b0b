"""What every reader yields, and how a file is laid out."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol


@dataclass(slots=True)
class Record:
    """One record: where it stands in the file, its cells as text, and what is wrong with it as a whole."""

    line: int
    last_line: int
    cells: list[str]
    problem: str = ""

    @property
    def blank(self) -> bool:
        """An empty line: it is counted, and neither taken nor put aside."""
        return self.problem == "blank"


@dataclass(frozen=True)
class Layout:
    """How a file is to be read. Found by looking at it, shown to the person, kept with the import."""

    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)

    def as_json(self) -> dict[str, Any]:
        """For keeping in a JSON column."""
        return {**asdict(self), "notes": list(self.notes)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Layout":
        """The layout that `as_json` kept."""
        return cls(**{**kept, "notes": tuple(kept.get("notes", ()))})


class Reader(Protocol):
    """A file that has been opened: its heading, and its records one after the other."""

    header: list[str]

    def records(self) -> Iterator[Record]:
        """All records below the heading. Each call reads from the start."""
        ...

    def about(self) -> int:
        """About how many records there are, for showing progress."""
        ...


def tidy_header(cells: list[str]) -> list[str]:
    """Column names as they will be called: none empty, none twice."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"#{place}"
        twins = sum(1 for known in names if known == name or known.startswith(f"{name} ("))
        names.append(f"{name} ({twins + 1})" if twins else name)
    return names


def fitted(record: Record, width: int) -> Record:
    """The record with as many cells as the heading has; a short or long one is marked."""
    surplus = len(record.cells) - width
    if record.problem or (not surplus and record.cells[0].strip()):
        return record
    if not any(cell.strip() for cell in record.cells):
        record.problem = "blank"
    elif surplus < 0:
        record.problem = "too_few_cells"
    elif any(cell.strip() for cell in record.cells[width:]):
        record.problem = "too_many_cells"
    else:
        del record.cells[width:]  # empty cells beyond the last column say nothing
    return record
