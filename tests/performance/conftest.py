"""The people and the cycle that tests of appraisals begin with."""

from collections.abc import Iterator

import pytest

from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import Cycle
from tests.cast import Tree
from tests.performance import appraising
from tests.performance.appraising import account, frozen, planned, released, scored


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
