"""Reading and confirming: two things, of which only the second closes anything."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import AnnouncementConfirmed
from dengta.domains.communication.models import (
    AffectedTopic,
    Announcement,
    Receipt,
    ReceiptConfirmation,
    ReceiptEscalation,
)
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.announcement_kinds import CONFIRM, ESCALATED, READ
from dengta.domains.people.models import Account
from dengta.foundation import events
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_160 = Rule("R-160", _("What is important closes by a written receipt or a signed talk, never by a click in a chat"))

Way = ReceiptConfirmation.Way
Kind = Announcement.Kind
IN_WRITING = frozenset({Way.SIGNATURE, Way.MAIL, Way.TALK})
# What closes which class. A click in a chat proves that somebody saw a card, not that they read what it is about.
CLOSED_BY = {
    Kind.INFO: frozenset(Way),
    Kind.URGENT: frozenset(Way),
    Kind.POLICY: IN_WRITING | {Way.BUTTON},
    Kind.IMPORTANT: IN_WRITING,
}


@transaction.atomic
def open_announcement(*, receipt_id: int, by: Account, now: datetime) -> Receipt:
    """The person opened it: read, which confirms nothing."""
    receipt = own_receipt(receipt_id, by=by)
    if receipt.read_at is None:
        receipt.read_at = now
        receipt.save(update_fields=["read_at"])
        todos.settle(kind=READ, key=receipt.announcement_id, of=[receipt.employee_id])
        record(by, "communication.announcement_read", receipt, subject=receipt.employee_id)
    return receipt


@transaction.atomic
def confirm_announcement(*, announcement_id: int, signature: str = "", by: Account, now: datetime) -> Receipt:
    """The person confirms on the page: with the own name where the class asks for it, else with a button."""
    receipt = _own_of(announcement_id, by=by)
    way = Way.SIGNATURE if signature.strip() else Way.BUTTON
    _insist_confirmable(receipt)
    _insist_written(receipt, way)
    if way == Way.SIGNATURE and "".join(signature.split()) != "".join(receipt.employee.name.split()):
        raise RuleViolation("communication.signature_differs", name=receipt.employee.name)
    return _close(receipt, way, evidence=signature.strip(), by=by, now=now)


@transaction.atomic
def answer_in_chat(*, announcement_id: int, by: Account, now: datetime) -> Receipt:
    """Somebody clicked on a card in a chat. It counts as read; it confirms only what needs no writing and has no test.

    What stays open stays in the inbox; `confirmed_at` of the answer says which it was, so that the card can tell.
    """
    receipt = _own_of(announcement_id, by=by)
    open_announcement(receipt_id=receipt.pk, by=by, now=now)
    receipt = own_receipt(receipt.pk, by=by)
    announcement = receipt.announcement
    closes = Way.CHAT in CLOSED_BY[Kind(announcement.kind)] or not R_160.applies
    asked = announcement.is_published and announcement.needs_confirmation and receipt.confirmed_at is None
    asked = asked and receipt.left_at is None
    if asked and closes and not announcement.staff_interest and not _test_is_open(receipt):
        return _close(receipt, Way.CHAT, evidence="", by=by, now=now)
    return receipt


@transaction.atomic
def confirm_by_talk(
    *, announcement_id: int, employee_id: int, talk: str, signature: str, by: Account, now: datetime
) -> Receipt:
    """Somebody was told in a talk and signed for it: `talk` names the talk, `signature` is the person's own name there.

    For the talks, whose own rules say who may hold and sign them; `by` is who held it, never the person.
    """
    receipt = _locked(announcement_id=announcement_id, employee_id=employee_id)
    _not_oneself(receipt, by)
    policies.see_receipts.require(by, receipt)
    _insist_confirmable(receipt)
    if not talk.strip() or "".join(signature.split()) != "".join(receipt.employee.name.split()):
        raise RuleViolation("communication.signature_differs", name=receipt.employee.name)
    return _close(receipt, Way.TALK, evidence=talk.strip(), by=by, now=now)


@transaction.atomic
def confirm_by_mail(*, receipt_id: int, evidence: str, by: Account, now: datetime) -> Receipt:
    """Somebody confirmed by mail or on paper; whoever files it says where it lies."""
    receipt = _locked(pk=receipt_id)
    policies.see_receipts.require(by, receipt)
    policies.confirm.require(by, receipt)
    _not_oneself(receipt, by)
    _insist_confirmable(receipt)
    if not evidence.strip():
        raise RuleViolation("communication.evidence_missing")
    return _close(receipt, Way.MAIL, evidence=evidence.strip(), by=by, now=now)


def _insist_written(receipt: Receipt, way: str) -> None:
    announcement = receipt.announcement
    R_160.refuse(
        when=way not in CLOSED_BY[Kind(announcement.kind)] or (announcement.staff_interest and way not in IN_WRITING),
        code="communication.signature_missing", name=receipt.employee.name,
    )  # fmt: skip


def _insist_confirmable(receipt: Receipt) -> None:
    announcement = receipt.announcement
    if not announcement.is_published or receipt.left_at is not None:
        raise RuleViolation("communication.announcement_withdrawn")
    if not announcement.needs_confirmation:
        raise RuleViolation("communication.nothing_to_confirm")
    if receipt.version < announcement.asked_version:
        raise RuleViolation("communication.version_is_coming")
    if receipt.confirmed_at is not None:
        raise RuleViolation("communication.confirmed_already")
    if _test_is_open(receipt):
        raise RuleViolation("communication.test_first")


def _test_is_open(receipt: Receipt) -> bool:
    return receipt.announcement.has_test and receipt.passed_at is None


def _not_oneself(receipt: Receipt, by: Account) -> None:
    if receipt.employee.account_id == by.pk:
        raise NotAllowed("not_allowed", right=policies.confirm.name)


def _close(receipt: Receipt, way: str, *, evidence: str, by: Account, now: datetime) -> Receipt:
    announcement = receipt.announcement
    receipt.confirmed_at, receipt.read_at, receipt.owed_since = now, receipt.read_at or now, None
    receipt.save(update_fields=["confirmed_at", "read_at", "owed_since"])
    ReceiptConfirmation.objects.create(
        receipt=receipt, version=announcement.asked_version, way=way, at=now, evidence=evidence[:200], by=by
    )
    _nobody_waits(receipt)
    topics = tuple(announcement.topics.order_by("key").values_list("key", flat=True)) if receipt.has_topics else ()  # type: ignore[attr-defined]
    events.publish(AnnouncementConfirmed(announcement.pk, announcement.asked_version, receipt.employee_id, topics, now))
    record(
        by, "communication.announcement_confirmed", receipt, subject=receipt.employee_id, way=way,
        title=announcement.title, version=announcement.asked_version,
    )  # fmt: skip
    return receipt


def settle_escalations(receipt: Receipt) -> None:
    """A leader who was told of this person, and of nobody else who is still open, has nothing to do any more."""
    todos.settle(kind=ESCALATED, key=receipt.announcement_id, of=_free_leaders(receipt))


def _nobody_waits(receipt: Receipt) -> None:
    """Neither the person nor a leader who was told of them; one statement."""
    done: dict[str, Collection[int] | QuerySet[Any]] = {CONFIRM: [receipt.employee_id]}
    if receipt.was_escalated:  # type: ignore[attr-defined]  # of `_locked`
        done[ESCALATED] = _free_leaders(receipt)
    todos.settle_together(key=receipt.announcement_id, of=done)


def _free_leaders(receipt: Receipt) -> "QuerySet[ReceiptEscalation, int]":
    told = ReceiptEscalation.objects.filter(receipt__announcement=receipt.announcement_id)
    still_open = told.filter(leader=OuterRef("leader"), receipt__confirmed_at=None, receipt__left_at=None)
    return told.filter(receipt=receipt).exclude(Exists(still_open)).values_list("leader_id", flat=True)


def own_receipt(receipt_id: int, *, by: Account) -> Receipt:
    """The receipt, locked, for nobody but the person it belongs to."""
    receipt = _locked(pk=receipt_id)
    if receipt.employee.account_id != by.pk:
        raise NotAllowed("not_allowed", right=policies.confirm.name)
    return receipt


def _own_of(announcement_id: int, *, by: Account) -> Receipt:
    return _locked(announcement_id=announcement_id, employee__account=by)


def _locked(**lookup: object) -> Receipt:
    """The receipt, and whether there is more to look up when it closes: most have neither topics nor a leader told."""
    rows = Receipt.objects.select_for_update(of=("self",)).select_related("announcement", "employee")
    topics = AffectedTopic.objects.filter(announcement=OuterRef("announcement"))
    told = ReceiptEscalation.objects.filter(receipt=OuterRef("pk"))
    return rows.annotate(has_topics=Exists(topics), was_escalated=Exists(told)).get(**lookup)
