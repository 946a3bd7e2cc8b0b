"""The one place from which the judging of the policy learns of praise: what colleagues and leaders praise each other
for, and what was given as an honour."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from dengta.domains.communication.selectors.given_praise import received_by_person, received_by_unit_and_month
from dengta.domains.recognition.models import Reward


def _honours(start: date, end: date) -> "QuerySet[Reward]":
    kept = Q(form=Reward.Form.HONOUR, takes_back=None, taken_back_by=None)
    return Reward.objects.filter(kept, granted_on__gte=start, granted_on__lt=end).order_by()


def praise_by_unit_and_month(unit_ids: Collection[int], start: date, end: date) -> Mapping[tuple[int, date], int]:
    """Praise received in these teams by team and first day of the month. Months without any are left out. Two
    queries."""
    counted = Counter(received_by_unit_and_month(unit_ids, start, end))
    honours = _honours(start, end).filter(unit__in=unit_ids).annotate(month=TruncMonth("granted_on"))
    for unit_id, month, n in honours.values_list("unit_id", "month").annotate(n=Count("pk")):
        counted[unit_id, month] += n
    return counted


def praise_by_person(start: date, end: date) -> Mapping[int, int]:
    """How often each person was praised. Who never was is left out. Two queries."""
    counted = Counter(received_by_person(start, end))
    counted.update(dict(_honours(start, end).values_list("employee_id").annotate(n=Count("pk"))))
    return counted
