"""A word that two people alone may read, looked for wherever it could have gone: pages (the walk of the matrix), the
other one's sheet, search, files, notices, mail, chat, the record, every table, logs, backups."""

import gzip
import io
import json
import logging
import tarfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dengta.domains.communication.models import OneOnOne, PrivateNote
from dengta.domains.communication.selectors import one_on_ones as selectors
from dengta.domains.communication.services import one_on_ones
from dengta.domains.communication.services.cadence import watch_cadence
from dengta.domains.communication.services.grievance_handling import escalate_late_grievances
from dengta.domains.communication.services.one_on_ones import NewPromise
from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.backup.services import take_backup
from dengta.foundation.notify.models import Notice, OutboxMessage
from tests.access import frame
from tests.access.frame import PERSONAS, House
from tests.access.sealed import Sealed, found_in_tables, seal
from tests.cast import Tree
from tests.communication.talking import TODAY, account
from tests.conftest import NOW
from tests.foundation import chat_server
from tests.foundation.chat_server import Chat
from tests.foundation.chatting import address_of, carry_out, connect

pytestmark = pytest.mark.covers("N3", "K2", "L11")
A_WEEK = timedelta(days=7)
# Whoever may take lists along, and two who read many.
TAKERS = ("supervisor", "hr", "executive", "auditor", "admin", "leader", "peer")


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    return frame.move_in(hire, tree, signed_in)


@pytest.fixture
def chat(house: House, settings: Settings) -> Iterator[Chat]:
    """The chat of the house, which knows everybody whom the sealed words are about."""
    with chat_server.running() as chat:
        settings.CHAT_SERVERS = chat.servers()
        connect("feishu", house.admin)
        for persona, address in {"trainer": "ou_agent", "leader": "ou_leader", "supervisor": "K10010"}.items():
            address_of(house.people[persona], "feishu", address)
        yield chat


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """What is written into the log meanwhile, in the form of the installation."""
    root, written = logging.getLogger(), io.StringIO()
    forms = (one.formatter for one in root.handlers)
    handler = logging.StreamHandler(written)
    handler.setFormatter(next(one for one in forms if isinstance(one, structlog.stdlib.ProcessorFormatter)))
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def lives_on(house: House, sealed: Sealed) -> OneOnOne:
    """What follows in weeks: the talk is prepared, held and confirmed, the next one planned, and the jobs look at what
    is late."""
    talk, trainer, leader = sealed.talk.pk, account(house.trainer), account(house.leader)
    one_on_ones.prepare_own_part(
        talk_id=talk, mood="good", topic="晚班", own_words="", opening={}, by=trainer, now=NOW
    )  # fmt: skip
    one_on_ones.write_leader_part(
        talk_id=talk, praise="带新人有耐心", words="谈了排班", outcomes={}, minutes=10, minutes_reason="", end=True,
        promises=[NewPromise("person", "整理话术", TODAY)], by=leader, now=NOW,
    )  # fmt: skip
    one_on_ones.confirm_one_on_one(talk_id=talk, by=trainer, now=NOW)
    following = one_on_ones.plan_one_on_one(employee_id=house.trainer.pk, at=NOW + A_WEEK, by=leader, now=NOW)
    for weeks in (2, 3):
        watch_cadence(now=NOW + weeks * A_WEEK)
    escalate_late_grievances(now=NOW + 2 * A_WEEK)
    carry_out(after=3 * A_WEEK)
    return following


def body(answer: HttpResponse) -> str:
    parts = answer.streaming_content if answer.streaming else [answer.content]
    return b"".join(parts).decode(errors="replace")


def seen_by(house: House, sealed: Sealed, persona: str, address: str) -> list[str]:
    """What of the sealed words this page says to somebody who must not read it."""
    text = body(house.browsers[persona].get(address))
    return [f"{persona} on {address}: {word}" for word in sealed.closed_to(persona) if word in text]


# --- the two themselves ------------------------------------------------------------------------------------------


def sheets(house: House, sealed: Sealed, *talks: OneOnOne) -> list[str]:
    """What each of the two finds of the other one's note, on the sheets and lists of their talks."""
    places = [reverse("one_on_ones:talk", args=[talk.pk]) for talk in talks]
    places += [reverse("one_on_ones:mine"), reverse("todos:inbox"), reverse("notify:list"), reverse("service:today")]
    return [said for one in ("trainer", "leader") for place in places for said in seen_by(house, sealed, one, place)]


@pytest.mark.django_db
def test_the_sheet_of_the_other_one_never_says_it_however_the_talk_goes_on(house: House) -> None:
    sealed = seal(house)
    assert sheets(house, sealed, sealed.talk) == []

    following = lives_on(house, sealed)
    assert sheets(house, sealed, sealed.talk, following) == []


@pytest.mark.django_db
def test_a_sheet_that_showed_both_notes_would_be_noticed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal(house)
    every = lambda talk, actor: " ".join(note.text for note in PrivateNote.objects.filter(talk=talk))  # noqa: E731
    monkeypatch.setattr(selectors, "private_note", every)

    assert {said.split(" ")[0] for said in sheets(house, sealed, sealed.talk)} == {"trainer", "leader"}


# --- everybody else ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nobody_finds_it_by_searching(house: House) -> None:
    sealed = seal(house)
    lives_on(house, sealed)

    asked = ("canary", "sealed", house.trainer.name, "2026")
    found = [
        said
        for persona in PERSONAS[1:]
        for words in asked
        for said in seen_by(house, sealed, persona, f"{reverse('search')}?q={words}")
    ]
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("persona", TAKERS)
def test_no_list_leaves_as_a_file_with_a_word_of_it(persona: str, house: House) -> None:
    sealed = seal(house)
    lives_on(house, sealed)
    lists = [row for room in frame.rooms() for row in frame.rows_of(room) if not row.args and row.may(persona, "GET")]
    asked = {reverse(row.url) for row in lists if "GET" in row.methods}

    found = []
    for address in sorted(asked):
        cache.clear()  # so many files in an hour are not let out
        found += seen_by(house, sealed, persona, f"{address}?format=csv")
    assert len(asked) > 30
    assert found == []


# --- what leaves the house, and what is kept ----------------------------------------------------------------------


def traces(sealed: Sealed, chat: Chat, logs: str) -> list[str]:
    """Every place outside of its own pages in which one of the words lies."""
    places = {
        "mail": " ".join(f"{one.subject} {one.body} {getattr(one, 'alternatives', '')}" for one in mail.outbox),  # type: ignore[attr-defined]
        "chat": json.dumps(chat.calls, ensure_ascii=False),
        "logs": logs,
    }
    found = [place for place, text in places.items() if any(word in text for word in sealed.words)]
    return found + found_in_tables(sealed.words)


@pytest.mark.django_db
def test_it_leaves_by_no_notice_mail_chat_or_log_and_stands_readable_in_no_table(
    house: House, chat: Chat, logs: io.StringIO
) -> None:
    sealed = seal(house)
    lives_on(house, sealed)

    assert Notice.objects.filter(account=house.trainer.account).count() > 3
    assert OutboxMessage.objects.filter(channel="feishu", state="sent").exists()
    assert mail.outbox  # type: ignore[attr-defined]
    assert '"method": "POST"' in logs.getvalue()
    assert traces(sealed, chat, logs.getvalue()) == []


@pytest.mark.django_db
def test_a_word_that_leaked_would_be_noticed_wherever_it_went(house: House, chat: Chat, logs: io.StringIO) -> None:
    sealed = seal(house)
    word = next(iter(sealed.words))
    notify.send(to=house.leader, kind="communication.meeting", title="周会", body=word)  # a 1:1 says nothing outside
    record(account(house.leader), "communication.one_on_one_written", sealed.talk, words=word)
    carry_out()
    logging.getLogger("dengta").error(word)

    leaked = set(traces(sealed, chat, logs.getvalue()))
    assert leaked >= {"mail", "chat", "logs", "notify_notice", "notify_outboxmessage", "audit_auditentry"}


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_it_sealed_and_its_manifest_not_at_all(house: House, settings: Settings, tmp_path: Path) -> None:
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    sealed = seal(house)
    archive = take_backup(folder=tmp_path / "backups", now=NOW).file

    members: dict[str, Any] = {}
    with tarfile.open(fileobj=gzip.open(archive)) as tar:
        for entry in tar.getmembers():
            part = tar.extractfile(entry)
            members[entry.name] = part.read() if part else b""
    assert "manifest.json" in members
    assert [name for name, part in members.items() for word in sealed.words if word.encode() in part] == []
