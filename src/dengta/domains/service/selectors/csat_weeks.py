"""Satisfaction of teams week by week, for whatever is judged by it."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncWeek

from dengta.domains.service.models import UnitDay
from dengta.domains.service.selectors.kpis import kpi_named

GRADES = (1, 2, 3, 4, 5)


def satisfied_by_week(unit_ids: Collection[int], start: date, end: date) -> Mapping[tuple[int, date], tuple[int, int]]:
    """(team, Monday) → satisfied answers and all answers, for days from `start` up to, not including, `end`. Weeks
    without an answer are left out. What counts as satisfied is what the figure itself counts. One query."""
    satisfied = kpi_named("csat").numerator
    rows = UnitDay.objects.filter(unit__in=unit_ids, day__gte=start, day__lt=end).order_by()
    sums = {f"sum_{grade}": Sum(f"csat_{grade}") for grade in GRADES}
    weeks = rows.annotate(week=TruncWeek("day")).values_list("unit_id", "week").annotate(**sums)
    return {
        (unit_id, week): (
            sum(n * satisfied.get(f"csat_{grade}", 0) for grade, n in zip(GRADES, counts, strict=True)),
            sum(counts),
        )
        for unit_id, week, *counts in weeks
        if sum(counts)
    }
