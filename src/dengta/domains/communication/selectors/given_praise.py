"""How often praise was given, for the rooms above. What was taken back does not count."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from dengta.domains.communication.models import Praise


def received_by_unit_and_month(unit_ids: Collection[int], start: date, end: date) -> Mapping[tuple[int, date], int]:
    """Praise received in these teams by team and first day of the month, for days from `start` up to, not including,
    `end`. Months without any are left out. One query."""
    rows = _given(start, end).filter(unit__in=unit_ids).annotate(month=TruncMonth("given_on"))
    counted = rows.values_list("unit_id", "month").annotate(n=Count("pk"))
    return {(unit_id, month): n for unit_id, month, n in counted}


def received_by_person(start: date, end: date) -> Mapping[int, int]:
    """How often each person was praised; who never was is left out. One query."""
    return dict(_given(start, end).values_list("receiver_id").annotate(n=Count("pk")))


def _given(start: date, end: date) -> "QuerySet[Praise]":
    return Praise.objects.filter(taken_back_at=None, given_on__gte=start, given_on__lt=end).order_by()
