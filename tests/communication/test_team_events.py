"""Team events: planned with a relaxing part, open to all, with a debrief where a conflict was played."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import EventPart, SignUp, Story, TeamEvent, Todo
from dengta.domains.communication.selectors import team_events as selectors
from dengta.domains.communication.services import team_events as services
from dengta.domains.people.models import Account, Employee
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db

SOON = NOW + timedelta(days=5)
MOST_QUERIES = 12
Browser = Callable[[Employee], Client]
Plan = Callable[..., TeamEvent]


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=r".", check=lambda raised: raised.code == f"communication.{code}")


@pytest.fixture
def plan(leader: Employee, tree: Tree) -> Plan:
    def plan(by: Employee = leader, **more: Any) -> TeamEvent:
        said = {
            "unit": tree.aftersales_1, "title": "公园半日", "plan": "散步", "place": "世纪公园", "starts_at": SOON,
            "sign_up_until": SOON, "most_people": None, "budget": Decimal(1500), "cover": "",
            "parts": {"relaxing": "散步"}, **more,
        }  # fmt: skip
        return services.plan_event(by=account(by), now=NOW, **said)

    return plan


def held(tree: Tree, days_ago: int, *kinds: str) -> TeamEvent:
    at = NOW - timedelta(days=days_ago)
    event = TeamEvent.objects.create(
        unit=tree.aftersales_1, title="活动", starts_at=at, sign_up_until=at, budget=1, state="held"
    )
    for kind in kinds:
        EventPart.objects.create(event=event, kind=kind, what="内容")
    return event


# --- R-112 ----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-112", "K14")
def test_three_events_in_a_row_without_a_relaxing_part_are_warned_of(
    tree: Tree, leader: Employee, agent: Employee, signed_in: Browser
) -> None:
    def dry() -> list[Any]:
        return selectors.only_business(selectors.units_run(account(leader)))

    held(tree, 90, "relaxing", "business")
    held(tree, 60, "business")
    held(tree, 30, "business")
    assert dry() == [], "two are not three"
    last = held(tree, 10, "business", "role_play")
    assert dry() == [tree.aftersales_1]
    assert "连续三次活动" in signed_in(leader).get(reverse("team_events:list")).content.decode()
    assert "连续三次活动" not in signed_in(agent).get(reverse("team_events:list")).content.decode()
    TeamEvent.objects.filter(pk=last.pk).update(state="cancelled")
    assert dry() == [], "what did not take place does not count"
    TeamEvent.objects.filter(pk=last.pk).update(state="held")
    EventPart.objects.create(event=last, kind="relaxing", what="聚餐")
    assert dry() == []


# --- R-120 ----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-120", "K14")
@pytest.mark.parametrize(("days_ago", "reminded"), [(2, False), (3, True)])
def test_an_event_with_a_role_play_and_no_debrief_is_reminded_of_once(
    days_ago: int, reminded: bool, tree: Tree, leader: Employee
) -> None:
    event = held(tree, days_ago, "role_play")
    for _day in range(2):
        services.remind_of_debriefs(now=NOW)
        waiting = Todo.objects.filter(kind="team_events.debrief", employee=leader)
        assert waiting.count() == Notice.objects.filter(account=leader.account).count() == int(reminded)
    services.write_debrief(event_id=event.pk, debrief="先安抚再解释", by=account(leader), now=NOW)
    assert not Todo.objects.filter(kind="team_events.debrief").exists()


@pytest.mark.covers("R-120")
def test_no_debrief_is_asked_for_without_a_role_play_or_once_it_is_written(tree: Tree, leader: Employee) -> None:
    held(tree, 30, "relaxing", "business")
    written = held(tree, 30, "role_play")
    services.write_debrief(event_id=written.pk, debrief="先安抚再解释", by=account(leader), now=NOW)
    TeamEvent.objects.filter(pk=held(tree, 30, "role_play").pk).update(state="cancelled")
    assert services.remind_of_debriefs(now=NOW) == 0


# --- K14: plan, sign up, close --------------------------------------------------------------------------


@pytest.mark.covers("K14")
def test_with_a_limit_whoever_comes_later_waits_and_takes_the_place_that_gets_free(
    *, plan: Plan, agent: Employee, peer: Employee, hire: Callable[..., Employee], tree: Tree, stranger: Employee
) -> None:
    third = hire("第三人", tree.aftersales_1)
    event = plan(most_people=1)

    def join(who: Employee, seconds: int = 0) -> str:
        now = NOW + timedelta(seconds=seconds)
        return services.sign_up(event_id=event.pk, by=account(who), now=now).state

    assert (join(agent), join(agent), join(third, 1), join(peer, 2)) == ("coming", "coming", "waiting", "waiting")
    services.sign_off(event_id=event.pk, by=account(agent), now=NOW)
    assert dict(SignUp.objects.values_list("employee", "state")) == {third.pk: "coming", peer.pk: "waiting"}
    assert Notice.objects.filter(account=third.account, title="有空位了：公园半日").count() == 1
    services.sign_off(event_id=event.pk, by=account(peer), now=NOW)
    assert SignUp.objects.get().employee == third
    for outsider in (stranger, peer):
        with pytest.raises(NotAllowed):
            services.sign_off(event_id=event.pk, by=account(outsider), now=NOW)
    with pytest.raises(NotAllowed):
        join(stranger)


@pytest.mark.parametrize(("moment", "late"), [(SOON - timedelta(seconds=1), False), (SOON, True)])
def test_sign_up_ends_when_it_says(moment: datetime, late: bool, plan: Plan, agent: Employee) -> None:
    event = plan()
    if not late:
        assert services.sign_up(event_id=event.pk, by=account(agent), now=moment).state == "coming"
        return
    with refused("sign_up_over"):
        services.sign_up(event_id=event.pk, by=account(agent), now=moment)


@pytest.mark.covers("K14")
def test_an_event_has_parts_a_budget_cover_and_in_the_end_its_cost(
    plan: Plan, leader: Employee, agent: Employee, other_leader: Employee
) -> None:
    for outsider in (agent, other_leader):
        with pytest.raises(NotAllowed):
            plan(by=outsider)
    with refused("event_needs_parts"):
        plan(parts={"relaxing": " "})
    for until in (NOW, SOON + timedelta(seconds=1)):
        with refused("event_dates"):
            plan(sign_up_until=until)
    event = plan(parts={"relaxing": "散步", "role_play": "投诉升级", "business": ""})
    assert set(event.parts.values_list("kind", flat=True)) == {"relaxing", "role_play"}
    by = account(leader)
    assert services.note_cover(event_id=event.pk, cover="二组代接", by=by).cover == "二组代接"
    with refused("event_not_begun"):
        services.close_event(event_id=event.pk, cost=Decimal(10), by=by, now=NOW)
    with refused("event_not_begun"):
        services.write_debrief(event_id=event.pk, debrief="x", by=by, now=NOW)
    services.close_event(event_id=event.pk, cost=Decimal("1320.50"), by=by, now=SOON)
    with refused("event_over"):
        services.cancel_event(event_id=event.pk, reason="下雨", by=by)
    with refused("debrief_empty"):
        services.write_debrief(event_id=event.pk, debrief=" ", by=by, now=SOON)


def test_whoever_signed_up_is_told_that_it_does_not_take_place(plan: Plan, leader: Employee, agent: Employee) -> None:
    event = plan()
    services.sign_up(event_id=event.pk, by=account(agent), now=NOW)
    with refused("event_reason_missing"):
        services.cancel_event(event_id=event.pk, reason=" ", by=account(leader))
    services.cancel_event(event_id=event.pk, reason="台风", by=account(leader))
    assert Notice.objects.filter(account=agent.account, body="台风").count() == 1
    with refused("event_over"):
        services.sign_up(event_id=event.pk, by=account(agent), now=NOW)


# --- pages ----------------------------------------------------------------------------------------------


def test_the_list_costs_the_same_for_one_event_and_for_twenty_five(
    *, tree: Tree, leader: Employee, agent: Employee, signed_in: Browser, request: pytest.FixtureRequest
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            event = held(tree, number, "relaxing")
            SignUp.objects.create(event=event, employee=agent, state="coming", at=NOW)
        browser = signed_in(leader)
        browser.get(reverse("team_events:list"))
        with request.getfixturevalue("django_assert_max_num_queries")(MOST_QUERIES) as spent:
            page = browser.get(reverse("team_events:list"))
        assert len(page.context["page"].rows) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


@pytest.mark.covers("K14")
def test_an_event_is_planned_joined_and_remembered_in_the_browser(
    tree: Tree, leader: Employee, agent: Employee, signed_in: Browser
) -> None:
    chair, member = signed_in(leader), signed_in(agent)
    at = SOON.strftime("%Y-%m-%dT%H:%M")
    said = {"unit": tree.aftersales_1.pk, "title": "公园半日", "starts_at": at, "sign_up_until": at, "budget": "800"}
    assert chair.post(reverse("team_events:new"), said).status_code == 422
    assert chair.post(reverse("team_events:new"), {**said, "relaxing": "散步"}).status_code == 302
    event = TeamEvent.objects.get()
    page = reverse("team_events:event", args=[event.pk])
    assert member.post(reverse("team_events:join", args=[event.pk])).status_code == 302
    assert "李佳怡" in chair.get(page).content.decode()
    words = {"kind": "moment", "title": "湖边", "text": "大家在湖边。", "people": ""}
    assert member.post(reverse("team_events:photo", args=[event.pk]), words).status_code == 302
    assert "湖边" not in chair.get(page).content.decode(), "published first"
    chair.post(reverse("culture:publish", args=[Story.objects.get().pk]))
    assert "湖边" in chair.get(page).content.decode()
