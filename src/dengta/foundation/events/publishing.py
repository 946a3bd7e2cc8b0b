"""Saying what happened."""

from typing import Any

from django.db import connection

from dengta.foundation.events.codec import to_json
from dengta.foundation.events.models import Delivery, Event
from dengta.foundation.events.registry import receivers_of, type_name


class NotInTransaction(RuntimeError):
    """An event outside the transaction of what happened could be told although it never happened, or be lost."""


def publish(event: Any) -> None:
    """Tell all receivers of this type, once the caller's transaction commits. `event` is a frozen dataclass."""
    if not connection.in_atomic_block:
        message = f"events.publish({type_name(type(event))}) outside a transaction"
        raise NotInTransaction(message)
    receivers = receivers_of(type(event))
    if receivers:
        row = Event.objects.create(type=type_name(type(event)), facts=to_json(event))
        Delivery.objects.bulk_create([Delivery(event=row, receiver=receiver) for receiver in receivers])
