"""Teams compared like with like: raw beside adjusted for topic, channel and shift, with the interval (G12)."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from dengta.domains.service import policies
from dengta.domains.service.models import TeamMixWeek
from dengta.domains.service.selectors.kpis import Kpi, kpi_named
from dengta.domains.service.selectors.slices import Slice
from dengta.engines.metrics import Cell, Interval, standardise
from dengta.engines.metrics.fairness import adjusted_interval, expected_on, mean_variances, share_variances
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
    """Every visible team with work in this slice, by name. Kept by week: the period is rounded out. Two queries."""
    columns, known = _COLUMNS[kpi], kpi_named(kpi)
    teams, squares = _strata(actor, columns, where)
    everybody: dict[Hashable, Cell] = defaultdict(lambda: Cell(0, 0))
    for strata in teams.values():
        for key, cell in strata.items():
            everybody[key] = Cell(everybody[key].total + cell.total, everybody[key].n + cell.n)
    found = [
        _compared(team, strata, squares[team], everybody, known, minimum=minimum) for team, strata in teams.items()
    ]
    return sorted((row for row in found if row is not None), key=lambda row: (row.name, row.unit))


_Team = tuple[int, str]


def _strata(
    actor: Actor, columns: _Columns, where: Slice
) -> tuple[dict[_Team, dict[Hashable, Cell]], dict[_Team, dict[Hashable, float]]]:
    rows: Any = policies.see_team_mix.aggregate_scope(actor, TeamMixWeek.objects.filter(where.weeks()))
    rows = rows.filter(where.units("week"))
    if where.channel is not None:
        rows = rows.filter(channel=where.channel)
    sums = {"total": Sum(columns.total), "n": Sum(columns.n), "squares": Sum(columns.squares or columns.n)}
    teams: dict[_Team, dict[Hashable, Cell]] = defaultdict(dict)
    squares: dict[_Team, dict[Hashable, float]] = defaultdict(dict)
    for row in rows.order_by().values("unit_id", "unit__name", "type_id", "channel", "shift").annotate(**sums):
        team, key = (row["unit_id"], row["unit__name"]), (row["type_id"], row["channel"], row["shift"])
        teams[team][key] = Cell(row["total"], row["n"])
        squares[team][key] = row["squares"]
    return teams, squares


def _compared(
    team: _Team,
    strata: Mapping[Hashable, Cell],
    squares: Mapping[Hashable, float],
    everybody: Mapping[Hashable, Cell],
    kpi: Kpi,
    *,
    minimum: int,
) -> Compared | None:
    standard = standardise(strata, everybody)
    expected = expected_on(strata, everybody)
    if standard is None or expected is None:
        return None
    variances = mean_variances(strata, squares) if kpi.squares else share_variances(strata)
    n = int(sum(cell.n for cell in strata.values()))
    return Compared(
        unit=team[0],
        name=team[1],
        n=n,
        raw=standard.raw,
        adjusted=standard.adjusted,
        interval=adjusted_interval(standard.adjusted, strata, everybody, variances),
        expected=expected,
        covered=standard.covered,
        enough=n >= minimum,
    )
