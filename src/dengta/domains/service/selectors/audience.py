"""What announcements may say of this room: for whom by queue, and which contacts they are about."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.selectors.audience import (
    AudienceSource,
    Choice,
    TopicSource,
    register_audience_source,
    register_topic_source,
)
from dengta.domains.people.models import Membership
from dengta.domains.service.models import ContactType, QueueTeam
from dengta.domains.service.selectors.choices import queues_for
from dengta.foundation.access import Actor


def register() -> None:
    """Called once, at start."""
    register_audience_source(AudienceSource("queue", _("Queue"), queue_choices, serving_queue))
    register_topic_source(TopicSource("topic", _("Topics"), topic_choices))
    register_topic_source(TopicSource("queue", pgettext_lazy("of contacts", "Queues"), queue_choices))


def queue_choices(actor: Actor, day: date) -> list[Choice]:
    """The queues in use that the author may see, by name. One query."""
    queues = queues_for(actor)
    return [Choice(str(queue.pk), queue.name) for queue in queues if queue.closed_on is None or queue.closed_on > day]


def topic_choices(actor: Actor, day: date) -> list[Choice]:
    """What contacts are about, by name. One query."""
    topics = ContactType.objects.order_by("name", "pk").values_list("pk", "name")
    return [Choice(str(pk), name) for pk, name in topics]


def serving_queue(keys: Collection[str], day: date) -> Q:
    """Employees whose team of that day takes contacts from one of these queues."""
    teams = QueueTeam.objects.filter(queue_id__in=[int(key) for key in keys]).values("unit_id")
    members = Membership.objects.on(day).filter(unit_id__in=teams)
    return Q(pk__in=members.values("employee_id"))
