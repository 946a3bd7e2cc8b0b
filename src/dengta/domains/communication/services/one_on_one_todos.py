"""What waits for the two of a 1:1: to prepare, to confirm, to keep a promise. Never named to anybody else."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import OneOnOne, Promise
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.settings.parameters import Parameter

PREPARE, CONFIRM, PROMISE, DUE, SILENT, ESCALATED = (
    "one_on_ones.prepare", "one_on_ones.confirm", "one_on_ones.promise", "one_on_ones.due", "one_on_ones.silent",
    "one_on_ones.escalated",
)  # fmt: skip
RECORD_DAYS = Parameter(
    "communication.talk_record_days",
    3,
    _("Working days within which what was said in a talk is confirmed or signed"),
    unit="working days",
    check=lambda days: 1 <= days <= 30,
)


def ask_to_prepare(talk: OneOnOne, *, now: datetime) -> None:
    """Let the person say beforehand how they are and what they want to talk about."""
    title = _said(_("What would you like to talk about with {name}?"), name=talk.leader.name)
    todos.put(
        kind=PREPARE,
        key=talk.pk,
        to=[talk.employee_id],
        title=title,
        url=page_of(talk),
        now=now,
        due_at=talk.planned_for,
    )


def done_preparing(talk: OneOnOne) -> None:
    """They have, or there is nothing to prepare any more."""
    todos.settle(kind=PREPARE, key=talk.pk)


def ask_to_confirm(talk: OneOnOne, *, now: datetime) -> None:
    """Let the person read and confirm what was agreed."""
    title = _said(_("Confirm what you agreed with {name}"), name=talk.leader.name)
    todos.settle(kind=PREPARE, key=talk.pk)
    todos.put(kind=CONFIRM, key=talk.pk, to=[talk.employee_id], title=title, url=page_of(talk), now=now,
              due_at=record_due(now))  # fmt: skip


def record_due(now: datetime) -> datetime:
    """By when the record of a talk is confirmed or signed."""
    today = day_of(now)
    return end_of(working_day_after(today, RECORD_DAYS.on(today)))


def confirmed(talk: OneOnOne) -> None:
    """They have, or sent it back."""
    todos.settle(kind=CONFIRM, key=talk.pk)


def remind_of(promise: Promise, *, now: datetime) -> None:
    """A promise waits for whoever made it, until both have looked at it."""
    due = end_of(promise.due_on)
    url = page_of(promise.talk)
    todos.put(kind=PROMISE, key=promise.pk, to=[promise.owner_id], title=promise.text, url=url, now=now, due_at=due)


def promise_is_over(promise: Promise) -> None:
    """Both have looked at it."""
    todos.settle(kind=PROMISE, key=promise.pk)


def gap_is_over(talk: OneOnOne) -> None:
    """There was a talk: nobody has to be reminded of the gap before it."""
    for kind in (DUE, SILENT, ESCALATED):
        todos.settle(kind=kind, key=talk.employee_id)


def page_of(talk: OneOnOne) -> str:
    """Where both find it."""
    return reverse("one_on_ones:talk", args=[talk.pk])


def _said(text: Lazy, **facts: Any) -> str:
    """In the language of the installation, not of whoever presses the button."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(text).format(**facts)
