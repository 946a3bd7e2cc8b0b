"""Answering a notice from outside, by a signed link that works once.

The link is `id:button` signed with the installation's key. Whoever presses acts as the person the notice went to, so
a page only shows what it asks: acting is a POST, or a call of the chat server that names who pressed.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify.actions import Action, Button, action_named
from dengta.foundation.notify.models import Notice, Question
from dengta.foundation.settings.parameters import Parameter

OPEN_FOR = Parameter(
    "notify.answer_days", 14, _("A button in chat or e-mail can be pressed this long"), unit="days",
    check=lambda days: 1 <= days <= 90,
)  # fmt: skip
SENTENCES = {
    "notify.answer_forged": _(
        "This link is not complete or was changed. Open the message once more, or answer in Dengta."
    ),
    "notify.answer_twice": _("You answered on {at}: {said} Nothing was changed by pressing again."),
    "notify.answer_used": _("This was answered already. Nothing was changed by pressing again."),
    "notify.answer_late": _("The time to answer ended on {at}. Nothing was changed. Please answer in Dengta."),
    "notify.answer_not_yours": _(
        "This message went to somebody else, so you cannot answer it. Sign out, or open your own message."
    ),
    "notify.answer_gone": _("This cannot be answered by a button any more. Please answer in Dengta."),
    "notify.answer_closed": _("The account of this message is closed. Nothing was changed."),
}
CHUNK = 1000


def ask(notices: Sequence[Notice], buttons: Sequence[Button], *, until: datetime | None, now: datetime) -> None:
    """Let these notices ask. One statement per thousand; the questions hang on the notices."""
    ends = until or now + timedelta(days=OPEN_FOR.on(timezone.localdate(now)))
    choices = [button.as_choice() for button in buttons]
    asked = [Question(notice=notice, choices=choices, expires_at=ends) for notice in notices]
    Question.objects.bulk_create(asked, batch_size=CHUNK)


def token_of(question: Question, button: int) -> str:
    """What the link of this button carries."""
    return _signer().sign(f"{question.pk.hex}{button}")


def link_of(question: Question, button: int) -> str:
    """The whole address behind this button."""
    return f"{settings.PUBLIC_URL}{reverse('notify:answer', args=[token_of(question, button)])}"


def buttons_of(question: Question, *, now: datetime) -> list[tuple[str, str]]:
    """What can still be answered, for a page of ours: each button with the address behind it."""
    if question.answered_at is not None or now >= question.expires_at:
        return []
    paths = (reverse("notify:answer", args=[token_of(question, place)]) for place in range(len(question.choices)))
    return [(choice["label"], path) for choice, path in zip(question.choices, paths, strict=True)]


def found(token: str) -> tuple[Question, int]:
    """The question and button of a token. Raises RuleViolation for one that we did not sign."""
    try:
        plain = _signer().unsign(token)
        question = Question.objects.select_related("notice__account").get(pk=UUID(plain[:32]))
        button = int(plain[32:])
        question.choices[button]
    except (BadSignature, ValueError, IndexError, Question.DoesNotExist) as wrong:
        raise RuleViolation("notify.answer_forged") from wrong
    return question, button


def insist(question: Question, *, by: Actor | None, now: datetime) -> None:
    """Raise RuleViolation where this question takes no answer (any more), or not from this person."""
    account = question.notice.account
    if by is not None and by.pk != account.pk:
        raise RuleViolation("notify.answer_not_yours")
    if question.answered_at is not None:
        # A link lies about in mailboxes and chats: what was answered is said to nobody but whoever answered.
        if by is None:
            raise RuleViolation("notify.answer_used")
        raise RuleViolation("notify.answer_twice", at=_moment(question.answered_at), said=question.said)
    if not account.is_active:
        raise RuleViolation("notify.answer_closed")
    if now >= question.expires_at:
        raise RuleViolation("notify.answer_late", at=_moment(question.expires_at))


def is_open(question: Question, *, by: Actor | None, now: datetime) -> bool:
    """Whether it still takes an answer from this person: what a room refused can be tried again."""
    question.refresh_from_db(fields=["answered_at"])
    try:
        insist(question, by=by, now=now)
    except RuleViolation:
        return False
    return True


@transaction.atomic
def end_questions(*, kinds: Collection[str], url: str, now: datetime) -> int:
    """What these notices ask is over before its time: the matter was taken back, or asked anew. Answers how many."""
    rows = Question.objects.filter(notice__kind__in=kinds, notice__url=url, answered_at=None, expires_at__gt=now)
    return rows.update(expires_at=now)


@transaction.atomic
def answer(*, token: str, now: datetime, through: str, by: Actor | None = None) -> str:
    """Do what the button says, once, as the person the notice went to; answers the sentence to show.

    `by` is whoever is known to press (signed in, or named by the chat server); None: whoever holds the link.
    """
    question, button = found(token)
    question = Question.objects.select_for_update(of=("self",)).select_related("notice__account").get(pk=question.pk)
    insist(question, by=by, now=now)
    choice: dict[str, Any] = question.choices[button]
    account = question.notice.account
    said = _action_of(choice).handle(account=account, key=choice["key"], value=choice["value"], now=now)
    question.answered_at, question.chosen, question.through = now, button, through
    question.said = str(said)[:500]
    question.save(update_fields=["answered_at", "chosen", "through", "said"])
    Notice.objects.filter(pk=question.notice_id, read_at__isnull=True).update(read_at=now)
    facts = {"action": choice["action"], "key": choice["key"], "value": choice["value"], "through": through}
    record(account, "notify.answered", question, **facts)
    return question.said


def _action_of(choice: dict[str, Any]) -> Action:
    """The action behind a button; one that the installation has lost since then is refused."""
    try:
        return action_named(choice["action"])
    except LookupError:
        raise RuleViolation("notify.answer_gone") from None


def _signer() -> Signer:
    return Signer(salt="dengta.notify.answers", sep=".")


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
