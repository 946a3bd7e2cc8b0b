"""Calibration sessions: asked, scored blind, revealed to all at once, agreed by the moderator."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import QaAgreed, QaMark, QaReview, QaSession, QaSheet
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_items import items_from
from dengta.domains.performance.selectors.qa_sampling import reviewers_of
from dengta.domains.performance.services.qa_forms import latest_version
from dengta.domains.performance.services.qa_reviews import Given, insist_on_sense
from dengta.domains.service.selectors.contact import readable_contacts
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Status = QaSession.Status
CALIBRATE = "performance.qa_calibration"
FEWEST = 2


@transaction.atomic
def open_session(
    *, title: str, number: str, form_id: int, reviewers: Collection[int], closes_on: date, by: Account, now: datetime
) -> QaSession:
    """Ask some reviewers to score one contact blind. One that was reviewed already is not blind."""
    contact = readable_contacts(by).filter(external_id=number.strip(), agent__isnull=False).order_by("-pk").first()
    version, today = latest_version(form_id), day_of(now)
    if contact is None:
        raise RuleViolation("performance.qa_contact_unknown", number=number.strip())
    if version is None:
        raise RuleViolation("performance.qa_form_not_published")
    if QaReview.objects.filter(contact=contact).exists():
        raise RuleViolation("performance.qa_contact_not_blind")
    if closes_on < today:
        raise RuleViolation("performance.qa_day_passed")
    able = set(reviewers_of([contact.unit_id], today)[contact.unit_id]) - {contact.agent_id}
    asked = sorted(set(reviewers) & able)
    if len(asked) < FEWEST:
        raise RuleViolation("performance.qa_too_few_reviewers", fewest=FEWEST)
    row = QaSession.objects.create(
        title=title.strip(), unit_id=contact.unit_id, contact=contact, version=version,
        moderator_id=policies.own_id(by), opened_at=now, closes_on=closes_on,
    )  # fmt: skip
    policies.calibrate.require(by, row)
    QaSheet.objects.bulk_create(QaSheet(session=row, reviewer_id=pk) for pk in asked)
    what, url = _("A contact to score for calibration"), url_of(row)
    todos.put(kind=CALIBRATE, key=row.pk, to=asked, title=what, url=url, now=now, due_at=end_of(closes_on))
    people = Employee.objects.filter(pk__in=asked).select_related("account")
    notify.send_many(to=people, broadcast=False, kind=CALIBRATE, title=what, body=row.title, url=url)
    record(by, "performance.qa_session_opened", row, reviewers=len(asked))
    return row


@transaction.atomic
def hand_in_sheet(*, session_id: int, answers: Mapping[str, Given], by: Account, now: datetime) -> QaSheet:
    """Hand in one's own answers, once. The last one in opens the session for all of them."""
    row = _locked(session_id, by=by)
    sheet = QaSheet.objects.select_for_update().filter(session=row, reviewer=policies.own_id(by)).first()
    if sheet is None:
        raise NotAllowed("not_allowed", right=policies.calibrate.name)
    if row.status != Status.OPEN or sheet.submitted_at is not None:
        raise RuleViolation("performance.qa_sheet_closed")
    items = items_from(row.version.items)
    missing = [item for item in items if item.key not in answers]
    if missing:
        raise RuleViolation("performance.qa_unanswered", item=missing[0].text, more=len(missing) - 1)
    for item in items:
        insist_on_sense(item, answers[item.key])
    QaMark.objects.bulk_create(
        QaMark(sheet=sheet, item=item.key, points=answers[item.key].points, note=answers[item.key].note.strip())
        for item in items
    )
    sheet.submitted_at = now
    sheet.save(update_fields=["submitted_at"])
    todos.settle(kind=CALIBRATE, key=row.pk, of=[sheet.reviewer_id])
    record(by, "performance.qa_sheet_handed_in", row)
    if not row.sheets.filter(submitted_at=None).exists():
        _reveal(row, now=now)
    return sheet


@transaction.atomic
def close_session(*, session_id: int, by: Account, now: datetime) -> QaSession:
    """The moderator ends the scoring: who is not in by now is left out."""
    row = _moderated(session_id, by=by)
    if row.status != Status.OPEN:
        raise RuleViolation("performance.qa_session_not_open")
    if row.sheets.filter(submitted_at__isnull=False).count() < FEWEST:
        raise RuleViolation("performance.qa_too_few_sheets", fewest=FEWEST)
    _reveal(row, now=now)
    record(by, "performance.qa_session_closed", row)
    return row


@transaction.atomic
def cancel_session(*, session_id: int, reason: str, by: Account, now: datetime) -> None:
    """Call it off while it is blind: its sheets go, unread by anybody, and the contact is free again. The record keeps
    what it was and why; who was asked is told."""
    row = _locked(session_id, by=by)
    if not may_cancel(row, by=by):
        raise NotAllowed("not_allowed", right=policies.calibrate.name)
    policies.calibrate.require(by, row)
    if row.status != Status.OPEN:
        raise RuleViolation("performance.qa_session_not_open")
    if not reason.strip():
        raise RuleViolation("performance.qa_cancelled_without_reason")
    people = list(Employee.objects.filter(pk__in=row.sheets.values("reviewer")).select_related("account"))
    todos.settle(kind=CALIBRATE, key=row.pk)
    title, url = _("A calibration is called off"), reverse("qa:sessions")
    notify.send_many(to=people, broadcast=False, kind=CALIBRATE, title=title, body=row.title, url=url)
    record(
        by, "performance.qa_session_cancelled", row, contact=row.contact.external_id, asked=len(people),
        sheets=row.sheets.filter(submitted_at__isnull=False).count(), reason=reason.strip(),
    )  # fmt: skip
    row.delete()


def may_cancel(row: QaSession, *, by: Account) -> bool:
    """Whose it is to call it off: the moderator's; where they have no open account any more, anybody's who makes
    calibrations there. One query."""
    account = row.moderator.account
    return row.moderator_id == policies.own_id(by) or account is None or not account.is_active


@transaction.atomic
def agree_answers(
    *, session_id: int, answers: Mapping[str, Given], by: Account, now: datetime
) -> QaSession:  # fmt: skip
    """The moderator writes down what the talk agreed on, with the reason for each answer."""
    row = _moderated(session_id, by=by)
    if row.status != Status.REVEALED:
        raise RuleViolation("performance.qa_session_not_revealed")
    for item in items_from(row.version.items):
        given = answers.get(item.key)
        if given is None or not given.note.strip():
            raise RuleViolation("performance.qa_agreed_without_reason", item=item.text)
        insist_on_sense(item, given)
        QaAgreed.objects.create(session=row, item=item.key, points=given.points, reason=given.note.strip())
    row.status, row.agreed_at = Status.AGREED, now
    row.save(update_fields=["status", "agreed_at"])
    record(by, "performance.qa_session_agreed", row)
    return row


@transaction.atomic
def close_due_sessions(*, now: datetime) -> int:
    """Open what passed its day and has enough sheets; the daily job calls it."""
    rows = QaSession.objects.select_for_update(of=("self",)).filter(status=Status.OPEN, closes_on__lt=day_of(now))
    closed = 0
    for row in rows.order_by("pk"):
        if row.sheets.filter(submitted_at__isnull=False).count() >= FEWEST:
            _reveal(row, now=now)
            closed += 1
    return closed


def url_of(row: QaSession) -> str:
    """Where it stands."""
    return reverse("qa:session", args=[row.pk])


def _locked(session_id: int, *, by: Account) -> QaSession:
    rows = policies.sessions(by).select_for_update(of=("self",))
    return rows.select_related("version", "contact", "moderator__account").get(pk=session_id)


def _moderated(session_id: int, *, by: Account) -> QaSession:
    row = _locked(session_id, by=by)
    if row.moderator_id != policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.calibrate.name)
    policies.calibrate.require(by, row)
    return row


def _reveal(row: QaSession, *, now: datetime) -> None:
    row.status, row.revealed_at = Status.REVEALED, now
    row.save(update_fields=["status", "revealed_at"])
    todos.settle(kind=CALIBRATE, key=row.pk)
    record(None, "performance.qa_session_revealed", row)
