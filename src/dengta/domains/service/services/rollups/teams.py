"""Team × day × queue × channel, and team × day: the sums of agents, summed."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, Sum

from dengta.domains.service.models import AgentDay, TeamDay, UnitDay
from dengta.domains.service.models.rollups import Sums
from dengta.domains.service.selectors.measures import COLUMNS
from dengta.domains.service.services.bulk import insert
from dengta.domains.service.services.rollups.scope import Round, chunks

UnitDays = Mapping[tuple[int, Any], Mapping[str, int]]
# Each is summed from the one before.
KEYS: tuple[tuple[type[Sums], tuple[str, ...]], ...] = (
    (TeamDay, ("unit_id", "day", "queue_id", "channel")),
    (UnitDay, ("unit_id", "day")),
)


def recount_teams(scope: Round) -> None:
    """Write the sums of the units of this round anew. Those of their agents have been recounted before."""
    for units in chunks(sorted(scope.units)):
        source: type[Sums] = AgentDay
        for model, key in KEYS:
            model._default_manager.filter(unit_id__in=units, day__in=scope.unit_days).delete()
            summed = _summed(source._default_manager.filter(unit_id__in=units, day__in=scope.unit_days), key)
            insert(model, (*key, *COLUMNS), ((*place, *sums.values()) for place, sums in summed.items()))
            source = model


def sums_by_unit_and_day(scope: Round, *, of: type[Sums] = AgentDay) -> UnitDays:
    """All sums per unit and day of this round, to see what a recount changed."""
    rows: QuerySet[Any] = of._default_manager.filter(unit_id__in=scope.units, day__in=scope.unit_days)
    return _summed(rows, ("unit_id", "day"))


def _summed(rows: "QuerySet[Any]", key: tuple[str, ...]) -> dict[tuple[Any, ...], dict[str, int]]:
    """Key → every column, in order. One query."""
    sums = rows.order_by().values_list(*key).annotate(**{f"sum_{name}": Sum(name) for name in COLUMNS})
    width = len(key)
    return {row[:width]: dict(zip(COLUMNS, map(int, row[width:]), strict=True)) for row in sums}
