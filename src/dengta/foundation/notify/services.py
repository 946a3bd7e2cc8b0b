"""Telling people."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.notify.email import CHANNEL, is_set_up
from dengta.foundation.notify.models import Notice, OutboxMessage, Preference
from dengta.foundation.notify.quiet import when_to_send
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
) -> Notice | None:
    """Put a notice into the bell of an account or employee, and an e-mail into the outbox where the person wants it.

    None for an employee without an account, or one that is closed. Texts may be lazy: they are written in the language
    of the installation. Urgent notices go through quiet hours and digests.
    """
    sent = send_many(to=[to], kind=kind, title=title, body=body, url=url, urgent=urgent)
    return sent[0] if sent else None


def send_many(
    *,
    to: Iterable[Actor | HasAccount],
    kind: str,
    title: str | Promise,
    body: str | Promise = "",
    url: str = "",
    urgent: bool = False,
) -> list[Notice]:
    """The same notice for many, in a number of statements that grows with the thousands, not with the people.

    Employees come with their `account` joined; whoever has none, or a closed one, is left out.
    """
    if not connection.in_atomic_block:
        message = f"notify.send({kind!r}) outside a transaction"
        raise NotInTransaction(message)
    if url and (not url.startswith("/") or url.startswith("//")):
        message = f"a notice leads to a page of this installation, not to {url!r}"
        raise ValueError(message)
    accounts: list[Any] = [getattr(one, "account", one) for one in to]
    with translation.override(settings.LANGUAGE_CODE):
        what: dict[str, Any] = {"kind": kind, "title": str(title)[:200], "body": str(body), "url": url}
        notices = Notice.objects.bulk_create(
            (Notice(account=one, urgent=urgent, **what) for one in accounts if one is not None and one.is_active),
            batch_size=CHUNK,
        )
        if kind_of(kind).email and is_set_up():
            _write_emails([notice for notice in notices if notice.account.email])
    return notices


def _write_emails(notices: Sequence[Notice]) -> None:
    wishes = preferences_of([notice.account_id for notice in notices])
    now = timezone.localtime()
    messages = (_email(notice, wishes[notice.account_id], now) for notice in notices)
    OutboxMessage.objects.bulk_create(filter(None, messages), batch_size=CHUNK)


def _email(notice: Notice, preference: Preference, now: datetime) -> OutboxMessage | None:
    if not preference.email and not notice.urgent:
        return None
    link = f"{settings.PUBLIC_URL}{notice.url}" if notice.url else ""
    held = preference.digest and not notice.urgent
    return OutboxMessage(
        channel=CHANNEL,
        account=notice.account,
        address=notice.account.email,
        subject=_("Dengta: {news}").format(news=notice.label),
        body="\n\n".join(filter(None, (notice.title, notice.body, link))),
        state=OutboxMessage.State.HELD if held else OutboxMessage.State.WAITING,
        next_try=when_to_send(preference, now=now, urgent=notice.urgent),
    )


def preferences_of(account_ids: Collection[int]) -> dict[int, Preference]:
    """How each of these people wants to be told; the defaults where nothing was chosen."""
    ids = list(account_ids)
    chosen: dict[int, Preference] = {}
    for start in range(0, len(ids), CHUNK):
        part = Preference.objects.filter(account_id__in=ids[start : start + CHUNK])
        chosen |= {preference.account_id: preference for preference in part}
    return {pk: chosen.get(pk) or Preference(account_id=pk) for pk in ids}


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
) -> Preference:
    """Keep how this person wants to be told from now on; what is under way keeps its time."""
    chosen: dict[str, Any] = {"email": email, "quiet_from": quiet_from, "quiet_until": quiet_until}
    chosen |= {"digest": digest, "digest_at": digest_at}
    preference, _created = Preference.objects.update_or_create(account=account, defaults=chosen)
    record(account, "notify.preference_chosen", preference, **chosen)
    return preference


def mark_read(*, account: Any, notice_id: int | None = None) -> int:
    """Mark one notice of this person as read, or all of them. Answers how many were new."""
    unread = Notice.objects.filter(account=account, read_at__isnull=True)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=timezone.now())
