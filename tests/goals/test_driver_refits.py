"""What moves a goal is estimated anew every month: once, on the record, with its date on the page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.goals.models import Goal, GoalVersion
from dengta.domains.goals.services import goals
from dengta.domains.people.models import Employee, Unit
from dengta.domains.service.models import UnitDay
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.aiming import EVE

pytestmark = pytest.mark.django_db


def weeks_in_which_replies_in_time_go_with_satisfaction(unit: Unit, count: int = 14) -> None:
    """Ten points more replies in time, five points more satisfied, each week a little beside the line."""
    for week in range(count):
        met = 100 + 20 * (week % 5)
        good = 90 + met // 2 + week % 3
        UnitDay.objects.create(
            unit=unit, day=NOW.date() - timedelta(weeks=week + 1), reply_due=200, reply_met=met, surveys=200,
            csat_5=good, csat_1=200 - good,
        )  # fmt: skip


def refit() -> None:
    jobs.enqueue("goals.refit_drivers", key="test")
    jobs.work_off()


def audited() -> int:
    return AuditEntry.objects.filter(verb="goals.drivers_refitted").count()


@pytest.fixture
def goal(two_teams: GoalVersion, supervisor: Employee) -> Goal:
    """A goal with a driver that was named before there was anything to estimate it from."""
    found = two_teams.goal
    goals.add_driver(goal_id=found.pk, kpi="reply_in_time", aim=90.0, by=supervisor.account, now=EVE)
    return found


def test_a_driver_named_before_the_weeks_that_tell_is_estimated_by_the_job_of_the_month(
    goal: Goal, tree: Tree, supervisor: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    assert goal.drivers.get().effect is None
    weeks_in_which_replies_in_time_go_with_satisfaction(tree.aftersales_1)

    refit()

    driver = goal.drivers.get()
    assert driver.effect == pytest.approx(0.5, abs=0.05)
    assert driver.effect_low < driver.effect < driver.effect_high  # type: ignore[operator]
    assert driver.fitted_on == NOW.date()
    assert audited() == 1
    page = signed_in(supervisor).get(reverse("goals:goal", args=[goal.pk])).content.decode()
    assert "2026-11-18 估算" in page


def test_a_second_run_in_the_month_and_a_closed_goal_change_nothing(
    goal: Goal, tree: Tree, supervisor: Employee
) -> None:
    refit()
    weeks_in_which_replies_in_time_go_with_satisfaction(tree.aftersales_1)
    refit()

    assert goal.drivers.get().effect is None
    assert audited() == 1
    goal.drivers.update(fitted_on=EVE.date())
    Goal.objects.filter(pk=goal.pk).update(status=Goal.Status.CLOSED)
    assert goals.goals_to_refit(NOW.date()) == []
    assert not goals.refit_monthly(goal_id=goal.pk, now=NOW)


def test_without_one_driver_the_others_are_estimated_anew(goal: Goal, supervisor: Employee) -> None:
    other = goals.add_driver(goal_id=goal.pk, kpi="fcr", aim=80.0, by=supervisor.account, now=EVE)

    goals.drop_driver(driver_id=other.pk, by=supervisor.account, now=NOW)

    assert goal.drivers.get().fitted_on == NOW.date()
