"""The 1:1 in the browser: the sheet of the leader, the side of the person, the person page, the lists."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import OneOnOne, Promise
from dengta.domains.communication.services import one_on_ones as services
from dengta.domains.communication.services.one_on_ones import NewPromise
from dengta.domains.people.models import Employee, RoleGrant
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
NEXT_WEEK = TODAY + timedelta(days=7)
Side, Outcome = Promise.Side, Promise.Outcome


@pytest.fixture
def talk(leader: Employee, agent: Employee) -> OneOnOne:
    """周敏 and 李佳怡 agree on four o'clock."""
    return plan(leader, agent)


def plan(leader: Employee, agent: Employee, *, at: datetime = NOW + timedelta(hours=6)) -> OneOnOne:
    return services.plan_one_on_one(employee_id=agent.pk, at=at, by=leader.account, now=NOW)


def write(
    talk: OneOnOne,
    leader: Employee,
    *promises: NewPromise,
    end: bool = True,
    words: str = "聊了排班",
    minutes: int | None = 10,
    outcomes: dict[int, str] | None = None,
    now: datetime = NOW,
) -> OneOnOne:
    return services.write_leader_part(
        talk_id=talk.pk, praise="", words=words, outcomes=outcomes or {}, promises=promises, minutes=minutes,
        minutes_reason="", end=end, by=leader.account, now=now,
    )  # fmt: skip


# --- pages -----------------------------------------------------------------------------------------------


@pytest.mark.covers("K2")
def test_a_whole_talk_in_the_browser(
    leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    boss, person = signed_in(leader), signed_in(agent)
    assert boss.post(reverse("one_on_ones:plan", args=[agent.pk]), {"at": "2026-11-18T16:00"}).status_code == 302
    talk = OneOnOne.objects.get()
    address = reverse("one_on_ones:talk", args=[talk.pk])
    assert "我的下一次 1 对 1" in person.get(reverse("service:today")).content.decode()

    person.post(address, {"mood": "tired", "topic": "晚班太多", "opening_goal": "当培训师"})
    sheet = boss.get(address).content.decode()
    assert "晚班太多" in sheet
    assert "当培训师" in sheet
    missing_day = {"words": "聊了", "minutes": "10", "leader_0": "排早班", "leader_0_due": "", "go": "end"}
    assert boss.post(address, missing_day).status_code == 422
    ended = boss.post(address, missing_day | {"leader_0_due": "2026-11-25"})
    assert ended.status_code == 302
    assert "请阅读并确认" in person.get(address).content.decode()
    assert person.post(reverse("one_on_ones:confirm", args=[talk.pk])).status_code == 302
    talk.refresh_from_db()
    assert (talk.status, talk.topic, talk.complete) == (OneOnOne.Status.DONE, "晚班太多", True)
    assert "排早班" in person.get(address).content.decode()


def test_a_forged_outcome_of_somebody_elses_promise_has_no_effect(
    talk: OneOnOne, leader: Employee, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    other = plan(leader, peer)
    write(other, leader, NewPromise(Side.PERSON, "别人的约定", NEXT_WEEK))
    promise = Promise.objects.get()
    signed_in(leader).post(
        reverse("one_on_ones:talk", args=[talk.pk]), {"words": "x", "minutes": 10, f"held_{promise.pk}": "not_kept"}
    )
    promise.refresh_from_db()
    assert promise.outcome == Outcome.OPEN


def test_the_person_page_offers_the_direct_leader_a_talk_and_nobody_else(
    leader: Employee, agent: Employee, supervisor: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    address = reverse("people:person", args=[agent.pk])
    button = reverse("one_on_ones:plan", args=[agent.pk])

    assert button in signed_in(leader).get(address).content.decode()
    for who in (supervisor, peer):
        assert button not in signed_in(who).get(address).content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_my_talks_cost_the_same_for_one_and_for_many(
    rows: int,
    leader: Employee,
    agent: Employee,
    signed_in: Callable[[Employee], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    unit = RoleGrant.objects.get(account=leader.account).unit_id
    OneOnOne.objects.bulk_create(
        OneOnOne(
            employee=agent, leader=leader, unit_id=unit, planned_for=NOW - timedelta(days=7 * n), status="done",
            held_on=TODAY - timedelta(days=7 * n), minutes=10, complete=True, topic=f"话题{n}",
        )
        for n in range(rows)
    )  # fmt: skip
    browser = signed_in(agent)
    browser.get(reverse("one_on_ones:mine"))
    with django_assert_num_queries(7):
        page = browser.get(reverse("one_on_ones:mine")).content.decode()
    assert page.count("双方已确认") == rows


def test_an_empty_list_says_what_comes(agent: Employee, signed_in: Callable[[Employee], Client]) -> None:
    assert "组长每周会和您约一个时间" in signed_in(agent).get(reverse("one_on_ones:mine")).content.decode()
