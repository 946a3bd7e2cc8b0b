"""Sums for the arithmetic of upper rooms: per team, agent, week or month, without a reader.

Nothing of it is shown as it comes: whoever shows a figure asks for it with `figures.kpi_values`, which knows who reads.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncWeek

from dengta.domains.service.models import AgentDay, StateDay, UnitDay
from dengta.domains.service.selectors.kpis import Kpi, Table


class Each(StrEnum):
    """What the sums are kept apart by."""

    UNIT = "unit_id"
    AGENT = "agent_id"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Sample:
    """Both sides of a fraction, unscaled. A plain count has no denominator."""

    numerator: int
    denominator: int


def samples(
    kpi: Kpi, *, start: date, end: date, units: Collection[int], by: Sequence[Each]
) -> Mapping[tuple[Any, ...], Sample]:
    """The sums of business days from `start` up to, not including, `end`, of facts that counted for these units.

    Keys in the order of `by`; weeks and months by their first day. Percentiles and snapshots have no sums. One query.
    """
    rows = _rows(kpi, by).filter(day__gte=start, day__lt=end, unit_id__in=units)
    if Each.AGENT in by:
        rows = rows.filter(agent_id__isnull=False)
    if Each.WEEK in by:
        rows = rows.annotate(week=TruncWeek("day"))
    if Each.MONTH in by:
        rows = rows.annotate(month=TruncMonth("day"))
    columns = sorted(kpi.columns)
    keys = [str(each) for each in by]
    summed = rows.order_by().values_list(*keys).annotate(**{f"sum_{column}": Sum(column) for column in columns})
    found = {}
    for row in summed:
        key, sums = row[: len(keys)], row[len(keys) :]
        counted = {column: int(value or 0) for column, value in zip(columns, sums, strict=True)}
        found[tuple(key)] = Sample(kpi.sum_of(kpi.numerator, counted), kpi.sum_of(kpi.denominator, counted))
    return found


def _rows(kpi: Kpi, by: Sequence[Each]) -> QuerySet[Any]:
    if kpi.table is Table.STATES:
        return StateDay.objects.all()
    return AgentDay.objects.all() if Each.AGENT in by else UnitDay.objects.all()
