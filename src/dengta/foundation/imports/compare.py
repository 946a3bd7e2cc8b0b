"""New, changed or the same: rows against what is stored under their natural keys."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dengta.foundation.imports.targets import Row, Target


@dataclass
class Verdict:
    """Rows, sorted by what importing them would do."""

    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    unchanged: list[Row] = field(default_factory=list)


def compare(target: Target[Any], rows: Sequence[Row], lookups: Any) -> Verdict:
    """Sort rows by comparing what each would store with what is stored."""
    verdict = Verdict()
    if not rows:
        return verdict
    existing = target.existing(rows, lookups)
    for row in rows:
        stored = existing.get(target.key_of(row))
        if stored is None:
            verdict.new.append(row)
        elif all(stored.get(name) == value for name, value in target.record(row, lookups).items() if name in stored):
            verdict.unchanged.append(row)
        else:
            verdict.changed.append(row)
    return verdict
