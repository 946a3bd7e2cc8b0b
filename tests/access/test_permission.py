"""Rights follow the tree, and another branch does not exist."""

from collections.abc import Callable

import pytest
from django.db.models import Q
from pytest_django import DjangoAssertNumQueries

from dengta.domains.people import policies
from dengta.domains.people.models import Employee
from dengta.foundation.access import EVERY_ROW, Role, any_of, facts_of, rights_on
from tests.cast import Tree

Hire = Callable[..., Employee]


@pytest.mark.covers("A2")
def test_a_leader_of_one_client_finds_nobody_of_another(leader: Employee, stranger: Employee, agent: Employee) -> None:
    found = policies.see_directory.scope(leader.account, Employee.objects.all())

    assert agent in found
    assert stranger not in found


def test_hr_of_the_company_finds_everybody(hr: Employee, agent: Employee, stranger: Employee) -> None:
    assert {agent, stranger} <= set(policies.see_directory.scope(hr.account, Employee.objects.all()))


def test_a_client_role_sees_sums_but_no_rows(hire: Hire, tree: Tree, agent: Employee) -> None:
    client = hire("客户代表", None, role=Role.CLIENT, at=tree.qinghe)

    assert not policies.edit_directory.allows(client.account, agent)


def test_several_rights_on_one_row_are_asked_for_together(
    leader: Employee,
    hr: Employee,
    agent: Employee,
    stranger: Employee,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rights = (policies.see_directory, policies.see_training, policies.edit_training, policies.see_file)
    expected = {
        person: {right for right in rights if right.allows(leader.account, person)} for person in (agent, stranger)
    }
    assert expected[agent] > expected[stranger] == set()

    with django_assert_num_queries(2):
        found = {person: rights_on(leader.account, person, *rights) for person in (agent, stranger)}
    assert found == expected
    # Whoever reaches everybody is not looked up at all, once it is known who they are.
    facts_of(hr.account)
    with django_assert_num_queries(0):
        assert policies.see_file in rights_on(hr.account, stranger, policies.see_file)


def test_every_row_or_some_is_every_row() -> None:
    some, none = Q(name="李佳怡"), Q(pk__in=())

    assert any_of(EVERY_ROW, some) == any_of(some, EVERY_ROW) == any_of(EVERY_ROW, none) == EVERY_ROW
    assert any_of(none, some) not in (EVERY_ROW, none)
    # What the operator alone makes of it, which is why this function exists.
    assert EVERY_ROW | some == some
