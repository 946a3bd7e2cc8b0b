"""F2 for e-mail: a process killed while it hands mail over or collects a digest loses nothing; repetitions can be told.

Real processes and a mailbox on the disk. What a killed one had claimed is moved into the past, as waiting would.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from dengta.domains.people.models import Employee
from dengta.foundation.notify import outbox
from dengta.foundation.notify.models import OutboxMessage
from tests.foundation.chatting import ANSWERED, LONG_AGO, tell
from tests.foundation.processes import Workers

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("notice_kind"), pytest.mark.covers("K15"),
]  # fmt: skip
State = OutboxMessage.State
DIGEST = "second digest"


@pytest.fixture
def workers(tmp_path: Path, settings: Settings) -> Iterator[Workers]:
    """Processes that put their mail where this one does."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mailbox"
    settings.EMAIL_FILE_PATH.mkdir()
    workers = Workers(tmp_path)
    yield workers
    workers.end()


def mails(workers: Workers) -> list[str]:
    """The number of each mail that arrived."""
    boxes = sorted((workers.folder / "mailbox").glob("*.log"))
    return [number for box in boxes for number in re.findall(r"^Message-ID: <(.+)>$", box.read_text(), re.MULTILINE)]


def carried_on() -> int:
    """Somebody else comes, after the time for which the killed one had claimed what it was about."""
    OutboxMessage.objects.filter(state__in=(State.WAITING, State.HELD)).update(next_try=LONG_AGO)
    return outbox.carry_out(now=timezone.now())


def written(*people: Employee, channel: str = "email", state: str = State.WAITING) -> None:
    """Two notices for each of them, on their way out."""
    with transaction.atomic():
        for person in people:
            tell(person, "李佳怡申请请假")
            tell(person, "陈浩然申请换班")
        OutboxMessage.objects.update(channel=channel, state=state, next_try=LONG_AGO)


def test_mail_handed_over_and_not_noted_goes_out_again_under_the_same_number(
    workers: Workers, leader: Employee
) -> None:
    written(leader)
    workers.killed_at(ANSWERED, workers.carry_out)
    assert len(mails(workers)) == 1
    carried_on()

    numbers = set(OutboxMessage.objects.values_list("message_id", flat=True))
    assert set(mails(workers)) == numbers, "each arrived"
    assert len(mails(workers)) == len(numbers) + 1, "one of them twice, and its reader can tell"
    assert not OutboxMessage.objects.exclude(state=State.SENT).exists()


def test_the_control_mail_noted_as_sent_before_it_is_handed_over_is_lost(workers: Workers, leader: Employee) -> None:
    written(leader, channel="careless email")
    workers.killed_at("handing over", workers.carry_out)
    OutboxMessage.objects.filter(state=State.WAITING).update(channel="email")

    assert carried_on() == 1
    assert len(mails(workers)) == 1, "these tests can see that the other is lost"


def test_a_digest_is_collected_whole_or_not_at_all(workers: Workers, leader: Employee, supervisor: Employee) -> None:
    written(leader, supervisor, state=State.HELD)
    workers.killed_at(DIGEST, workers.carry_out)
    assert OutboxMessage.objects.filter(state=State.HELD).count() == 4, "nothing of the first digest is left"
    assert mails(workers) == []
    carried_on()

    digests = OutboxMessage.objects.filter(state=State.SENT)
    assert sorted(mails(workers)) == sorted(digest.message_id for digest in digests)
    assert [digest.collected.count() for digest in digests] == [2, 2]
    assert not OutboxMessage.objects.filter(state=State.HELD).exists()


def test_the_control_parts_noted_as_collected_before_their_digest_is_written_are_lost(
    workers: Workers, leader: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(leader, state=State.HELD)
    with monkeypatch.context() as careless:
        careless.setitem(os.environ, "TEST_CARELESS_DIGEST", "1")
        workers.killed_at(DIGEST, workers.carry_out)
    carried_on()

    assert mails(workers) == [], "these tests can see a lost digest"
