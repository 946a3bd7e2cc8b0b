"""A reminder is a word between two: it counts for nothing, goes into nothing, and is gone after ninety days (H22)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Clause, Reminder
from dengta.domains.recognition.policies import conduct as policies
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

REPLY, TOLD = "recognition.reply_to_reminder", "recognition.reminder"


@transaction.atomic
def remind(
    *, employee: Employee, text: str, by: Account, now: datetime, clause: Clause | None = None, standard: str = ""
) -> Reminder:
    """A word to somebody one leads, about a clause or about what is expected. The record keeps that one was sent, not
    to whom, nor what it says."""
    if policies.own_id(by) == employee.pk:
        raise NotAllowed("not_allowed", right=policies.remind.name)
    policies.remind.require(by, employee)
    if not text.strip():
        raise RuleViolation("recognition.text_missing")
    if clause is None and not standard.strip():
        raise RuleViolation("recognition.reminder_of_what")
    reminder = Reminder.objects.create(
        employee=employee, sender=by.employee, clause=clause, standard="" if clause else standard.strip(),
        text=text.strip(), sent_at=now,
    )  # fmt: skip
    todos.put(
        kind=REPLY, key=reminder.pk, to=[employee.pk], title=_("A reminder without consequence: say what you think"),
        url=page(), now=now, due_at=now + policies.KEPT,
    )  # fmt: skip
    notify.send(to=employee, kind=TOLD, title=_("A reminder between you and your leader"), url=page())
    record(by, "recognition.reminded", reminder)
    return reminder


@transaction.atomic
def reply_to_reminder(*, reminder_id: int, reply: str, by: Account, now: datetime) -> Reminder:
    """What the person says to it. That is all that ever follows."""
    rows = policies.reminders(by, now).select_for_update(of=("self",)).select_related("sender")
    reminder = rows.get(pk=reminder_id, employee=policies.own_id(by))
    if reminder.replied_at is not None:
        raise RuleViolation("recognition.reminder_answered")
    if not reply.strip():
        raise RuleViolation("recognition.text_missing")
    reminder.reply, reminder.replied_at = reply.strip(), now
    reminder.save(update_fields=["reply", "replied_at"])
    todos.settle(kind=REPLY, key=reminder.pk)
    notify.send(to=reminder.sender, kind=TOLD, title=_("Somebody answered your reminder"), url=page())
    record(by, "recognition.reminder_answered", reminder)
    return reminder


@transaction.atomic
def forget_reminders(*, now: datetime) -> int:
    """Delete what is older than ninety days, for good. Answers how many."""
    old = Reminder.objects.filter(sent_at__lte=now - policies.KEPT)
    for pk in old.values_list("pk", flat=True):
        todos.settle(kind=REPLY, key=pk)
    return old.delete()[0]


def page() -> str:
    """Where both find them."""
    return reverse("conduct:reminders")
