"""When somebody is not there: an appraisal gets another leader, and what waits for an answer goes to somebody else."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import is_worked, last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import Appeal, Appraisal, Cycle, Objection
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.policies.reach import own_id
from dengta.domains.performance.selectors import appraisal_people as people
from dengta.domains.performance.services.appraisals import SECOND, ask_second
from dengta.domains.performance.services.cycles import LEAD, SCORE
from dengta.domains.performance.services.objections import APPEAL, DAYS, OBJECTION, ask_handler, ask_to_answer
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

State = Appraisal.State


@transaction.atomic
def hand_over(*, appraisal_id: int, leader: Employee, reason: str, by: Account, now: datetime) -> Appraisal:
    """Somebody else who leads the person takes the appraisal over: the score, as long as there is none, or the talk.
    By whoever runs the cycle, never about oneself. What was scored stays with whoever scored it."""
    rows = Appraisal.objects.select_for_update(of=("self",)).select_related(
        "cycle", "employee", "scored_by", "leader__account"
    )
    row = rows.get(pk=appraisal_id)
    policies.run_cycles.require(by, row.cycle)
    if row.employee_id == own_id(by):
        raise NotAllowed("not_allowed", right="performance.run_cycles")
    if not people.can_be_handed_over(row):
        raise RuleViolation("performance.not_handed_over", state=row.get_state_display())
    # The new leader may be the one who would answer it, and nobody answers about whom they lead.
    if row.objections.filter(state=Objection.State.OPEN).exists():
        raise RuleViolation("performance.objection_open")
    if not reason.strip():
        raise RuleViolation("performance.hand_over_reason")
    if leader.pk not in {one.pk for one in people.may_lead(row, day_of(now))}:
        raise RuleViolation("performance.cannot_lead", name=leader.name)
    before, row.leader = row.leader, leader
    if row.leader_score is not None:
        row.scored_by = row.scored_by or before
    row.save(update_fields=["leader", "scored_by"])
    _pass_on(row, before, reason.strip(), now=now)
    record(
        by, "performance.appraisal_handed_over", row, subject=row.employee_id, before=before.name, leader=leader.name,
        reason=reason.strip(),
    )  # fmt: skip
    return row


def _pass_on(row: Appraisal, before: Employee, reason: str, *, now: datetime) -> None:
    """It waits for the new leader, no longer for the old one if this was the last; both are told, and in the talks the
    person as well, who talks to somebody else now."""
    cycle = row.cycle
    scoring = cycle.state == Cycle.State.SCORING
    kind, until = (SCORE, cycle.scores_until) if scoring else (LEAD, cycle.talks_until)
    theirs = cycle.appraisals.filter(leader=before)
    if not (theirs.filter(state=State.WAITING) if scoring else theirs.filter(leader_part="")).exists():
        todos.settle(kind=kind, key=cycle.pk, of=[before.pk])
    todos.put(kind=kind, key=cycle.pk, to=[row.leader_id], title=cycle.title, now=now, due_at=end_of(until),
              url=reverse("appraisals:cycle", args=[cycle.pk]))  # fmt: skip
    told = [before, row.leader] if scoring else [before, row.leader, row.employee]
    title = format_lazy(_("{leader} appraises {name} from now on"), leader=row.leader.name, name=row.employee.name)
    notify.send_many(to=told, broadcast=False, kind=kind, title=title, body=f"{cycle.title} · {reason}", url=_url(row))


@transaction.atomic
def give_again(*, now: datetime) -> dict[str, int]:
    """What waits for whoever left, has a part by now, or let its day pass goes to the next person without a part.
    The daily job calls it; on days that nobody works nothing happens. Answers how many of each sort."""
    if not is_worked(day_of(now)):
        return {"appeals": 0, "objections": 0, "second_readers": 0}
    talks = {"appraisal__cycle__state": Cycle.State.TALKS, "state": "open"}
    appeals = Appeal.objects.select_for_update(of=("self",)).filter(**talks).order_by("pk")
    open_objections = Objection.objects.select_for_update(of=("self",)).filter(**talks).order_by("pk")
    waiting = Appraisal.objects.select_for_update(of=("self",)).filter(
        state=State.SECOND, cycle__state=Cycle.State.SCORING
    )
    return {
        "appeals": _count(
            _appeal_again(one, now=now) for one in appeals.select_related("appraisal__cycle", "handler__account")
        ),
        "objections": _count(
            _objection_again(one, now=now) for one in open_objections.select_related("appraisal__cycle")
        ),
        "second_readers": _count(
            _second_again(row, now=now) for row in waiting.select_related("cycle", "second_reader__account")
        ),
    }


def _count(given: Iterable[bool]) -> int:
    return sum(given)


def _appeal_again(appeal: Appeal, *, now: datetime) -> bool:
    row, before, today = appeal.appraisal, appeal.handler, day_of(now)
    able = people.is_here(before) and before.pk not in policies.took_part(row)
    if able and appeal.due_on >= today:
        return False
    handler = people.uninvolved(row, today, beside=[before.pk])
    if handler is None:
        if not able:
            _nobody_left(row, APPEAL, now=now)
        return False
    appeal.handler, appeal.due_on = handler, last_day(today, DAYS.on(today))
    appeal.save(update_fields=["handler", "due_on"])
    todos.settle(kind=APPEAL, key=appeal.pk, of=[before.pk])
    ask_handler(appeal, now=now)
    notify.send_many(
        to=[row.employee, before], broadcast=False, kind=APPEAL, title=_("Somebody else decides the appeal now"),
        body=row.cycle.title, url=_url(row),
    )  # fmt: skip
    record(None, "performance.appeal_given_again", appeal, subject=row.employee_id, before=before.name,
           handler=handler.name, due_on=appeal.due_on)  # fmt: skip
    return True


def _objection_again(objection: Objection, *, now: datetime) -> bool:
    """An objection waits for everybody who may answer it: whoever may by now is asked, whoever may not any more has it
    no longer, and on the first day it is late all are asked once more."""
    today = day_of(now)
    able = people.who_answers(objection.appraisal, objection.key, today)
    if not able:
        _nobody_left(objection.appraisal, OBJECTION, now=now)
        return False
    have = waits_for(OBJECTION, objection.pk)
    todos.settle(kind=OBJECTION, key=objection.pk, of=have - {one.pk for one in able})
    late = objection.due_on < today == last_day(objection.due_on, 1)
    asked = [one for one in able if late or one.pk not in have]
    if not asked:
        return False
    ask_to_answer(objection, asked, now=now)
    record(None, "performance.objection_given_again", objection, subject=objection.appraisal.employee_id,
           asked=", ".join(one.name for one in asked), due_on=objection.due_on)  # fmt: skip
    return True


def _second_again(row: Appraisal, *, now: datetime) -> bool:
    assert row.second_reader is not None
    before = row.second_reader
    if people.is_here(before):
        return False
    todos.settle(kind=SECOND, key=row.pk)
    ask_second(row, now=now)
    row.save(update_fields=["second_reader", "state"])
    record(None, "performance.second_given_again", row, subject=row.employee_id, before=before.name,
           reader=row.second_reader.name if row.second_reader else "")  # fmt: skip
    return True


def _nobody_left(row: Appraisal, kind: str, *, now: datetime) -> None:
    """Told again each day until somebody without a part can take it on: nothing closes before."""
    notify.send_many(
        to=people.whom_to_ask(row, day_of(now)), broadcast=False, kind=kind, body=row.cycle.title, url=_url(row),
        title=_("Nobody without a part in it is left to answer: please have somebody else take it on"),
    )  # fmt: skip


def _url(row: Appraisal) -> str:
    return reverse("appraisals:appraisal", args=[row.pk])
