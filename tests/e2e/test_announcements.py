"""A policy change from its publication to the last confirmation, as the people of a team live through it."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from dengta.domains.communication.models import Announcement
from dengta.domains.communication.services import following_up
from dengta.domains.people.models import Employee
from dengta.domains.people.services.gates import ready_for_queue
from tests.access.frame import House
from tests.communication.announcing import QUESTIONS, confirm, draft, with_test
from tests.e2e.conftest import Seat
from tests.e2e.variants import Variant
from tests.foundation import chat_server
from tests.foundation.chat_server import Chat
from tests.foundation.chatting import address_of, carry_out, connect

pytestmark = pytest.mark.browser
CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
SUNDAY = datetime(2026, 11, 29, 9, 5, tzinfo=CHINA)
EVE = datetime(2026, 11, 30, 9, 5, tzinfo=CHINA)
FIRST_DAY = datetime(2026, 12, 1, 8, 30, tzinfo=CHINA)
EFFECTIVE = datetime(2026, 12, 1, tzinfo=CHINA)
# Who is who on the chat server.
AGENT, PEER, LEADER, SUPERVISOR = "ou_agent", "K10001", "ou_leader", "K10010"
WORDS = {
    "en": {
        "publish": "Publish and notify", "start": "Take the short test", "hand in": "Hand in the answers",
        "failed": "0 of 3 right", "confirm": "I have read it and work by it", "done": "Confirmed", "open": "in force",
        "noted": "Noted as read. To confirm it", "twice": "Nothing was changed by pressing again",
        "gate": "Announcements confirmed",
    },
    "zh-hans": {
        "publish": "发布并通知", "start": "开始小测验", "hand in": "交卷", "failed": "3 题答对 0 题",
        "confirm": "我已阅读并照此执行", "done": "已确认", "open": "已生效", "noted": "已记为已读。要确认",
        "twice": "再次点击不会改变答复", "gate": "公告已确认",
    },
}  # fmt: skip


@pytest.fixture(params=["en", "zh-hans"])
def desk(request: pytest.FixtureRequest) -> Variant:
    return Variant(request.param, "light", phone=False)


@pytest.fixture
def words(desk: Variant) -> dict[str, str]:
    return WORDS[desk.language]


@pytest.fixture
def open_as(seat: Seat, desk: Variant, signed_in: Callable[[Employee], Client]) -> Callable[[Employee], Page]:
    """A window in which this employee has just signed in."""
    return lambda employee: seat(desk, signed_in(employee)).new_page()


@pytest.fixture
def signed_out(seat: Seat, desk: Variant) -> Callable[[], Page]:
    """The window that a chat opens a link in: nobody is signed in there."""
    return lambda: seat(desk, Client()).new_page()


@pytest.fixture
def chat(house: House, live_server: object, settings: Settings) -> Iterator[Chat]:
    """The chat of the house, which knows the two, their leader and the leader's leader."""
    with chat_server.running() as chat:
        settings.CHAT_SERVERS, settings.PUBLIC_URL = chat.servers(), str(live_server)
        connect("feishu", house.admin)
        for who, address in (
            (house.agent, AGENT), (house.peer, PEER), (house.leader, LEADER), (house.supervisor, SUPERVISOR),
        ):  # fmt: skip
            address_of(who, "feishu", address)
        yield chat


def cards(chat: Chat, address: str, announcement: Announcement) -> list[dict[str, Any]]:
    """What has come to this person in the chat about it, after the worker was at work."""
    carry_out()
    return [
        card for to, card in chat.inbox if to == address and announcement.title in json.dumps(card, ensure_ascii=False)
    ]


def links(card: dict[str, Any]) -> list[tuple[str, str]]:
    """The buttons of a card: what each says, and where it leads."""
    rows = [element["actions"] for element in card["elements"] if element["tag"] == "action"]
    return [(button["text"]["content"], button["url"]) for row in rows for button in row]


def answer(page: Page, *, right: bool) -> None:
    """Choose an answer to each question, by its words: the order is another one at each go."""
    for question in QUESTIONS:
        place = question.right if right else (question.right + 1) % len(question.options)
        group = page.get_by_role("group", name=question.text)
        group.get_by_role("radio", name=question.options[place], exact=True).check()


def kept_off(*people: Employee) -> list[str]:
    """Whom the gate keeps off the queue today, as dispatch asks it."""
    found = ready_for_queue([one.pk for one in people], FIRST_DAY.date())
    return [one.name for one in people if any(gap.gate.name == "communication.announcements" for gap in found[one.pk])]


@pytest.mark.covers("K6", "I16", "K15", "R-033")
def test_a_policy_change_reaches_everybody_or_keeps_them_off_the_queue(
    house: House, chat: Chat, words: dict[str, str], open_as: Callable[[Employee], Page], signed_out: Callable[[], Page]
) -> None:
    with time_machine.travel(MONDAY, tick=True):
        announcement = _published_on_monday(house, open_as(house.leader), words)
        _answered_on_the_card_which_confirms_nothing(signed_out(), cards(chat, AGENT, announcement), words)
        assert len(cards(chat, PEER, announcement)) == 1
        _waits_in_the_inbox_of(open_as(house.agent), announcement)

    with time_machine.travel(SUNDAY, tick=True):
        assert following_up.send_reminders(now=SUNDAY) == 2
        assert (len(cards(chat, AGENT, announcement)), len(cards(chat, PEER, announcement))) == (2, 2)
        _stands_under_the_bell_of(open_as(house.peer), announcement, times=2)

    with time_machine.travel(EVE, tick=True):
        assert (following_up.send_reminders(now=EVE), following_up.escalate(now=EVE)) == (2, 2)
        _reads_by_name_who_is_missing(open_as(house.leader), cards(chat, LEADER, announcement), house)
        assert cards(chat, SUPERVISOR, announcement) == []

    with time_machine.travel(FIRST_DAY, tick=True):
        following_up.come_into_force(now=FIRST_DAY)
        assert following_up.escalate(now=FIRST_DAY) == 2
        _reads_by_name_who_is_missing(open_as(house.supervisor), cards(chat, SUPERVISOR, announcement), house)
        assert kept_off(house.agent, house.peer, house.mentor) == [house.agent.name, house.peer.name]
        _fails_once_and_confirms(open_as(house.agent), announcement, words)
        assert kept_off(house.agent, house.peer) == [house.peer.name]
        _only_the_other_is_on_the_list_before_the_shift(open_as(house.leader), house, words)


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


def _answered_on_the_card_which_confirms_nothing(
    page: Page, delivered: list[dict[str, Any]], words: dict[str, str]
) -> None:
    """A click in a chat is a click in a chat: read, once, and still to be confirmed."""
    (card,) = delivered
    label, link = links(card)[0]
    page.goto(link)
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text(words["noted"])).to_be_visible()
    page.goto(link)
    expect(page.get_by_text(words["twice"])).to_be_visible()
    expect(page.get_by_role("button", name=label, exact=True)).to_have_count(0)


def _waits_in_the_inbox_of(page: Page, announcement: Announcement) -> None:
    page.goto(reverse("todos:inbox"))
    expect(page.get_by_role("link", name=announcement.title)).to_be_visible()


def _stands_under_the_bell_of(page: Page, announcement: Announcement, *, times: int) -> None:
    page.goto(reverse("notify:list"))
    expect(page.get_by_role("main").get_by_text(announcement.title)).to_have_count(times)


def _reads_by_name_who_is_missing(page: Page, delivered: list[dict[str, Any]], house: House) -> None:
    """The link of the message leads to the list, and the inbox to the same one."""
    _label, link = links(delivered[-1])[-1]
    page.goto(link)
    for missing in (house.agent, house.peer):
        expect(page.get_by_role("row", name=missing.name)).to_be_visible()
    expect(page.get_by_role("row", name=house.mentor.name)).to_have_count(0)
    page.goto(reverse("todos:inbox"))
    expect(page.locator(f"main a[href='{link[link.index('/', 8) :]}']")).to_have_count(1)


def _fails_once_and_confirms(page: Page, announcement: Announcement, words: dict[str, str]) -> None:
    _is_kept_off(page, words, off=True)
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
    _is_kept_off(page, words, off=False)


def _is_kept_off(page: Page, words: dict[str, str], *, off: bool) -> None:
    """On the own page, where the conditions for the queue stand."""
    page.goto(reverse("people:me"))
    expect(page.get_by_role("main").get_by_text(words["gate"], exact=True)).to_have_count(int(off))


def _only_the_other_is_on_the_list_before_the_shift(page: Page, house: House, words: dict[str, str]) -> None:
    page.goto(reverse("announcements:unready"))
    expect(page.get_by_role("row", name=house.peer.name)).to_contain_text(words["open"])
    expect(page.get_by_role("row", name=house.agent.name)).to_have_count(0)
