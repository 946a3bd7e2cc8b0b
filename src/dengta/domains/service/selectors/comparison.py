"""Teams compared like with like: raw beside adjusted for topic, channel and shift, with the interval (G12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Sum

from dengta.domains.people.models import Unit
from dengta.domains.service import policies
from dengta.domains.service.models import TeamMixWeek
from dengta.domains.service.selectors.slices import Slice
from dengta.engines.metrics import Interval, Standardised, Work, standardise
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
    columns = _COLUMNS[kpi]
    rows = _strata(actor, columns, where)
    teams = {unit: place for place, unit in enumerate(dict.fromkeys(row[0] for row in rows))}
    strata: dict[tuple[Any, ...], int] = {}
    places = [(teams[row[0]], strata.setdefault(row[1:4], len(strata))) for row in rows]
    sums = np.array([row[4:] for row in rows], dtype=float).reshape(len(rows), 3)
    group, stratum = np.array(places, dtype=np.int64).reshape(len(rows), 2).T
    squares = sums[:, 2] if columns.squares else None
    standard = standardise(Work(group, stratum, sums[:, 0], sums[:, 1], squares), len(teams))
    names = dict(Unit.objects.filter(pk__in=teams).values_list("pk", "name"))
    found = [_compared(unit, names[unit], standard, place, minimum=minimum) for unit, place in teams.items()]
    return sorted((row for row in found if row.n), key=lambda row: (row.name, row.unit))


def _strata(actor: Actor, columns: _Columns, where: Slice) -> list[tuple[Any, ...]]:
    """Unit, topic, channel, shift; total, sample and squares. Two queries at most."""
    rows: Any = policies.see_team_mix.aggregate_scope(actor, TeamMixWeek.objects.filter(where.weeks()))
    rows = rows.filter(where.units("week"))
    if where.channel is not None:
        rows = rows.filter(channel=where.channel)
    sums = {"total": Sum(columns.total), "sample": Sum(columns.n), "of_squares": Sum(columns.squares or columns.n)}
    return list(rows.order_by().values_list("unit_id", "type_id", "channel", "shift").annotate(**sums))


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
