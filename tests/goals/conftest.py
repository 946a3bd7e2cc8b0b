"""A goal that most tests of goals begin with."""

import pytest

from dengta.domains.goals.models import GoalVersion
from dengta.domains.people.models import Employee
from tests.cast import Tree
from tests.goals.aiming import based, broken_down, draft, draft_version, plan, staff


@pytest.fixture
def two_teams(tree: Tree, supervisor: Employee, agent: Employee, peer: Employee) -> GoalVersion:
    """A draft of 青禾电商 for 2026, 75 → 80, broken down to its two teams; two people stand in the first."""
    goal = based(draft(tree.qinghe, supervisor), supervisor)
    version = plan(goal, {tree.aftersales_1: (76.0, 95.0, 3.0), tree.aftersales_2: (72.0, 92.0, 1.0)})
    staff(version, tree.aftersales_1, {agent: (77.0, 20.0), peer: (75.0, 30.0)})
    return broken_down(draft_version(goal), supervisor)
