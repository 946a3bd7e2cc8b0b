"""Every class × role × action × relation of the access table, asked of a real Permission on one table.

The expected answer is worked out here from the words of the table alone, without the code of `foundation.access`.
"""

import csv
import itertools
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit
from dengta.domains.people.policies import EMPLOYEE
from dengta.domains.people.selectors.acting import facts_on
from dengta.domains.people.services.closure import rebuild_closure
from dengta.foundation import access
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, Role, matrix
from dengta.foundation.errors import NotAllowed
from tests.cast import FOUNDED, Tree

with matrix.MATRIX_FILE.open(newline="") as file:
    TABLE = {row.pop("class"): row for row in csv.DictReader(file)}
ACTIONS = {"R": Action.READ, "W": Action.WRITE, "X": Action.EXPORT, "D": Action.DECIDE}
WHOLE_COMPANY = {"hr", "counsellor", "auditor", "admin"}
RELATIONS = ("self", "peer", "other_team", "other_branch", "assigned")


@pytest.fixture
def relations(hire: Callable[..., Employee], tree: Tree) -> dict[str, Employee]:
    """Somebody for each relation to an actor who works in 售后一组 and holds a role there (or at the company)."""
    return {
        "peer": hire("陈浩然", tree.aftersales_1),
        "other_team": hire("何雨", tree.aftersales_2),
        "other_branch": hire("赵磊", tree.ticketing),
        "assigned": hire("钱进", tree.ticketing),
    }


@pytest.fixture
def by_name() -> Iterator[None]:
    """Permissions made by a test leave the registry again."""
    from dengta.foundation.access import permission

    before = dict(permission._registry)
    yield
    permission._registry.clear()
    permission._registry.update(before)


def granted(words: str, action: str, relation: str, *, whole: bool) -> bool:
    """What the words of a cell say about rows (aggregates, counts and break-glass open no row)."""
    for word in words.split():
        if word == "-" or word[0] != action or word[-1] in "gm" or word[0] == "B":
            continue
        reaches = {
            "s": {"self"},
            "u": {"self", "peer"},
            "t": {"self", "peer"} | (set(RELATIONS) if whole else set()),
            "d": {"self", "peer"},
            "a": {"assigned"},
            "o": {"self", "peer"} | (set(RELATIONS) if whole else set()),
        }[word[1]]
        if relation in reaches:
            return True
    return False


def expected(data_class: str, role: str, action: str, relation: str) -> bool:
    """What everybody has about themselves (no further than the client's branch), and what the role adds."""
    row = TABLE[data_class]
    own_words = row["agent"]
    everybody = granted(own_words, action, relation, whole=False)
    if f"{action}o" in own_words.split():
        everybody = everybody or relation == "other_team"
    if role == "agent":
        return everybody
    return everybody or granted(row[role], action, relation, whole=role in WHOLE_COMPANY)


@pytest.mark.covers("N3")
@pytest.mark.parametrize("role", [role.value for role in Role])
def test_permissions_answer_as_the_table_says(
    role: str, hire: Callable[..., Employee], tree: Tree, relations: dict[str, Employee], by_name: None
) -> None:
    at = tree.company if role in WHOLE_COMPANY else tree.aftersales_1
    actor = hire("测试者", tree.aftersales_1, role=Role(role), at=at)
    rows = {"self": actor, **relations}

    def assigned(account: Actor, facts: ActorFacts) -> Q:
        return Q(pk=relations["assigned"].pk)

    reach = Reach(person="pk", unit=EMPLOYEE.unit, assigned=assigned)
    wrong = []
    for data_class, (letter, action) in itertools.product(TABLE, ACTIONS.items()):
        right = Permission(
            f"test.{role}.{data_class}.{letter}", Employee, data_class=data_class, action=action, reach=reach
        )
        found = set(right.scope(actor.account, Employee.objects.all()).values_list("pk", flat=True))
        for relation in RELATIONS:
            if (rows[relation].pk in found) is not expected(data_class, role, letter, relation):
                wrong.append(f"{data_class} {letter} {role} → {relation}: {rows[relation].pk in found}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.covers("N3")
def test_the_table_has_all_its_classes_and_every_role() -> None:
    assert len(TABLE) == 84
    assert {role.value for role in Role} == set(next(iter(TABLE.values())))


@pytest.mark.covers("N3")
def test_trainer_planner_and_client_never_have_more_than_their_neighbour() -> None:
    for data_class, row in TABLE.items():
        assert set(row["trainer"].split()) - {"-"} <= set(row["mentor"].split()), data_class
        assert set(row["planner"].split()) - {"-"} <= set(row["team_lead"].split()) | set(row["mentor"].split()), (
            data_class
        )
        client = set(row["client"].split()) - {"-"}
        assert all(word.endswith("g") for word in client) or client <= set(row["agent"].split()), data_class


@pytest.mark.covers("N3")
def test_counselling_is_closed_to_every_leader() -> None:
    for data_class in ("counselling_booking", "counselling_note", "pulse_answer", "health_certificate"):
        for role in ("team_lead", "supervisor", "executive", "planner", "quality"):
            words = TABLE[data_class][role].split()
            assert all(word == "-" or word[-1] in "gm" for word in words), (data_class, role)


# --- the tree on random days ---------------------------------------------------------------------------


@pytest.mark.covers("N3", "A2")
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_list_and_the_single_row_always_agree(data: st.DataObject, tree: Tree, by_name: None) -> None:
    """Random people with random roles anywhere: `scope` contains a row exactly when `allows` says yes."""
    units = list(Unit.objects.order_by("pk"))
    role, at = data.draw(st.sampled_from(list(Role))), data.draw(st.sampled_from(units))
    account = Account.objects.create_user(username=f"x{Account.objects.count()}")
    RoleGrant.objects.create(account=account, role=role, unit=at, valid_from=FOUNDED)
    people = []
    for number in range(3):
        person = Employee.objects.create(number=f"X{Employee.objects.count()}-{number}", name="某某")
        Membership.objects.create(employee=person, unit=data.draw(st.sampled_from(units)), valid_from=FOUNDED)
        people.append(person)
    data_class = data.draw(st.sampled_from(sorted(TABLE)))
    right = Permission(
        "test.agreement",
        Employee,
        data_class=data_class,
        action=data.draw(st.sampled_from(list(Action))),
        reach=EMPLOYEE,
    )
    found = set(right.scope(account, Employee.objects.all()))

    for person in people:
        assert (person in found) is right.allows(account, person)
        if person not in found:
            with pytest.raises(NotAllowed):
                right.require(account, person)
    if not right.anywhere(account):
        assert not found


def reached(person: Employee, day: date) -> frozenset[int]:
    """The units that the roles of somebody reach on a day."""
    return frozenset().union(*(held.tree for held in facts_on(person.account, day).roles))


@pytest.mark.covers("A1", "A2")
def test_a_former_leader_has_lost_the_right_at_midnight(leader: Employee, agent: Employee, tree: Tree) -> None:
    RoleGrant.objects.filter(account=leader.account).update(valid_to=date(2026, 12, 1))

    assert reached(leader, date(2026, 11, 30)) == {tree.aftersales_1.pk}
    assert reached(leader, date(2026, 12, 1)) == frozenset()


@pytest.mark.covers("A1")
def test_a_team_that_moves_takes_its_rights_along_on_the_day(supervisor: Employee, tree: Tree) -> None:
    link = tree.aftersales_1.links_up.get()
    link.valid_to = date(2026, 12, 1)
    link.save()
    tree.aftersales_1.links_up.create(parent=tree.yunfan, valid_from=date(2026, 12, 1))
    rebuild_closure()

    assert tree.aftersales_1.pk in reached(supervisor, date(2026, 11, 30))
    assert tree.aftersales_1.pk not in reached(supervisor, date(2026, 12, 1))


@pytest.mark.covers("N3")
def test_unknown_and_forbidden_cannot_be_told_apart(leader: Employee, stranger: Employee) -> None:
    from django.http import Http404

    from dengta.domains.people import policies

    for pk in (stranger.pk, 10**9, "not-a-number"):
        with pytest.raises(Http404) as refusal:
            policies.see_directory.get_or_404(leader.account, Employee.objects.all(), pk=pk)
        assert str(refusal.value) == ""


@pytest.mark.covers("N3")
def test_a_class_that_is_not_in_the_table_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="no class"):
        Permission("test.unknown", Employee, data_class="horoscope", action=Action.READ, reach=EMPLOYEE)


@pytest.mark.covers("N3")
def test_somebody_without_an_account_session_sees_nothing(agent: Employee) -> None:
    from django.contrib.auth.models import AnonymousUser

    from dengta.domains.people import policies

    assert not policies.see_directory.scope(AnonymousUser(), Employee.objects.all()).exists()
    assert not policies.see_directory.allows(AnonymousUser(), agent)


# --- negative control ------------------------------------------------------------------------------------


@pytest.mark.covers("N3")
@pytest.mark.parametrize("data_class", ["identity_pii", "pay_base", "discipline_case", "role_grant"])
def test_a_leak_planted_into_the_table_is_noticed(
    data_class: str, leader: Employee, peer: Employee, by_name: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One cell opened by mistake (`Rt` for the team lead): the comparison above must fail on it."""
    true_cells = matrix._cells()
    opened = {**true_cells, (data_class, Role.TEAM_LEAD): frozenset({matrix.Grant(Action.READ, matrix.Scope.TREE)})}
    monkeypatch.setattr(matrix, "_cells", lambda: opened)
    monkeypatch.setattr(matrix, "grants", matrix.grants.__wrapped__)  # what was asked before is remembered
    right = Permission("test.leak", Employee, data_class=data_class, action=Action.READ, reach=EMPLOYEE)
    access.forget(leader.account)

    assert right.allows(leader.account, peer) is not expected(data_class, "team_lead", "R", "peer")
