"""Messages to chats: in each system's own protocol, signed where it asks for it, and nowhere else."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify import setup
from dengta.foundation.notify.chat import http
from dengta.foundation.notify.models import ChatApp, GroupRobot, OutboxAttempt, OutboxMessage
from tests.conftest import NOW
from tests.foundation import chat_server
from tests.foundation.chat_server import ROBOT_KEY, ROBOT_SECRET, SECRET, Chat
from tests.foundation.chatting import VENDORS, address_of, carry_out, connect, of, robot_in, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notice_kind", "no_mail"), pytest.mark.covers("K15")]

State = OutboxMessage.State
BUSY = {
    "wecom": {"errcode": 45009, "errmsg": "api freq out of limit"},
    "dingtalk": {"errcode": 90018, "errmsg": "too many"},
    "feishu": {"code": 99991400, "msg": "request trigger frequency limit"},
}


@pytest.fixture
def leader_in(leader: Employee, admin: Employee, chat: Chat) -> Any:
    """周敏 has an address in this system, and the house an application."""

    def known(vendor: str) -> Employee:
        connect(vendor, admin)
        address_of(leader, vendor, "K10001")
        return leader

    return known


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_notice_reaches_the_person_with_its_text_its_link_and_its_number(
    vendor: str, leader_in: Any, chat: Chat
) -> None:
    tell(leader_in(vendor))
    assert carry_out() == 1

    to, shown = chat.inbox[0]
    text = json.dumps(shown, ensure_ascii=False)
    assert to == "K10001"
    for part in (
        "有一份请假申请",
        "李佳怡申请请假",
        "11 月 20 日",
        "http://127.0.0.1:8000/people/1/",
        of(vendor).number,
    ):
        assert part in text
    assert of(vendor).state == State.SENT


@pytest.mark.parametrize("vendor", VENDORS)
def test_one_access_token_serves_many_messages_and_is_renewed_when_it_ends_or_is_refused(
    vendor: str, leader_in: Any, chat: Chat
) -> None:
    leader = leader_in(vendor)
    for title in ("一", "二", "三"):
        tell(leader, title)
    assert carry_out() == 3
    assert chat.token_calls == 1

    chat.forget_tokens()
    tell(leader, "四")
    assert carry_out() == 1
    assert chat.token_calls == 2

    with time_machine.travel(timezone.now() + timedelta(minutes=116), tick=True):
        tell(leader, "五")
        assert carry_out() == 1
    assert chat.token_calls == 3, "five minutes before its end a token is not used any more"


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_busy_server_is_asked_later_and_that_costs_no_attempt(vendor: str, leader_in: Any, chat: Chat) -> None:
    leader = leader_in(vendor)
    tell(leader, "一")
    carry_out()
    tell(leader, "二")
    tell(leader, "三")
    now = timezone.now()
    chat.next_answers = [(200, BUSY[vendor], {})]

    assert carry_out(now=now) == 0
    second, third = OutboxMessage.objects.order_by("pk")[1:]
    assert (second.attempts, second.state, second.next_try - now) == (0, State.WAITING, timedelta(minutes=1))
    assert (third.attempts, len(chat.sent)) == (0, 2), "whoever is busy is not asked for the next one either"

    assert carry_out(now=now + timedelta(minutes=1)) == 2


def test_a_server_that_says_how_long_is_believed_and_one_that_stays_busy_for_a_day_is_given_up(
    leader_in: Any, chat: Chat
) -> None:
    tell(leader_in("feishu"))
    now = timezone.now()  # after it was written, so that it is due
    chat.next_answers = [(429, {}, {"x-ogw-ratelimit-reset": "7"})]
    carry_out(now=now)
    assert of("feishu").next_try == now + timedelta(seconds=7)

    chat.next_answers = [(429, {}, {})] * 50
    for _again in range(50):
        message = of("feishu")
        if message.state == State.DEAD:
            break
        carry_out(now=max(message.next_try, now + timedelta(days=1)))
    assert of("feishu").state == State.DEAD


@pytest.mark.parametrize("vendor", VENDORS)
def test_somebody_the_chat_system_does_not_know_is_given_up_at_once_with_a_clear_sentence(
    vendor: str, leader: Employee, admin: Employee, chat: Chat
) -> None:
    connect(vendor, admin)
    address_of(leader, vendor, "K99999")
    tell(leader)
    carry_out()

    assert (of(vendor).state, of(vendor).attempts) == (State.DEAD, 1)
    assert "没有这个人" in of(vendor).last_error
    assert not chat.inbox


def test_a_wrong_secret_is_tried_again_because_somebody_may_mend_it(
    leader: Employee, admin: Employee, chat: Chat
) -> None:
    connect("wecom", admin, secret="another")
    address_of(leader, "wecom", "K10001")
    tell(leader)
    now = timezone.now()
    carry_out(now=now)
    assert (of("wecom").state, of("wecom").last_error) == (
        State.WAITING,
        "ServerRefused: 企业微信 40001: invalid credential",
    )

    connect("wecom", admin)
    assert carry_out(now=now + timedelta(seconds=31)) == 1


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_chat_server_that_is_gone_for_an_hour_loses_nothing_and_holds_up_no_email(
    vendor: str, leader: Employee, supervisor: Employee, admin: Employee, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with chat_server.running() as chat:
        settings.CHAT_SERVERS = chat.servers()
        port = int(chat.address.rpartition(":")[2])
    connect(vendor, admin)
    address_of(leader, vendor, "K10001")
    start = timezone.now()
    for title in ("一", "二", "三"):
        tell(leader, title)
    tell(supervisor)

    for minute in range(60):
        with time_machine.travel(start + timedelta(minutes=minute), tick=True):
            carry_out()
    waiting = OutboxMessage.objects.filter(channel=vendor)
    assert {message.state for message in waiting} == {State.WAITING}
    assert OutboxMessage.objects.filter(channel="email", state=State.SENT).count() == 4

    with chat_server.running(port, chat), time_machine.travel(start + timedelta(minutes=120), tick=True):
        carry_out()
    assert [message.state for message in waiting.all()] == [State.SENT] * 3
    seen = json.dumps([shown for _to, shown in chat.inbox], ensure_ascii=False)
    assert all(message.number in seen for message in waiting)


def test_of_a_digest_one_message_goes_out_with_all_links_and_no_buttons(leader_in: Any, chat: Chat) -> None:
    from dengta.foundation.notify import services

    leader = leader_in("wecom")
    services.choose(
        account=leader.account, email=True, quiet_from=None, quiet_until=None, digest=True,
        digest_at=timezone.localtime().time().replace(hour=18),
    )  # fmt: skip
    tell(leader, "一")
    tell(leader, "二")
    assert carry_out() == 0
    assert carry_out(timedelta(hours=9)) == 1

    text = chat.inbox[0][1]["text"]["content"]
    assert text.count("http://127.0.0.1:8000/people/1/") == 2
    assert "一" in text
    assert "二" in text


def test_chat_is_quiet_when_email_is_quiet_and_urgent_news_comes_through(leader_in: Any, chat: Chat) -> None:
    leader = leader_in("wecom")
    night = timezone.localtime().replace(hour=23)
    with time_machine.travel(night, tick=True):
        tell(leader, "明天的会")
        tell(leader, "系统停了", urgent=True)
        assert carry_out() == 1
    assert "系统停了" in chat.inbox[0][1]["text"]["content"]
    with time_machine.travel(night + timedelta(hours=9), tick=True):
        assert carry_out() == 1


def test_whoever_does_not_want_a_channel_gets_only_the_urgent_ones_there(leader_in: Any, chat: Chat) -> None:
    from dengta.foundation.notify import services

    leader = leader_in("wecom")
    services.choose(
        account=leader.account, email=True, quiet_from=None, quiet_until=None, digest=False,
        digest_at=timezone.localtime().time(), chat=(),
    )  # fmt: skip
    tell(leader)
    assert not OutboxMessage.objects.exists()
    tell(leader, urgent=True)
    assert of("wecom").state == State.WAITING


# --- robots of groups ----------------------------------------------------------------------------------


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_robot_speaks_in_its_group_signed_as_the_group_asks(vendor: str, chat: Chat, admin: Employee) -> None:
    robot = robot_in(vendor, chat, admin)
    message = notify.post_to_group(robot_id=robot.pk, kind="test.leave", title="今晚 20:00 系统维护", url="/")
    assert message is not None
    assert carry_out() == 1

    said = json.dumps(chat.inbox[0][1], ensure_ascii=False)
    assert "今晚 20:00 系统维护" in said
    assert message.number in said


def test_a_post_waits_for_the_end_of_the_quiet_hours_of_the_house_and_an_urgent_one_does_not(
    chat: Chat, admin: Employee
) -> None:
    robot = robot_in("wecom", chat, admin)
    with time_machine.travel(NOW.replace(hour=23), tick=False):
        waits = notify.post_to_group(robot_id=robot.pk, kind="test.leave", title="早会")
        urgent = notify.post_to_group(robot_id=robot.pk, kind="test.leave", title="系统故障", urgent=True)
    assert waits is not None
    assert urgent is not None
    assert urgent.urgent
    assert waits.next_try == (NOW + timedelta(days=1)).replace(hour=8)

    assert carry_out(now=NOW.replace(hour=23)) == 1
    assert "系统故障" in str(chat.inbox)
    assert carry_out(now=waits.next_try) == 1


def test_nothing_is_written_for_a_robot_that_is_switched_off_or_gone(chat: Chat, admin: Employee) -> None:
    robot = robot_in("wecom", chat, admin)
    GroupRobot.objects.update(is_on=False)
    assert notify.post_to_group(robot_id=robot.pk, kind="test.leave", title="x") is None
    robot.delete()
    assert notify.post_to_group(robot_id=robot.pk, kind="test.leave", title="x") is None
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("vendor", ["dingtalk", "feishu"])
def test_the_server_refuses_a_robot_with_a_wrong_signature_or_an_old_clock(
    vendor: str, chat: Chat, admin: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: our signatures are needed, so that those that pass say something."""
    robot = robot_in(vendor, chat, admin, secret="SEC-of-another")
    with pytest.raises(Exception, match=r"310000|19021"):
        setup.try_robot(robot_id=robot.pk, by=admin.account)
    setup.set_up_robot(
        robot_id=robot.pk, vendor=vendor, name=robot.name, url="", secret=ROBOT_SECRET, is_on=True, by=admin.account
    )
    setup.try_robot(robot_id=robot.pk, by=admin.account)
    then = timezone.now() - timedelta(minutes=61)
    monkeypatch.setattr("dengta.foundation.notify.chat.robots.timezone.now", lambda: then)
    with pytest.raises(Exception, match=r"310000|19021"):
        setup.try_robot(robot_id=robot.pk, by=admin.account)
    assert len(chat.inbox) == 1


# --- where we call, and what we say about it -------------------------------------------------------------

ELSEWHERE = [
    "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
    "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=1",
    "https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send",
    "https://user:pass@qyapi.weixin.qq.com/cgi-bin/webhook/send",
    "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send",
    "https://qyapi.weixin.qq.com./cgi-bin/webhook/send",
    "https://qyapi.weixin.qq.com\\@evil.example/",
    "https://ｑyapi.weixin.qq.com/cgi-bin/webhook/send",
    "https://127.0.0.1/cgi-bin/webhook/send", "https://2130706433/", "https://0x7f.1/", "https://[::1]/",
    "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "https://0/",
    "file:///etc/passwd", "ftp://qyapi.weixin.qq.com/", "//qyapi.weixin.qq.com/x", "https:///x", "",
]  # fmt: skip


@pytest.mark.parametrize("url", ELSEWHERE)
def test_no_other_server_is_ever_called(url: str, admin: Employee, monkeypatch: pytest.MonkeyPatch) -> None:
    from dengta.config.settings import CHAT_SERVERS

    monkeypatch.setattr("django.conf.settings.CHAT_SERVERS", CHAT_SERVERS)
    assert http.is_ours("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"), "the control"
    assert not http.is_ours(url)
    with pytest.raises(http.ForeignServer):
        http.call("POST", url, body={})
    with pytest.raises(RuleViolation, match="https://qyapi"):
        setup.set_up_robot(robot_id=None, vendor="wecom", name="x", url=url, secret="", is_on=True, by=admin.account)


def test_no_redirect_is_followed_and_no_long_or_odd_answer_is_read(chat: Chat, admin: Employee) -> None:
    robot = robot_in("wecom", chat, admin)
    chat.next_answers = [
        (302, {}, {"Location": "http://127.0.0.1:1/"}),
        (200, {"errcode": 0, "padding": "x" * 70_000}, {}),
        (503, {}, {}),
    ]
    for _each in range(len(chat.next_answers)):
        with pytest.raises(http.Unreachable):
            setup.try_robot(robot_id=robot.pk, by=admin.account)
    assert setup.try_robot(robot_id=robot.pk, by=admin.account)["errcode"] == 0


@pytest.fixture
def every_log() -> Iterator[io.StringIO]:
    """Whatever anybody logs, libraries included, down to the last detail."""
    log, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(log), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield log
    root.setLevel(level)
    root.removeHandler(handler)


def test_no_secret_is_in_the_database_in_plain_the_log_of_messages_the_record_or_the_log(
    leader: Employee, admin: Employee, settings: Settings, every_log: io.StringIO
) -> None:
    with chat_server.running() as chat:
        settings.CHAT_SERVERS = chat.servers()
        for vendor in VENDORS:
            connect(vendor, admin, callbacks=vendor != "dingtalk")
            address_of(leader, vendor, "K10001")
        robot = robot_in("dingtalk", chat, admin)
        tell(leader)
        carry_out()
        tokens = list(chat.tokens)
    ChatApp.objects.update(access_until=timezone.now() - timedelta(days=1))
    tell(leader)
    notify.post_to_group(robot_id=robot.pk, kind="test.leave", title="x")
    carry_out()

    sealed = [list(ChatApp.objects.values_list()), list(GroupRobot.objects.values_list())]
    told = [
        list(OutboxAttempt.objects.values()),
        list(AuditEntry.objects.values()),
        list(OutboxMessage.objects.values()),
    ]
    text = f"{sealed} {told} {every_log.getvalue()}"
    assert "Unreachable: 127.0.0.1" in text, "the control: something went wrong and was noted"
    for secret in (SECRET, ROBOT_SECRET, ROBOT_KEY, "callback-token", "feishu-encrypt-key", *tokens):
        assert secret not in text
