"""Improvement plans from the first thought to the outcome. Nothing follows from one by itself.

draft → proposed → running → reached or ended; an objection goes back to the leader, or to the next level. Every state
before the outcome can be taken back.
"""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import who_answers
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import leading, team_on
from dengta.domains.performance.events import ImprovementPlanClosed
from dengta.domains.performance.models import ImprovementPlan, PlanEvidence, PlanReading
from dengta.domains.performance.policies import improvement_plans as policies
from dengta.domains.performance.selectors import improvement_plans as selectors
from dengta.domains.performance.selectors.plan_figures import Guarded, guard, measurable
from dengta.foundation import events, notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

State, Verdict = ImprovementPlan.State, PlanReading.Verdict
ANSWER, REVISE, LOOK, TALK = (
    "performance.plan_answer", "performance.plan_objected", "performance.plan_checkpoint", "performance.plan_talk",
)  # fmt: skip
NOTICE = "performance.plan"


@transaction.atomic
def begin_plan(
    *, employee: Employee, kpi: str, reason: str, starts_on: date, ends_on: date, by: Account, now: datetime
) -> ImprovementPlan:
    """Draft a plan for somebody, only where the figures allow it: never on a single month, nor on fewer than n
    observations. The draft is the leader's alone until it is proposed."""
    today, me = day_of(now), facts_of(by).employee_id
    unit_id = team_on([employee.pk], today).get(employee.pk)
    leaders = [one.employee for one in leading(unit_id, today)] if unit_id else []
    leader = next((one for one in leaders if one.pk == me), None)
    if unit_id is None or leader is None or employee.pk == me:
        raise NotAllowed("not_allowed", right="performance.begin_improvement_plan")
    policies.begin_in.require(by, Unit.objects.get(pk=unit_id))
    if kpi not in {one.key for one in measurable()}:
        raise RuleViolation("performance.plan_measure_unknown")
    if not reason.strip():
        raise RuleViolation("performance.plan_text_missing")
    if not today <= starts_on < ends_on:
        raise RuleViolation("performance.plan_days")
    Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    if selectors.open_plan_of(employee) is not None:
        raise RuleViolation("performance.plan_there_already", name=employee.name)
    seen = guard(by, employee_id=employee.pk, unit_id=unit_id, kpi=kpi, today=today)
    _insist_on_grounds(seen, employee)
    plan = ImprovementPlan.objects.create(
        employee=employee, unit_id=unit_id, leader=leader, kpi=kpi, reason=reason.strip(), starts_on=starts_on,
        ends_on=ends_on, created_at=now,
    )  # fmt: skip
    _keep_evidence(plan, seen)
    record(by, "performance.plan_begun", plan, subject=employee.pk, kpi=kpi)
    return plan


@transaction.atomic
def propose_plan(*, plan_id: int, by: Account, now: datetime) -> ImprovementPlan:
    """Put it before the person it is for: with goals, support that is owed, and days on which both look."""
    plan = led_plan(plan_id, State.DRAFT, State.OBJECTED, by=by)
    if not plan.goals.exists():
        raise RuleViolation("performance.plan_needs_goal")
    if not plan.support.exists():
        raise RuleViolation("performance.plan_needs_support")
    if not plan.checkpoints.exists():
        raise RuleViolation("performance.plan_needs_checkpoint")
    plan.state, plan.proposed_at, plan.objection = State.PROPOSED, now, ""
    plan.save(update_fields=["state", "proposed_at", "objection"])
    todos.settle(kind=REVISE, key=plan.pk)
    todos.put(
        kind=ANSWER, key=plan.pk, to=[plan.employee_id], title=_("An improvement plan: agree or object"),
        url=page_of(plan), now=now,
    )  # fmt: skip
    tell(plan.employee, _("Your leader proposes a plan to you"), plan)
    record(by, "performance.plan_proposed", plan, subject=plan.employee_id)
    return plan


@transaction.atomic
def sign_plan(*, plan_id: int, by: Account, now: datetime) -> ImprovementPlan:
    """The person agrees: from now on it runs."""
    plan = _own(plan_id, by=by)
    plan.state, plan.signed_at = State.RUNNING, now
    plan.save(update_fields=["state", "signed_at"])
    todos.settle(kind=ANSWER, key=plan.pk)
    tell(plan.leader, _("The plan you proposed is agreed"), plan)
    record(by, "performance.plan_signed", plan, subject=plan.employee_id)
    return plan


@transaction.atomic
def object_to_plan(*, plan_id: int, objection: str, by: Account, now: datetime) -> ImprovementPlan:
    """The person does not agree, and says why. It goes back to the leader; the next level may decide."""
    plan = _own(plan_id, by=by)
    if not objection.strip():
        raise RuleViolation("performance.plan_objection_empty")
    plan.state, plan.objection = State.OBJECTED, objection.strip()
    plan.save(update_fields=["state", "objection"])
    todos.settle(kind=ANSWER, key=plan.pk)
    upper = who_answers(plan.unit_id, day_of(now), beyond=(plan.leader_id, plan.employee_id))
    asked = [one.pk for one in (plan.leader, upper) if one is not None]
    todos.put(
        kind=REVISE, key=plan.pk, to=asked, title=_("Objection to an improvement plan"), url=page_of(plan), now=now
    )
    tell(plan.leader, _("There is an objection to the plan you proposed"), plan)
    record(by, "performance.plan_objected", plan, subject=plan.employee_id, objection=plan.objection)
    return plan


@transaction.atomic
def decide_objection(*, plan_id: int, start: bool, answer: str, by: Account, now: datetime) -> ImprovementPlan:
    """Somebody above the leader, who did not propose it, answers the objection: begin all the same, or drop it."""
    plan = _locked(plan_id, State.OBJECTED)
    policies.decide.require(by, plan)
    if facts_of(by).employee_id in (plan.leader_id, plan.employee_id):
        raise NotAllowed("not_allowed", right="performance.decide_objection")
    if not answer.strip():
        raise RuleViolation("performance.plan_text_missing")
    plan.objection_answer, plan.decided_by = answer.strip(), by
    if start:
        plan.state = State.RUNNING
        plan.save()
    else:
        _close(plan, State.WITHDRAWN, answer, now=now)
    todos.settle(kind=REVISE, key=plan.pk)
    tell(plan.employee, _("Your objection is answered"), plan)
    tell(plan.leader, _("The objection to your plan is answered"), plan)
    record(by, "performance.plan_objection_decided", plan, subject=plan.employee_id, start=start, answer=answer.strip())
    return plan


@transaction.atomic
def extend_plan(*, plan_id: int, ends_on: date, reason: str, by: Account, now: datetime) -> ImprovementPlan:
    """Give it more time, once, with a last checkpoint on its new last day."""
    plan = led_plan(plan_id, State.RUNNING, by=by)
    if plan.extended_at is not None:
        raise RuleViolation("performance.plan_extended_already")
    if not selectors.is_locked(plan):
        raise RuleViolation("performance.plan_not_looked_at")
    if ends_on <= max(plan.ends_on, day_of(now)):
        raise RuleViolation("performance.plan_days")
    if not reason.strip():
        raise RuleViolation("performance.plan_text_missing")
    plan.ends_on, plan.extended_at = ends_on, now
    plan.save(update_fields=["ends_on", "extended_at"])
    plan.checkpoints.create(due_on=ends_on)
    tell(plan.employee, _("Your plan has more time"), plan)
    record(by, "performance.plan_extended", plan, subject=plan.employee_id, until=ends_on, reason=reason.strip())
    return plan


@transaction.atomic
def finish_plan(*, plan_id: int, outcome: str, text: str, by: Account, now: datetime) -> ImprovementPlan:
    """Say what came of it: reached, or ended and handed over to a talk. The data must carry it."""
    plan = led_plan(plan_id, State.RUNNING, by=by)
    state = State(outcome)
    if state not in (State.REACHED, State.ENDED):
        raise RuleViolation("performance.plan_not_now", state=plan.get_state_display())
    if not text.strip():
        raise RuleViolation("performance.plan_text_missing")
    if plan.checkpoints.filter(held_at=None).exists() and state == State.ENDED:
        raise RuleViolation("performance.plan_checkpoints_left")
    _insist_on_outcome(plan, state)
    _close(plan, state, text, now=now)
    todos.settle(kind=LOOK, key=plan.pk)
    if state == State.ENDED:
        todos.put(
            kind=TALK, key=plan.pk, to=[plan.leader_id], title=_("An improvement plan ended: have the talk"),
            url=page_of(plan), now=now,
        )  # fmt: skip
    tell(plan.employee, _("Your plan is over"), plan)
    record(by, "performance.plan_finished", plan, subject=plan.employee_id, outcome=outcome, text=plan.outcome)
    return plan


@transaction.atomic
def withdraw_plan(*, plan_id: int, reason: str, by: Account, now: datetime) -> ImprovementPlan:
    """Take it back, at any time before its outcome. It never counts for anything."""
    plan = led_plan(plan_id, State.DRAFT, State.PROPOSED, State.OBJECTED, State.RUNNING, by=by)
    if not reason.strip():
        raise RuleViolation("performance.plan_text_missing")
    known = plan.state != State.DRAFT
    _close(plan, State.WITHDRAWN, reason, now=now)
    for kind in (ANSWER, REVISE, LOOK):
        todos.settle(kind=kind, key=plan.pk)
    if known:
        tell(plan.employee, _("Your plan is taken back"), plan)
    record(by, "performance.plan_withdrawn", plan, subject=plan.employee_id, reason=plan.outcome)
    return plan


@transaction.atomic
def talk_held(*, plan_id: int, by: Account) -> None:
    """The talk to which an ended plan was handed over has been had."""
    plan = led_plan(plan_id, State.ENDED, by=by)
    if todos.settle(kind=TALK, key=plan.pk):
        record(by, "performance.plan_talk_held", plan, subject=plan.employee_id)


def page_of(plan: ImprovementPlan) -> str:
    """Its address."""
    return reverse("improvement_plans:plan", args=[plan.pk])


def tell(who: Employee, title: str | Promise, plan: ImprovementPlan) -> None:
    """A notice that says nothing outside the house."""
    notify.send(to=who, kind=NOTICE, title=title, url=page_of(plan))


def led_plan(plan_id: int, *states: str, by: Account) -> ImprovementPlan:
    """The plan, locked, in one of these states, that `by` leads; never the one about themselves."""
    plan = _locked(plan_id)
    policies.lead.require(by, plan)
    if facts_of(by).employee_id == plan.employee_id:
        raise NotAllowed("not_allowed", right="performance.lead_improvement_plans")
    _in_state(plan, states)
    return plan


def _locked(plan_id: int, *states: str) -> ImprovementPlan:
    rows = ImprovementPlan.objects.select_for_update(of=("self",))
    plan = rows.select_related("employee__account", "leader__account").get(pk=plan_id)
    if states:
        _in_state(plan, states)
    return plan


def _own(plan_id: int, *, by: Account) -> ImprovementPlan:
    plan = _locked(plan_id)
    if facts_of(by).employee_id != plan.employee_id or plan.state == State.DRAFT:
        raise NotAllowed("not_allowed", right="performance.answer_improvement_plan")
    _in_state(plan, (State.PROPOSED,))
    return plan


def _in_state(plan: ImprovementPlan, states: tuple[str, ...]) -> None:
    if plan.state not in states:
        raise RuleViolation("performance.plan_not_now", state=plan.get_state_display())


def why_not(seen: Guarded, employee: Employee) -> RuleViolation | None:
    """What speaks against a plan for somebody; None where it may be begun."""
    if seen.allows:
        return None
    last = seen.months[-1]
    return RuleViolation(
        f"performance.plan_ground_{seen.ground}", name=employee.name, n=last.n, minimum=seen.minimum,
        month=f"{last.month:%Y-%m}", kpi=seen.kpi.name,
    )  # fmt: skip


def _insist_on_grounds(seen: Guarded, employee: Employee) -> None:
    refusal = why_not(seen, employee)
    if refusal is not None:
        raise refusal


def _keep_evidence(plan: ImprovementPlan, seen: Guarded) -> None:
    for month in seen.months[-2:]:
        assert month.value is not None
        assert month.team is not None
        low, high = month.interval
        PlanEvidence.objects.create(
            plan=plan, month=month.month, n=month.n, value=month.value, low=low, high=high, team=month.team
        )


def _insist_on_outcome(plan: ImprovementPlan, state: str) -> None:
    readings = selectors.last_readings(plan)
    if not readings:
        raise RuleViolation("performance.plan_not_looked_at")
    reached = all(reading.verdict == Verdict.REACHED for reading in readings)
    if state == State.REACHED and not reached:
        raise RuleViolation("performance.plan_not_reached")
    if state == State.ENDED:
        if reached:
            raise RuleViolation("performance.plan_is_reached")
        if any(reading.verdict == Verdict.TOO_LITTLE for reading in readings):
            raise RuleViolation("performance.plan_too_little_data")
        if plan.support.filter(given_at=None).exists():
            raise RuleViolation("performance.plan_support_owed")


def _close(plan: ImprovementPlan, state: str, text: str, *, now: datetime) -> None:
    plan.state, plan.outcome, plan.closed_at = State(state), text.strip(), now
    plan.save()
    events.publish(ImprovementPlanClosed(plan.pk, plan.employee_id, plan.state, now))
