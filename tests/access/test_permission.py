"""Rights follow the tree, and another branch does not exist."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from dengta.domains.people import policies
from dengta.domains.people.models import Employee
from dengta.foundation.access import Role, facts_of, rights_on
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
