"""The cast in the chat systems, and what tests of the channels do again and again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.notify import outbox, setup
from dengta.foundation.notify.models import ChatAddress, GroupRobot, Notice, OutboxMessage
from tests.foundation.chat_server import ROBOT_KEY, ROBOT_SECRET, SECRET, Chat

APP_IDS = {"wecom": "ww-house", "dingtalk": "ding-house", "feishu": "cli_house"}
VENDORS = tuple(APP_IDS)
TOKEN, WECOM_KEY, FEISHU_KEY = "callback-token", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "feishu-encrypt-key"
KEYS = {"wecom": WECOM_KEY, "feishu": FEISHU_KEY}
ROBOT_PATHS = {
    "wecom": f"/cgi-bin/webhook/send?key={ROBOT_KEY}",
    "dingtalk": f"/robot/send?access_token={ROBOT_KEY}",
    "feishu": f"/open-apis/bot/v2/hook/{ROBOT_KEY}",
}


def connect(vendor: str, admin: Employee, *, callbacks: bool = False, secret: str = SECRET) -> None:
    """Set up our application in one chat system."""
    keys = {"callback_token": TOKEN, "callback_key": KEYS[vendor]} if callbacks else {}
    agent_id = "" if vendor == "feishu" else "1000002"
    setup.set_up_app(
        vendor=vendor, is_on=True, app_id=APP_IDS[vendor], agent_id=agent_id, secret=secret, by=admin.account, **keys
    )


def address_of(person: Employee, vendor: str, address: str) -> ChatAddress:
    """Somebody is known there under this address."""
    return ChatAddress.objects.create(account=person.account, vendor=vendor, address=address)


def robot_in(vendor: str, chat: Chat, admin: Employee, *, secret: str = ROBOT_SECRET) -> GroupRobot:
    """A robot in a group chat."""
    return setup.set_up_robot(
        robot_id=None, vendor=vendor, name=f"售后一组 {vendor}", url=chat.address + ROBOT_PATHS[vendor],
        secret="" if vendor == "wecom" else secret, is_on=True, by=admin.account,
    )  # fmt: skip


def tell(who: Employee, title: str = "李佳怡申请请假", **more: object) -> Notice:
    """A notice of the kind "test.leave"."""
    with transaction.atomic():
        notice = notify.send(to=who, kind="test.leave", title=title, body="11 月 20 日", url="/people/1/", **more)  # type: ignore[arg-type]
    assert notice is not None
    return notice


def carry_out(after: timedelta = timedelta(), now: datetime | None = None) -> int:
    """What the worker does every second."""
    return outbox.carry_out(now=(now or timezone.now()) + after)


def of(vendor: str) -> OutboxMessage:
    """The one message of this channel."""
    return OutboxMessage.objects.get(channel=vendor)
