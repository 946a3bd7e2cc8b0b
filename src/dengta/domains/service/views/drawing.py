"""Intervals drawn on one common scale, so that lines of a table can be compared with the eye."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Drawn:
    """An interval measured from the left end of its scale."""

    low: float
    value: float
    high: float
    target: float | None
    limit: float


@dataclass(frozen=True)
class Judged:
    """What may be said about a figure: its interval, drawn and in words, and a verdict."""

    drawn: Drawn
    interval: str
    status: str
    word: str


def scale_of(values: Sequence[float]) -> tuple[float, float]:
    """A scale that holds all of these, with a little room. An interval is no bar: it need not start at zero."""
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return max(0.0, low - room), high + room


def drawn_on(scale: tuple[float, float], low: float, value: float, high: float, target: float | None) -> Drawn:
    """An interval on this scale; infinite ends reach its border."""
    first, last = scale
    return Drawn(
        low=max(low, first) - first,
        value=value - first,
        high=min(high, last) - first,
        target=None if target is None else target - first,
        limit=last - first,
    )
