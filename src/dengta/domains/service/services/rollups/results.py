"""The sums behind comparisons, grouped by any key that contacts and surveys share."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, Q

from dengta.domains.service.models import Contact, Survey
from dengta.domains.service.selectors.measures import summed

_OF_CONTACTS = ("handles", "handle_s", "handle_sq", "known_customer", "solved_first")


def results_by(key: tuple[str, ...], which: Q, days: tuple[date, date]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Key → the columns of `Results` over the facts that count on these days (both included). Two queries."""
    merged: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    contacts = Contact.objects.filter(which, business_day__range=days).order_by().values(*key)
    for row in summed(contacts, _OF_CONTACTS):
        merged[tuple(row[name] for name in key)] = {name: row[name] for name in _OF_CONTACTS}
    surveys = Survey.objects.filter(which, day__range=days).order_by().values(*key)
    answers = Count("pk", filter=Q(csat__isnull=False))
    for row in surveys.annotate(answers=answers, satisfied=Count("pk", filter=Q(csat__gte=4))):
        merged[tuple(row[name] for name in key)].update(answers=row["answers"], satisfied=row["satisfied"])
    return merged
