"""What can be asked about news between rooms."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from dengta.foundation.access import Actor
from dengta.foundation.events import policies
from dengta.foundation.events.models import OPEN, Delivery

LATE = timedelta(minutes=10)


def undelivered(actor: Actor, *, now: datetime) -> QuerySet[Delivery]:
    """News that were parked or are late, with what they are about."""
    return policies.see.scope(actor, in_trouble(now=now).select_related("event"))


def in_trouble(*, now: datetime) -> QuerySet[Delivery]:
    """Every delivery that was parked, or that waits for more than ten minutes."""
    return Delivery.objects.filter(Q(parked_at__isnull=False) | OPEN & Q(event__published_at__lt=now - LATE))


def parked() -> QuerySet[Delivery]:
    """Every delivery that waits for somebody to decide, the oldest first."""
    return Delivery.objects.filter(parked_at__isnull=False).order_by("pk")
