"""The tree on any day: found, move and close units; people move and the past stays where it was."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit, UnitClosure, UnitLink
from dengta.domains.people.selectors import organisation as tree_of
from dengta.domains.people.services.closure import rebuild_closure
from dengta.domains.people.services.membership import move_employee
from dengta.domains.people.services.organisation import change_unit, close_unit, found_unit, move_unit
from dengta.foundation import access
from dengta.foundation.access import Role, matrix
from dengta.foundation.access.matrix import Detail, Scope
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree

Hire = Callable[..., Employee]
MAY, JUNE, JULY = date(2026, 5, 31), date(2026, 6, 1), date(2026, 7, 1)


@pytest.mark.covers("A1")
def test_a_move_on_the_first_of_june_leaves_may_with_the_old_team(hr: Employee, agent: Employee, tree: Tree) -> None:
    move_employee(employee_id=agent.pk, to=tree.aftersales_2, on=JUNE, reason="补充售后二组人手", by=hr.account)

    assert tree_of.team_on([agent.pk], MAY) == {agent.pk: tree.aftersales_1.pk}
    assert tree_of.team_on([agent.pk], JUNE) == {agent.pk: tree.aftersales_2.pk}
    history = tree_of.TeamHistory([agent.pk])
    assert [history.team(agent.pk, day) for day in (date(2024, 12, 31), MAY, JUNE, JULY)] == [
        None, tree.aftersales_1.pk, tree.aftersales_2.pk, tree.aftersales_2.pk,
    ]  # fmt: skip
    assert AuditEntry.objects.filter(verb="people.moved", subject_id=agent.pk).count() == 1


@pytest.mark.covers("A1")
def test_a_second_move_on_the_same_day_replaces_the_first(hr: Employee, agent: Employee, tree: Tree) -> None:
    for team in (tree.aftersales_2, tree.ticketing):
        move_employee(employee_id=agent.pk, to=team, on=JUNE, reason="更正", by=hr.account)

    assert list(Membership.objects.filter(employee=agent).values_list("unit", "valid_to").order_by("valid_from")) == [
        (tree.aftersales_1.pk, JUNE),
        (tree.ticketing.pk, None),
    ]


@pytest.mark.covers("A1")
def test_a_move_needs_a_reason(hr: Employee, agent: Employee, tree: Tree) -> None:
    with pytest.raises(RuleViolation) as refused:
        move_employee(employee_id=agent.pk, to=tree.aftersales_2, on=JUNE, reason=" ", by=hr.account)

    assert refused.value.code == "people.reason_missing"
    assert tree_of.team_on([agent.pk], JUNE) == {agent.pk: tree.aftersales_1.pk}


@pytest.mark.covers("A1")
def test_a_move_before_one_that_is_planned_already_is_refused(hr: Employee, agent: Employee, tree: Tree) -> None:
    move_employee(employee_id=agent.pk, to=tree.ticketing, on=JULY, reason="已计划", by=hr.account)

    with pytest.raises(RuleViolation) as refused:
        move_employee(employee_id=agent.pk, to=tree.aftersales_2, on=JUNE, reason="调组", by=hr.account)

    assert refused.value.code == "people.later_change_planned"
    assert tree_of.team_on([agent.pk], JUNE) == {agent.pk: tree.aftersales_1.pk}


@pytest.mark.covers("A1", "A9")
def test_a_team_leader_cannot_move_anybody_by_force(leader: Employee, agent: Employee, tree: Tree) -> None:
    with pytest.raises(NotAllowed):
        move_employee(employee_id=agent.pk, to=tree.aftersales_2, on=JUNE, reason="调组", by=leader.account)


@pytest.mark.covers("A1")
def test_a_moved_client_takes_its_people_along_from_that_day(hr: Employee, tree: Tree, agent: Employee) -> None:
    move_unit(unit_id=tree.qinghe.pk, to=tree.chengdu, on=JUNE, reason="业务迁至成都", by=hr.account)

    assert tree_of.path_of(tree.aftersales_1.pk, MAY) == ["华东客服中心", "上海", "青禾电商", "售后一组"]
    assert tree_of.path_of(tree.aftersales_1.pk, JUNE) == ["华东客服中心", "成都", "青禾电商", "售后一组"]
    assert tree.aftersales_1.pk not in tree_of.units_below([tree.shanghai.pk], JUNE)


def test_a_unit_cannot_move_below_itself(hr: Employee, tree: Tree) -> None:
    line = found_unit(kind="line", code="L1", name="家电线", parent=tree.qinghe, on=JUNE, by=hr.account)
    inner = found_unit(kind="line", code="L2", name="小家电线", parent=line, on=JUNE, by=hr.account)

    with pytest.raises(RuleViolation, match="小家电线"):
        move_unit(unit_id=line.pk, to=inner, on=JULY, reason="试试", by=hr.account)


def test_only_an_empty_unit_can_be_closed(hr: Employee, tree: Tree, agent: Employee) -> None:
    with pytest.raises(RuleViolation) as people_inside:
        close_unit(unit_id=tree.aftersales_1.pk, on=JUNE, reason="合并", by=hr.account)
    with pytest.raises(RuleViolation) as units_inside:
        close_unit(unit_id=tree.qinghe.pk, on=JUNE, reason="合并", by=hr.account)
    closed = close_unit(unit_id=tree.ticketing.pk, on=JUNE, reason="客户撤场", by=hr.account)

    assert people_inside.value.code == "people.unit_has_people"
    assert units_inside.value.code == "people.unit_has_units"
    assert closed not in tree_of.visible_units(hr.account, JUNE)
    assert closed in tree_of.visible_units(hr.account, MAY)
    with pytest.raises(RuleViolation):
        move_employee(employee_id=agent.pk, to=closed, on=JUNE, reason="调组", by=hr.account)


@pytest.mark.parametrize(
    ("kind", "parent", "code"),
    [("company", None, "people.unit_needs_parent"), ("site", "aftersales_1", "people.unit_does_not_fit")],
)
def test_a_unit_needs_a_fitting_place(hr: Employee, tree: Tree, kind: str, parent: str | None, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        found_unit(
            kind=kind, code="X", name="某处", parent=getattr(tree, parent) if parent else None, on=JUNE, by=hr.account
        )

    assert refused.value.code == code


def test_a_leader_changes_nothing_of_the_tree(leader: Employee, tree: Tree) -> None:
    with pytest.raises(NotAllowed):
        change_unit(unit_id=tree.aftersales_1.pk, name="最强组", region="", by=leader.account)


def test_the_tree_counts_the_people_of_each_branch_and_names_who_leads(
    hr: Employee, leader: Employee, agent: Employee, stranger: Employee, tree: Tree
) -> None:
    shown = tree_of.unit_tree(hr.account, date(2026, 11, 18))
    tree_of.name_leaders(shown, date(2026, 11, 18))
    nodes = {node.unit.name: node for node in shown}

    assert [nodes[name].total for name in ("华东客服中心", "上海", "青禾电商", "售后一组", "成都")] == [3, 2, 2, 2, 1]
    assert nodes["售后一组"].leaders == ["周敏"]
    assert next(iter(nodes)) == "华东客服中心"
    assert nodes["售后一组"].depth == 3


@pytest.mark.covers("A2")
def test_an_agent_sees_the_branch_of_their_client_and_no_other(agent: Employee, tree: Tree) -> None:
    seen = {node.unit.name for node in tree_of.unit_tree(agent.account, date(2026, 11, 18))}

    assert seen == {"青禾电商", "售后一组", "售后二组"}


# --- properties on random dated trees ---------------------------------------------------------------------

DAYS = st.integers(0, 30).map(lambda offset: JUNE + timedelta(days=offset))
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def dated_trees(draw: st.DrawFn) -> list[list[tuple[date, int]]]:
    """For each unit but the root its parents in time: (from, parent), the parent always of a smaller number."""
    size = draw(st.integers(2, 8))
    return [
        [(day, draw(st.integers(0, child - 1))) for day in sorted(draw(st.sets(DAYS, min_size=1, max_size=3)))]
        for child in range(1, size)
    ]


def _plant(plan: list[list[tuple[date, int]]]) -> list[Unit]:
    units = [Unit.objects.create(kind="line", code=f"P{number}", name=f"P{number}") for number in range(len(plan) + 1)]
    for child, parents in enumerate(plan, start=1):
        ends = [day for day, _parent in parents[1:]] + [None]
        for (day, parent), end in zip(parents, ends, strict=True):
            UnitLink.objects.create(child=units[child], parent=units[parent], valid_from=day, valid_to=end)
    rebuild_closure()
    return units


def _climb(plan: list[list[tuple[date, int]]], unit: int, day: date) -> set[int]:
    """The naive recursion: the unit and everything above it on a day."""
    if unit == 0:
        return {0}
    parents = [parent for begun, parent in plan[unit - 1] if begun <= day]
    return {unit} | (_climb(plan, parents[-1], day) if parents else set())


@contextmanager
def _rolled_back() -> Iterator[None]:
    """One example after the other in the same test, each in an empty house."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.covers("A1")
@SLOW
@given(plan=dated_trees())
def test_the_closure_is_what_climbing_the_tree_finds_on_every_day(db: None, plan: list[list[tuple[date, int]]]) -> None:
    with _rolled_back():
        numbers = {unit.pk: number for number, unit in enumerate(_plant(plan))}
        for offset in range(-1, 32):
            day = JUNE + timedelta(days=offset)
            found = {
                (numbers[above], numbers[below])
                for above, below in UnitClosure.objects.on(day).values_list("ancestor_id", "descendant_id")
            }
            assert found == {(above, unit) for unit in numbers.values() for above in _climb(plan, unit, day)}


def _may(right: access.Permission[Employee], actor: "Cast", row: "Cast", plan: list[list[tuple[date, int]]]) -> bool:
    """The same answer by hand, from the cells of the matrix; no client stands above anybody here."""
    above = _climb(plan, row.team, date(2026, 11, 18))
    for role, at in ((Role.AGENT, None), (actor.role, actor.at)):
        for grant in matrix.grants(right.data_class, role, right.action):
            reached = {
                Scope.SELF: row is actor,
                Scope.UNIT: row.team == actor.team,
                Scope.DIRECT: row.team == at,
                Scope.TREE: at is None or at in above,
                Scope.ORGANISATION: at is None or at in above,
                Scope.ASSIGNED: False,
            }
            if grant.detail is Detail.ROWS and reached[grant.scope]:
                return True
    return False


@dataclass(frozen=True, eq=False)
class Cast:
    """Somebody drawn at random: member of `team`, holder of `role` at `at`."""

    employee: Employee
    team: int
    role: Role
    at: int


def _draw_people(data: st.DataObject, units: list[Unit]) -> list[Cast]:
    people = []
    for number in range(4):
        team, at = (data.draw(st.integers(0, len(units) - 1)) for _ in range(2))
        # An agent's column is what everybody has about themselves; holding the role adds nothing.
        role = data.draw(st.sampled_from([role for role in Role if role is not Role.AGENT]))
        account = Account.objects.create_user(username=f"p{number}")
        employee = Employee.objects.create(number=f"P{number}", name=f"某{number}", account=account)
        Membership.objects.create(employee=employee, unit=units[team], valid_from=JUNE)
        RoleGrant.objects.create(account=account, role=role, unit=units[at], valid_from=JUNE)
        people.append(Cast(employee, team, role, at))
    return people


@pytest.mark.covers("A2")
@SLOW
@given(plan=dated_trees(), data=st.data())
def test_a_row_is_in_scope_exactly_when_it_is_allowed_and_the_matrix_says_so(
    db: None, plan: list[list[tuple[date, int]]], data: st.DataObject
) -> None:
    with _rolled_back():
        people = _draw_people(data, _plant(plan))
        rights = [
            right
            for name, right in access.registered_permissions().items()
            if right.model is Employee and name.startswith("people.")
        ]
        assert len(rights) > 4
        for right, actor in itertools.product(rights, people):
            visible = set(right.scope(actor.employee.account, Employee.objects.all()))
            for row in people:
                allowed = right.allows(actor.employee.account, row.employee)
                assert (row.employee in visible) == allowed == _may(right, actor, row, plan)
