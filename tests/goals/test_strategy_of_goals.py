"""Goals of the tree in the chain from vision to action: those in force, and no others."""

import pytest

from dengta.domains.goals.models import Goal
from dengta.domains.goals.selectors.strategy import chain
from dengta.domains.goals.services import strategy
from dengta.domains.people.models import Employee
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.aiming import draft
from tests.goals.paying import refused

pytestmark = pytest.mark.django_db
WHOLE = {"baseline": 75, "target": 80, "uplift": 20, "reading": "gap", "scope": "year_average"}


@pytest.mark.covers("R-008", "K16")
def test_a_goal_in_force_hangs_loose_until_a_strategy_names_it_and_a_draft_does_not_count(
    tree: Tree, supervisor: Employee
) -> None:
    goal = draft(tree.qinghe, supervisor, now=NOW)
    assert chain(supervisor.account).unlinked == []

    Goal.objects.filter(pk=goal.pk).update(status=Goal.Status.ACTIVE, **WHOLE)
    (loose,) = chain(supervisor.account).unlinked
    assert (loose.goal_id, loose.title) == (goal.pk, goal.title)

    told = {"unit": tree.qinghe, "by": supervisor.account, "now": NOW}
    vision = strategy.add_step(kind="vision", title="一次说清", **told)
    way = strategy.add_step(kind="strategy", title="首次解决优先", parent=vision.pk, **told)
    strategy.add_step(kind="goal", title=goal.title, parent=way.pk, goal_id=goal.pk, **told)
    with refused("goals.goal_hangs_already"):
        strategy.add_step(kind="goal", title="又一次", parent=way.pk, goal_id=goal.pk, **told)

    found = chain(supervisor.account)
    assert found.unlinked == []
    assert found.tops[0].below[0].below[0].url.endswith(f"/goals/{goal.pk}/")


def test_goals_of_another_client_are_in_nobodys_chain(tree: Tree, supervisor: Employee, other_leader: Employee) -> None:
    goal = draft(tree.qinghe, supervisor, now=NOW)
    Goal.objects.filter(pk=goal.pk).update(status=Goal.Status.ACTIVE, **WHOLE)

    assert chain(other_leader.account).unlinked == []
