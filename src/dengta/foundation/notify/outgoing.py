"""What of a notice leaves the house: through which channels, when, and in which words."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dengta.foundation.notify import email
from dengta.foundation.notify.load import with_quiet_hours_of_the_house
from dengta.foundation.notify.models import ChatAddress, ChatApp, Notice, OutboxMessage, Preference, Question
from dengta.foundation.notify.quiet import when_to_send
from dengta.foundation.notify.registry import kind_of, neutral_label

CHUNK = 1000
State = OutboxMessage.State
# Of an account: the channels that reach it, each with the address there.
Ways = dict[str, str]


def write(notices: Sequence[Notice], *, now: datetime) -> None:
    """Put these notices into the outbox, once for each channel that the person wants and that reaches them."""
    vendors = list(ChatApp.objects.filter(is_on=True).values_list("vendor", flat=True))
    if not vendors and not email.is_set_up():
        return
    ids = [notice.account_id for notice in notices]
    ways = _ways(notices, vendors)
    wishes = preferences_of(ids)
    with_quiet_hours_of_the_house(wishes.values(), day=now.date())
    messages = (message for notice in notices for message in _messages(notice, wishes[notice.account_id], ways, now))
    OutboxMessage.objects.bulk_create(messages, batch_size=CHUNK)


def when_to_post(*, now: datetime, urgent: bool) -> datetime:
    """The moment for a message to a group, which has no wishes but those of the house."""
    house = Preference()
    with_quiet_hours_of_the_house([house], day=now.date())
    return when_to_send(house, now=now, urgent=urgent)


def _ways(notices: Sequence[Notice], vendors: Sequence[str]) -> dict[int, Ways]:
    mail = email.is_set_up()
    ways: dict[int, Ways] = {}
    for notice in notices:
        address = notice.account.email
        ways[notice.account_id] = {email.CHANNEL: address} if mail and address else {}
    ids = list(ways) if vendors else []
    for start in range(0, len(ids), CHUNK):
        known = ChatAddress.objects.filter(account_id__in=ids[start : start + CHUNK], vendor__in=vendors)
        for account_id, vendor, address in known.values_list("account_id", "vendor", "address"):
            ways[account_id][vendor] = address
    return ways


def _messages(notice: Notice, wish: Preference, ways: dict[int, Ways], now: datetime) -> Iterator[OutboxMessage]:
    said = _said_outside(notice)
    for channel, address in ways[notice.account_id].items():
        if getattr(wish, channel) or notice.urgent:
            yield OutboxMessage(
                channel=channel,
                account=notice.account,
                address=address,
                **said,
                question=_question_of(notice),
                urgent=notice.urgent,
                state=State.HELD if wish.digest and not notice.urgent else State.WAITING,
                next_try=when_to_send(wish, now=now, urgent=notice.urgent),
            )


def _said_outside(notice: Notice) -> dict[str, Any]:
    """Subject, text and link. Of what is confidential neither words nor address say what it is: they lead to the bell,
    where only the person reads on. Everyday news about one person says the same, so that it tells nobody anything."""
    if kind_of(notice.kind).is_neutral_outside:
        body = _("Something waits for you. Please open it in Dengta.")
        subject = subject_of(str(neutral_label()))
        return {"subject": subject, "body": body, "link": link_of(reverse("notify:list")), "neutral": True}
    body = text_of(notice.title, notice.body)
    return {"subject": subject_of(notice.label), "body": body, "link": link_of(notice.url)}


def _question_of(notice: Notice) -> Question | None:
    """The question that was just put to this notice; no query."""
    field = Question._meta.get_field("notice")
    return cast("Question | None", field.remote_field.get_cached_value(notice, default=None))


def subject_of(label: str) -> str:
    """What stands outside: the sort of news, never a name."""
    return _("Dengta: {news}").format(news=label)


def text_of(title: str, body: str) -> str:
    """What it says."""
    return "\n\n".join(filter(None, (title, body)))


def link_of(url: str) -> str:
    """The whole address of a page of ours."""
    return f"{settings.PUBLIC_URL}{url}" if url else ""


def preferences_of(account_ids: Collection[int]) -> dict[int, Preference]:
    """How each of these people wants to be told; the defaults where nothing was chosen."""
    ids = list(account_ids)
    chosen: dict[int, Preference] = {}
    for start in range(0, len(ids), CHUNK):
        part = Preference.objects.filter(account_id__in=ids[start : start + CHUNK])
        chosen |= {preference.account_id: preference for preference in part}
    return {pk: chosen.get(pk) or Preference(account_id=pk) for pk in ids}
