"""Who leads whom, and who comes next."""

from collections.abc import Callable
from datetime import date

import pytest

from dengta.domains.communication.selectors.answering import who_answers
from dengta.domains.communication.selectors.chain import Chain, leaders_of, next_level
from dengta.domains.people.models import Employee, RoleGrant
from dengta.foundation.access import Role
from tests.cast import FOUNDED, Tree

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)


@pytest.fixture
def executive(hire: Callable[..., Employee], tree: Tree) -> Employee:
    return hire("高远", None, role=Role.EXECUTIVE, at=tree.company)


def names(people: list[Employee]) -> list[str]:
    return [one.name for one in people]


@pytest.mark.usefixtures("other_leader", "hr")
def test_the_own_team_lead_comes_first_then_the_supervisor_then_who_leads_the_house(
    agent: Employee, leader: Employee, supervisor: Employee, executive: Employee
) -> None:
    assert leaders_of(agent, DAY) == [leader, supervisor, executive]


def test_nobody_is_their_own_leader_and_whoever_leads_twice_stands_once(
    leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    RoleGrant.objects.create(account=supervisor.account, role="executive", unit=tree.company, valid_from=FOUNDED)

    assert leaders_of(leader, DAY) == [supervisor]


def test_the_next_level_leaves_out_who_has_had_it(agent: Employee, leader: Employee, supervisor: Employee) -> None:
    assert next_level(agent, DAY, beyond=[leader.pk]) == supervisor
    assert next_level(agent, DAY, beyond=[leader.pk, supervisor.pk]) is None


def test_a_former_leader_leads_no_more_and_who_has_no_team_has_no_leader(
    agent: Employee, leader: Employee, supervisor: Employee, hr: Employee
) -> None:
    RoleGrant.objects.filter(account=leader.account).update(valid_to=DAY)

    assert leaders_of(agent, DAY) == [supervisor]
    assert leaders_of(hr, DAY) == []


def test_whoever_leads_is_not_led_by_those_below_or_beside_them(
    leader: Employee, supervisor: Employee, executive: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    """林涛 sits in 售后二组, which has a team lead of its own; 周敏 shares 售后一组 with another."""
    lower = hire("韩磊", tree.aftersales_2, role=Role.TEAM_LEAD)
    beside = hire("宋洁", tree.aftersales_1, role=Role.TEAM_LEAD)

    assert leaders_of(supervisor, DAY) == [executive]
    assert leaders_of(lower, DAY) == leaders_of(beside, DAY) == leaders_of(leader, DAY) == [supervisor, executive]


@pytest.mark.covers("R-033", "R-035")
def test_whoever_leads_the_same_team_beside_them_is_nobody_s_next_level(
    agent: Employee, leader: Employee, supervisor: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    beside = hire("钱进", tree.aftersales_1, role=Role.TEAM_LEAD)

    assert next_level(agent, DAY, beyond=[leader.pk]) == supervisor
    assert next_level(agent, DAY, beyond=[beside.pk]) == supervisor
    assert Chain([agent.pk], DAY).next_level(agent.pk, beyond=[leader.pk]) == supervisor
    assert who_answers(tree.aftersales_1.pk, DAY, beyond=[leader.pk]) == supervisor
