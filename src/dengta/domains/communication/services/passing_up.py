"""What was let pass goes to the next level: once, with a notice and a to-do, and the record says so."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Handled
from dengta.domains.communication.selectors.answering import hr_over, last_day, who_answers
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.nudges import first_time
from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.access import Permission
from dengta.foundation.audit.record import record
from dengta.foundation.settings.parameters import Parameter

NEXT_LEVEL_DAYS = Parameter(
    "communication.next_level_days",
    2,
    _("Working days the next level has for what came to it unanswered"),
    unit="working days",
    check=lambda days: 0 <= days <= 30,
)
NOBODY_LEFT = "communication.nobody_left"


@dataclass(frozen=True)
class Matter:
    """What waits: the kind of its to-do and notice, what it is called, where it stands, and by which right somebody
    answers it. `same_day`: the next level has no more time than the first one had."""

    kind: str
    title: str
    url: str
    told: str | Promise
    verb: str
    right: Permission[Any]
    same_day: bool = False


@transaction.atomic
def pass_up(row: Handled, matter: Matter, *, author_id: int, now: datetime) -> bool:
    """Give it to whoever stands above its holder, else to somebody of HR who may answer it; whether there is such a
    person. Where nobody is left the author is told so, and it is tried again. The caller has locked the row."""
    today = day_of(now)
    had = (author_id, row.holder_id)
    leader = who_answers(row.unit_id, today, beyond=had) or _of_hr(row, matter, today, had)
    if leader is None:
        author = Employee.objects.select_related("account").get(pk=author_id)
        say_nobody_is_left(row, author, kind=matter.kind, title=matter.title, url=matter.url, now=now)
        return False
    row.escalated_at, row.escalated_to = now, leader
    row.save(update_fields=["escalated_at", "escalated_to"])
    due_at = end_of(last_day(today, 0)) if matter.same_day else next_level_due(today)
    todos.put(kind=matter.kind, key=row.pk, to=[leader.pk], title=matter.title, url=matter.url, now=now, due_at=due_at)
    notify.send(to=leader, kind=matter.kind, title=matter.told, body=matter.title, url=matter.url)
    record(None, matter.verb, row, to=leader.pk, due_on=row.due_on)
    return True


def next_level_due(today: date) -> datetime:
    """By when the next level answers what comes to it today; let pass as well, it stands among what is overdue."""
    return end_of(last_day(today, NEXT_LEVEL_DAYS.on(today)))


@transaction.atomic
def say_nobody_is_left(row: Model, author: Employee, *, kind: str, title: str, url: str, now: datetime) -> None:
    """Tell whoever waits for an answer, once, that Dengta knows nobody else to ask."""
    if not first_time(kind=NOBODY_LEFT, keys=[f"{row._meta.label_lower}:{row.pk}"], now=now):
        return
    told = format_lazy(_("No answer in time, and nobody else is left to ask: {what}"), what=title)
    body = _("Please speak to them yourself. Dengta goes on looking for somebody every working day.")
    notify.send(to=author, kind=kind, title=told, body=body, url=url)
    record(None, NOBODY_LEFT, row, subject=author.pk)


def _of_hr(row: Handled, matter: Matter, today: date, had: tuple[int | None, ...]) -> Employee | None:
    office = hr_over(row.unit_id, today, beyond=had)
    return next((one for one in office if one.account and matter.right.allows(one.account, row)), None)
