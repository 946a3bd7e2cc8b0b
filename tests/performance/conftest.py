"""What the tests of the performance room begin with: people and a cycle, a small centre, somebody who is behind."""

from collections.abc import Callable, Iterator

import pytest

from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import Cycle
from tests.cast import Tree
from tests.performance import appraising
from tests.performance.appraising import account, frozen, planned, released, scored
from tests.performance.causing import OCTOBER, SEPTEMBER, rated
from tests.performance.planning import behind
from tests.performance.reviewing import Desk, Hire, open_desk
from tests.service.centre import Centre, build


@pytest.fixture
def boss(supervisor: Employee) -> Account:
    """林涛 runs the cycles of 青禾电商."""
    return account(supervisor)


@pytest.fixture
def house(tree: Tree, leader: Employee, agent: Employee, peer: Employee, hr: Employee) -> Iterator[dict[str, Employee]]:
    """周敏's team with evidence of the quarter: 李佳怡 has peers, 陈浩然 too few of them."""
    scores: dict[str, dict[int, float | None]] = {
        "kpi": {agent.pk: 80.0, peer.pk: 70.0, leader.pk: 75.0},
        "qa": {agent.pk: 90.0, peer.pk: 85.0, leader.pk: 80.0},
        "peer": {agent.pk: 88.0, peer.pk: None},
        "self": {},
    }
    with appraising.sources(scores):
        yield {"agent": agent, "peer": peer, "leader": leader, "hr": hr}


@pytest.fixture
def cycle(house: dict[str, Employee], tree: Tree, boss: Account) -> Cycle:
    """The third quarter of 青禾电商, frozen."""
    return frozen(planned(tree.qinghe, boss), boss)


@pytest.fixture
def talking(cycle: Cycle, boss: Account) -> Cycle:
    """The same, scored and released."""
    scored(cycle, 84.0)
    return released(cycle, boss)


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


@pytest.fixture
def desk(tree: Tree, hire: Hire, agent: Employee, leader: Employee) -> Desk:
    """A team with two reviewers and a published form."""
    return open_desk(tree, hire, agent, leader)
