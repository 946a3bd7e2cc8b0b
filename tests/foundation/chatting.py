"""The cast in the chat systems, and what tests of the channels do again and again."""

import json
import os
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.notify import outbox, setup
from dengta.foundation.notify.models import ChatAddress, GroupRobot, Notice, OutboxMessage
from tests.foundation.chat_server import PATIENCE, ROBOT_KEY, ROBOT_SECRET, SECRET, Chat
from tests.foundation.processes import Workers, until

APP_IDS = {"wecom": "ww-house", "dingtalk": "ding-house", "feishu": "cli_house"}
VENDORS = tuple(APP_IDS)
Process = subprocess.Popen[bytes]
# The step after the server's answer, before it is noted.
ANSWERED = "answered"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
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


# --- workers that are killed ---------------------------------------------------------------------------


def workers_of(chat: Chat, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Workers:
    """Workers that know this installation's keys and its chat server."""
    servers = ",".join(f"{name}={address}" for name, address in chat.servers().items())
    monkeypatch.setitem(os.environ, "DENGTA_CHAT_SERVERS", servers)
    monkeypatch.setitem(os.environ, "DENGTA_KEY_RING", ",".join(settings.KEY_RING))
    (folder / "mailbox").mkdir()
    return Workers(folder)


class Gate:
    """Lets calls of one path stand still in the server until it is opened."""

    def __init__(self, path: str) -> None:
        self.path, self.reached, self._open = path, threading.Event(), threading.Event()

    def __call__(self, path: str) -> None:
        if path == self.path:
            self.reached.set()
            self._open.wait(PATIENCE)

    def open(self) -> None:
        self._open.set()


def arrivals(chat: Chat, message: OutboxMessage) -> int:
    """How often this message reached the server, told by the number that people read; nothing else did."""
    bodies = [json.dumps(body, ensure_ascii=False) for body in chat.sent]
    assert all(f"编号 {message.number}" in body.replace("\\n", " ") for body in bodies)
    return len(bodies)


def killed_at(step: str, workers: Workers, chat: Chat, start: Callable[[], Process]) -> None:
    """Start a process, and kill it when it has come to this step."""
    if step == ANSWERED:
        workers.killed_at(step, start)
        return
    gate = Gate(step)
    if "oken" in step:
        chat.before = gate
    else:
        chat.after = gate  # the server has it, and its answer never comes
    process = start()
    until(gate.reached.is_set, workers.logs)

    workers.kill(process)
    gate.open()
    chat.before = chat.after = lambda path: None
