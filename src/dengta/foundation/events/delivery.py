"""Delivering events: in order for each receiver, each with its effect in one transaction.

A receiver that fails is tried again, and holds up only its own later events. Order is the order of numbers: an event
published after another was committed always comes behind it. What failed too often is parked: from then on the later
events go before it, and a person decides whether it is tried again or skipped.
"""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone, translation

from dengta.foundation.audit.record import record
from dengta.foundation.events.codec import from_json
from dengta.foundation.events.models import OPEN, SETTLED, Delivery, Event
from dengta.foundation.events.registry import Subscription, subscription, tell_parked

log = structlog.get_logger(__name__)

# After the first, second, … failure; the last one repeats.
RETRY_AFTER = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1))
# Some four hours: longer than a database that is away for a while, shorter than a working day without any news.
PARKED_AFTER = 8
KEPT = timedelta(days=30)


def deliver(*, limit: int = 500) -> int:
    """Deliver what is due, at most `limit` to each receiver. Answers how many were delivered."""
    delivered = 0
    for receiver in _heads():
        wanted = subscription(receiver)
        if wanted is None:
            continue  # of another version of the product; stays, and shows on the page of undelivered news
        for _round in range(limit):
            if not _deliver_next(wanted):
                break
            delivered += 1
    return delivered


def prune() -> int:
    """Delete events of long ago that everybody has heard of, or that somebody decided to skip."""
    old = Event.objects.filter(published_at__lt=timezone.now() - KEPT)
    return old.exclude(deliveries__in=Delivery.objects.exclude(SETTLED)).delete()[0]


def _heads() -> dict[str, int]:
    """The first open delivery of each receiver."""
    waiting = Delivery.objects.filter(OPEN).order_by()
    return dict(waiting.values_list("receiver").annotate(Min("pk")))


def _deliver_next(wanted: Subscription) -> bool:
    head = Delivery.objects.filter(OPEN, receiver=wanted.receiver).order_by("pk").first()
    if head is None or head.next_try > timezone.now():
        return False
    try:
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            # Exactly this row: skipping to the next one would break the order.
            locked = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event")
            delivery = locked.filter(OPEN, pk=head.pk).first()
            if delivery is None:
                return False  # another worker has it
            wanted.handle(from_json(wanted.event_type, delivery.event.facts))
            delivery.delivered_at = timezone.now()
            delivery.save(update_fields=["delivered_at"])
    except Exception as problem:  # noqa: BLE001 - whatever a receiver raises must not stop the others
        parked = _note_failure(head.pk, problem, now=timezone.now())
        if parked:
            _tell(head.pk)
        return parked
    return True


@transaction.atomic
def _note_failure(delivery_id: int, problem: Exception, *, now: datetime) -> bool:
    """Write down what went wrong and when to try again, or park it. Whether the next one is free to go."""
    delivery = Delivery.objects.select_for_update().filter(OPEN, pk=delivery_id).first()
    if delivery is None:
        return False  # another worker has delivered or parked it meanwhile
    log.exception("event.delivery_failed", receiver=delivery.receiver, event_id=delivery.event_id)
    delivery.next_try = now + RETRY_AFTER[min(delivery.attempts, len(RETRY_AFTER) - 1)]
    delivery.attempts += 1
    delivery.last_error = f"{type(problem).__name__}: {problem}"[:500]
    parked = delivery.attempts >= PARKED_AFTER
    delivery.parked_at = now if parked else None
    delivery.save(update_fields=["next_try", "attempts", "last_error", "parked_at"])
    if parked:
        record(None, "events.parked", delivery, receiver=delivery.receiver, attempts=delivery.attempts)
    return parked


def _tell(delivery_id: int) -> None:
    """Parked is parked, whether or not somebody could be told."""
    try:
        with transaction.atomic():
            tell_parked(Delivery.objects.select_related("event").get(pk=delivery_id))
    except Exception:
        # Telling runs the code of others; the rest of the news must not wait for it.
        log.exception("event.parked_not_told", delivery_id=delivery_id)
