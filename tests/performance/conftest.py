"""What the tests of the performance room share."""

from collections.abc import Callable

import pytest

from dengta.domains.people.models import Employee
from tests.cast import Tree
from tests.performance.causing import OCTOBER, SEPTEMBER, rated
from tests.performance.planning import behind
from tests.service.centre import Centre, build


@pytest.fixture
def centre(tree: Tree) -> Centre:
    """The queues, topics and source of the small centre; nothing has happened yet."""
    return build(tree)


@pytest.fixture
def third(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """何雨, one more agent of the team."""
    return hire("何雨", tree.aftersales_1, number="K10005")


@pytest.fixture
def dropped(centre: Centre, agent: Employee, peer: Employee, leader: Employee, third: Employee) -> Centre:
    """Satisfaction of 售后一组 falls from 80 % to 60 % on the same kinds of work."""
    for topic in (centre.refunds, centre.advice):
        rated(centre, [agent, peer], SEPTEMBER, topic, good=80, bad=20)
        rated(centre, [agent, peer], OCTOBER, topic, good=60, bad=40)
    return centre


@pytest.fixture
def grounds(centre: Centre, agent: Employee, peer: Employee, leader: Employee) -> Centre:
    """李佳怡 is clearly behind in two months."""
    behind(centre, agent, peer)
    return centre
