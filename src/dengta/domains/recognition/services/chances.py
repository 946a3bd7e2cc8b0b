"""Whoever is among the best of two quarters is listed, gets a plan with HR, and may decline it: declining changes
nothing."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import hr_over
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import CareerChance, Reward
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors.benefit_parameters import PLAN_DAYS
from dengta.domains.recognition.selectors.chances import R_086, Best, best_of, still_here
from dengta.domains.recognition.selectors.judged_days import quarter_of
from dengta.domains.recognition.services.benefit_notices import (
    ANSWER_CHANCE,
    CHANCE_TOLD,
    PLAN_CHANCE,
    as_kept,
    own_page,
)
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.ties import insist_untied
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation

State = CareerChance.State
UNDER_WAY = (State.LISTED, State.PROPOSED, State.AGREED)


def list_best(*, now: datetime) -> int:
    """List whoever is among the best of the last two quarters and has no plan under way, each in a transaction of its
    own. Run again it lists nobody twice. Answers how many are new."""
    today = day_of(now)
    quarter = quarter_of(today, back=1)
    found = best_of(today)
    here = still_here(one.employee_id for one in found)
    if not R_086.warns(when=bool(found)):
        return 0
    return sum(_list(one, quarter, now=now) for one in found if one.employee_id in here)


@transaction.atomic
def _list(one: Best, quarter: date, *, now: datetime) -> bool:
    today = day_of(now)
    Employee.objects.select_for_update(of=("self",)).get(pk=one.employee_id)
    known = CareerChance.objects.filter(employee=one.employee_id)
    if known.filter(quarter=quarter).exists() or known.filter(state__in=UNDER_WAY).exists():
        return False
    row = CareerChance.objects.create(
        employee_id=one.employee_id, unit_id=one.unit_id, branch_id=one.branch_id, leads=one.leads, quarter=quarter,
        score=one.score, place=one.place, people=one.people, found_on=today,
    )  # fmt: skip
    to = [hr.pk for hr in hr_over(one.unit_id, today, beyond=[one.employee_id])]
    due_at = end_of(working_day_after(today, PLAN_DAYS.on(today)))
    title = _("A career plan with one of the best of two quarters")
    todos.put(kind=PLAN_CHANCE, key=row.pk, to=to, title=title, url=chance_page(row), now=now, due_at=due_at)
    record(None, "recognition.chance_listed", row, subject=one.employee_id, quarter=quarter, place=one.place)
    return True


@transaction.atomic
def propose_plan(
    *, chance_id: int, path: str, plan: str, review_on: date, by: Account, now: datetime
) -> CareerChance:  # fmt: skip
    """HR puts a plan before the person, who chooses; a declined one is not put again."""
    row = _planned(chance_id, State.LISTED, State.PROPOSED, by=by)
    insist_untied([row.employee_id], by=by, day=day_of(now))
    if not plan.strip() or path not in CareerChance.Path.values:
        raise RuleViolation("recognition.text_missing")
    if review_on <= day_of(now):
        raise RuleViolation("recognition.chance_review_day")
    row.state, row.path, row.plan, row.review_on = State.PROPOSED, path, plan.strip(), review_on
    row.planned_by, row.planned_at = by, now
    row.save()
    todos.settle(kind=PLAN_CHANCE, key=row.pk)
    title = _("A career plan is proposed to you")
    todos.put(kind=ANSWER_CHANCE, key=row.pk, to=[row.employee_id], title=title, url=own_page(), now=now)
    notify.send(to=row.employee, kind=CHANCE_TOLD, title=title, url=own_page())
    record(by, "recognition.chance_proposed", row, subject=row.employee_id, path=path)
    return row


@transaction.atomic
def answer_plan(*, chance_id: int, agree: bool, by: Account, now: datetime) -> CareerChance:
    """The person takes the chance or declines it; nothing follows from declining."""
    row = _locked(chance_id)
    if row.employee_id != policies.own_id(by):
        raise NotAllowed("not_allowed", right="recognition.answer_career_plan")
    _insist_on_state(row, State.PROPOSED)
    row.state, row.answered_at = State.AGREED if agree else State.DECLINED, now
    row.save(update_fields=["state", "answered_at"])
    todos.settle(kind=ANSWER_CHANCE, key=row.pk)
    if agree:
        given = Given(
            form=Reward.Form.CHANCE, source=Reward.Source.CAREER, key=f"{row.pk}", known_on=day_of(now),
            title=as_kept(format_lazy(_("Career plan: {path}"), path=CareerChance.Path(row.path).label)),
        )  # fmt: skip
        grant_reward(employee=row.employee, given=given, by=row.planned_by, now=now)
    if row.planned_by is not None:
        title = _("Somebody agreed to their career plan") if agree else _("Somebody declined a career plan")
        notify.send(to=row.planned_by, kind=CHANCE_TOLD, title=title, url=chance_page(row))
    record(by, "recognition.chance_answered", row, subject=row.employee_id, agree=agree)
    return row


@transaction.atomic
def close_plan(*, chance_id: int, outcome: str, by: Account, now: datetime) -> CareerChance:
    """What became of a plan."""
    row = _planned(chance_id, State.AGREED, by=by)
    if not outcome.strip():
        raise RuleViolation("recognition.text_missing")
    row.state, row.outcome, row.closed_at = State.DONE, outcome.strip(), now
    row.save(update_fields=["state", "outcome", "closed_at"])
    notify.send(to=row.employee, kind=CHANCE_TOLD, title=_("Your career plan is done"), url=own_page())
    record(by, "recognition.chance_closed", row, subject=row.employee_id, outcome=row.outcome)
    return row


def chance_page(row: CareerChance) -> str:
    """Where HR reads it."""
    return reverse("benefits:chance", args=[row.pk])


def _planned(chance_id: int, *states: str, by: Account) -> CareerChance:
    row = _locked(chance_id)
    policies.plan_chances.require(by, row)
    if row.employee_id == policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.plan_chances.name)
    _insist_on_state(row, *states)
    return row


def _locked(chance_id: int) -> CareerChance:
    rows = CareerChance.objects.select_for_update(of=("self",)).select_related("employee__account", "planned_by")
    return rows.get(pk=chance_id)


def _insist_on_state(row: CareerChance, *states: str) -> None:
    if row.state not in states:
        raise RuleViolation("recognition.chance_not_now", state=row.get_state_display())
