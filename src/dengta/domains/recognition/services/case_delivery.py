"""The letter reaches the person with proof; they can appeal to somebody who had no part in it; until then it waits."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Case, CaseAppeal, CoachingTalk, Measure
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_parameters import APPEAL_DAYS, EXECUTE_DAYS, HEAR_DAYS
from dengta.domains.recognition.selectors.involvement import can_hear, took_part
from dengta.domains.recognition.selectors.letters import APPEAL
from dengta.domains.recognition.services.case_opening import HANDLE, ask_handler
from dengta.domains.recognition.services.case_papers import keep_letter
from dengta.domains.recognition.services.case_staffing import HEAR, ask_to_hear, give_appeal
from dengta.domains.recognition.services.case_steps import Kind, about_me, insist_on_human, locked, page_of, take, tell
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_108 = Rule("R-108", _("A measure can be appealed to somebody who had no part in it, and waits until then"))
READ, OVERDUE = "recognition.read_decision", "recognition.case_overdue"
# Working days after the last one to appeal in which what could not be carried out before is.
AFTER_APPEAL = 2
State, Outcome = Case.State, CaseAppeal.Outcome
# What an appeal leaves of a measure that was carried out because waiting was dangerous.
NOTHING_DONE: Mapping[str, Any] = {"executed_on": None, "counts_until": None}


@transaction.atomic
def deliver_decision(*, case_id: int, delivery: str, words: str, by: Account, now: datetime) -> Case:
    """Record how the letter reached the person, and what proves it. From now on the days to appeal run; those to carry
    it out have run since the decision, and only what waits lawfully stops them (R-105)."""
    insist_on_human(by, words)
    case, today = locked(case_id, State.DECIDED, by=by), day_of(now)
    policies.work.require(by, case)
    if delivery not in Case.Delivery.values:
        raise RuleViolation("recognition.delivery_unknown")
    until = last_day(today, APPEAL_DAYS.on(today))
    after = last_day(until, AFTER_APPEAL)
    assert case.decided_at is not None
    take(
        case, kind=Kind.DELIVERED, by=by, now=now, text=words, served=True, state=State.DELIVERED, delivery=delivery,
        delivered_on=today, appeal_until=until, execute_by=max(_execute_by(day_of(case.decided_at)), after),
        escalated_at=None,
    )  # fmt: skip
    for kind in (HANDLE, OVERDUE):
        todos.settle(kind=kind, key=case.pk)
    title = _("A decision about you: please read it; you can appeal")
    todos.put(
        kind=READ, key=case.pk, to=[case.employee_id], title=title, url=page_of(case), now=now, due_at=end_of(until)
    )
    tell(case.employee, title, case)
    return case


@transaction.atomic
def confirm_read(*, case_id: int, by: Account, now: datetime) -> Case:
    """The person has read the decision. It says nothing about agreeing."""
    case = about_me(case_id, State.DELIVERED, State.APPEALED, State.FINAL, State.EXECUTED, by=by)
    if case.steps.filter(kind=Kind.READ).exists():
        raise RuleViolation("recognition.decision_read_already")
    take(case, kind=Kind.READ, by=by, now=now, served=True)
    todos.settle(kind=READ, key=case.pk)
    return case


@transaction.atomic
def file_appeal(*, case_id: int, words: str, by: Account, now: datetime) -> CaseAppeal:
    """The person asks for a second look, within the days; nothing is carried out until it is decided."""
    if not words.strip():
        raise RuleViolation("recognition.text_missing")
    case, today = about_me(case_id, State.DELIVERED, by=by), day_of(now)
    if case.appeal_until is None or today > case.appeal_until:
        raise RuleViolation("recognition.appeal_too_late", day=case.appeal_until)
    hearer = next(iter(can_hear(case, today)), None)
    due = last_day(today, HEAR_DAYS.on(today))
    appeal = CaseAppeal.objects.create(case=case, filed_at=now, due_on=due, hearer=hearer)
    take(case, kind=Kind.APPEALED, by=by, now=now, text=words, served=True, state=State.APPEALED)
    todos.settle(kind=READ, key=case.pk)
    if hearer is not None:
        ask_to_hear(case, hearer, due, now=now)
    return appeal


@transaction.atomic
def name_hearer(*, case_id: int, person: Employee, reason: str, by: Account, now: datetime) -> CaseAppeal:
    """Name who hears the appeal, where nobody was found, or the one named cannot or let the days pass: HR or who leads
    the house does, without a part in it themselves. Nobody picks their judge, and nobody the judge of their own
    decision (R-108)."""
    insist_on_human(by, reason)
    case, today = locked(case_id, State.APPEALED, by=by), day_of(now)
    policies.hear_appeals.require(by, case)
    me, able = policies.own_id(by), {one.pk for one in can_hear(case, today)}
    if me == case.employee_id:
        raise NotAllowed("not_allowed", right=policies.hear_appeals.name)
    R_108.refuse(when=me in took_part(case), code="recognition.hearer_took_part")
    insist_uninvolved(case, me, today)
    if person.pk not in able:
        raise RuleViolation("recognition.cannot_hear", name=person.name)
    appeal = CaseAppeal.objects.select_for_update(of=("self",)).select_related("hearer").get(case=case)
    if appeal.hearer is not None and appeal.hearer_id in able and today <= appeal.due_on:
        raise RuleViolation("recognition.hearer_can", name=appeal.hearer.name, day=appeal.due_on)
    give_appeal(case, appeal=appeal, person=person, by=by, reason=reason, now=now)
    return appeal


@transaction.atomic
def decide_appeal(
    *, case_id: int, outcome: str, measure: int | None, words: str, by: Account, now: datetime
) -> CaseAppeal:  # fmt: skip
    """Uphold it, make it milder, or lift it: never worse than it was, and never by somebody who had a part in it. What
    was carried out already is done where it stands; lifted, or milder, nothing of it counts."""
    insist_on_human(by, words)
    case, today = locked(case_id, State.APPEALED, by=by), day_of(now)
    me = policies.own_id(by)
    R_108.refuse(when=me in took_part(case), code="recognition.hearer_took_part")
    insist_uninvolved(case, me, today)
    appeal = CaseAppeal.objects.select_for_update(of=("self",)).get(case=case)
    if appeal.hearer_id != me or me not in {one.pk for one in can_hear(case, today)}:
        raise NotAllowed("not_allowed", right=policies.hear_appeals.name)
    assert case.measure is not None
    milder = outcome == Outcome.MILDER
    if milder and (measure not in Measure.values or measure is None or measure >= case.measure):
        raise RuleViolation("recognition.appeal_never_worse")
    appeal.outcome, appeal.decided_at, appeal.measure = Outcome(outcome), now, measure if milder else None
    appeal.save()
    lifted = outcome == Outcome.LIFTED
    ends: dict[str, Any] = {"closing": Case.Closing.LIFTED, "closed_at": now}
    changes = ends if lifted else {"execute_by": _execute_by(today)}
    if milder:
        changes = {**changes, "measure": measure}
    if outcome != Outcome.UPHELD and case.executed_on is not None:
        changes = {**changes, **NOTHING_DONE}
        CoachingTalk.objects.filter(case=case).delete()
    take(
        case, kind=Kind.APPEAL_DECIDED, by=by, now=now, text=words, served=True,
        state=State.CLOSED if lifted else State.FINAL, **changes,
    )  # fmt: skip
    keep_letter(case, APPEAL, now=now)
    todos.settle(kind=HEAR, key=case.pk)
    if not lifted:
        to_carry_out(case, now=now, quietly=True)
    tell(case.employee, _("Your appeal is decided"), case)
    tell(case.handler, _("An appeal in a case you handle is decided"), case)
    return appeal


def to_carry_out(case: Case, *, now: datetime, quietly: bool = False) -> None:
    """It is final: done already, or to be carried out."""
    if case.executed_on is not None:
        take(case, kind=Kind.FINAL, by=None, now=now, served=True, state=State.EXECUTED)
    else:
        ask_handler(case, _("A measure is final: please carry it out"), now=now, quietly=quietly)


def _execute_by(decided_on: date) -> date:
    return decided_on + timedelta(days=EXECUTE_DAYS.on(decided_on))
