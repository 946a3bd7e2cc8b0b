"""Flags at customers: those that wait for a decision, and the decisions that stand."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from dengta.domains.communication.models import CustomerFlag, Todo
from dengta.domains.communication.policies import flags as policies
from dengta.foundation.access import Actor

TAKEN_OVER = "communication.flag_taken_over"


def flags(actor: Actor) -> QuerySet[CustomerFlag]:
    """All that this person may read. One query."""
    return policies.visible(actor).select_related("raised_by", "unit", "decided_by__employee")


def waiting() -> Q:
    """No decision yet."""
    return Q(decision="")


def standing(day: date) -> Q:
    """Decided, and not over on `day`."""
    return ~Q(decision="") & Q(ends_on__gte=day)


def is_taken_over(flag: CustomerFlag) -> bool:
    """Whether somebody took the customer over and is not done with it. One query."""
    return Todo.objects.filter(kind=TAKEN_OVER, key=str(flag.pk)).exists()


def standing_flags(actor: Actor, customer_keys: Collection[int | None]) -> list[CustomerFlag]:
    """What was decided about these customers and stands today, newest first: for whoever serves them next. One query;
    none without keys."""
    keys = [key for key in customer_keys if key is not None]
    if not keys:
        return []
    rows = CustomerFlag.objects.filter(standing(timezone.localdate()), policies.standing_for(actor), customer__in=keys)
    return list(rows.order_by("-decided_at", "-pk"))
