"""What a plan holds: goals, support, checkpoints. Goals can be changed until the first checkpoint, then never again.

A change after the plan was put before the person takes it back to a draft: nobody is bound by what they did not read.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import (
    ImprovementPlan,
    PlanCheckpoint,
    PlanGoal,
    PlanReading,
    PlanSupport,
)
from dengta.domains.performance.selectors import improvement_plans as selectors
from dengta.domains.performance.selectors.plan_figures import measurable, stands
from dengta.domains.performance.services.improvement_plans import (
    ANSWER,
    LOOK,
    REVISE,
    State,
    led_plan,
    page_of,
    tell,
)
from dengta.domains.service.selectors.kpis import Good, kpi_named
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

PARTS = {"goal": PlanGoal, "support": PlanSupport, "checkpoint": PlanCheckpoint}


@transaction.atomic
def set_goal(*, plan_id: int, kpi: str, target: float, by: Account) -> PlanGoal:
    """What is to be reached in one figure (a share, 0 to 1); set again, it is another target."""
    plan = _changeable(plan_id, by=by)
    known = kpi_named(kpi)
    if kpi not in {one.key for one in measurable()}:
        raise RuleViolation("performance.plan_measure_unknown")
    if not 0 < target <= 1:
        raise RuleViolation("performance.plan_target_range")
    now_at = plan.evidence.order_by("-month").values_list("value", flat=True).first()
    if kpi == plan.kpi and now_at is not None:
        better = target > now_at if known.good is Good.UP else target < now_at
        if not better:
            raise RuleViolation("performance.plan_target_no_better")
    goal, _new = PlanGoal.objects.update_or_create(plan=plan, kpi=kpi, defaults={"target": target})
    _as_draft(plan)
    record(by, "performance.plan_goal_set", plan, subject=plan.employee_id, kpi=kpi, target=target)
    return goal


@transaction.atomic
def add_support(*, plan_id: int, what: str, helper: Employee, due_on: date, by: Account) -> PlanSupport:
    """What the house gives, by whom, until when. The helper is asked by the leader; the plan is not shown to them."""
    plan = _changeable(plan_id, by=by)
    if not what.strip():
        raise RuleViolation("performance.plan_text_missing")
    if not plan.starts_on <= due_on <= plan.ends_on:
        raise RuleViolation("performance.plan_day_outside")
    if helper.pk == plan.employee_id:
        raise RuleViolation("performance.plan_helps_oneself")
    given = PlanSupport.objects.create(plan=plan, what=what.strip(), helper=helper, due_on=due_on)
    _as_draft(plan)
    record(by, "performance.plan_support_added", plan, subject=plan.employee_id, what=given.what, due_on=due_on)
    return given


@transaction.atomic
def add_checkpoint(*, plan_id: int, due_on: date, by: Account) -> PlanCheckpoint:
    """A day on which both look at the data."""
    plan = _changeable(plan_id, by=by)
    if not plan.starts_on < due_on <= plan.ends_on:
        raise RuleViolation("performance.plan_day_outside")
    if plan.checkpoints.filter(due_on=due_on).exists():
        raise RuleViolation("performance.plan_checkpoint_twice")
    checkpoint = PlanCheckpoint.objects.create(plan=plan, due_on=due_on)
    _as_draft(plan)
    record(by, "performance.plan_checkpoint_added", plan, subject=plan.employee_id, due_on=due_on)
    return checkpoint


@transaction.atomic
def remove_part(*, plan_id: int, sort: str, part_id: int, by: Account) -> None:
    """Take a goal, a support or a checkpoint out again."""
    plan = _changeable(plan_id, by=by)
    part = PARTS[sort]._default_manager.get(pk=part_id, plan=plan)
    record(by, "performance.plan_part_removed", plan, subject=plan.employee_id, sort=sort, what=str(part))
    part.delete()
    _as_draft(plan)


@transaction.atomic
def give_support(*, support_id: int, by: Account, now: datetime) -> PlanSupport:
    """What was promised has been given."""
    given = PlanSupport.objects.select_for_update(of=("self",)).get(pk=support_id)
    plan = led_plan(given.plan_id, State.RUNNING, by=by)
    if given.given_at is None:
        given.given_at = now
        given.save(update_fields=["given_at"])
        record(by, "performance.plan_support_given", plan, subject=plan.employee_id, what=given.what)
    return given


@transaction.atomic
def hold_checkpoint(*, checkpoint_id: int, note: str, by: Account, now: datetime) -> PlanCheckpoint:
    """Look at what the data say since the beginning, and note what both take from it. Goals are fixed from now on."""
    checkpoint = PlanCheckpoint.objects.select_for_update(of=("self",)).get(pk=checkpoint_id)
    plan, today = led_plan(checkpoint.plan_id, State.RUNNING, by=by), day_of(now)
    if checkpoint.held_at is not None:
        raise RuleViolation("performance.plan_checkpoint_held")
    if checkpoint.due_on > today or today <= plan.starts_on:
        raise RuleViolation("performance.plan_checkpoint_early", day=checkpoint.due_on)
    if plan.checkpoints.filter(held_at=None, due_on__lt=checkpoint.due_on).exists():
        raise RuleViolation("performance.plan_checkpoint_order")
    if not note.strip():
        raise RuleViolation("performance.plan_text_missing")
    goals = selectors.goals(plan)
    found = stands(
        by, employee_id=plan.employee_id, targets={goal.kpi: goal.target for goal in goals}, start=plan.starts_on,
        end=today, today=today,
    )  # fmt: skip
    checkpoint.held_at, checkpoint.note = now, note.strip()
    checkpoint.save(update_fields=["held_at", "note"])
    PlanReading.objects.bulk_create(
        PlanReading(
            checkpoint=checkpoint, goal=goal, first_day=plan.starts_on, last_day=today, n=found[goal.kpi].n,
            value=found[goal.kpi].value, low=found[goal.kpi].low, high=found[goal.kpi].high,
            verdict=found[goal.kpi].verdict,
        )
        for goal in goals
    )  # fmt: skip
    todos.settle(kind=LOOK, key=plan.pk)
    tell(plan.employee, _("A checkpoint of your plan: read it, and add your own words"), plan)
    record(by, "performance.plan_checkpoint_held", plan, subject=plan.employee_id, day=checkpoint.due_on)
    return checkpoint


@transaction.atomic
def comment_checkpoint(*, checkpoint_id: int, text: str, by: Account) -> PlanCheckpoint:
    """What the person says of a checkpoint; only theirs to write, as long as the plan runs."""
    rows = PlanCheckpoint.objects.select_for_update(of=("self",)).select_related("plan")
    checkpoint = rows.get(pk=checkpoint_id)
    if facts_of(by).employee_id != checkpoint.plan.employee_id or checkpoint.plan.state == State.DRAFT:
        raise NotAllowed("not_allowed", right="performance.comment_checkpoint")
    if checkpoint.held_at is None or checkpoint.plan.state != State.RUNNING:
        raise RuleViolation("performance.plan_not_now", state=checkpoint.plan.get_state_display())
    if not text.strip():
        raise RuleViolation("performance.plan_text_missing")
    checkpoint.agent_note = text.strip()
    checkpoint.save(update_fields=["agent_note"])
    record(by, "performance.plan_checkpoint_commented", checkpoint.plan, subject=checkpoint.plan.employee_id)
    return checkpoint


@transaction.atomic
def remind_of_checkpoints(*, now: datetime) -> int:
    """Let checkpoints that have come wait for the leader, once each. Answers how many were new."""
    due = list(selectors.due_checkpoints(day_of(now)).select_for_update(of=("self",)))
    for checkpoint in due:
        plan = checkpoint.plan
        checkpoint.reminded_at = now
        checkpoint.save(update_fields=["reminded_at"])
        todos.put(
            kind=LOOK, key=plan.pk, to=[plan.leader_id], title=_("A checkpoint of an improvement plan"),
            url=page_of(plan), now=now, due_at=end_of(checkpoint.due_on),
        )  # fmt: skip
        record(None, "performance.plan_checkpoint_due", plan, subject=plan.employee_id, day=checkpoint.due_on)
    return len(due)


def _changeable(plan_id: int, *, by: Account) -> ImprovementPlan:
    plan = led_plan(plan_id, State.DRAFT, State.PROPOSED, State.OBJECTED, State.RUNNING, by=by)
    if selectors.is_locked(plan):
        raise RuleViolation("performance.plan_goals_locked")
    return plan


def _as_draft(plan: ImprovementPlan) -> None:
    """What was put before the person is taken back until it is proposed anew; an objection stays to be read."""
    if plan.state in (State.DRAFT, State.OBJECTED):
        return
    plan.state, plan.signed_at, plan.proposed_at, plan.objection_answer = State.DRAFT, None, None, ""
    plan.save(update_fields=["state", "signed_at", "proposed_at", "objection_answer"])
    for kind in (ANSWER, REVISE):
        todos.settle(kind=kind, key=plan.pk)
