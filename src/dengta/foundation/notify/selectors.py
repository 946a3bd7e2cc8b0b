"""What can be asked about notices and messages."""

from django.db import connection
from django.db.models import QuerySet

from dengta.foundation.access import Actor
from dengta.foundation.events import selectors as news
from dengta.foundation.notify import policies
from dengta.foundation.notify.models import Notice, OutboxMessage


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """This person's notices."""
    return policies.read_notices.scope(actor, Notice.objects.all())


def unread(actor: Actor) -> int:
    """How many of them are new. One query, written by hand: every page asks it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM notify_notice WHERE account_id = %s AND read_at IS NULL", [actor.pk])
        return int(cursor.fetchone()[0])


def messages(actor: Actor) -> QuerySet[OutboxMessage]:
    """Everything that left or is to leave the house, with whom it is for; not what it says."""
    rows = OutboxMessage.objects.select_related("account").defer("body")
    return policies.see_messages.scope(actor, rows)


def parked_news() -> int:
    """How many news between rooms wait for a decision of the administrator."""
    return news.parked().count()
