"""What the people room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """A unit, with all below it, stands elsewhere in the tree from `on`, or nowhere any more. `on` may lie in the past."""

    unit: int
    on: date
