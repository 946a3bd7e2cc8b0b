"""What the tests of the recognition room begin with."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import ClauseVersion, Edition, RuleBook
from dengta.domains.recognition.services import drafts
from dengta.foundation.access import Role
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition import adopting
from tests.recognition.casework import Staff
from tests.recognition.judging import Scene


@pytest.fixture
def head(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """高慧 leads the house."""
    return hire("高慧", None, number="K90006", role=Role.EXECUTIVE, at=tree.company)


@pytest.fixture
def book(tree: Tree, hr: Employee) -> RuleBook:
    """The rule book of the company, still empty."""
    return drafts.found_book(unit=tree.company, by=adopting.account(hr), now=NOW)


@pytest.fixture
def draft(book: RuleBook, hr: Employee) -> Edition:
    """Its first edition, a draft without a clause."""
    return adopting.begin(book, hr)


@pytest.fixture
def published(draft: Edition, hr: Employee, head: Employee) -> ClauseVersion:
    """KQ03, out since 31 October and in force since 1 November."""
    version = adopting.add(draft, hr)
    adopting.adopt(draft, hr, head, effective_on=date(2026, 11, 1))
    version.refresh_from_db()
    return version


@pytest.fixture
def reporter(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """何雨 of 售后二组 reports what others open: whoever opens what nobody reported decides it last."""
    return hire("何雨", tree.aftersales_2, number="K10011")


@pytest.fixture
def staff(
    draft: Edition, supervisor: Employee, head: Employee, reporter: Employee, request: pytest.FixtureRequest
) -> Staff:
    """A book with a light, a serious and a grave standard, signed by all, and everybody a case needs."""
    agent, leader, peer, hr = (request.getfixturevalue(name) for name in ("agent", "leader", "peer", "hr"))
    light = adopting.add(draft, hr)
    adopting.add(draft, hr, "JL05", severity=3, least=2, most=4, title="按脚本核实身份")
    adopting.add(draft, hr, "SJ01", severity=4, least=3, most=6, title="不外传客户资料")
    adopting.adopt(draft, hr, head, effective_on=date(2026, 9, 1))
    light.refresh_from_db()
    signed_at = NOW - timedelta(days=75)
    for who in (agent, leader, peer, supervisor):
        adopting.sign(draft, who, now=signed_at)
    return Staff(
        agent=agent, handler=leader, decider=supervisor, hr=hr, head=head, version=light, reporter=reporter
    )  # fmt: skip


@pytest.fixture
def leaders(leader: Employee, supervisor: Employee, head: Employee, hr: Employee) -> dict[str, Employee]:
    """Whoever decides about people, by their part: leader, supervisor, head, hr."""
    return {"leader": leader, "supervisor": supervisor, "head": head, "hr": hr}


@pytest.fixture
def scene(tree: Tree, published: ClauseVersion, hr: Employee, head: Employee) -> Scene:
    """The house with KQ03 in force."""
    return Scene(tree, published, hr, head)
