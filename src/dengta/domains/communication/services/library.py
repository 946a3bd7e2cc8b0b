"""Issuing, revising, reviewing and reading rules and procedures."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Clause, DocumentReading, DocumentVersion, LibraryDocument
from dengta.domains.communication.policies import library as policies
from dengta.domains.communication.policies.reach import client_of
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.crews import members
from dengta.domains.communication.selectors.library import subject_for, under_number
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.consultations import went_unasked
from dengta.domains.communication.services.nudges import first_time
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import leading
from dengta.foundation import notify
from dengta.foundation.access import Role, holders_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify import Button
from dengta.foundation.settings.parameters import Parameter

REMIND_DAYS = Parameter(
    "communication.library_review_days", 14, _("How long before its review date the owner of a document is reminded"),
    unit="days", check=lambda days: days >= 0,
)  # fmt: skip
READ_WITHIN = Parameter(
    "communication.library_reading_days", 7, _("In how many days a new version is to be read"), unit="days",
    check=lambda days: days > 0,
)  # fmt: skip
NOTICE = "communication.library"
READ, REVIEW = "library.read", "library.review"


class ClauseText(NamedTuple):
    """A clause as it is written: "2.1" and its text."""

    code: str
    text: str


@transaction.atomic
def issue_document(
    *, number: str, title: str, kind: str, unit: Unit, owner: Employee, review_on: date,
    clauses: Sequence[ClauseText], by: Account | None, now: datetime, staff_interest: bool = False,
) -> LibraryDocument:  # fmt: skip
    """Issue a rule or procedure for a unit and everybody below it; they are asked to read it. A rule on the staff's own
    interests only after they were consulted (R-044)."""
    if by is not None:
        policies.write_for.require(by, unit)
    number = number.strip().upper()
    if under_number(number, unit).exists():
        raise RuleViolation("communication.document_number_taken", number=number)
    _review_is_ahead(review_on, now)
    unasked = by is not None and went_unasked(
        subject_for(unit, number, 1), by=by, day=day_of(now), staff_interest=staff_interest, clauses=clauses
    )
    document = LibraryDocument.objects.create(
        number=number, title=title.strip(), kind=kind, unit=unit, client_id=client_of(unit.pk), owner=owner,
        review_on=review_on, staff_interest=staff_interest,
    )  # fmt: skip
    record(
        by, "communication.document_issued", document, number=number, title=document.title, without_consultation=unasked
    )
    if by is not None:
        _owner_reads_it(owner, document)
    _publish(document, version=1, changes="", clauses=clauses, by=by, now=now)
    return document


@transaction.atomic
def revise_document(
    *, document_id: int, clauses: Sequence[ClauseText], changes: str, review_on: date, by: Account, now: datetime
) -> DocumentVersion:
    """Publish the next version with a word on what changed; everybody reads it anew. The old one stays as it was."""
    document = _in_force(document_id, by)
    if not changes.strip():
        raise RuleViolation("communication.changes_missing")
    _review_is_ahead(review_on, now)
    last = document.versions.select_for_update().get(current=True)
    if [(one.code, one.text) for one in last.clauses.all()] == list(clauses):
        raise RuleViolation("communication.document_unchanged")
    matter = subject_for(document.unit, document, last.version + 1)
    unasked = went_unasked(matter, by=by, day=day_of(now), staff_interest=document.staff_interest, clauses=clauses)
    last.current = False
    last.save(update_fields=["current"])
    document.review_on = review_on
    document.save(update_fields=["review_on"])
    todos.settle(kind=READ, key=document.pk)
    todos.settle(kind=REVIEW, key=document.pk)
    record(
        by, "communication.document_revised", document, version=last.version + 1, changes=changes.strip(),
        without_consultation=unasked,
    )  # fmt: skip
    return _publish(document, version=last.version + 1, changes=changes.strip(), clauses=clauses, by=by, now=now)


@transaction.atomic
def confirm_review(*, document_id: int, review_on: date, note: str, by: Account, now: datetime) -> LibraryDocument:
    """The text was looked at and still holds; it is looked at again by `review_on`."""
    document = LibraryDocument.objects.select_for_update(of=("self",)).select_related("owner").get(pk=document_id)
    if document.owner.account_id != by.pk or not policies.see.allows(by, document):
        policies.write.require(by, document)
    _review_is_ahead(review_on, now)
    if not note.strip():
        raise RuleViolation("communication.review_note_missing")
    document.review_on = review_on
    document.save(update_fields=["review_on"])
    todos.settle(kind=REVIEW, key=document.pk)
    record(by, "communication.document_reviewed", document, review_on=review_on, note=note.strip())
    return document


@transaction.atomic
def hand_over(*, document_id: int, owner: Employee, by: Account) -> LibraryDocument:
    """Give the document another owner, who from now on is reminded of its reviews."""
    document = _in_force(document_id, by)
    _owner_reads_it(owner, document)
    document.owner = owner
    document.save(update_fields=["owner"])
    todos.settle(kind=REVIEW, key=document.pk)
    record(by, "communication.document_handed_over", document, owner=owner.name)
    return document


@transaction.atomic
def retire_document(*, document_id: int, reason: str, by: Account, now: datetime) -> LibraryDocument:
    """It holds no more. Its versions stay for whatever points at them."""
    document = _in_force(document_id, by)
    if not reason.strip():
        raise RuleViolation("communication.retire_reason_missing")
    document.retired_on = day_of(now)
    document.save(update_fields=["retired_on"])
    for kind in (READ, REVIEW):
        todos.settle(kind=kind, key=document.pk)
    record(by, "communication.document_retired", document, reason=reason.strip())
    return document


@transaction.atomic
def read_document(*, document_id: int, by: Account, now: datetime) -> DocumentReading:
    """Somebody has read the present version. Said twice, the first time counts."""
    employee = Employee.objects.filter(account=by).first()
    version = DocumentVersion.objects.select_related("document").get(document_id=document_id, current=True)
    if employee is None:
        raise NotAllowed("not_allowed", right="communication.read_document")
    policies.see.require(by, version.document)
    reading, new = DocumentReading.objects.get_or_create(version=version, employee=employee, defaults={"read_at": now})
    if new:
        todos.settle(kind=READ, key=document_id, of=[employee.pk])
        record(by, "communication.document_read", version.document, subject=employee.pk, version=version.version)
    return reading


@transaction.atomic
def read_from_message(*, document_id: int, version: int, by: Account, now: datetime) -> DocumentReading:
    """Somebody says so from a message: of the version it told of, and of no other."""
    document = LibraryDocument.objects.get(pk=document_id)
    policies.see.require(by, document)
    if document.retired_on is not None:
        raise RuleViolation("communication.document_holds_no_more")
    if not document.versions.filter(current=True, version=version).exists():
        raise RuleViolation("communication.document_newer_version")
    return read_document(document_id=document_id, by=by, now=now)


@transaction.atomic
def remind_owners(*, now: datetime) -> int:
    """Remind each owner once, some days before the review date; where the owner has left or works for another client,
    whoever may write it. Answers how many were reminded."""
    today = day_of(now)
    soon = LibraryDocument.objects.filter(
        retired_on=None, review_on__lte=today + timedelta(days=REMIND_DAYS.on(today))
    ).select_related("owner__account")
    due = {f"{document.pk}:{document.review_on}": document for document in soon}
    fresh = first_time(kind=REVIEW, keys=due, now=now)
    told = 0
    for key in sorted(fresh):
        document = due[key]
        person = _who_reviews(document, today)
        if person is None:
            continue
        title = format_lazy(_("Please review {document}"), document=document)
        url = reverse("library:review", args=[document.pk])
        notify.send(to=person, kind=NOTICE, title=title, url=url)
        todos.put(
            kind=REVIEW, key=document.pk, to=[person.pk], title=str(document), url=url, now=now,
            due_at=end_of(document.review_on),
        )  # fmt: skip
        record(None, "communication.review_reminded", document, subject=person.pk, review_on=document.review_on)
        told += 1
    return told


def _who_reviews(document: LibraryDocument, today: date) -> Employee | None:
    """Its owner, as long as they read it; else the nearest leader who may write it, else HR."""
    owner = document.owner
    if owner.status == Employee.Status.ACTIVE and owner.account and policies.see.allows(owner.account, document):
        return owner
    hr = Employee.objects.filter(account__in=[one.pk for one in holders_of({Role.HR})]).order_by("pk")
    others = [*(one.employee for one in leading(document.unit_id, today)), *hr.select_related("account")]
    return next((one for one in others if one.account and policies.write.allows(one.account, document)), None)


def _publish(
    document: LibraryDocument, *, version: int, changes: str, clauses: Sequence[ClauseText], by: Account | None,
    now: datetime,
) -> DocumentVersion:  # fmt: skip
    if not clauses:
        raise RuleViolation("communication.document_empty")
    codes = [one.code for one in clauses]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise RuleViolation("communication.clause_twice", clause=twice)
    published = DocumentVersion.objects.create(
        document=document, version=version, changes=changes, published_at=now, published_by=by
    )
    Clause.objects.bulk_create(
        Clause(version=published, code=one.code, text=one.text, position=at) for at, one in enumerate(clauses)
    )
    _ask_to_read(document, version=version, now=now)
    return published


def _ask_to_read(document: LibraryDocument, *, version: int, now: datetime) -> None:
    today = day_of(now)
    people = list(members(document.unit_id, today))
    url = page_of(document)
    due = now + timedelta(days=READ_WITHIN.on(today))
    ids = [one.pk for one in people]
    todos.put(kind=READ, key=document.pk, to=ids, title=str(document), url=url, now=now, due_at=due)
    title = format_lazy(_("To read: {document}"), document=document)
    notify.send_many(
        to=people, broadcast=True, kind=NOTICE, title=title, url=url, actions=[have_read(document, version)]
    )


def have_read(document: LibraryDocument, version: int) -> Button:
    """The button of a message with which somebody says that they have read this very version."""
    return Button(READ, str(document.pk), str(version))


def page_of(document: LibraryDocument) -> str:
    """Its address."""
    return reverse("library:document", args=[document.pk])


def _in_force(document_id: int, by: Account) -> LibraryDocument:
    document = LibraryDocument.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document_id)
    policies.write.require(by, document)
    if document.retired_on is not None:
        raise RuleViolation("communication.document_retired")
    return document


def _owner_reads_it(owner: Employee, document: LibraryDocument) -> None:
    """Whoever looks after a document works where it holds: nobody is reminded of the papers of another client."""
    if owner.account is None or not policies.see.allows(owner.account, document):
        raise RuleViolation("communication.document_owner_outside", name=owner.name)


def _review_is_ahead(review_on: date, now: datetime) -> None:
    if review_on <= day_of(now):
        raise RuleViolation("communication.review_date_past")
