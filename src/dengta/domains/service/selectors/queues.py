"""Queues with what is promised for them."""

from django.db.models import Exists, OuterRef, QuerySet

from dengta.domains.service import policies
from dengta.domains.service.models import Queue
from dengta.foundation.access import Actor


def open_queues(actor: Actor) -> "QuerySet[Queue]":
    """The queues in use that `actor` may see, each with whether they may change its promises (`may_change`)."""
    own = policies.manage_queues.scope(actor, Queue.objects.filter(pk=OuterRef("pk")))
    rows = policies.see_queues.scope(actor, Queue.objects.filter(closed_on__isnull=True))
    return rows.select_related("unit").annotate(may_change=Exists(own))
