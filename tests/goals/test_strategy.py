"""The chain from vision to action, and what hangs nowhere."""

from datetime import date
from typing import Any

import pytest

from dengta.domains.goals.models import StrategyStep
from dengta.domains.goals.selectors import strategy as selectors
from dengta.domains.goals.services import strategy as services
from dengta.domains.people.models import Employee
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_goals(monkeypatch: pytest.MonkeyPatch) -> None:
    goals = [selectors.GoalSeen(1, "满意度 82 %", "/goals/1/"), selectors.GoalSeen(2, "首次解决率 78 %", "/goals/2/")]
    monkeypatch.setattr(selectors, "_sources", [lambda actor: goals])


def add(tree: Tree, by: Employee, kind: str, **more: Any) -> StrategyStep:
    return services.add_step(
        unit=tree.qinghe, kind=kind, title=f"{kind} {StrategyStep.objects.count()}", by=by.account, now=NOW, **more
    )


def whole_chain(tree: Tree, by: Employee, goal_id: int | None = 1) -> list[StrategyStep]:
    vision = add(tree, by, "vision")
    strategy = add(tree, by, "strategy", parent=vision.pk)
    goal = add(tree, by, "goal", parent=strategy.pk, goal_id=goal_id)
    return [vision, strategy, goal, add(tree, by, "action", parent=goal.pk, owner=by, due_on=date(2026, 12, 31))]


@pytest.mark.covers("K16", "R-008")
def test_vision_strategy_goal_and_action_stand_in_one_chain(tree: Tree, supervisor: Employee, agent: Employee) -> None:
    rows = whole_chain(tree, supervisor)

    found = selectors.chain(agent.account)
    node, kinds = found.tops[0], []
    while node is not None:
        kinds.append(node.step)
        node = node.below[0] if node.below else None  # type: ignore[assignment]
    assert kinds == rows
    assert found.tops[0].below[0].below[0].url == "/goals/1/"


@pytest.mark.covers("R-008", "K16")
def test_what_hangs_nowhere_is_listed(tree: Tree, supervisor: Employee) -> None:
    vision, strategy, goal, _action = whole_chain(tree, supervisor)
    loose = add(tree, supervisor, "goal")
    found = selectors.chain(supervisor.account)
    assert ([one.pk for one in found.loose], [one.goal_id for one in found.unlinked]) == ([loose.pk], [2])

    services.close_step(step_id=strategy.pk, done=False, by=supervisor.account, now=NOW)
    assert goal.pk in [one.pk for one in selectors.chain(supervisor.account).loose]
    assert vision.pk not in [one.pk for one in selectors.chain(supervisor.account).loose]


def test_a_link_hangs_under_the_level_above(tree: Tree, supervisor: Employee) -> None:
    vision, strategy, *_rest = whole_chain(tree, supervisor)
    with refused("goals.wrong_level"):
        add(tree, supervisor, "goal", parent=vision.pk)
    loose = add(tree, supervisor, "goal")
    services.hang_step(step_id=loose.pk, parent=strategy.pk, by=supervisor.account, now=NOW)
    assert selectors.chain(supervisor.account).loose == []


def test_an_action_has_owner_and_day_and_a_goal_that_exists(tree: Tree, supervisor: Employee) -> None:
    with refused("goals.action_incomplete"):
        add(tree, supervisor, "action")
    with refused("goals.goal_unknown"):
        add(tree, supervisor, "goal", goal_id=99)


def test_it_is_written_by_who_leads_and_read_within_the_branch(
    tree: Tree, supervisor: Employee, leader: Employee, stranger: Employee
) -> None:
    with pytest.raises(NotAllowed):
        add(tree, leader, "vision")
    add(tree, supervisor, "vision")
    assert selectors.chain(stranger.account).tops == []
