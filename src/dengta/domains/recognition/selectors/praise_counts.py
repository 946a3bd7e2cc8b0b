"""How often praise was given: for whatever compares praise with other things. What was taken back does not count."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from dengta.domains.communication.selectors.shared_praise import Praise


def praises_by_unit_and_month(unit_ids: Collection[int], start: date, end: date) -> Mapping[tuple[int, date], int]:
    """Praise received in these units (themselves, not what is below) by unit and first day of the month, for days from
    `start` up to but without `end`. Months without praise are left out. One query."""
    rows = _given(start, end).filter(unit__in=unit_ids).annotate(month=TruncMonth("given_on")).order_by()
    counted = rows.values_list("unit_id", "month").annotate(n=Count("pk"))
    return {(unit_id, month): n for unit_id, month, n in counted}


def praises_of_leader(employee_id: int, start: date, end: date) -> QuerySet[Praise]:
    """What a leader praised people for with a case, oldest first, for days from `start` up to but without `end`; a
    thank-you among colleagues is not meant."""
    return _given(start, end).filter(giver=employee_id, case__isnull=False).order_by("given_on", "pk")


def _given(start: date, end: date) -> QuerySet[Praise]:
    return Praise.objects.filter(taken_back_at=None, given_on__gte=start, given_on__lt=end)
