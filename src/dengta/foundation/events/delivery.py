"""Delivering events: in order for each receiver, each with its effect in one transaction.

A receiver that fails is tried again, and holds up only its own later events. Order is the order of numbers: an event
published after another was committed always comes behind it.
"""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone, translation

from dengta.foundation.events.codec import from_json
from dengta.foundation.events.models import Delivery, Event
from dengta.foundation.events.registry import Subscription, subscription

log = structlog.get_logger(__name__)

# After the first, second, … failure; the last goes on for ever, for nothing may be lost.
RETRY_AFTER = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1))
STUCK_AFTER = 3
KEPT = timedelta(days=30)


def deliver(*, limit: int = 500) -> int:
    """Deliver what is due, at most `limit` to each receiver. Answers how many were delivered."""
    delivered = 0
    for receiver in _heads():
        wanted = subscription(receiver)
        if wanted is None:
            continue  # of another version of the product; stays, and shows as stuck
        for _round in range(limit):
            if not _deliver_next(wanted):
                break
            delivered += 1
    return delivered


def stuck() -> QuerySet[Delivery]:
    """Deliveries that failed several times, oldest first: somebody has to look."""
    return Delivery.objects.filter(delivered_at__isnull=True, attempts__gte=STUCK_AFTER).order_by("pk")


def prune() -> int:
    """Delete events of long ago that everybody has heard of."""
    old = Event.objects.filter(published_at__lt=timezone.now() - KEPT)
    return old.exclude(deliveries__delivered_at__isnull=True).delete()[0]


def _heads() -> dict[str, int]:
    """The first open delivery of each receiver."""
    waiting = Delivery.objects.filter(delivered_at__isnull=True).order_by()
    return dict(waiting.values_list("receiver").annotate(Min("pk")))


def _deliver_next(wanted: Subscription) -> bool:
    head = Delivery.objects.filter(receiver=wanted.receiver, delivered_at__isnull=True).order_by("pk").first()
    if head is None or head.next_try > timezone.now():
        return False
    try:
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            # Exactly this row: skipping to the next one would break the order.
            locked = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event")
            delivery = locked.filter(pk=head.pk, delivered_at__isnull=True).first()
            if delivery is None:
                return False  # another worker has it
            wanted.handle(from_json(wanted.event_type, delivery.event.facts))
            delivery.delivered_at = timezone.now()
            delivery.save(update_fields=["delivered_at"])
    except Exception as problem:  # noqa: BLE001 - whatever a receiver raises must not stop the others
        _note_failure(head, problem, now=timezone.now())
        return False
    return True


def _note_failure(delivery: Delivery, problem: Exception, *, now: datetime) -> None:
    log.exception("event.delivery_failed", receiver=delivery.receiver, event_id=delivery.event_id)
    wait = RETRY_AFTER[min(delivery.attempts, len(RETRY_AFTER) - 1)]
    Delivery.objects.filter(pk=delivery.pk, delivered_at__isnull=True).update(
        attempts=delivery.attempts + 1,
        next_try=now + wait,
        last_error=f"{type(problem).__name__}: {problem}"[:500],
    )
