"""Improvement plans as their readers see them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Min, Prefetch, Q, QuerySet

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import ImprovementPlan, PlanCheckpoint, PlanGoal, PlanReading, PlanSupport
from dengta.domains.performance.policies import improvement_plans as policies
from dengta.foundation.access import Actor

State = ImprovementPlan.State
OVER = (State.REACHED, State.ENDED, State.WITHDRAWN)


def plans(actor: Actor) -> QuerySet[ImprovementPlan]:
    """Those the reader may see, with the day of the next checkpoint. One query."""
    rows = policies.visible(actor).select_related("employee", "unit", "leader")
    return rows.annotate(next_on=Min("checkpoints__due_on", filter=Q(checkpoints__held_at=None)))


def goals(plan: ImprovementPlan) -> list[PlanGoal]:
    """What is to be reached. One query."""
    return list(plan.goals.order_by("pk"))


def support(plan: ImprovementPlan) -> QuerySet[PlanSupport]:
    """What the house gives. One query."""
    return plan.support.select_related("helper")


def checkpoints(plan: ImprovementPlan) -> QuerySet[PlanCheckpoint]:
    """The days on which both look, with what was measured. Two queries."""
    readings = PlanReading.objects.select_related("goal").order_by("goal_id")
    return plan.checkpoints.prefetch_related(Prefetch("readings", readings)).order_by("due_on", "pk")


def is_locked(plan: ImprovementPlan) -> bool:
    """Whether its goals can be changed no more: from the first checkpoint on. One query."""
    return plan.checkpoints.filter(held_at__isnull=False).exists()


def last_readings(plan: ImprovementPlan) -> list[PlanReading]:
    """What was measured last. Two queries."""
    last = plan.checkpoints.filter(held_at__isnull=False).order_by("-due_on", "-pk").first()
    return [] if last is None else list(last.readings.select_related("goal"))


def open_plan_of(employee: Employee) -> ImprovementPlan | None:
    """The plan under way for somebody, if there is one; for rooms above. One query."""
    return ImprovementPlan.objects.filter(employee=employee).exclude(state__in=OVER).first()


def under_way(employee_ids: Collection[int]) -> set[int]:
    """Who of these has a plan under way. One query."""
    rows = ImprovementPlan.objects.filter(employee__in=employee_ids).exclude(state__in=OVER)
    return set(rows.values_list("employee_id", flat=True))


def due_checkpoints(day: date) -> QuerySet[PlanCheckpoint]:
    """Checkpoints of running plans that have come, and of which nobody was reminded yet. One query."""
    rows = PlanCheckpoint.objects.filter(plan__state=State.RUNNING, held_at=None, reminded_at=None, due_on__lte=day)
    return rows.select_related("plan__employee", "plan__leader").order_by("due_on", "pk")
