"""A year of announcements: most confirmed quickly, some late; a policy change, an urgent word and a draft of today."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from numpy.random import default_rng

from dengta.config.demo.talk import announcement_texts as texts
from dengta.config.demo.talk.bells import rung_at
from dengta.config.demo.world import SEED
from dengta.domains.communication.models import (
    Announcement,
    AnnouncementVersion,
    Receipt,
    ReceiptConfirmation,
    StaffOpinion,
)
from dengta.domains.communication.selectors.audience import reached
from dengta.domains.communication.services import (
    announcements,
    following_up,
    publishing,
    short_tests,
    staff_consultations,
    todos,
)
from dengta.domains.communication.services.announcement_kinds import CONFIRM
from dengta.domains.people.models import Account, Employee, Unit

Way = ReceiptConfirmation.Way
DAY = timedelta(days=1)
ASKED = ("policy", "important")


@transaction.atomic
def fill(now: datetime) -> None:
    """What was announced up to `now`, and what is open of it."""
    _past(now)
    _policy_of_today(now)
    _urgent_of_today(now)
    _draft_of_today(now)
    following_up.come_into_force(now=now)
    following_up.escalate(now=now)


def _account(number: str) -> Account:
    return Account.objects.get(username=number.lower())


def _past(now: datetime) -> None:
    """Written in bulk, as it stands long afterwards."""
    draw = default_rng(SEED + 20)
    accounts = {account.username.upper(): account for account in Account.objects.all()}
    units = {unit.code: unit for unit in Unit.objects.all()}
    rows = [_row(told, accounts[told.author], now, draw) for told in texts.YEAR]
    Announcement.objects.bulk_create(rows)
    Announcement.units.through.objects.bulk_create(
        Announcement.units.through(announcement=row, unit=units[told.unit])
        for row, told in zip(rows, texts.YEAR, strict=True)
    )
    AnnouncementVersion.objects.bulk_create(
        AnnouncementVersion(
            announcement=row, number=1, title=told.title, body=told.body, written_by=row.author,
            confirm_by=row.confirm_by, effective_at=row.effective_at, published_at=row.published_at,
        )
        for row, told in zip(rows, texts.YEAR, strict=True)
    )  # fmt: skip
    people = {
        code: list(reached([units[code].pk], {}, now.date()).select_related("account"))
        for code in {told.unit for told in texts.YEAR}
    }
    given = [
        _receipt(row, person, draw, now)
        for row, told in zip(rows, texts.YEAR, strict=True)
        for person in people[told.unit]
        if person.hired_on is not None and row.published_at and person.hired_on <= row.published_at.date()
    ]
    Receipt.objects.bulk_create(given, batch_size=1000)
    _confirmations([receipt for receipt in given if receipt.confirmed_at is not None])


def _row(told: texts.Told, author: Account, now: datetime, draw: np.random.Generator) -> Announcement:
    minutes = int(draw.integers(9 * 60, 17 * 60))
    at = datetime.combine(now.date() - told.days_ago * DAY, time(minutes // 60, minutes % 60), now.tzinfo)
    asked = told.kind in ASKED
    due = datetime.combine(at.date() + 4 * DAY, time(), now.tzinfo) if asked else None
    effective = due if told.kind == "policy" else None
    return Announcement(
        kind=told.kind, status="published", author=author, created_at=at - timedelta(hours=2), title=told.title,
        needs_confirmation=asked, gates_queue=told.kind == "policy", version=1, asked_version=1, published_at=at,
        confirm_by=None if effective else due, effective_at=effective, in_force_at=effective,
    )  # fmt: skip


def _receipt(row: Announcement, person: Employee, draw: np.random.Generator, now: datetime) -> Receipt:
    """Half have read it within six hours; the last ones days later, when somebody has spoken to them."""
    at = row.published_at
    assert at is not None
    read = at + timedelta(hours=float(draw.lognormal(1.8, 1.1)))
    # Information is not read by everybody, and nobody minds.
    unread = read > now or (not row.needs_confirmation and draw.random() < 0.15)
    confirmed = read + timedelta(minutes=float(draw.gamma(2, 3))) if row.needs_confirmation and not unread else None
    return Receipt(
        announcement=row, employee=person, version=1, delivered_at=at, read_at=None if unread else read,
        confirmed_at=confirmed,
    )  # fmt: skip


def _confirmations(given: Sequence[Receipt]) -> None:
    """Who has an account confirmed there; the others signed the list of the stand-up, which their author filed."""
    ReceiptConfirmation.objects.bulk_create(
        [
            ReceiptConfirmation(
                receipt=receipt, version=1, at=receipt.confirmed_at or receipt.delivered_at, **_how(receipt)
            )
            for receipt in given
        ],
        batch_size=1000,
    )


def _how(receipt: Receipt) -> dict[str, Any]:
    employee, announcement = receipt.employee, receipt.announcement
    if employee.account is None:
        evidence = f"早会签收表 {receipt.delivered_at:%m-%d}"
        return {"way": Way.TALK, "by": announcement.author, "evidence": evidence}
    if announcement.needs_signature:
        return {"way": Way.SIGNATURE, "by": employee.account, "evidence": employee.name}
    return {"way": Way.BUTTON, "by": employee.account}


def _policy_of_today(now: datetime) -> None:
    """In its second version, with a test, in force from tomorrow; most have confirmed, the personas have not."""
    author, unit = _account(texts.QH), Unit.objects.get(code="QH")
    midnight = datetime.combine(now.date() + DAY, time(), now.tzinfo)
    frame = announcements.Frame(kind="policy", units=[unit.pk], needs_confirmation=True, gates_queue=True)
    first = announcements.Words(texts.POLICY_TITLE, texts.POLICY_BEFORE, effective_at=midnight)
    row = announcements.draft_announcement(words=first, frame=frame, by=author, now=now - 5 * DAY)
    for text, options, right, explanation in texts.QUESTIONS:
        question = short_tests.QuestionText(text, options, right, explanation)
        short_tests.save_question(announcement_id=row.pk, question=question, by=author)
    with rung_at(now - 5 * DAY, now=now):
        publishing.publish_announcement(announcement_id=row.pk, by=author, now=now - 5 * DAY)
    second = announcements.Words(
        texts.POLICY_TITLE, texts.POLICY_BODY, change_note=texts.POLICY_NOTE, effective_at=midnight
    )
    announcements.edit_announcement(announcement_id=row.pk, words=second, frame=None, by=author, now=now - 3 * DAY)
    with rung_at(now - 3 * DAY, now=now):
        publishing.publish_announcement(announcement_id=row.pk, by=author, now=now - 3 * DAY)
    row.refresh_from_db()
    _most_have_confirmed(row, now)


def _most_have_confirmed(row: Announcement, now: datetime) -> None:
    """Nine of ten, a few of them at the second go."""
    draw = default_rng(SEED + 21)
    waiting = row.receipts.exclude(employee__number="K10020").select_related("employee__account", "announcement")
    done = [receipt for receipt in waiting.order_by("pk") if draw.random() < 0.92]
    for receipt in done:
        read = receipt.delivered_at + timedelta(hours=float(draw.gamma(2, 8)))
        receipt.read_at = min(read, now - timedelta(minutes=20))
        receipt.passed_at = receipt.confirmed_at = receipt.read_at + timedelta(minutes=6)
        receipt.tries = 1 if draw.random() < 0.85 else 2
    Receipt.objects.bulk_update(done, ["read_at", "passed_at", "confirmed_at", "tries"], batch_size=500)
    ReceiptConfirmation.objects.bulk_create(
        ReceiptConfirmation(receipt=each, version=row.asked_version, at=each.confirmed_at, **_how(each))
        for each in done
        if each.confirmed_at
    )
    todos.settle(kind=CONFIRM, key=row.pk, of=[receipt.employee_id for receipt in done])


def _urgent_of_today(now: datetime) -> None:
    author, unit = _account("D80002"), Unit.objects.get(code="QH2")
    frame = announcements.Frame(kind="urgent", units=[unit.pk])
    words = announcements.Words(texts.URGENT_TITLE, texts.URGENT_BODY)
    at = now - timedelta(minutes=50)
    row = announcements.draft_announcement(words=words, frame=frame, by=author, now=at)
    with rung_at(at, now=now):
        publishing.publish_announcement(announcement_id=row.pk, by=author, now=at)


def _draft_of_today(now: datetime) -> None:
    """A rule on the staff's own interests, which everybody of 售后 is asked about."""
    author, unit = _account(texts.QH), Unit.objects.get(code="QH")
    begins = datetime.combine(now.date() + 21 * DAY, time(), now.tzinfo)
    frame = announcements.Frame(kind="policy", units=[unit.pk], needs_confirmation=True, staff_interest=True)
    words = announcements.Words(texts.DRAFT_TITLE, texts.DRAFT_BODY, effective_at=begins)
    row = announcements.draft_announcement(words=words, frame=frame, by=author, now=now - 4 * DAY)
    with rung_at(now - 4 * DAY, now=now):
        asked = staff_consultations.open_consultation(
            announcement_id=row.pk, closes_on=now.date() + 5 * DAY, by=author, now=now - 4 * DAY
        )
    rows = list(asked.opinions.filter(employee__account=None).order_by("pk")[: len(texts.OPINIONS)])
    for hours, (opinion, (text, answer)) in enumerate(zip(rows, texts.OPINIONS, strict=False), start=5):
        opinion.text, opinion.said_at = text, now - 3 * DAY + timedelta(hours=hours)
        opinion.answer, opinion.answered_at = answer, now - DAY if answer else None
    StaffOpinion.objects.bulk_update(rows, ["text", "said_at", "answer", "answered_at"])
