"""Tells administrators of news between rooms that no attempt could deliver."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dengta.foundation.access import Role, holders_of
from dengta.foundation.events.models import Delivery
from dengta.foundation.events.selectors import parked
from dengta.foundation.notify.services import send


def tell_administrators(delivery: Delivery) -> None:
    """One notice for the first parked delivery of a receiver: a broken receiver parks many."""
    if parked().filter(receiver=delivery.receiver).exclude(pk=delivery.pk).exists():
        return
    title = _("News could not be delivered to {receiver}").format(receiver=delivery.receiver)
    for account in holders_of([Role.ADMIN]):
        send(to=account, kind="events.parked", title=title, body=delivery.last_error, url=reverse("events:list"))
