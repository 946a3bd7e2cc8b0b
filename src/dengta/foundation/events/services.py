"""What a person decides about news that a receiver could not take."""

from datetime import datetime

from django.db import transaction

from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.events import policies
from dengta.foundation.events.models import Delivery
from dengta.foundation.events.registry import subscription


@transaction.atomic
def try_again(*, delivery_id: int, by: Actor, now: datetime) -> Delivery:
    """Give a parked delivery one more attempt: it goes before what is waiting, and a failure parks it again."""
    delivery = _locked(delivery_id, by)
    if delivery.parked_at is None:
        raise RuleViolation("events.not_parked")
    delivery.parked_at, delivery.next_try = None, now
    delivery.save(update_fields=["parked_at", "next_try"])
    record(by, "events.retried", delivery, receiver=delivery.receiver, attempts=delivery.attempts)
    return delivery


@transaction.atomic
def skip(*, delivery_id: int, reason: str, by: Actor, now: datetime) -> Delivery:
    """Let a receiver do without an event: one that was parked, or whose receiver this version does not have."""
    delivery = _locked(delivery_id, by)
    if not reason.strip():
        raise RuleViolation("events.reason_missing")
    if delivery.parked_at is None and subscription(delivery.receiver) is not None:
        raise RuleViolation("events.not_parked")
    delivery.parked_at, delivery.skipped_at = None, now
    delivery.save(update_fields=["parked_at", "skipped_at"])
    told = delivery.event
    record(by, "events.skipped", delivery, reason=reason.strip(), receiver=delivery.receiver, event=str(told))
    return delivery


def _locked(delivery_id: int, by: Actor) -> Delivery:
    """The delivery, locked, while it has not arrived and was not skipped."""
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("event").get(pk=delivery_id)
    policies.settle.require(by, delivery)
    if delivery.delivered_at is not None or delivery.skipped_at is not None:
        raise RuleViolation("events.not_parked")
    return delivery
