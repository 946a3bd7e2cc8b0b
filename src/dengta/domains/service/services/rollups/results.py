"""The sums behind comparisons, grouped by any key that contacts and surveys share."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from dengta.domains.service.models import Contact, Survey
from dengta.domains.service.selectors.measures import summed
from dengta.domains.service.selectors.mix import RESULTS

_OF_CONTACTS = RESULTS[:-2]


def results_by(key: tuple[str, ...], which: Q, days: tuple[date, date]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """Key → the columns `RESULTS` over the facts that count on these days (both included). Two queries."""
    of_contacts: dict[tuple[Any, ...], tuple[int, ...]] = {}
    contacts = Contact.objects.filter(which, business_day__range=days).order_by().values(*key)
    for row in summed(contacts, _OF_CONTACTS):
        of_contacts[tuple(row[name] for name in key)] = tuple(row[name] for name in _OF_CONTACTS)
    of_surveys: dict[tuple[Any, ...], tuple[int, ...]] = {}
    surveys = Survey.objects.filter(which, day__range=days).order_by().values(*key)
    answers = Count("pk", filter=Q(csat__isnull=False))
    for row in surveys.annotate(answers=answers, satisfied=Count("pk", filter=Q(csat__gte=4))):
        of_surveys[tuple(row[name] for name in key)] = (row["answers"], row["satisfied"])
    none = (0,) * len(_OF_CONTACTS)
    return {
        group: of_contacts.get(group, none) + of_surveys.get(group, (0, 0))
        for group in dict.fromkeys([*of_contacts, *of_surveys])
    }
