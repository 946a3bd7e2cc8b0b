"""A review from the contact to the score: begun, saved, submitted, seen, acknowledged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.performance.models import QaAnswer, QaReview, QaSession, QaSuggestion, QaTranscript
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_ports
from dengta.domains.performance.selectors.qa_items import Item, items_from, result_of
from dengta.domains.performance.selectors.qa_parameters import ANSWER_DAYS
from dengta.domains.performance.selectors.qa_words import lines_from
from dengta.domains.performance.services.qa_forms import latest_version
from dengta.domains.performance.services.qa_sampling import TO_SCORE
from dengta.domains.service.selectors.contact import readable_contacts
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Status = QaReview.Status
REVIEWED = "performance.qa_reviewed"


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: points, or None where the item does not apply; why, with the words and the second of the contact."""

    points: int | None
    note: str = ""
    quote: str = ""
    second: int | None = None


@transaction.atomic
def begin_review(*, number: str, form_id: int, by: Account, now: datetime) -> QaReview:
    """Review a contact picked by hand. It serves coaching; a score that somebody picked is not a sample."""
    rows = readable_contacts(by).filter(external_id=number.strip(), agent__isnull=False)
    contact, version = rows.order_by("-created_at").first(), latest_version(form_id)
    if contact is None or contact.agent_id is None:
        raise RuleViolation("performance.qa_contact_unknown", number=number.strip())
    if version is None:
        raise RuleViolation("performance.qa_form_not_published")
    me = policies.own_id(by)
    _not_of_oneself(contact.agent_id, me)
    if QaSession.objects.filter(contact=contact, status=QaSession.Status.OPEN).exists():
        raise RuleViolation("performance.qa_contact_in_calibration")
    if QaReview.objects.filter(contact=contact, draw=None).exists():
        raise RuleViolation("performance.qa_contact_reviewed")
    row = QaReview.objects.create(
        contact=contact, agent_id=contact.agent_id, unit_id=contact.unit_id, day=contact.business_day, reviewer_id=me,
        version=version, origin=QaReview.Origin.PICKED, assigned_at=now,
    )  # fmt: skip
    policies.score.require(by, row)
    record(by, "performance.qa_review_begun", row, subject=row.agent_id)
    return row


@transaction.atomic
def save_review(*, review_id: int, answers: Mapping[str, Given], summary: str, by: Account) -> QaReview:
    """Keep what is there so far; the agent sees nothing of it."""
    row = _own_draft(review_id, by=by)
    _write(row, answers, summary)
    record(by, "performance.qa_review_saved", row)
    return row


@transaction.atomic
def submit_review(
    *, review_id: int, answers: Mapping[str, Given], summary: str, by: Account, now: datetime
) -> QaReview:
    """Hand it in: every item answered, every lost point with its reason. The agent sees it at once."""
    row, today = _own_draft(review_id, by=by), day_of(now)
    items = items_from(row.version.items)
    _insist_on_answers(items, answers)
    found = result_of(items, {key: given.points for key, given in answers.items()})
    if not found.possible:
        raise RuleViolation("performance.qa_nothing_applies")
    _write(row, answers, summary)
    row.status, row.submitted_at = Status.SUBMITTED, now
    row.earned, row.possible, row.fatal = found.earned, found.possible, found.fatal
    row.answer_by = last_day(today, ANSWER_DAYS.on(today))
    row.save()
    _tell_agent(row, now=now)
    if (
        row.draw_id
        and not QaReview.objects.filter(draw=row.draw_id, reviewer=row.reviewer_id, status=Status.DRAFT).exists()
    ):
        todos.settle(kind=TO_SCORE, key=row.draw_id, of=[row.reviewer_id])
    record(by, "performance.qa_review_submitted", row, subject=row.agent_id, earned=row.earned, possible=row.possible)
    return row


@transaction.atomic
def see_review(*, review_id: int, by: Account, now: datetime) -> QaReview:
    """The agent opened it. That is not agreeing to it."""
    row = _own_review(review_id, by=by)
    if row.seen_at is None:
        row.seen_at = now
        row.save(update_fields=["seen_at"])
        record(by, "performance.qa_review_seen", row)
    return row


@transaction.atomic
def acknowledge_review(*, review_id: int, by: Account, now: datetime) -> QaReview:
    """The agent agrees."""
    row = _own_review(review_id, by=by)
    if row.status != Status.SUBMITTED:
        raise RuleViolation("performance.qa_not_waiting")
    row.status, row.acknowledged_at = Status.ACKNOWLEDGED, now
    row.seen_at = row.seen_at or now
    row.save(update_fields=["status", "acknowledged_at", "seen_at"])
    todos.settle(kind=REVIEWED, key=row.pk)
    record(by, "performance.qa_review_acknowledged", row)
    return row


@transaction.atomic
def keep_words(*, review_id: int, words: str, recording_url: str, by: Account) -> QaTranscript:
    """Lay the words of the contact, or the place of its recording, beside the review."""
    row = _own_draft(review_id, by=by)
    kept, _new = QaTranscript.objects.update_or_create(
        review=row,
        defaults={
            "agent_id": row.agent_id, "unit_id": row.unit_id, "lines": lines_from(words),
            "recording_url": recording_url, "delivered_at": None,
        },
    )  # fmt: skip
    record(by, "performance.qa_words_kept", row, lines=len(kept.lines))
    return kept


@transaction.atomic
def ask_machine(*, review_id: int, by: Account, now: datetime) -> QaSuggestion:
    """Let the connected machine suggest points. They stand beside the review and are nobody's answer."""
    row, machine = _own_draft(review_id, by=by), qa_ports.scorer()
    if machine is None or not qa_ports.MACHINE_SUGGESTS.on(day_of(now)):
        raise RuleViolation("performance.qa_no_machine")
    points = dict(machine.suggest(row.contact_id, items_from(row.version.items)))
    made, _new = QaSuggestion.objects.update_or_create(
        review=row, defaults={"scorer": machine.name, "made_at": now, "points": points}
    )
    record(by, "performance.qa_machine_asked", row, scorer=machine.name)
    return made


def url_of(row: QaReview) -> str:
    """Where it stands."""
    return reverse("qa:review", args=[row.pk])


def _own_draft(review_id: int, *, by: Account) -> QaReview:
    """The draft, locked, of whoever reviews it."""
    rows = policies.visible(by).select_for_update(of=("self",)).select_related("version", "draw")
    row = rows.get(pk=review_id)
    if row.reviewer_id != policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.score.name)
    policies.score.require(by, row)
    if row.status != Status.DRAFT:
        raise RuleViolation("performance.qa_submitted_already")
    return row


def _own_review(review_id: int, *, by: Account) -> QaReview:
    """The submitted review, locked, of the agent it is about."""
    row = policies.visible(by).select_for_update(of=("self",)).get(pk=review_id)
    if row.agent_id != policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.read.name)
    return row


def _not_of_oneself(agent_id: int | None, me: int) -> None:
    if agent_id == me:
        raise RuleViolation("performance.qa_own_contact")


def _insist_on_answers(items: list[Item], answers: Mapping[str, Given]) -> None:
    missing = [item for item in items if item.key not in answers]
    if missing:
        raise RuleViolation("performance.qa_unanswered", item=missing[0].text, more=len(missing) - 1)
    for item in items:
        given = answers[item.key]
        insist_on_sense(item, given)
        if given.points is not None and given.points < item.most and not (given.note or given.quote).strip():
            raise RuleViolation("performance.qa_lost_without_words", item=item.text)


def insist_on_sense(item: Item, given: Given) -> None:
    """Points that the item offers; "does not apply" only where it may be said."""
    fits = item.optional if given.points is None else 0 <= given.points <= item.most
    if not fits:
        raise RuleViolation("performance.qa_points_out_of_range", item=item.text, most=item.most)


def _write(row: QaReview, answers: Mapping[str, Given], summary: str) -> None:
    by_key = {item.key: item for item in items_from(row.version.items)}
    known = {key: given for key, given in answers.items() if key in by_key}
    for key, given in known.items():
        insist_on_sense(by_key[key], given)
    QaAnswer.objects.filter(review=row).delete()
    QaAnswer.objects.bulk_create(
        QaAnswer(
            review=row, item=key, points=given.points, note=given.note.strip(), quote=given.quote.strip(),
            second=given.second,
        )
        for key, given in known.items()
    )  # fmt: skip
    row.summary = summary.strip()
    row.save(update_fields=["summary"])


def _tell_agent(row: QaReview, *, now: datetime) -> None:
    assert row.answer_by is not None  # a submitted review has it
    title, url = _("A contact of yours was reviewed"), url_of(row)
    due_at = end_of(row.answer_by)
    todos.put(kind=REVIEWED, key=row.pk, to=[row.agent_id], title=title, url=url, now=now, due_at=due_at)
    notify.send(to=row.agent, kind=REVIEWED, title=title, body=row.version.form.name, url=url)
