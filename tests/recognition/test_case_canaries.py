"""Whatever is said in a case stays in it: in every text lies a word that is looked for wherever it could have gone."""

import contextlib
import io
import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from dengta.config.demo.recognition.minutes import MINUTES
from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, Evidence
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.services import (
    case_deciding,
    case_delivery,
    case_ending,
    case_hearing,
    case_opening,
    case_shield,
)
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation
from dengta.foundation.files.services import may_download
from dengta.foundation.notify import outbox
from dengta.foundation.notify.models import ChatAddress, ChatApp, Notice, OutboxMessage
from tests.access.sealed import found_in_tables
from tests.conftest import NOW
from tests.recognition.adopting import account
from tests.recognition.casework import DAY, Staff, agree, find, propose, reload

pytestmark = [pytest.mark.django_db, pytest.mark.covers("H2", "N3", "R-107")]
# Pages on which a word could come up for somebody outside the circle.
ELSEWHERE = ("notify:list", "todos:inbox", "todos:overdue", "accounts:record", "search", "notify:messages")
SERVED = (
    "notice", "statement", "evidence", "contact", "shield", "shieldreview", "finding", "mitigating", "decision",
    "delivery", "appeal", "appealdecision",
)  # fmt: skip
UNSERVED = ("fact", "handover", "extension", "sentback", "proposal", "asked")
WORDS = (*SERVED, *UNSERVED)


def canary(what: str) -> str:
    return f"canary-{what}-0815"


def led_through(staff: Staff) -> Case:
    """A complaint, with a word in every text, from the fact to the appeal that lifts it."""
    by, hr, agent = account(staff.handler), account(staff.hr), account(staff.agent)
    case = staff.open(words=canary("fact"), source="complaint", contact="20261116-0815", handler=staff.hr)
    at: dict[str, Any] = {"case_id": case.pk, "now": NOW}
    case_opening.hand_over_case(**at, to=staff.handler, reason=canary("handover"), by=hr)
    case_hearing.serve_notice(**at, words=canary("notice"), by=by)
    case_opening.extend_case(**at, until=NOW.date() + 9 * DAY, reason=canary("extension"), by=account(staff.decider))
    case_hearing.add_evidence(
        **at, kind="record", reference="打卡 11-16", words=canary("evidence"), by=by,
        file=ContentFile(MINUTES, "打卡.pdf"),
    )  # fmt: skip
    case_hearing.give_statement(**at, words=canary("statement"), by=agent)
    case_hearing.review_contact(**at, words=canary("contact"), by=by)
    case_shield.claim_good_faith(**at, words=canary("shield"), trial_id=None, by=agent)
    case_shield.review_good_faith(
        **at, outcome="refused", exclusion="", words=canary("shieldreview"), by=account(staff.decider)
    )
    case_ending.ask_to_close(**at, closing="no_breach", words=canary("asked"), by=by)
    find(reload(case), by=staff.handler, words=f"{canary('finding')} {canary('mitigating')}")
    with pytest.raises(RuleViolation):
        propose(reload(case), 6, words=canary("refused"))
    propose(reload(case), 1, words=canary("proposal"))
    case_deciding.send_back(**at, words=canary("sentback"), by=account(staff.decider))
    case = propose(reload(case), 1, words=canary("proposal"))
    agree(case)
    case_deciding.decide_case(**at, words=canary("decision"), by=account(staff.decider))
    case_delivery.deliver_decision(**at, delivery="signed", words=canary("delivery"), by=by)
    appeal = case_delivery.file_appeal(**at, words=canary("appeal"), by=agent)
    assert appeal.hearer is not None
    case_delivery.decide_appeal(
        **at, outcome="lifted", measure=None, words=canary("appealdecision"), by=account(appeal.hearer)
    )
    return reload(case)


@pytest.fixture
def reached(staff: Staff, settings: Settings) -> Staff:
    """The same people, whom e-mail and a chat reach."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ChatApp.objects.create(vendor="wecom", app_id="x", secret="x")
    for who in (staff.agent, staff.handler, staff.decider, staff.hr, staff.head):
        ChatAddress.objects.create(account=account(who), vendor="wecom", address=who.number)
    return staff


def test_no_table_log_message_or_record_says_what_is_said_in_a_case(
    reached: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        case = led_through(reached)
        pass_days(now=NOW + 20 * DAY)
        outbox.carry_out(now=timezone.now() + timedelta(days=1))

    said = [canary(what) for what in (*WORDS, "refused")]
    assert {step.kind for step in case.steps.all()} >= {"opened", "stated", "found", "decided", "appeal_decided"}
    texts = " ".join([step.text for step in case.steps.all()] + [one.text for one in case.evidence.all()])
    assert [word for word in said if word not in texts] == [canary("refused")], (
        "the control: every word lies in the case"
    )
    # Steps and evidence lie encrypted, so no table at all says a word: no to-do, notice, message, record, event, job.
    assert found_in_tables(said) == []
    assert not any(word in caplog.text for word in said)
    assert mail.outbox
    assert not any(word in f"{one.subject}{one.body}" for one in mail.outbox for word in said)
    doctor = io.StringIO()
    with contextlib.suppress(SystemExit):  # it finds much in a house of tests
        call_command("doctor", stdout=doctor)
    assert doctor.getvalue()
    assert not any(word in doctor.getvalue() for word in said)


def test_outside_nobody_learns_that_there_is_a_case_and_inside_nobody_about_whom(reached: Staff) -> None:
    case = led_through(reached)

    page = reverse("cases:case", args=[case.pk])
    assert set(Notice.objects.filter(url=page).values_list("kind", flat=True)) == {"recognition.case"}
    telling = (case.number, case.version.clause.code, case.version.title, str(reached.agent.name))
    for notice in Notice.objects.filter(kind="recognition.case"):
        assert not any(word in f"{notice.title}{notice.body}" for word in telling)
    for todo in Todo.objects.filter(url=page):
        assert not any(word in todo.title for word in telling)
    neutral = OutboxMessage.objects.filter(neutral=True)
    assert set(neutral.values_list("channel", flat=True)) == {"email", "wecom"}
    for message in neutral:
        assert not any(word in f"{message.subject}{message.text}" for word in (*telling, "recognition", "/cases/"))
    for entry in AuditEntry.objects.filter(object_type="recognition.case"):
        assert set(json.loads(entry.facts)) <= {"step"}


def test_nobody_outside_the_circle_reads_a_word_on_any_page_of_the_house(
    staff: Staff, admin: Employee, other_leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    case = led_through(staff)
    piece = case.evidence.get()
    assert piece.file is not None
    for outsider in (admin, other_leader):
        who = account(outsider)
        assert not policies.visible(who).exists()
        assert not may_download(who, piece.file)
        browser = signed_in(outsider)
        for name in ELSEWHERE:
            page = browser.get(reverse(name), {"q": "canary"}).content.decode(errors="replace")
            assert not any(canary(what) in page for what in WORDS), (outsider.name, name)
            assert case.number not in page, (outsider.name, name)
    assert may_download(account(staff.agent), piece.file), "the control: the person reads what there is"


def test_the_person_reads_what_was_served_on_them_and_nothing_else(staff: Staff, hr: Employee) -> None:
    case = led_through(staff)
    shown = " ".join(step.text for step in policies.steps(account(staff.agent), case))
    shown += " ".join(one.text for one in Evidence.objects.filter(case=case))

    assert [what for what in SERVED if canary(what) not in shown] == []
    assert [what for what in UNSERVED if canary(what) in shown] == ["extension"], "they are told of more time"
    everything = " ".join(step.text for step in policies.steps(account(hr), case))
    assert all(canary(what) in everything for what in UNSERVED), "the control"
