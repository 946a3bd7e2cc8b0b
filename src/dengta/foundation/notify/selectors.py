"""What can be asked about notices and messages."""

from django.db.models import QuerySet

from dengta.foundation.access import Actor
from dengta.foundation.events import selectors as news
from dengta.foundation.notify import policies
from dengta.foundation.notify.models import Notice, OutboxMessage


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """This person's notices."""
    return policies.read_notices.scope(actor, Notice.objects.all())


def unread(actor: Actor) -> int:
    """How many of them are new. One query."""
    return Notice.objects.filter(account_id=actor.pk, read_at__isnull=True).count()


def messages(actor: Actor) -> QuerySet[OutboxMessage]:
    """Everything that left or is to leave the house, with whom it is for; not what it says."""
    rows = OutboxMessage.objects.select_related("account").defer("body")
    return policies.see_messages.scope(actor, rows)


def parked_news() -> int:
    """How many news between rooms wait for a decision of the administrator."""
    return news.parked().count()
