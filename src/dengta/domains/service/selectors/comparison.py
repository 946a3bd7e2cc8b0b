"""Teams compared like with like: raw beside adjusted for topic, channel and shift, with the interval (G12)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dengta.domains.people.models import Unit
from dengta.domains.service.selectors.mix import Mix, Whole, team_mix
from dengta.domains.service.selectors.slices import Slice
from dengta.engines.metrics import Interval, Standardised, Work, standardise
from dengta.engines.metrics.fairness import Floats
from dengta.foundation.access import Actor


@dataclass(frozen=True)
class Compared:
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


@dataclass(frozen=True)
class _Columns:
    """Where a KPI's numerator, sample and squares stand in the sums by mix."""

    total: str
    n: str
    squares: str = ""


_COLUMNS: Mapping[str, _Columns] = {
    "csat": _Columns("satisfied", "answers"),
    "fcr": _Columns("solved_first", "known_customer"),
    "aht": _Columns("handle_s", "handles", "handle_sq"),
}
COMPARABLE = tuple(_COLUMNS)


def teams_compared(actor: Actor, *, kpi: str, where: Slice, minimum: int) -> list[Compared]:
    """Every visible team with work in this slice, by name. Kept by week: the period is rounded out. Three queries."""
    mix = team_mix(actor, where)
    units, group = _numbered(mix.unit)
    standard = standardise(_work(mix, group, _COLUMNS[kpi]), len(units))
    names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))
    found = [_compared(unit, names[unit], standard, place, minimum=minimum) for place, unit in enumerate(units)]
    return sorted((row for row in found if row.n), key=lambda row: (row.name, row.unit))


def _numbered(values: Whole) -> tuple[list[int], Whole]:
    """The distinct small numbers among `values`, and which of them stands at each place: without sorting."""
    seen = np.zeros(values.max(initial=-1) + 1, dtype=bool)
    seen[values] = True
    return np.flatnonzero(seen).tolist(), (np.cumsum(seen) - 1)[values]


def _work(mix: Mix, group: Whole, columns: _Columns) -> Work:
    """The weeks of each team and kind of work together."""
    kinds, stratum = _numbered(mix.kind_of_work)
    place = group * len(kinds) + stratum
    n: Floats = np.bincount(place, mix.sums(columns.n)).astype(np.float64)
    used = np.flatnonzero(n)

    def summed(column: str) -> Floats:
        return np.asarray(np.bincount(place, mix.sums(column))[used], dtype=float)

    return Work(
        *np.divmod(used, max(1, len(kinds))),
        total=summed(columns.total),
        n=n[used],
        squares=summed(columns.squares) if columns.squares else None,
    )


def _compared(unit: int, name: str, standard: Standardised, place: int, *, minimum: int) -> Compared:
    n = int(standard.n[place])
    return Compared(
        unit=unit,
        name=name,
        n=n,
        raw=float(standard.raw[place]),
        adjusted=float(standard.adjusted[place]),
        interval=Interval(float(standard.low[place]), float(standard.high[place])),
        expected=float(standard.expected[place]),
        covered=float(standard.covered[place]),
        enough=n >= minimum,
    )
