"""The pages of meetings: what they cost, what they show whom, what they refuse."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import CaseReader, Meeting, MeetingAction, MeetingCase, Statement
from dengta.domains.people.models import Employee
from dengta.domains.people.services.membership import place
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
MOST_QUERIES = 12
Browser = Callable[[Employee], Client]


@pytest.fixture
def year(tree: Tree, agent: Employee, peer: Employee, leader: Employee) -> Callable[[int], Meeting]:
    """`year(25)`: so many published weekly meetings, each with a learning item, a statement and an action."""

    def year(rows: int) -> Meeting:
        for number in range(rows):
            at = NOW - timedelta(days=7 * number)
            meeting = Meeting.objects.create(
                unit=tree.aftersales_1, kind="weekly", held_on=at.date(), starts_at=at, state="published",
                published_at=at, minutes="讨论了退款时效",
            )  # fmt: skip
            case = MeetingCase.objects.create(
                meeting=meeting, title=f"案例 {number}", what="经过", lesson="收获", employee=agent, learning_since=at
            )
            CaseReader.objects.create(case=case, employee=peer)
            MeetingAction.objects.create(meeting=meeting, what=f"行动 {number}", owner=agent, due_on=TODAY)
            Statement.objects.create(meeting=meeting, employee=agent, offered_at=at)
        return Meeting.objects.latest("starts_at")

    return year


@pytest.mark.parametrize("persona", ["agent", "leader"])
def test_lists_cost_the_same_for_one_row_and_for_twenty_five(
    persona: str, year: Callable[[int], Meeting], signed_in: Browser, request: pytest.FixtureRequest
) -> None:
    browser = signed_in(request.getfixturevalue(persona))
    spending = request.getfixturevalue("django_assert_max_num_queries")
    costs = defaultdict[str, set[int]](set)
    for rows in one_and_many():
        year(rows)
        for name, address in (("list", reverse("meetings:list")), ("cases", reverse("meetings:cases"))):
            browser.get(address)
            with spending(MOST_QUERIES) as spent:
                page = browser.get(address)
            assert len(page.context["page"].rows) == rows
            costs[name].add(len(spent))
    assert all(len(each) == 1 for each in costs.values()), costs


def test_one_meeting_costs_the_same_whatever_was_left_open(
    year: Callable[[int], Meeting], signed_in: Browser, leader: Employee,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    costs = set()
    for rows in one_and_many():
        address = reverse("meetings:meeting", args=[year(rows).pk])
        browser = signed_in(leader)
        browser.get(address)
        with django_assert_max_num_queries(20) as spent:
            browser.get(address)
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_own_words_kept_from_earlier_teams_cost_the_same_for_one_and_for_twenty_five(
    year: Callable[[int], Meeting], signed_in: Browser, agent: Employee, tree: Tree,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    costs = set()
    for rows in one_and_many():
        year(rows)
        Statement.objects.update(written_at=NOW, results="成绩")
        address, browser = reverse("meetings:list"), signed_in(agent)
        assert list(browser.get(address).context["kept"]) == []
        place(agent, unit=tree.ticketing, on=TODAY)
        browser.get(address)
        with django_assert_max_num_queries(MOST_QUERIES) as spent:
            page = browser.get(address)
        assert len(page.context["kept"]) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_an_empty_list_says_what_comes_next(signed_in: Browser, leader: Employee, agent: Employee) -> None:
    assert "先开一次周会" in signed_in(leader).get(reverse("meetings:list")).content.decode()
    assert "您团队的会议" in signed_in(agent).get(reverse("meetings:list")).content.decode()


def test_a_whole_meeting_from_the_call_to_the_minutes_in_the_browser(
    signed_in: Browser, leader: Employee, agent: Employee, tree: Tree
) -> None:
    chair, member = signed_in(leader), signed_in(agent)
    starts = (NOW + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    said = {"unit": tree.aftersales_1.pk, "kind": "monthly", "starts_at": starts, "minutes_long": 60}
    assert chair.post(reverse("meetings:new"), said).status_code == 302
    assert chair.post(reverse("meetings:new"), said).status_code == 422, "once a day"
    meeting = Meeting.objects.get()
    pages = {name: reverse(f"meetings:{name}", args=[meeting.pk]) for name in ("meeting", "statement", "publish")}

    assert member.post(pages["statement"], {"results": " "}).status_code == 422
    words = {"results": "解决率提高", "mistakes": "漏看备注", "presents": "on"}
    assert member.post(pages["statement"], words).status_code == 302
    assert "漏看备注" in chair.get(pages["meeting"]).content.decode()

    action = {"what": "整理话术", "owner": agent.pk, "due_on": (TODAY + timedelta(days=9)).isoformat()}
    add = reverse("meetings:point_new", args=[meeting.pk, "action"])
    assert chair.post(add, {**action, "due_on": "2026-01-01"}).status_code == 422
    assert chair.post(add, action).status_code == 302
    assert chair.post(pages["publish"]).status_code == 422, "no minutes yet"
    chair.post(reverse("meetings:minutes", args=[meeting.pk]), {"minutes": "记录：退款话术要更新"})
    assert "记录：退款话术" not in member.get(pages["meeting"]).content.decode(), "a draft"
    Meeting.objects.update(starts_at=NOW - timedelta(minutes=1))
    assert chair.post(pages["publish"]).status_code == 302
    shown = member.get(pages["meeting"]).content.decode()
    assert "记录：退款话术" in shown
    assert "漏看备注" in shown, "own words stay readable to the person"
    assert "整理话术" in member.get(reverse("todos:inbox")).content.decode()


def test_today_tells_a_leader_of_the_month_that_went_by(signed_in: Browser, leader: Employee, agent: Employee) -> None:
    assert "上月初至今没有开月度会议" in signed_in(leader).get(reverse("service:waiting")).content.decode()
    assert "上月初至今没有开月度会议" not in signed_in(agent).get(reverse("service:waiting")).content.decode()


def test_pages_speak_english(signed_in: Browser, leader: Employee, year: Callable[[int], Meeting]) -> None:
    address = reverse("meetings:meeting", args=[year(1).pk])
    shown = signed_in(leader).get(address, headers={"accept-language": "en"}).content.decode()
    assert "Open from last time" in shown
