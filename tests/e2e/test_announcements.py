"""A policy change from its publication to the last confirmation, as the people of a team live through it."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from dengta.domains.communication.models import Announcement
from dengta.domains.communication.services import following_up
from dengta.domains.people.models import Employee
from dengta.domains.people.services.gates import ready_for_queue
from tests.access.frame import House
from tests.communication.announcing import QUESTIONS, confirm, draft, with_test
from tests.e2e.conftest import Seat
from tests.e2e.variants import Variant

pytestmark = pytest.mark.browser
CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
EFFECTIVE = datetime(2026, 12, 1, tzinfo=CHINA)
EVE = datetime(2026, 11, 30, 9, 5, tzinfo=CHINA)
FIRST_DAY = datetime(2026, 12, 1, 8, 30, tzinfo=CHINA)
WORDS = {
    "en": {
        "publish": "Publish and notify", "start": "Take the short test", "hand in": "Hand in the answers",
        "failed": "0 of 3 right", "confirm": "I have read it and work by it", "done": "Confirmed", "open": "in force",
    },
    "zh-hans": {
        "publish": "发布并通知", "start": "开始小测验", "hand in": "交卷", "failed": "3 题答对 0 题",
        "confirm": "我已阅读并照此执行", "done": "已确认", "open": "已生效",
    },
}  # fmt: skip


@pytest.fixture(params=["en", "zh-hans"])
def desk(request: pytest.FixtureRequest) -> Variant:
    return Variant(request.param, "light", phone=False)


@pytest.fixture
def open_as(seat: Seat, desk: Variant, signed_in: Callable[[Employee], Client]) -> Callable[[Employee], Page]:
    """A window in which this employee has just signed in."""
    return lambda employee: seat(desk, signed_in(employee)).new_page()


def answer(page: Page, *, right: bool) -> None:
    """Choose an answer to each question, by its words: the order is another one at each go."""
    for question in QUESTIONS:
        place = question.right if right else (question.right + 1) % len(question.options)
        group = page.get_by_role("group", name=question.text)
        group.get_by_role("radio", name=question.options[place], exact=True).check()


def kept_off(*people: Employee) -> list[str]:
    found = ready_for_queue([one.pk for one in people], FIRST_DAY.date())
    return [one.name for one in people if any(gap.gate.name == "communication.announcements" for gap in found[one.pk])]


@pytest.mark.covers("K6", "I16", "R-033")
def test_a_policy_change_reaches_everybody_or_keeps_them_off_the_queue(
    house: House, desk: Variant, open_as: Callable[[Employee], Page]
) -> None:
    words = WORDS[desk.language]
    with time_machine.travel(MONDAY, tick=True):
        announcement = _published_on_monday(house, open_as(house.leader), words)
        inbox = open_as(house.agent)
        inbox.goto(reverse("todos:inbox"))
        expect(inbox.get_by_role("link", name=announcement.title)).to_be_visible()

    with time_machine.travel(EVE, tick=True):
        following_up.send_reminders(now=EVE)
        assert following_up.escalate(now=EVE) == 2
        leader = open_as(house.leader)
        leader.goto(reverse("todos:inbox"))
        leader.get_by_role("link", name=announcement.title).click()
        for missing in (house.agent, house.peer):
            expect(leader.get_by_role("row", name=missing.name)).to_be_visible()

    with time_machine.travel(FIRST_DAY, tick=True):
        following_up.come_into_force(now=FIRST_DAY)
        assert kept_off(house.agent, house.peer, house.mentor) == [house.agent.name, house.peer.name]
        _fails_once_and_confirms(open_as(house.agent), announcement, words)
        assert kept_off(house.agent, house.peer) == [house.peer.name]
        leader = open_as(house.leader)
        leader.goto(reverse("announcements:unready"))
        expect(leader.get_by_role("row", name=house.peer.name)).to_contain_text(words["open"])
        expect(leader.get_by_role("row", name=house.agent.name)).to_have_count(0)


def _published_on_monday(house: House, page: Page, words: dict[str, str]) -> Announcement:
    """The leader looks at the draft and sends it; all but two confirm."""
    with transaction.atomic():
        announcement = draft(house.leader, house.tree.aftersales_1, effective_at=EFFECTIVE, gates_queue=True)
        with_test(announcement, house.leader)
    page.goto(reverse("announcements:publish", args=[announcement.pk]))
    page.get_by_role("button", name=words["publish"]).click()
    page.wait_for_url(f"**{reverse('announcements:standing', args=[announcement.pk])}")
    announcement.refresh_from_db()
    announcement.receipts.update(passed_at=MONDAY)
    for persona in ("leader", "mentor", "trainer", "planner", "quality"):
        confirm(announcement, house.people[persona], now=MONDAY)
    announcement.receipts.filter(confirmed_at=None).update(passed_at=None)
    return announcement


def _fails_once_and_confirms(page: Page, announcement: Announcement, words: dict[str, str]) -> None:
    page.goto(reverse("announcements:one", args=[announcement.pk]))
    for right in (False, True):
        page.get_by_role("link", name=words["start"]).click()
        answer(page, right=right)
        page.get_by_role("button", name=words["hand in"]).click()
        page.wait_for_url(f"**{reverse('announcements:one', args=[announcement.pk])}")
        if not right:
            expect(page.get_by_text(words["failed"])).to_be_visible()
    page.get_by_role("button", name=words["confirm"]).click()
    expect(page.get_by_role("main").get_by_text(words["done"], exact=True).first).to_be_visible()
