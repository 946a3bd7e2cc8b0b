"""How an edition is put before the staff and settled with them (Labour Contract Law, article 4)."""

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.consultations import insist_on_days
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Edition, EditionComment
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors.editions import digest_of, unanswered
from dengta.domains.recognition.selectors.signatures import bound_by
from dengta.domains.recognition.services.asking import ask_staff, page_of
from dengta.domains.recognition.services.locked import locked_edition, written_edition
from dengta.domains.recognition.services.notices import COMMENT, MINUTES, TOLD
from dengta.foundation import notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.files.services import MEGABYTE, store

State = Edition.State
MOST_MINUTES = 20 * MEGABYTE


@transaction.atomic
def open_consultation(*, edition_id: int, closes_on: date, by: Account, now: datetime) -> Edition:
    """Put the draft before everybody it will bind, who may comment on it until the end of a day."""
    edition = written_edition(edition_id, State.DRAFT, by=by)
    today = day_of(now)
    if not edition.versions.exists() and not edition.ends.exists():
        raise RuleViolation("recognition.edition_empty")
    insist_on_days(asked_at=now, until=closes_on, day=today)
    edition.state, edition.opened_at, edition.closes_on = State.CONSULTATION, now, closes_on
    edition.digest = digest_of(edition)
    edition.save(update_fields=["state", "opened_at", "closes_on", "digest"])
    ask_staff(edition, now=now)
    record(by, "recognition.consultation_opened", edition, closes_on=closes_on, digest=edition.digest)
    return edition


@transaction.atomic
def comment_on(*, edition_id: int, text: str, by: Account, now: datetime) -> EditionComment:
    """Somebody whom the book will bind says what they think of the draft."""
    edition = locked_edition(edition_id, State.CONSULTATION)
    today, me = day_of(now), facts_of(by).employee_id
    if me is None or not bound_by(edition.book, today).filter(pk=me).exists():
        raise NotAllowed("not_allowed", right=policies.see_editions.name)
    assert edition.closes_on is not None, "the draft is before the staff"
    if edition.closes_on < today:
        raise RuleViolation("recognition.consultation_over", day=edition.closes_on)
    if not text.strip():
        raise RuleViolation("recognition.text_missing")
    comment = EditionComment.objects.create(edition=edition, employee_id=me, text=text.strip(), said_at=now)
    todos.settle(kind=COMMENT, key=edition.pk, of=[me])
    record(by, "recognition.comment_said", comment, subject=me)
    return comment


@transaction.atomic
def answer_comment(*, comment_id: int, answer: str, by: Account, now: datetime) -> EditionComment:
    """Say what becomes of a comment; everybody reads it, and the person is told."""
    comment = (
        EditionComment.objects.select_for_update(of=("self",)).select_related("employee__account").get(pk=comment_id)
    )
    edition = written_edition(comment.edition_id, by=by)
    if not answer.strip():
        raise RuleViolation("recognition.text_missing")
    comment.answer, comment.answered_at, comment.answered_by = answer.strip(), now, by
    comment.save(update_fields=["answer", "answered_at", "answered_by"])
    notify.send(
        to=comment.employee, kind=TOLD, title=_("Your comment on the draft rules is answered"), body=comment.answer,
        url=page_of(edition),
    )  # fmt: skip
    record(by, "recognition.comment_answered", comment, subject=comment.employee_id)
    return comment


@transaction.atomic
def settle_edition(
    *, edition_id: int, procedure: str, held_on: date, participants: int, union_opinion: str, minutes: File[bytes],
    by: Account, now: datetime,
) -> Edition:  # fmt: skip
    """Enter how the assembly or the representatives settled it: the words that were before the staff, which stay as
    they are from now on."""
    edition = written_edition(edition_id, State.CONSULTATION, by=by)
    assert edition.closes_on is not None, "the draft is before the staff"
    if not edition.closes_on < held_on <= day_of(now):
        raise RuleViolation("recognition.procedure_day", day=edition.closes_on)
    if digest_of(edition) != edition.digest:
        raise RuleViolation("recognition.words_differ_from_consulted")
    waiting = unanswered(edition)
    if waiting:
        raise RuleViolation("recognition.comments_unanswered", count=waiting)
    if participants < 1 or not union_opinion.strip():
        raise RuleViolation("recognition.procedure_incomplete")
    edition.minutes = store(
        minutes, name=minutes.name or "minutes.pdf", purpose=MINUTES, kinds=("pdf", "png", "jpeg"),
        most_bytes=MOST_MINUTES, by=by,
    )  # fmt: skip
    edition.state, edition.settled_at = State.SETTLED, now
    edition.procedure, edition.held_on, edition.participants = procedure, held_on, participants
    edition.union_opinion = union_opinion.strip()
    edition.save()
    todos.settle(kind=COMMENT, key=edition.pk)
    record(
        by, "recognition.edition_settled", edition, procedure=procedure, held_on=held_on, participants=participants,
        minutes=edition.minutes.sha256, digest=edition.digest,
    )  # fmt: skip
    return edition


@transaction.atomic
def back_to_draft(*, edition_id: int, why: str, by: Account) -> Edition:
    """Take it back to the desk before it is out; what was said stays, and the staff is asked anew."""
    edition = written_edition(edition_id, State.CONSULTATION, State.SETTLED, by=by)
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    edition.state, edition.opened_at, edition.closes_on, edition.changed_on = State.DRAFT, None, None, None
    edition.procedure, edition.held_on, edition.participants, edition.union_opinion = "", None, None, ""
    edition.minutes = edition.settled_at = edition.effective_on = edition.submitted_at = edition.submitted_by = None
    edition.digest = ""
    edition.save()
    todos.settle(kind=COMMENT, key=edition.pk)
    record(by, "recognition.edition_back_to_draft", edition, why=why.strip())
    return edition


@transaction.atomic
def withdraw_edition(*, edition_id: int, why: str, by: Account, now: datetime) -> Edition:
    """Drop a draft: nothing of it ever held, and the codes of its new clauses are free again."""
    edition = written_edition(edition_id, State.DRAFT, by=by)
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    edition.state, edition.withdrawn_at, edition.withdrawn_why = State.WITHDRAWN, now, why.strip()
    edition.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
    record(by, "recognition.edition_withdrawn", edition, why=edition.withdrawn_why)
    return edition
