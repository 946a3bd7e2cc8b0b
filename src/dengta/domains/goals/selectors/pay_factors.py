"""Factors of the published table: what scores lead to, and what was handed to the pay of a month."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from dengta.domains.goals.models import FactorTable, PayFactor
from dengta.domains.goals.selectors.pay import Factor, factor_in, holding


def factors_for(scores: Mapping[int, tuple[float | Decimal, int]], *, on: date) -> dict[int, Factor]:
    """By person what the score (score, unit) leads to; whoever no table holds for is left out. Queries by unit."""
    tables = {unit: holding(FactorTable.objects.all(), unit, on) for unit in {unit for _score, unit in scores.values()}}
    steps = {table.pk: list(table.steps.order_by("-from_score")) for table in tables.values() if table is not None}
    found = {}
    for person, (score, unit) in scores.items():
        table = tables[unit]
        factor = factor_in(table, steps[table.pk], score) if table is not None else None
        if factor is not None:
            found[person] = factor
    return found


def handed(employee_ids: Collection[int] | QuerySet[Any], month: date) -> QuerySet[PayFactor]:
    """What was handed to the pay of these people in the month that begins on this day. One query."""
    return PayFactor.objects.filter(employee__in=employee_ids, month=month)


def handed_from(source_url: str) -> QuerySet[PayFactor]:
    """What was handed over from this appraisal, by month. One query."""
    return PayFactor.objects.filter(source_url=source_url).select_related("table").order_by("month")
