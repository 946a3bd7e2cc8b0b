"""What a stand-up goes through: three questions to everybody, and what the team has to know today."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.models import Announcement, Blocker, Receipt, Standup, StandupAnswer
from dengta.domains.communication.selectors.team_announcements import for_team
from dengta.domains.communication.services.standup_rounds import answer_round
from dengta.domains.communication.services.standups import begin_standup, end_standup
from dengta.domains.people.models import Employee, Membership
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SignedIn = Callable[[Employee], Client]


def say(who: Employee, tree: Tree, *, done: str = "", planned: str = "", blocked: str = "") -> StandupAnswer:
    return answer_round(
        unit_id=tree.aftersales_1.pk, done=done, planned=planned, blocked=blocked, by=who.account, now=NOW
    )


def screen(who: Employee, tree: Tree, signed_in: SignedIn) -> str:
    return signed_in(who).get(reverse("standups:standup", args=[tree.aftersales_1.pk])).content.decode()


def run(leader: Employee, tree: Tree) -> Standup:
    return begin_standup(unit_id=tree.aftersales_1.pk, praise="", lesson="", by=leader.account, now=NOW)


@pytest.mark.covers("K1")
def test_the_running_stand_up_asks_everybody_the_three_questions(
    tree: Tree, leader: Employee, agent: Employee, peer: Employee, signed_in: SignedIn
) -> None:
    say(agent, tree, done="昨天的三单退款", planned="复查退款时效", blocked="退款系统慢")
    run(leader, tree)
    page = screen(leader, tree, signed_in)

    for question in ("我完成了什么?", "我今天做什么?", "我卡在哪里了?"):
        assert question.replace("?", "？") in page
    for words in ("李佳怡", "昨天的三单退款", "复查退款时效", "退款系统慢", "陈浩然", "轮到时再说"):
        assert words in page


@pytest.mark.covers("K1")
def test_what_is_in_the_way_outlives_the_day_and_the_rest_stands_in_the_minutes(
    tree: Tree, leader: Employee, agent: Employee, signed_in: SignedIn
) -> None:
    say(agent, tree, planned="先回访")
    say(agent, tree, done="回访完了", planned="抽查录音", blocked="录音打不开")

    answer, blocker = StandupAnswer.objects.get(), Blocker.objects.get()
    assert (answer.done, answer.planned) == ("回访完了", "抽查录音")
    assert (blocker.text, blocker.owner, blocker.raised_by) == ("录音打不开", agent, agent)
    held = run(leader, tree)
    end_standup(
        standup_id=held.pk, present=[agent.pk], praise="", lesson="", by=leader.account, now=NOW + timedelta(minutes=9)
    )
    minutes = signed_in(agent).get(reverse("standups:minutes", args=[held.pk])).content.decode()
    assert "抽查录音" in minutes
    with pytest.raises(RuleViolation) as refusal:
        say(agent, tree, done="还有一件")
    assert refusal.value.code == "communication.standup_over"
    # The record tells that somebody answered, not what.
    assert not any("抽查" in entry.facts for entry in AuditEntry.objects.filter(verb="communication.round_answered"))


def test_the_round_is_answered_by_the_team_alone_and_with_words(
    tree: Tree, agent: Employee, supervisor: Employee, stranger: Employee
) -> None:
    for other in (supervisor, stranger):
        with pytest.raises(NotAllowed):
            say(other, tree, done="路过")
    with pytest.raises(RuleViolation) as refusal:
        say(agent, tree, done=" ")
    assert refusal.value.code == "communication.text_missing"
    assert not StandupAnswer.objects.exists()


def test_an_agent_answers_on_the_phone_and_finds_it_again(tree: Tree, agent: Employee, signed_in: SignedIn) -> None:
    browser, address = signed_in(agent), reverse("standups:answer", args=[tree.aftersales_1.pk])
    assert browser.post(address, {"done": "", "planned": "", "blocked": ""}).status_code == 422
    assert browser.post(address, {"done": "看完新话术", "planned": "", "blocked": ""}).status_code == 302
    assert "看完新话术" in browser.get(address).content.decode()


def announce(
    title: str, *people: Employee, open_for: tuple[Employee, ...] = (), effective: datetime | None = None,
    published: datetime = NOW - timedelta(days=9), needs_confirmation: bool = True,
) -> Announcement:  # fmt: skip
    made = Announcement.objects.create(
        kind="policy", status="published", author=people[0].account, title=title, version=1, asked_version=1,
        needs_confirmation=needs_confirmation, published_at=published, effective_at=effective,
    )  # fmt: skip
    made.units.set(Membership.objects.filter(employee__in=people).values_list("unit", flat=True))
    for one in people:
        Receipt.objects.create(
            announcement=made, employee=one, version=1, delivered_at=published,
            confirmed_at=None if one in open_for else published,
        )  # fmt: skip
    return made


@pytest.mark.covers("K1")
def test_the_screen_shows_what_holds_from_today_and_what_waits_for_the_team(  # noqa: PLR0917 - fixtures
    tree: Tree, leader: Employee, agent: Employee, peer: Employee, stranger: Employee, signed_in: SignedIn
) -> None:
    team = (leader, agent, peer)
    waits = announce("退款新规", *team, open_for=(agent, peer), effective=NOW + timedelta(days=5))
    new = announce("今日起生效", *team, effective=NOW + timedelta(hours=2))
    announce("上月的通知", *team, effective=NOW - timedelta(days=20))
    announce("别家的公告", stranger, open_for=(stranger,), effective=NOW)

    found = for_team(leader.account, tree.aftersales_1.pk, TODAY)
    assert [(one.title, one.open, one.asked) for one in found] == [(waits.title, 2, 3), (new.title, 0, 3)]
    page = screen(leader, tree, signed_in)
    assert "3 人中 2 人未确认" in page
    assert "全部已确认" in page
    assert "上月的通知" not in page
    assert "别家的公告" not in page
    # A colleague sees that it waits for them, not who else it waits for.
    own = screen(agent, tree, signed_in)
    assert "您还没有确认" in own
    assert "人未确认" not in own


@pytest.mark.covers("K1")
def test_a_day_without_news_says_so(tree: Tree, leader: Employee, signed_in: SignedIn) -> None:
    assert "今天没有新的公告" in screen(leader, tree, signed_in)


def test_the_screen_costs_the_same_for_one_and_for_many(
    tree: Tree, leader: Employee, hire: Callable[..., Employee], signed_in: SignedIn
) -> None:
    def cost() -> int:
        screen(leader, tree, signed_in)
        browser = signed_in(leader)
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("standups:standup", args=[tree.aftersales_1.pk]))
        return len(asked)

    first = hire("客服甲", tree.aftersales_1)
    announce("公告", leader, first, open_for=(first,))
    say(first, tree, done="一")
    alone = cost()
    for n in range(25):
        other = hire(f"客服{n}", tree.aftersales_1)
        announce(f"公告{n}", leader, other, open_for=(other,))
        say(other, tree, done="一")
    assert cost() == alone
