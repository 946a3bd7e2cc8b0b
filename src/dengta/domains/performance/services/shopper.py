"""Mystery shopper: scenarios, secret plans, visits, and what follows when one is closed.

The record names neither whom a visit is about nor who makes it: it is read by more people than the plan is.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import leading, team_on, units_below
from dengta.domains.performance.models import Scenario, ShopperPlan, ShopperVisit
from dengta.domains.performance.policies import shopper as policies
from dengta.domains.performance.policies.raters import own_id
from dengta.domains.performance.policies.shopper import R_013
from dengta.domains.performance.selectors.visit_scores import MOST, visit_score
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

Status = ShopperVisit.Status
VISIT, CLOSED = "performance.shopper_visit", "performance.visit_closed"
Criterion = tuple[str, int]


@transaction.atomic
def add_scenario(
    *, unit_id: int, title: str, script: str, criteria: Sequence[Criterion], by: Account, now: datetime
) -> Scenario:
    """Put a scenario into the library."""
    unit = Unit.objects.get(pk=unit_id)
    policies.plan_in.require(by, unit)
    kept = [(text.strip(), weight) for text, weight in criteria if text.strip()]
    if not title.strip() or not script.strip() or not kept or any(weight < 1 for _text, weight in kept):
        raise RuleViolation("performance.scenario_incomplete")
    row = Scenario.objects.create(unit=unit, title=title.strip(), script=script.strip(), criteria=kept)
    record(by, "performance.scenario_added", row)
    return row


@transaction.atomic
def retire_scenario(*, scenario_id: int, by: Account, now: datetime) -> Scenario:
    """Take it out of the library; visits that were planned with it keep what they have."""
    row = policies.keep_scenarios.scope(by, Scenario.objects.select_for_update(of=("self",))).get(pk=scenario_id)
    policies.keep_scenarios.require(by, row)
    if row.retired_on is None:
        row.retired_on = day_of(now)
        row.save(update_fields=["retired_on"])
        record(by, "performance.scenario_retired", row)
    return row


@transaction.atomic
def make_plan(*, unit_id: int, title: str, by: Account, now: datetime) -> ShopperPlan:
    """Begin a plan, of which nobody is told."""
    unit = Unit.objects.get(pk=unit_id)
    policies.plan_in.require(by, unit)
    if not title.strip():
        raise RuleViolation("performance.plan_without_title")
    row = ShopperPlan.objects.create(unit=unit, title=title.strip(), made_on=day_of(now), made_by=by)
    record(by, "performance.visits_planned", row)
    return row


@transaction.atomic
def plan_visit(
    *, plan_id: UUID, scenario_id: int, target_id: int, shopper_id: int, visit_by: date, by: Account, now: datetime
) -> ShopperVisit:
    """Give a visit to a shopper, who alone is told."""
    today = day_of(now)
    plan = policies.plans(by).select_for_update(of=("self",)).get(pk=plan_id)
    policies.plan.require(by, plan)
    scenario = policies.see_scenarios.scope(by, Scenario.objects.filter(retired_on=None)).get(pk=scenario_id)
    people = Employee.objects.filter(status=Employee.Status.ACTIVE).select_related("account")
    target, shopper = people.get(pk=target_id), people.get(pk=shopper_id)
    if visit_by < today:
        raise RuleViolation("performance.visit_in_the_past")
    unit_id = _team_in_reach(target, plan=plan, by=by, today=today)
    _check_strangers(target, shopper, unit_id=unit_id, plan=plan, by=by, today=today)
    row = ShopperVisit.objects.create(
        plan=plan, scenario=scenario, target=target, shopper=shopper, unit_id=unit_id, visit_by=visit_by,
        criteria=scenario.criteria,
    )  # fmt: skip
    url, due_at = reverse("shopper:make", args=[row.pk]), end_of(visit_by)
    todos.put(kind=VISIT, key=row.pk, to=[shopper.pk], title=_("A visit to make"), url=url, now=now, due_at=due_at)
    notify.send(to=shopper, kind=VISIT, title=_("A visit to make"), url=url)
    record(by, "performance.visit_planned", row)
    return row


def _team_in_reach(target: Employee, *, plan: ShopperPlan, by: Account, today: date) -> int:
    """The team of whoever is visited, which must lie within the plan and within the reach of whoever plans."""
    unit_id = team_on([target.pk], today).get(target.pk)
    if unit_id is None:
        raise RuleViolation("performance.visit_beyond_plan")
    inside = unit_id in units_below([plan.unit_id], today)
    if not inside or not policies.plan_in.allows(by, Unit.objects.get(pk=unit_id)):
        raise RuleViolation("performance.visit_beyond_plan")
    return unit_id


def _check_strangers(
    target: Employee, shopper: Employee, *, unit_id: int, plan: ShopperPlan, by: Account, today: date
) -> None:
    """Neither are the two colleagues of one team, nor does one lead the other; and nobody is visited who made the plan,
    because a plan that disappears before one's eyes is no secret."""
    makers = {plan.made_by_id, by.pk}
    R_013.refuse(when=target.account_id in makers, code="performance.visit_of_planner")
    led_by = {one.employee.pk for one in leading(unit_id, today)}
    same_team = team_on([shopper.pk], today).get(shopper.pk) == unit_id
    near = shopper.pk == target.pk or same_team or shopper.pk in led_by
    R_013.refuse(when=near, code="performance.visit_by_colleague")


@transaction.atomic
def hand_in(
    *, visit_id: UUID, answers: Sequence[int | None], report: str, visited_on: date, by: Account, now: datetime
) -> ShopperVisit:
    """The shopper says what happened and judges it by the criteria, without having seen any figure of the person."""
    row = policies.given_to(by).select_for_update(of=("self",)).get(pk=visit_id)
    if row.status != Status.PLANNED:
        raise RuleViolation("performance.visit_handed_in")
    if visited_on > day_of(now):
        raise RuleViolation("performance.visit_in_the_future")
    if len(answers) != len(row.criteria) or any(value is not None and not 0 <= value <= MOST for value in answers):
        raise RuleViolation("performance.visit_incomplete")
    if not report.strip() or all(value is None for value in answers):
        raise RuleViolation("performance.visit_incomplete")
    row.answers, row.report, row.visited_on = list(answers), report.strip(), visited_on
    row.score, row.status = visit_score(row.criteria, answers), Status.HANDED_IN
    row.save()
    todos.settle(kind=VISIT, key=row.pk)
    # By nobody: the record must not say who the shopper is.
    record(None, "performance.visit_handed_in", row)
    return row


@transaction.atomic
def close_visit(*, visit_id: UUID, by: Account, now: datetime) -> ShopperVisit:
    """From now on the person visited and their leader read what was found and its proof, not who the shopper was."""
    row = _planned_by(by, visit_id)
    if row.status != Status.HANDED_IN:
        raise RuleViolation("performance.visit_not_handed_in")
    R_013.refuse(when=own_id(by) == row.shopper_id, code="performance.visit_own_work")
    row.status, row.closed_on, row.closed_by = Status.CLOSED, day_of(now), by
    row.save(update_fields=["status", "closed_on", "closed_by"])
    target = Employee.objects.select_related("account").get(pk=row.target_id)
    url = reverse("shopper:result", args=[row.pk])
    notify.send(to=target, kind=CLOSED, title=_("A mystery visit to you is closed"), url=url)
    record(by, "performance.visit_closed", row, subject=target.pk, score=row.score)
    return row


@transaction.atomic
def cancel_visit(*, visit_id: UUID, by: Account, now: datetime) -> ShopperVisit:
    """Call a visit off; nobody but the shopper learns that there was one."""
    row = _planned_by(by, visit_id)
    if row.status not in (Status.PLANNED, Status.HANDED_IN):
        raise RuleViolation("performance.visit_closed_already")
    row.status = Status.CANCELLED
    row.save(update_fields=["status"])
    todos.settle(kind=VISIT, key=row.pk)
    record(by, "performance.visit_cancelled", row)
    return row


def _planned_by(by: Account, visit_id: UUID) -> ShopperVisit:
    """The visit, locked, of whoever may plan in its unit: to anybody else it does not exist."""
    row = policies.visits(by).select_for_update(of=("self",)).select_related("plan").get(pk=visit_id)
    policies.plan.require(by, row.plan)
    return row
