"""The inbox "for me": one query shows all that waits, and leaders see what waits too long."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Todo
from dengta.domains.communication.selectors import todos as selectors
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services import todos as services
from dengta.domains.people.models import Employee
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

KIND, SEALED, OWN = "tests.confirm", "tests.sealed", "tests.own"
register_kind(KIND, "确认", verb="去确认", icon="flag")
register_kind(SEALED, "私下", verb="去看", icon="lock", between_two=True)
register_kind(OWN, "自己写", verb="去写", icon="pencil", own_page=True)


def put(*people: Employee, key: object = 1, kind: str = KIND, due: timedelta | None = None) -> None:
    with transaction.atomic():
        services.put(
            kind=kind, key=key, to=[one.pk for one in people], title=f"请确认 {key}", url="/for-me/", now=NOW,
            due_at=NOW + due if due is not None else None,
        )  # fmt: skip


def titles(rows: object) -> list[str]:
    return [todo.title for todo in rows]  # type: ignore[attr-defined]


def test_what_waits_for_one_person_is_seen_by_nobody_else(agent: Employee, peer: Employee) -> None:
    put(agent, key=1)
    put(peer, key=2)

    assert titles(selectors.mine(agent.account)) == ["请确认 1"]


def test_the_same_thing_waits_once_and_keeps_its_first_day(agent: Employee, peer: Employee) -> None:
    put(agent, due=timedelta(days=1))
    put(agent, peer, due=timedelta(days=9))

    assert list(Todo.objects.order_by("pk").values_list("employee", "due_at")) == [
        (agent.pk, NOW + timedelta(days=1)),
        (peer.pk, NOW + timedelta(days=9)),
    ]


def test_what_is_settled_for_one_still_waits_for_the_other(agent: Employee, peer: Employee) -> None:
    put(agent, peer)

    with transaction.atomic():
        assert services.settle(kind=KIND, key=1, of=[agent.pk]) == 1
    assert titles(selectors.mine(agent.account)) == []
    assert titles(selectors.mine(peer.account)) == ["请确认 1"]


@pytest.mark.django_db(transaction=True)
def test_a_to_do_outside_the_transaction_of_its_matter_is_a_bug(agent: Employee) -> None:
    with pytest.raises(services.NotInTransaction):
        services.put(kind=KIND, key=1, to=[agent.pk], title="x", url="/for-me/", now=NOW)
    with pytest.raises(services.NotInTransaction):
        services.settle(kind=KIND, key=1)


def test_a_leader_sees_what_waits_too_long_in_the_own_team_only(
    agent: Employee, stranger: Employee, leader: Employee, other_leader: Employee
) -> None:
    put(agent, key="late", due=timedelta(hours=-1))
    put(agent, key="in time", due=timedelta(hours=1))
    put(stranger, key="elsewhere", due=timedelta(hours=-1))

    assert titles(selectors.overdue(leader.account, NOW)) == ["请确认 late"]
    assert titles(selectors.overdue(other_leader.account, NOW)) == ["请确认 elsewhere"]


def test_what_is_between_two_people_stands_in_no_list_of_a_leader(
    agent: Employee, leader: Employee, hr: Employee
) -> None:
    put(agent, kind=SEALED, due=timedelta(hours=-1))

    assert titles(selectors.mine(agent.account)) == ["请确认 1"]
    assert titles(selectors.overdue(leader.account, NOW)) == titles(selectors.overdue(hr.account, NOW)) == []


@pytest.fixture
def cost(django_assert_num_queries: DjangoAssertNumQueries) -> Callable[..., str]:
    """Opens a list once to warm up, then again for so many queries, and answers what it says."""

    def cost(browser: Client, address: str, queries: int = 7) -> str:
        browser.get(address)
        with django_assert_num_queries(queries):
            return browser.get(address).content.decode()

    return cost


@pytest.mark.parametrize("rows", [1, 25])
def test_the_inbox_costs_the_same_for_one_row_and_for_many(
    rows: int, agent: Employee, signed_in: Callable[[Employee], Client], cost: Callable[[Client, str], str]
) -> None:
    for key in range(rows):
        put(agent, key=key, due=timedelta(hours=-1))

    assert cost(signed_in(agent), reverse("todos:inbox")).count("请确认") == rows


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_what_is_overdue_costs_the_same_for_one_row_and_for_many(  # noqa: PLR0917 - fixtures
    rows: int,
    leader: Employee,
    hire: Callable[..., Employee],
    tree: Tree,
    signed_in: Callable[[Employee], Client],
    cost: Callable[..., str],
) -> None:
    for number in range(rows):
        person = hire(f"新人{number}", tree.aftersales_1)
        for key in range(3):
            put(person, key=key, due=timedelta(hours=-1))

    assert cost(signed_in(leader), reverse("todos:overdue"), 8).count("请确认") == 3 * rows


def test_what_is_overdue_stands_under_its_person_with_a_link_to_the_thing(
    agent: Employee, peer: Employee, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    assert "没有逾期" in signed_in(leader).get(reverse("todos:overdue")).content.decode()
    put(agent, key="a", due=timedelta(hours=-1))
    put(peer, key="b", due=timedelta(hours=-3))
    put(agent, key="c", due=timedelta(hours=-2))
    put(agent, key="alone", kind=OWN, due=timedelta(hours=-2))

    shown = signed_in(leader).get(reverse("todos:overdue"), {"sort": "due"})
    people = [(person["name"], person["late"], titles(things)) for person, things in shown.context["people"]]
    assert people == [
        ("陈浩然", 1, ["请确认 b"]),
        ("李佳怡", 3, ["请确认 c", "请确认 alone", "请确认 a"]),
    ]
    page = shown.content.decode()
    assert '<a href="/for-me/">请确认 c</a>' in page
    assert "请确认 alone" in page
    assert ">请确认 alone</a>" not in page, "a page that opens for the person alone is no link for others"
    many_first = signed_in(leader).get(reverse("todos:overdue"), {"sort": "-many"})
    assert [person["name"] for person, _things in many_first.context["people"]] == ["李佳怡", "陈浩然"]


@pytest.mark.covers("M1")
def test_many_of_one_sort_share_a_line_so_that_nothing_else_is_pushed_out_of_sight(
    agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    for key in range(12):
        put(agent, key=key, due=timedelta(hours=-1))
    put(agent, key="私下的事", kind=SEALED)

    page = signed_in(agent).get("/").content.decode()
    assert "确认：12" in page
    assert page.count("请确认") == 2, "the first of the twelve, and the one of another sort"
    assert "请确认 私下的事" in page


def test_two_of_one_sort_stand_on_a_line_each(agent: Employee, signed_in: Callable[[Employee], Client]) -> None:
    put(agent, key=1)
    put(agent, key=2)

    page = signed_in(agent).get("/").content.decode()
    assert "请确认 1" in page
    assert "请确认 2" in page
