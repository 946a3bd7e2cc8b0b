"""Team × day × queue × channel: the sums of agents, summed."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, Sum

from dengta.domains.service.models import AgentDay, TeamDay
from dengta.domains.service.selectors.measures import COLUMNS
from dengta.domains.service.services.bulk import insert
from dengta.domains.service.services.rollups.scope import Round, chunks

_KEY = ("unit_id", "day", "queue_id", "channel")
UnitDays = Mapping[tuple[int, Any], Mapping[str, int]]


def recount_teams(scope: Round) -> None:
    """Write the sums of the units of this round anew. Those of their agents have been recounted before."""
    for units in chunks(sorted(scope.units)):
        TeamDay.objects.filter(unit_id__in=units, day__in=scope.unit_days).delete()
        summed = _summed(AgentDay.objects.filter(unit_id__in=units, day__in=scope.unit_days), _KEY)
        insert(TeamDay, (*_KEY, *COLUMNS), ((*key, *sums.values()) for key, sums in summed.items()))


def sums_by_unit_and_day(scope: Round, *, of: type[AgentDay] | type[TeamDay] = AgentDay) -> UnitDays:
    """All sums per unit and day of this round, to see what a recount changed."""
    rows: QuerySet[Any] = of._default_manager.filter(unit_id__in=scope.units, day__in=scope.unit_days)
    return _summed(rows, ("unit_id", "day"))


def _summed(rows: "QuerySet[Any]", key: tuple[str, ...]) -> dict[tuple[Any, ...], dict[str, int]]:
    """Key → every column, in order. One query."""
    sums = rows.order_by().values_list(*key).annotate(**{f"sum_{name}": Sum(name) for name in COLUMNS})
    width = len(key)
    return {row[:width]: dict(zip(COLUMNS, map(int, row[width:]), strict=True)) for row in sums}
