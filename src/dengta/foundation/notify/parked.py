"""Tells administrators of news between rooms that no attempt could deliver."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.foundation.access import Role, holders_of
from dengta.foundation.events.models import Delivery
from dengta.foundation.events.selectors import parked
from dengta.foundation.notify.services import send_many


def tell_administrators(delivery: Delivery) -> None:
    """One notice for the first parked delivery of a receiver: a broken receiver parks many."""
    if parked().filter(receiver=delivery.receiver).exclude(pk=delivery.pk).exists():
        return
    title = format_lazy(_("News could not be delivered to {receiver}"), receiver=delivery.receiver)
    send_many(
        to=holders_of([Role.ADMIN]), broadcast=False, kind="events.parked", title=title, body=delivery.last_error,
        url=reverse("events:list"),
    )  # fmt: skip
