"""What can be asked about notices, messages and the channels they take."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Case, F, Q, QuerySet, Value, When

from dengta.foundation.access import Actor
from dengta.foundation.events import selectors as news
from dengta.foundation.notify import policies
from dengta.foundation.notify.models import ChatAddress, ChatApp, GroupRobot, Notice, OutboxMessage, Vendor


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """This person's notices, with what they ask."""
    return policies.read_notices.scope(actor, Notice.objects.select_related("question"))


def unread(actor: Actor) -> int:
    """How many of them are new. One query, written by hand: every page asks it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM notify_notice WHERE account_id = %s AND read_at IS NULL", [actor.pk])
        return int(cursor.fetchone()[0])


def messages(actor: Actor) -> QuerySet[OutboxMessage]:
    """Everything that left or is to leave the house, with whom it is for; not what it says. Of what is told in neutral
    words the recipient stays away, and what a mail server said about them."""
    known = Q(neutral=False) | Q(account_id=actor.pk)
    rows = OutboxMessage.objects.defer("body", "address", "last_error").annotate(
        recipient=Case(When(known, then=F(f"account__{get_user_model().USERNAME_FIELD}")), default=Value("")),
        trouble=Case(When(known, then=F("last_error")), default=Value("")),
    )
    return policies.see_messages.scope(actor, rows)


def parked_news() -> int:
    """How many news between rooms wait for a decision of the administrator."""
    return news.parked().count()


@dataclass(frozen=True)
class Connection:
    """One chat system, and our application in it, where there is one. `works`: it is set up and switched on."""

    vendor: Vendor
    app: ChatApp | None

    @property
    def works(self) -> bool:
        return self.app is not None and self.app.is_on


def connections() -> list[Connection]:
    """All chat systems in a fixed order. One query."""
    apps = {app.vendor: app for app in ChatApp.objects.all()}
    return [Connection(vendor, apps.get(vendor.value)) for vendor in Vendor]


def robots() -> QuerySet[GroupRobot]:
    """The robots of group chats. What they may say, the rooms decide: they offer `group_choices`."""
    return GroupRobot.objects.all()


def group_choices() -> list[tuple[str, str]]:
    """The group chats that something can be posted to: id and name. One query."""
    rows = GroupRobot.objects.filter(is_on=True).order_by("name")
    return [(str(robot.pk), f"{robot.name} · {robot.get_vendor_display()}") for robot in rows]


def people_with_addresses() -> QuerySet[Any]:
    """Everybody with an open account, and who they are in the chat systems: for whoever may see everybody's. Two
    queries a page."""
    return get_user_model().objects.filter(is_active=True).prefetch_related("chat_addresses")


def addresses_of(account: Any) -> dict[str, str]:
    """The addresses of one account, by chat system. One query."""
    return dict(ChatAddress.objects.filter(account=account).values_list("vendor", "address"))
