"""What the people room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """A unit, with all below it, stands elsewhere in the tree from `on` (a past day, too), or nowhere any more."""

    unit: int
    on: date


@dataclass(frozen=True, slots=True)
class StaffChanged:
    """Somebody joins, works in another team, or has left: from `on`, which may be a past day or one to come."""

    employee: int
    on: date
