"""The port for figures: what a change is measured by. The rooms that have figures register theirs at start.

Without any, changes are adopted and done all the same; they are then measured by nothing, and say so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise

from dengta.foundation.access import Actor


@dataclass(frozen=True)
class Reading:
    """A figure over a period, the sample it rests on and its interval. `enough`: it may be compared with another."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    enough: bool = False


# Whose rights it is read with, the unit with all below it, from a day up to, not including, another.
Read = Callable[[Actor, int, date, date], Reading]


@dataclass(frozen=True)
class Measure:
    """A figure that can tell whether something got better. `show` writes a value with its unit."""

    key: str
    label: str | Promise
    better: Literal["up", "down"]
    read: Read
    show: Callable[[float], str]


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    """Offer a figure; called at start. The same key twice is a bug."""
    if measure.key in _measures:
        message = f"there is a measure {measure.key!r} already"
        raise ValueError(message)
    _measures[measure.key] = measure


def measures() -> tuple[Measure, ...]:
    """All of them, in the order in which they were registered."""
    return tuple(_measures.values())


def measure_named(key: str) -> Measure | None:
    """The one of that key, if its room is there."""
    return _measures.get(key)
