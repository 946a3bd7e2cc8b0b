"""F2 for messages: whenever a worker is killed while it sends, the message arrives, and a repetition can be told.

Real worker processes against a chat server in this one. The five minutes after which others take a claimed message over
are not waited for: the test moves the claim into the past, which is all that waiting would do.
"""

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from dengta.domains.people.models import Employee
from dengta.foundation.notify.models import OutboxMessage
from tests.foundation.chat_server import PATIENCE, Chat
from tests.foundation.chatting import address_of, connect, tell
from tests.foundation.processes import Workers, until

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("notice_kind", "no_mail"),
    pytest.mark.covers("K15"),
]  # fmt: skip
State = OutboxMessage.State
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def workers(tmp_path: Path, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Workers that know this installation's keys and its chat server."""
    servers = ",".join(f"{name}={address}" for name, address in chat.servers().items())
    monkeypatch.setitem(os.environ, "DENGTA_CHAT_SERVERS", servers)
    monkeypatch.setitem(os.environ, "DENGTA_KEY_RING", ",".join(settings.KEY_RING))
    (tmp_path / "mailbox").mkdir()
    workers = Workers(tmp_path)
    yield workers
    workers.end()


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


def written(leader: Employee, admin: Employee, *, channel: str = "wecom") -> OutboxMessage:
    """A message that is due, by the clock of the workers as by ours."""
    connect("wecom", admin)
    address_of(leader, "wecom", "K10001")
    with transaction.atomic():
        tell(leader)
        OutboxMessage.objects.update(channel=channel)
    return OutboxMessage.objects.get()


def numbers(chat: Chat) -> list[str]:
    """The numbers that people read, of everything that reached the server."""
    return [body["text"]["content"].rpartition("编号 ")[2] for body in chat.sent]


def taken_over(message: OutboxMessage, workers: Workers) -> OutboxMessage:
    """The claim of the killed worker has run out, and another one comes."""
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 1), "the killed worker left its claim"
    OutboxMessage.objects.update(next_try=LONG_AGO)
    workers.start()
    until(lambda: OutboxMessage.objects.filter(state=State.SENT).exists(), workers.logs)
    message.refresh_from_db()
    return message


@pytest.mark.parametrize(
    ("step", "arrivals"), [("/cgi-bin/gettoken", 1), ("/cgi-bin/message/send", 2), ("answered", 2)]
)
def test_a_worker_killed_at_any_step_of_sending_loses_nothing_and_a_repetition_has_the_same_number(  # noqa: PLR0917 - fixtures
    step: str, arrivals: int, workers: Workers, leader: Employee, admin: Employee, chat: Chat
) -> None:
    message, gate = written(leader, admin), Gate(step)
    hold = workers.folder / "mailbox" / "hold answered"
    if step == "answered":
        hold.touch()
    elif step == "/cgi-bin/gettoken":
        chat.before = gate
    else:
        chat.after = gate  # the server has it, and its answer never comes
    first = workers.start()
    until(lambda: gate.reached.is_set() or (workers.folder / "mailbox" / "at answered").exists(), workers.logs)

    workers.kill(first)
    gate.open()
    hold.unlink(missing_ok=True)
    chat.before = chat.after = lambda path: None
    message = taken_over(message, workers)

    assert numbers(chat) == [message.number] * arrivals
    assert len(chat.inbox) == 1, "the chat server itself drops a repetition it can tell"
    assert message.attempts == 2


def test_the_control_a_message_noted_as_sent_before_it_is_handed_over_is_lost(
    workers: Workers, leader: Employee, admin: Employee, chat: Chat
) -> None:
    message, gate = written(leader, admin, channel="careless"), Gate("/cgi-bin/gettoken")
    chat.before = gate
    first = workers.start()
    until(gate.reached.is_set, workers.logs)

    workers.kill(first)
    gate.open()
    message.refresh_from_db()

    assert message.state == State.SENT
    assert chat.sent == [], "this test can see a lost message"
