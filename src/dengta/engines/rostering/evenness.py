"""How evenly a burden was spread: figures to print before a roster is published, and whom to look at."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from dengta.engines.fairness import gini
from dengta.engines.rostering.ledger import Amount, Availability, fair

STANDARD_DEVIATIONS = 2.0


@dataclass(frozen=True, slots=True)
class Evenness:
    """Of those who are available, in proportion to that.

    `range`: the most that somebody had beyond their fair share, less what somebody had least (in shifts). `gini`: 0
    when all had alike, near 1 when one had everything. `peak`: the largest load over the mean load; None where nobody
    had any. `conspicuous`: who differs from the fair share by more than two standard deviations of a fair draw.
    """

    people: int
    total: Amount
    range: Fraction
    gini: float
    peak: float | None
    conspicuous: tuple[str, ...]

    @property
    def conspicuous_share(self) -> float:
        """The part of the people who differ by more than chance; a fair draw leaves about one in twenty."""
        return len(self.conspicuous) / self.people if self.people else 0.0


def evenness(counts: Mapping[str, Amount], availability: Availability) -> Evenness:
    """How evenly the available people had their shifts, or hours; those who had none count too.

    The standard deviation is that of a draw in which each shift falls to somebody in proportion to availability
    (binomial): one of the sample would hide a single overburdened person in any team of five, where nobody can lie more
    than 1.8 of its standard deviations from the mean. For hours, `conspicuous` takes each hour as a draw of its own and
    names people too soon.
    """
    able = {key: Fraction(amount) for key, amount in sorted(availability.items()) if amount}
    had = {key: Fraction(counts.get(key, 0)) for key in able}
    total, whole = sum(had.values(), Fraction(0)), sum(able.values(), Fraction(0))
    owed = {key: total * part for key, part in fair(1, able).items()}
    differs = {key: had[key] - owed[key] for key in able}
    loads = {key: had[key] / able[key] for key in able}
    return Evenness(
        people=len(able),
        total=total,
        range=max(differs.values(), default=Fraction(0)) - min(differs.values(), default=Fraction(0)),
        gini=gini([float(load) for load in loads.values()]),
        peak=float(max(loads.values()) * whole / total) if total else None,
        conspicuous=tuple(key for key in able if _by_more_than_chance(differs[key], owed[key], able[key] / whole)),
    )


def _by_more_than_chance(differs: Fraction, owed: Fraction, part: Fraction) -> bool:
    return abs(differs) > STANDARD_DEVIATIONS * math.sqrt(owed * (1 - part))
