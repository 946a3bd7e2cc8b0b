"""Telling people."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.functional import Promise

from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.notify import answers, load, outgoing
from dengta.foundation.notify.actions import Button
from dengta.foundation.notify.chat import robots
from dengta.foundation.notify.models import GroupRobot, Notice, OutboxMessage, Preference, Vendor
from dengta.foundation.notify.registry import kind_of

CHUNK = 1000


class HasAccount(Protocol):
    """An employee: somebody with an account, or with none yet."""

    @property
    def account(self) -> Any: ...


class NotInTransaction(RuntimeError):
    """A notice outside the transaction of what it tells of could tell of what never happened."""


def send(
    *,
    to: Actor | HasAccount,
    kind: str,
    title: str | Promise,
    body: str | Promise = "",
    url: str = "",
    urgent: bool = False,
    actions: Sequence[Button] = (),
    until: datetime | None = None,
) -> Notice | None:
    """Put a notice into the bell of an account or employee, and messages into the outbox where the person wants them.

    None for an employee without an account, or one that is closed. Texts may be lazy: they are written in the language
    of the installation. Urgent notices go through quiet hours and digests. `actions` are buttons that can be pressed
    in chat and e-mail, one of them, once, before `until` (see `notify.actions`).
    """
    what: dict[str, Any] = {"kind": kind, "title": title, "body": body, "url": url, "urgent": urgent}
    sent = send_many(to=[to], broadcast=False, actions=actions, until=until, **what)
    return sent[0] if sent else None


def send_many(
    *,
    to: Iterable[Actor | HasAccount],
    broadcast: bool,
    kind: str,
    title: str | Promise,
    body: str | Promise = "",
    url: str = "",
    urgent: bool = False,
    actions: Sequence[Button] = (),
    until: datetime | None = None,
) -> list[Notice]:
    """The same notice for many, in a number of statements that grows with the thousands, not with the people.

    Employees come with their `account` joined; whoever has none, or a closed one, is left out. Every caller says which
    of two it is. `broadcast=True`: people get it because they belong somewhere (a team, an audience); it counts against
    what a person should get on a day, and warns whoever sends it (R-031). False: each gets it for what they themselves
    said, did or have to do.
    """
    _insist_on_transaction(kind)
    _insist_on_own_page(url)
    _insist_on_discretion(kind, broadcast=broadcast, asks=bool(actions))
    accounts: list[Any] = [getattr(one, "account", one) for one in to]
    now = timezone.localtime()
    if broadcast:
        load.warn_sender(to=accounts, now=now, urgent=urgent)
    with translation.override(settings.LANGUAGE_CODE):
        what: dict[str, Any] = {"kind": kind, "title": str(title)[:200], "body": str(body), "url": url}
        what |= {"urgent": urgent, "broadcast": broadcast, "day": now.date(), "created_at": now}
        notices = Notice.objects.bulk_create(
            (Notice(account=one, **what) for one in accounts if one is not None and one.is_active),
            batch_size=CHUNK,
        )
        if notices and actions:
            answers.ask(notices, actions, until=until, now=now)
        if notices and kind_of(kind).email:
            outgoing.write(notices, now=now)
    return notices


@transaction.atomic
def post_to_group(
    *,
    robot_id: UUID,
    kind: str,
    title: str | Promise,
    body: str | Promise = "",
    url: str = "",
    urgent: bool = False,
) -> OutboxMessage | None:
    """Say something in a group chat, through its robot: only what everybody in that group may read.

    None, and nothing is written, where the robot was removed or switched off. It waits for the end of the quiet hours
    of the house; what is urgent does not.
    """
    _insist_on_own_page(url)
    _insist_on_discretion(kind, broadcast=True, asks=False)
    robot = GroupRobot.objects.filter(pk=robot_id, is_on=True).first()
    if robot is None:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        return OutboxMessage.objects.create(
            channel=robots.CHANNEL,
            address=str(robot.pk),
            subject=outgoing.subject_of(str(kind_of(kind).label)),
            body=outgoing.text_of(str(title), str(body)),
            link=outgoing.link_of(url),
            urgent=urgent,
            next_try=outgoing.when_to_post(now=timezone.localtime(), urgent=urgent),
        )


def _insist_on_transaction(kind: str) -> None:
    if not connection.in_atomic_block:
        message = f"notify.send({kind!r}) outside a transaction"
        raise NotInTransaction(message)


def _insist_on_own_page(url: str) -> None:
    if url and (not url.startswith("/") or url.startswith("//")):
        message = f"a notice leads to a page of this installation, not to {url!r}"
        raise ValueError(message)


def _insist_on_discretion(kind: str, *, broadcast: bool, asks: bool) -> None:
    if kind_of(kind).confidential and (broadcast or asks):
        message = f"{kind!r} is confidential: it goes to people one by one, and is answered inside alone"
        raise ValueError(message)


def preference_of(account: Any) -> Preference:
    """How this person wants to be told; the defaults where nothing was chosen."""
    return Preference.objects.filter(account=account).first() or Preference(account=account)


@transaction.atomic
def choose(
    *,
    account: Any,
    email: bool,
    quiet_from: time | None,
    quiet_until: time | None,
    digest: bool,
    digest_at: time,
    chat: Collection[str] = tuple(Vendor.values),
) -> Preference:
    """Keep how this person wants to be told from now on; what is under way keeps its time."""
    chosen: dict[str, Any] = {"email": email, "quiet_from": quiet_from, "quiet_until": quiet_until}
    chosen |= {"digest": digest, "digest_at": digest_at}
    chosen |= {vendor: vendor in chat for vendor in Vendor.values}
    preference, _created = Preference.objects.update_or_create(account=account, defaults=chosen)
    record(account, "notify.preference_chosen", preference, **chosen)
    return preference


def mark_read(*, account: Any, notice_id: int | None = None) -> int:
    """Mark one notice of this person as read, or all of them. Answers how many were new."""
    unread = Notice.objects.filter(account=account, read_at__isnull=True)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=timezone.now())
