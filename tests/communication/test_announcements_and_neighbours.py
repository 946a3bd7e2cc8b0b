"""Announcements beside their neighbours: told in a talk, answered on a card, too much for one day."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Announcement, Talk
from dengta.domains.communication.services import announcements, talks
from dengta.domains.communication.services.announcement_kinds import CONFIRM
from dengta.domains.people.models import Employee
from dengta.foundation import events
from dengta.foundation.notify import answers
from dengta.foundation.notify.actions import action_named
from dengta.foundation.notify.models import Question
from tests.cast import Tree
from tests.communication.announcing import account, announce, draft, publish, receipt_of, with_test
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def important(leader: Employee, agent: Employee, peer: Employee, tree: Tree) -> Announcement:
    """Something important for the whole team."""
    return announce(leader, tree.aftersales_1, kind="important", title="双十一值班安排")


def sit_down_with(agent: Employee, browser: Client, announcement: Announcement) -> Talk:
    """周敏 writes the talk down from the list of who has not confirmed."""
    form = {
        "person": agent.pk, "kind": "announcement", "held_on": NOW.date(), "place": "工位旁",
        "topic": announcement.title,
        "said": "逐条讲了值班安排", "agreements": "有问题当天问",
    }  # fmt: skip
    answer = browser.post(f"{reverse('talks:new')}?person={agent.pk}&announcement={announcement.pk}", form)
    assert answer.status_code == 302, answer.content.decode()
    return Talk.objects.get()


def sign(talk: Talk, who: Employee) -> None:
    talks.sign_talk(talk_id=talk.pk, name=who.name, own_view="", version=1, by=account(who), now=NOW)


@pytest.mark.covers("R-160", "K23", "K8")
def test_an_important_matter_told_in_a_talk_closes_when_both_have_signed_and_not_before(
    important: Announcement, agent: Employee, peer: Employee, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    talk = sit_down_with(agent, signed_in(leader), important)

    sign(talk, leader)
    events.deliver()
    assert receipt_of(important, agent).confirmed_at is None
    sign(talk, agent)
    events.deliver()

    receipt = receipt_of(important, agent)
    assert receipt.confirmed_at == NOW
    assert receipt.confirmations.get().way == "talk"
    assert receipt_of(important, peer).confirmed_at is None


@pytest.mark.covers("K8")
def test_a_talk_about_somebody_else_than_the_page_began_with_closes_nothing(
    important: Announcement, agent: Employee, peer: Employee, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    form = {
        "person": peer.pk, "kind": "announcement", "held_on": NOW.date(), "place": "工位旁", "topic": "值班",
        "said": "说了", "agreements": "好",
    }  # fmt: skip
    signed_in(leader).post(f"{reverse('talks:new')}?person={agent.pk}&announcement={important.pk}", form)

    assert Talk.objects.get().subject_key == ""


@pytest.mark.covers("I16")
def test_a_talk_does_not_replace_the_short_test(
    leader: Employee, agent: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    policy = publish(with_test(draft(leader, tree.aftersales_1), leader), leader)
    talk = sit_down_with(agent, signed_in(leader), policy)

    sign(talk, leader)
    sign(talk, agent)
    events.deliver()

    assert receipt_of(policy, agent).confirmed_at is None


@pytest.mark.covers("R-160", "K15")
def test_the_button_of_a_card_leaves_what_is_important_open_and_says_so(
    important: Announcement, leader: Employee, agent: Employee, tree: Tree
) -> None:
    policy = announce(leader, tree.aftersales_1)

    def press(announcement: Announcement) -> str:
        return str(action_named(CONFIRM).handle(account=account(agent), key=str(announcement.pk), value="", now=NOW))

    assert press(important) == "已记为已读。要确认，请打开页面：需要签名或完成一个小测验。"
    assert (receipt_of(important, agent).read_at, receipt_of(important, agent).confirmed_at) == (NOW, None)
    # A policy change closes on its page, too: a card proves that somebody saw it, not that they read the change.
    press(policy)
    assert (receipt_of(policy, agent).read_at, receipt_of(policy, agent).confirmed_at) == (NOW, None)


@pytest.mark.covers("K15")
def test_the_button_of_a_card_confirms_what_needs_no_writing(leader: Employee, agent: Employee, tree: Tree) -> None:
    news = announce(leader, tree.aftersales_1, kind="info", title="食堂搬到三楼")

    said = str(action_named(CONFIRM).handle(account=account(agent), key=str(news.pk), value="", now=NOW))

    assert said == "已确认，谢谢您。"
    assert receipt_of(news, agent).confirmations.get().way == "chat"


@pytest.mark.covers("R-031", "K7")
def test_whoever_publishes_is_told_who_would_get_the_sixth_broadcast_of_the_day(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    for number in range(5):
        announce(leader, tree.aftersales_1, kind="info", title=f"通知 {number}", needs_confirmation=False)
    sixth = draft(leader, tree.aftersales_1, kind="info", title="第六条", needs_confirmation=False)
    urgent = draft(leader, tree.aftersales_1, kind="urgent", title="系统故障", needs_confirmation=False)
    browser = signed_in(leader)

    assert "今天已收到 5 条" in browser.get(reverse("announcements:publish", args=[sixth.pk])).content.decode()
    assert "今天已收到 5 条" not in browser.get(reverse("announcements:publish", args=[urgent.pk])).content.decode()


def test_a_card_asks_for_what_has_to_be_confirmed_and_for_nothing_else(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announce(leader, tree.aftersales_1, kind="info", title="食堂菜单", needs_confirmation=False)
    assert Question.objects.count() == 0
    announce(leader, tree.aftersales_1)

    assert Question.objects.filter(notice__account=account(agent)).count() == 1


@pytest.mark.covers("K15")
def test_the_buttons_of_what_is_withdrawn_end_and_show_nothing_of_it(
    leader: Employee, agent: Employee, tree: Tree, client: Client
) -> None:
    announcement = announce(leader, tree.aftersales_1)
    question = Question.objects.get(notice__account=account(agent))
    link = answers.link_of(question, 0).removeprefix(str(settings.PUBLIC_URL))
    assert announcement.title in client.get(link).content.decode(), "the control"

    announcements.withdraw_announcement(announcement_id=announcement.pk, reason="写错了", by=account(leader), now=NOW)
    for page in (client.get(link), client.post(link)):
        assert "截止" in page.content.decode()
        assert announcement.title not in page.content.decode()
    receipt = receipt_of(announcement, agent)
    assert (receipt.read_at, receipt.confirmed_at) == (None, None)
