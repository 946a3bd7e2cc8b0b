"""What the tests of the performance room share."""

import pytest

from dengta.domains.people.models import Employee
from tests.cast import Tree
from tests.performance.reviewing import Desk, Hire, open_desk


@pytest.fixture
def desk(tree: Tree, hire: Hire, agent: Employee, leader: Employee) -> Desk:
    """A team with two reviewers and a published form."""
    return open_desk(tree, hire, agent, leader)
