"""Group chats of units: what is meant for all of a unit is said there once, and nothing that is not (K15)."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dengta.domains.communication.models import Announcement, Receipt, TeamGroup
from dengta.domains.communication.services import announcements as writing
from dengta.domains.communication.services import groups as services
from dengta.domains.communication.services import meetings, publishing, standups
from dengta.domains.communication.services.announcements import Words
from dengta.domains.communication.services.groups import Goes
from dengta.domains.people.models import Employee, Unit
from dengta.foundation import jobs
from dengta.foundation.notify import setup
from dengta.foundation.notify.models import GroupRobot, Notice, OutboxMessage
from tests.cast import Tree
from tests.communication.announcing import DAY, account, announce, draft, publish, receipt_of
from tests.conftest import NOW
from tests.foundation import chat_server
from tests.foundation.chat_server import Chat
from tests.foundation.chatting import ANSWERED, LONG_AGO, arrivals, carry_out, killed_at, robot_in, workers_of
from tests.foundation.processes import Workers

pytestmark = [pytest.mark.django_db, pytest.mark.covers("K15")]
EVERYTHING = Goes(announcements=True, standups=True, minutes=True)
BODY = "拆封商品的退货期由 7 天改为 14 天。"
Connect = Callable[..., TeamGroup]
SignedIn = Callable[[Employee], Client]
SEND = "/cgi-bin/webhook/send"


@pytest.fixture(autouse=True)
def _no_mail(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


@pytest.fixture
def chat(settings: Settings) -> Iterator[Chat]:
    """A chat server on this machine, in the place of the real ones."""
    with chat_server.running() as chat:
        settings.CHAT_SERVERS = chat.servers()
        yield chat


@pytest.fixture
def connect(chat: Chat, admin: Employee) -> Connect:
    """马超 connects the group of a unit; robots of one chat system share a name, so that two units can share one."""

    def connect(*units: Unit, vendor: str = "wecom", goes: Goes = EVERYTHING) -> TeamGroup:
        robot = robot_in(vendor, chat, admin)
        rows = [
            services.connect_group(unit_id=unit.pk, robot_id=robot.pk, goes=goes, by=account(admin), now=NOW)
            for unit in units
        ]
        return rows[0]

    return connect


def said() -> list[OutboxMessage]:
    """What is on its way into groups, first to last."""
    return list(OutboxMessage.objects.filter(channel="robot").order_by("pk"))


def said_in(group: TeamGroup) -> list[OutboxMessage]:
    return [message for message in said() if message.address == str(group.robot_id)]


# --- announcements ---------------------------------------------------------------------------------------


def test_an_announcement_to_the_team_is_said_in_its_group_once_by_title_link_and_deadline_and_never_by_its_text(
    connect: Connect, chat: Chat, leader: Employee, agent: Employee, tree: Tree
) -> None:
    connect(tree.aftersales_1)
    announcement = announce(leader, tree.aftersales_1, title="退换货规则调整", confirm_by=NOW + 2 * DAY)
    assert carry_out() == 1

    ((_to, shown),) = chat.inbox
    text = json.dumps(shown, ensure_ascii=False)
    assert "退换货规则调整" in text
    assert reverse("announcements:one", args=[announcement.pk]) in text
    assert "请在 2026-11-20 10:00 前到灯塔阅读并确认，在群里回复不算确认。" in text
    assert BODY not in text
    assert "14 天" not in text


def test_it_takes_nobody_s_own_notice_away_and_confirms_nothing(
    connect: Connect, leader: Employee, agent: Employee, tree: Tree
) -> None:
    connect(tree.aftersales_1)
    announcement = announce(leader, tree.aftersales_1)
    carry_out()

    assert Notice.objects.filter(account=agent.account, title=announcement.title).count() == 1
    receipt = receipt_of(announcement, agent)
    assert (receipt.read_at, receipt.confirmed_at) == (None, None)


@pytest.mark.parametrize("audience", [{"role": ["agent"]}, {"role": ["agent", "team_lead"]}])
def test_an_announcement_to_a_role_inside_the_team_is_not_said_in_its_group(
    audience: dict[str, list[str]], connect: Connect, leader: Employee, agent: Employee, tree: Tree
) -> None:
    connect(tree.aftersales_1)
    announcement = announce(leader, tree.aftersales_1, audience=audience)

    assert Receipt.objects.filter(announcement=announcement, employee=agent).exists(), "the control: it went out"
    assert said() == []


def test_a_group_hears_what_is_for_the_branch_above_it_and_not_what_is_for_a_part_of_its_own(
    connect: Connect, supervisor: Employee, agent: Employee, tree: Tree
) -> None:
    team, client = connect(tree.aftersales_1), connect(tree.qinghe, vendor="feishu")
    announce(supervisor, tree.aftersales_1, title="一组")
    assert (len(said_in(team)), len(said_in(client))) == (1, 0)

    announce(supervisor, tree.qinghe, title="全体")
    assert (len(said_in(team)), len(said_in(client))) == (2, 1)


def test_a_group_of_two_teams_hears_once_what_is_for_both_and_nothing_that_is_for_one(
    connect: Connect, supervisor: Employee, agent: Employee, tree: Tree
) -> None:
    connect(tree.aftersales_1, tree.aftersales_2)
    announce(supervisor, tree.aftersales_1, title="一组")
    assert said() == []

    announce(supervisor, tree.aftersales_1, tree.aftersales_2, title="两组")
    announce(supervisor, tree.qinghe, title="全体")
    assert [message.body.split("\n")[0] for message in said()] == ["两组", "全体"]


def test_the_group_of_another_client_never_hears_it(  # noqa: PLR0917 - fixtures
    connect: Connect, supervisor: Employee, hr: Employee, agent: Employee, stranger: Employee, tree: Tree
) -> None:
    ours, theirs = connect(tree.aftersales_1), connect(tree.ticketing, vendor="feishu")
    client = connect(tree.yunfan, vendor="dingtalk")
    announce(supervisor, tree.qinghe)
    assert [len(said_in(group)) for group in (ours, theirs, client)] == [1, 0, 0]

    announce(hr, tree.company, title="国庆放假安排")
    assert [len(said_in(group)) for group in (ours, theirs, client)] == [2, 1, 1], "the control: meant for the house"


def test_new_words_are_said_again_and_a_slip_of_the_pen_that_was_mended_is_not(
    connect: Connect, leader: Employee, agent: Employee, tree: Tree
) -> None:
    connect(tree.aftersales_1)
    announcement = announce(leader, tree.aftersales_1)

    def change(*, asks_again: bool) -> None:
        words = Words(
            "退换货规则调整", "新的内容", change_note="改一处", asks_again=asks_again, effective_at=NOW + 3 * DAY
        )
        writing.edit_announcement(
            announcement_id=announcement.pk, words=words, frame=None, by=account(leader), now=NOW
        )  # fmt: skip
        publish(announcement, leader)

    change(asks_again=False)
    assert len(said()) == 1
    change(asks_again=True)
    assert len(said()) == 2


def test_the_post_waits_for_the_end_of_the_quiet_hours_and_an_urgent_one_does_not(
    connect: Connect, leader: Employee, agent: Employee, tree: Tree
) -> None:
    connect(tree.aftersales_1)
    night = NOW.replace(hour=23)
    with time_machine.travel(night, tick=False):
        announce(leader, tree.aftersales_1)
        announce(
            leader, tree.aftersales_1, kind="urgent", title="系统故障", needs_confirmation=False, effective_at=None
        )  # fmt: skip
    waits, urgent = said()

    assert (waits.urgent, waits.next_try) == (False, (NOW + DAY).replace(hour=8))
    assert (urgent.urgent, urgent.next_try) == (True, night)
    assert "请到灯塔阅读。" in urgent.body
    assert carry_out(now=night) == 1
    assert carry_out(now=waits.next_try - timedelta(seconds=1)) == 0
    assert carry_out(now=waits.next_try) == 1


def test_what_goes_out_in_the_background_is_said_once_however_often_its_delivery_begins_anew(
    connect: Connect, leader: Employee, agent: Employee, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "AT_ONCE", 0)
    connect(tree.aftersales_1)
    announcement = announce(leader, tree.aftersales_1)
    for _attempt in range(2):
        jobs.work_off()
        everybody = publishing.recipients(announcement.pk, announcement.version, now=NOW)
        publishing.deliver_chunk(announcement_id=announcement.pk, employee_ids=everybody, now=NOW)

    assert Notice.objects.filter(account=agent.account, title=announcement.title).count() == 1
    assert len(said()) == 1


@pytest.fixture
def workers(tmp_path: Path, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Workers that know this installation's keys and its chat server."""
    workers = workers_of(chat, tmp_path, monkeypatch)
    yield workers
    workers.end()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", [SEND, ANSWERED])
def test_a_worker_killed_while_it_posts_leaves_the_group_with_one_message(  # noqa: PLR0917 - fixtures
    step: str, workers: Workers, connect: Connect, chat: Chat, leader: Employee, agent: Employee, tree: Tree
) -> None:
    connect(tree.aftersales_1)
    announce(leader, tree.aftersales_1)
    OutboxMessage.objects.update(next_try=LONG_AGO)
    killed_at(step, workers, chat, workers.carry_out)
    (message,) = said()
    assert (message.state, message.attempts) == (OutboxMessage.State.WAITING, 1), "the killed process left its claim"

    OutboxMessage.objects.update(next_try=LONG_AGO)
    assert carry_out() == 1
    assert arrivals(chat, message) == 2, "under one number, by which a repetition is told"
    assert len(chat.inbox) == 1
    assert [one.state for one in said()] == [OutboxMessage.State.SENT]


def test_the_author_sees_before_in_which_groups_it_will_be_said(
    connect: Connect, leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    connect(tree.aftersales_1)
    browser = signed_in(leader)
    wide, narrow = draft(leader, tree.aftersales_1), draft(leader, tree.aftersales_1, audience={"role": ["agent"]})

    shown = {
        each: browser.get(reverse("announcements:publish", args=[each.pk])).content.decode() for each in (wide, narrow)
    }
    assert "同时发到群聊" in shown[wide]
    assert "售后一组 wecom" in shown[wide]
    assert "售后一组 wecom" not in shown[narrow]


# --- stand-ups and minutes -------------------------------------------------------------------------------


def test_a_stand_up_that_begins_and_its_minutes_are_said_as_links_in_the_group_of_the_team_alone(
    connect: Connect, leader: Employee, agent: Employee, tree: Tree
) -> None:
    team, client = connect(tree.aftersales_1), connect(tree.qinghe, vendor="feishu")
    for _press in range(2):
        standup = standups.begin_standup(
            unit_id=tree.aftersales_1.pk, praise="佳怡安抚得好", lesson="", by=account(leader), now=NOW
        )
    (begun,) = said()
    assert begun.body == "售后一组：早会已于 2026-11-18 10:00 开始"
    assert begun.link.endswith(reverse("standups:standup", args=[tree.aftersales_1.pk]))

    standups.end_standup(
        standup_id=standup.pk, present=[agent.pk], praise="佳怡安抚得好", lesson="先核对地址", by=account(leader),
        now=NOW + timedelta(minutes=9),
    )  # fmt: skip
    _begun, minutes = said()
    assert minutes.link.endswith(reverse("standups:minutes", args=[standup.pk]))
    assert not any(word in minutes.text for word in ("佳怡", "先核对地址"))
    assert (len(said_in(team)), len(said_in(client))) == (2, 0)


def test_the_minutes_of_a_meeting_are_said_as_a_link_without_what_was_talked_about(
    connect: Connect, leader: Employee, agent: Employee, tree: Tree
) -> None:
    connect(tree.aftersales_1)
    at = NOW + timedelta(hours=1)
    meeting = meetings.call_meeting(
        unit=tree.aftersales_1, kind="weekly", starts_at=at, by=account(leader), now=NOW, topic="退款超时"
    )
    meetings.write_minutes(meeting_id=meeting.pk, minutes="讨论了退款时效", topic="退款超时", by=account(leader))
    assert said() == []
    meetings.publish_minutes(meeting_id=meeting.pk, by=account(leader), now=at)

    (message,) = said()
    assert message.link.endswith(reverse("meetings:meeting", args=[meeting.pk]))
    assert not any(word in message.text for word in ("退款超时", "讨论了退款时效"))


@pytest.mark.parametrize("kept", ["announcements", "standups", "minutes"])
def test_only_what_was_chosen_is_said(
    kept: str, connect: Connect, leader: Employee, agent: Employee, tree: Tree
) -> None:
    only = {name: name == kept for name in ("announcements", "standups", "minutes")}
    connect(tree.aftersales_1, goes=Goes(**only))
    standup = standups.begin_standup(unit_id=tree.aftersales_1.pk, praise="", lesson="", by=account(leader), now=NOW)
    standups.end_standup(
        standup_id=standup.pk,
        present=[agent.pk],
        praise="",
        lesson="",
        by=account(leader),
        now=NOW + timedelta(hours=1),
    )
    announce(leader, tree.aftersales_1)

    links = {
        "announcements": reverse("announcements:one", args=[Announcement.objects.get().pk]),
        "standups": reverse("standups:standup", args=[tree.aftersales_1.pk]),
        "minutes": reverse("standups:minutes", args=[standup.pk]),
    }
    (message,) = said()
    assert message.link.endswith(links[kept])


# --- robots that are off or gone -------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["off", "gone", "closed"])
def test_where_nothing_can_be_said_the_announcement_goes_out_all_the_same_and_the_page_says_why(  # noqa: PLR0917 - fixtures
    state: str, connect: Connect, leader: Employee, agent: Employee, admin: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    group = connect(tree.aftersales_1)
    if state == "off":
        GroupRobot.objects.update(is_on=False)
    elif state == "gone":
        setup.remove_robot(robot_id=group.robot_id, by=account(admin))  # type: ignore[arg-type]  # it has one
    else:
        Unit.objects.filter(pk=tree.aftersales_2.pk).update(closed_on=NOW.date())
        TeamGroup.objects.update(unit=tree.aftersales_2)
    announcement = announce(leader, tree.aftersales_1)

    assert Receipt.objects.filter(announcement=announcement).count() == 2
    assert not OutboxMessage.objects.exists()
    shown = signed_in(admin).get(reverse("messages:groups")).content.decode()
    assert {"off": "机器人已停用", "gone": "机器人已移除", "closed": "组织已关闭"}[state] in shown
    assert "售后一组 wecom" in shown
