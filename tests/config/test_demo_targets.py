"""The demo's goal of the year: down to each agent, adding up, read by some and planned anew where there is something to
plan from."""

from datetime import timedelta

import pytest

from dengta.config.demo.goals import goals
from dengta.config.demo.organisation import found_organisation
from dengta.domains.goals.models import Acknowledgement, Goal, GoalVersion
from dengta.domains.goals.selectors.plan_trees import gaps_of
from dengta.domains.people.models import Unit
from tests.config.test_demo_talk import NOON
from tests.goals.aiming import recorded

pytestmark = pytest.mark.django_db


def test_the_goal_of_the_demo_adds_up_down_to_each_agent_and_was_planned_anew() -> None:
    found_organisation(today=NOON.date())
    for number, team in enumerate(Unit.objects.filter(kind=Unit.Kind.TEAM).order_by("pk")):
        for week in range(13):
            day = NOON.date() - timedelta(days=7 * week + 3)
            recorded(team, day, satisfied=300 + (number * 7 + week * 5) % 40, answers=400)

    goals.fill(NOON)

    goal = Goal.objects.get()
    active = goal.versions.get(status="active")
    assert (goal.status, active.number, active.kind) == ("active", 2, "replan")
    assert all(gaps_of(version) == [] for version in GoalVersion.objects.all())
    asked = Acknowledgement.objects.filter(version=active)
    assert 0 < asked.exclude(given_at=None).count() < asked.count()
    assert asked.filter(employee__number="K10020", given_at=None).exists()
