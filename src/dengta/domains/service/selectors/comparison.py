"""Teams compared like with like: raw beside adjusted for topic, channel and shift, with the interval (G12)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from dengta.domains.people.models import Unit
from dengta.domains.service.selectors.mix import PARTS, Mix, Whole, team_mix
from dengta.domains.service.selectors.names import names_of
from dengta.domains.service.selectors.slices import Slice
from dengta.engines.metrics import Interval, Standardised, Work, standardise
from dengta.engines.metrics.fairness import Floats
from dengta.foundation.access import Actor


class Compared(NamedTuple):
    """One team. `expected`: what all teams reach on the work this team does; `covered`: how much of theirs it does."""

    unit: int
    name: str
    n: int
    raw: float
    adjusted: float
    interval: Interval
    expected: float
    covered: float
    enough: bool

    @property
    def is_noise(self) -> bool:
        """Whether chance alone can explain that this team differs from what is expected of its work."""
        return self.interval.covers(self.expected)


COMPARABLE = tuple(PARTS)


def teams_compared(
    actor: Actor, *, kpi: str, where: Slice, minimum: int, names: Mapping[int, str] = MappingProxyType({})
) -> list[Compared]:
    """Every visible team with work in this slice, by name; `names`: those that are known.

    Kept by week: the period is rounded out. Three queries at most.
    """
    mix = team_mix(actor, where, kpi=kpi)
    units, group = _numbered(mix.unit)
    called = names_of(Unit, units, known=names)
    standard = standardise(_work(mix, group), len(units))
    found = [
        Compared(unit, called[unit], int(n), raw, adjusted, Interval(low, high), expected, covered, enough=n >= minimum)
        for unit, n, raw, adjusted, low, high, expected, covered in zip(units, *_columns(standard), strict=True)
        if n
    ]
    return sorted(found, key=lambda row: (row.name, row.unit))


def _columns(standard: Standardised) -> list[list[float]]:
    """The arrays, in the order of `Compared`, as plain numbers."""
    arrays = (standard.n, standard.raw, standard.adjusted, standard.low, standard.high, standard.expected)
    return [array.tolist() for array in (*arrays, standard.covered)]


def _numbered(values: Whole) -> tuple[list[int], Whole]:
    """The distinct small numbers among `values`, and which of them stands at each place: without sorting."""
    seen = np.zeros(values.max(initial=-1) + 1, dtype=bool)
    seen[values] = True
    return np.flatnonzero(seen).tolist(), (np.cumsum(seen) - 1)[values]


def _work(mix: Mix, group: Whole) -> Work:
    """The weeks of each team and kind of work together."""
    kinds, stratum = _numbered(mix.kind_of_work)
    place = group * len(kinds) + stratum
    n: Floats = np.bincount(place, mix.n).astype(np.float64)
    used = np.flatnonzero(n)

    def summed(sums: Whole) -> Floats:
        return np.asarray(np.bincount(place, sums)[used], dtype=float)

    return Work(
        *np.divmod(used, max(1, len(kinds))),
        total=summed(mix.total),
        n=n[used],
        squares=None if mix.squares is None else summed(mix.squares),
    )
