"""F2 for messages: whenever a worker is killed while it sends, the message arrives, and a repetition can be told.

Real worker processes against a chat server in this one. The five minutes after which others take a claimed message over
are not waited for: the test moves the claim into the past, which is all that waiting would do.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from dengta.domains.people.models import Employee
from dengta.foundation.notify.models import OutboxMessage
from tests.foundation.chat_server import Chat
from tests.foundation.chatting import (
    ANSWERED,
    LONG_AGO,
    address_of,
    arrivals,
    carry_out,
    connect,
    killed_at,
    tell,
    workers_of,
)
from tests.foundation.processes import Workers, until

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("notice_kind", "no_mail"),
    pytest.mark.covers("K15"),
]  # fmt: skip
State = OutboxMessage.State
ADDRESSES = {"wecom": "K10001", "dingtalk": "K10001", "feishu": "ou_leader"}
TOKEN = {
    "wecom": "/cgi-bin/gettoken",
    "dingtalk": "/v1.0/oauth2/accessToken",
    "feishu": "/open-apis/auth/v3/tenant_access_token/internal",
}
SEND = {
    "wecom": "/cgi-bin/message/send",
    "dingtalk": "/topapi/message/corpconversation/asyncsend_v2",
    "feishu": "/open-apis/im/v1/messages",
}


@pytest.fixture
def workers(tmp_path: Path, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Workers that know this installation's keys and its chat server."""
    workers = workers_of(chat, tmp_path, monkeypatch)
    yield workers
    workers.end()


def written(leader: Employee, admin: Employee, vendor: str = "wecom", *, channel: str = "") -> OutboxMessage:
    """A message that is due, by the clock of the workers as by ours."""
    connect(vendor, admin)
    address_of(leader, vendor, ADDRESSES[vendor])
    with transaction.atomic():
        tell(leader)
        OutboxMessage.objects.update(channel=channel or vendor)
    return OutboxMessage.objects.get()


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
    ("step", "times"),
    [
        pytest.param(TOKEN["wecom"], 1, marks=pytest.mark.sweep),
        pytest.param(SEND["wecom"], 2, marks=pytest.mark.sweep),
        (ANSWERED, 2),
    ],
)
def test_a_worker_killed_at_any_step_of_sending_loses_nothing_and_a_repetition_has_the_same_number(  # noqa: PLR0917 - fixtures
    step: str, times: int, workers: Workers, leader: Employee, admin: Employee, chat: Chat
) -> None:
    message = written(leader, admin)
    killed_at(step, workers, chat, workers.start)
    message = taken_over(message, workers)

    assert arrivals(chat, message) == times
    assert len(chat.inbox) == 1, "the chat server itself drops a repetition it can tell"
    assert message.attempts == 2


@pytest.mark.parametrize("vendor", ["dingtalk", "feishu"])
@pytest.mark.parametrize(
    ("step", "times"),
    [
        pytest.param(TOKEN, 1, id="token", marks=pytest.mark.sweep),
        pytest.param(SEND, 2, id="send"),
        pytest.param({}, 2, id="answered", marks=pytest.mark.sweep),
    ],
)
def test_so_it_is_in_every_chat_system(  # noqa: PLR0917 - fixtures
    step: dict[str, str], times: int, vendor: str, workers: Workers, leader: Employee, admin: Employee, chat: Chat
) -> None:
    message = written(leader, admin, vendor)
    killed_at(step.get(vendor, ANSWERED), workers, chat, workers.carry_out)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 1), "the killed process left its claim"
    assert carry_out() == 0, "nobody takes it over before its time"

    OutboxMessage.objects.update(next_try=LONG_AGO)
    assert carry_out() == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.SENT, 2)
    assert arrivals(chat, message) == times
    assert len(chat.inbox) == 1


@pytest.mark.parametrize(
    "vendor", ["wecom", *(pytest.param(v, marks=pytest.mark.sweep) for v in ("dingtalk", "feishu"))]
)
def test_the_control_a_message_noted_as_sent_before_it_is_handed_over_is_lost(
    vendor: str, workers: Workers, leader: Employee, admin: Employee, chat: Chat
) -> None:
    message = written(leader, admin, vendor, channel=f"careless {vendor}")
    killed_at(TOKEN[vendor], workers, chat, workers.carry_out)
    message.refresh_from_db()

    assert message.state == State.SENT
    OutboxMessage.objects.update(next_try=LONG_AGO)
    assert carry_out() == 0
    assert chat.sent == [], "these tests can see a lost message"
