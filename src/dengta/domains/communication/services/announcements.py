"""Writing an announcement: drafted, published, put into new words, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from dengta.domains.communication.models import (
    AffectedTopic,
    Announcement,
    AnnouncementVersion,
    AudienceLine,
    StaffOpinion,
    TestQuestion,
)
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.selectors.announcements import in_writing
from dengta.domains.communication.selectors.audience import audience_sources, topic_choices
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.announcement_kinds import CONFIRM, ESCALATED, OPINION, READ, REMINDED, TOLD
from dengta.domains.people.models import Account, Unit
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation


@dataclass(frozen=True)
class Words:
    """What is said, and by when it is to be confirmed."""

    title: str
    body: str
    change_note: str = ""
    asks_again: bool = True
    confirm_by: datetime | None = None
    effective_at: datetime | None = None


@dataclass(frozen=True)
class Frame:
    """Of which class it is, for whom, and what hangs on it."""

    kind: str
    units: Sequence[int]
    audience: Mapping[str, Sequence[str]] = field(default_factory=dict)
    topics: Sequence[str] = ()
    needs_confirmation: bool = False
    gates_queue: bool = False
    staff_interest: bool = False


@transaction.atomic
def draft_announcement(*, words: Words, frame: Frame, by: Account, now: datetime) -> Announcement:
    """Begin an announcement; nobody sees it but its author."""
    announcement = Announcement(author=by, created_at=now)
    _frame(announcement, frame, by=by, now=now)
    _write(announcement, words, by=by)
    record(by, "communication.announcement_drafted", announcement, title=words.title, kind=frame.kind)
    return announcement


@transaction.atomic
def edit_announcement(
    *, announcement_id: int, words: Words, frame: Frame | None, by: Account, now: datetime
) -> Announcement:
    """Change a draft; of what is published, write the next version, whose frame stays as it is."""
    announcement = locked(announcement_id, by=by)
    if announcement.status == Announcement.Status.WITHDRAWN:
        raise RuleViolation("communication.announcement_withdrawn")
    if announcement.status == Announcement.Status.DRAFT:
        if frame is not None:
            _frame(announcement, frame, by=by, now=now)
    elif not words.change_note.strip():
        raise RuleViolation("communication.announcement_change_missing")
    _write(announcement, words, by=by)
    record(by, "communication.announcement_edited", announcement, title=words.title)
    return announcement


@transaction.atomic
def withdraw_announcement(*, announcement_id: int, reason: str, by: Account, now: datetime) -> Announcement:
    """Take it back: nothing is asked any more, and what was confirmed stays on record."""
    announcement = locked(announcement_id, by=by)
    if not announcement.is_published:
        raise RuleViolation("communication.announcement_not_published")
    if not reason.strip():
        raise RuleViolation("communication.announcement_reason_missing")
    announcement.status, announcement.withdrawn_at = Announcement.Status.WITHDRAWN, now
    announcement.withdrawn_reason = reason.strip()
    announcement.save(update_fields=["status", "withdrawn_at", "withdrawn_reason"])
    announcement.versions.filter(published_at=None).delete()
    for kind in (CONFIRM, READ, ESCALATED):
        todos.settle(kind=kind, key=announcement.pk)
    end_buttons(announcement, now=now)
    record(by, "communication.announcement_withdrawn", announcement, reason=reason.strip())
    return announcement


def end_buttons(announcement: Announcement, *, now: datetime) -> None:
    """The buttons of cards and e-mails that are out say from now on that their time is over."""
    url = reverse("announcements:one", args=[announcement.pk])
    notify.end_questions(kinds=(TOLD, REMINDED), url=url, now=now)


@transaction.atomic
def discard_draft(*, announcement_id: int, by: Account) -> None:
    """Throw away what was never published: the draft, or the version that was being written."""
    announcement = locked(announcement_id, by=by)
    version = in_writing(announcement)
    if version is None:
        raise RuleViolation("communication.announcement_nothing_in_writing")
    said = StaffOpinion.objects.filter(consultation__announcement=announcement, said_at__isnull=False)
    if said.filter(consultation__version=version.number).exists():
        raise RuleViolation("communication.draft_has_opinions")
    record(by, "communication.announcement_discarded", announcement, title=version.title)
    if announcement.status == Announcement.Status.DRAFT:
        todos.settle(kind=OPINION, key=announcement.pk)
        announcement.delete()
    else:
        version.delete()


def locked(announcement_id: int, *, by: Account) -> Announcement:
    """The announcement, locked, for somebody who may write it; the draft of somebody else is nobody's business."""
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    policies.write.require(by, announcement)
    if announcement.status == Announcement.Status.DRAFT and announcement.author_id != by.pk:
        raise NotAllowed("not_allowed", right=policies.write.name)
    return announcement


def writable_version(announcement: Announcement, *, by: Account) -> AnnouncementVersion:
    """The version that is being written; a new one with the words, the dates and the test of the last where none is."""
    version = in_writing(announcement)
    if version is not None:
        return version
    last = announcement.versions.get(number=announcement.version)
    fresh = AnnouncementVersion.objects.create(
        announcement=announcement, number=announcement.version + 1, title=last.title, body=last.body, written_by=by,
        confirm_by=last.confirm_by, effective_at=last.effective_at,
    )  # fmt: skip
    asked = TestQuestion.objects.filter(version__announcement=announcement, version__number=announcement.asked_version)
    TestQuestion.objects.bulk_create(
        TestQuestion(version=fresh, text=q.text, options=q.options, right=q.right, explanation=q.explanation)
        for q in asked
    )
    return fresh


def _write(announcement: Announcement, words: Words, *, by: Account) -> None:
    if not words.title.strip() or not words.body.strip():
        raise RuleViolation("communication.announcement_empty")
    if announcement.version:
        version = writable_version(announcement, by=by)
    else:
        announcement.title, announcement.confirm_by = words.title, words.confirm_by
        announcement.effective_at = words.effective_at
        announcement.save()
        version = in_writing(announcement) or AnnouncementVersion(announcement=announcement, number=1)
    for name, value in asdict(words).items():
        setattr(version, name, value)
    if announcement.version and not words.asks_again:
        # Those who have confirmed confirmed these dates.
        version.confirm_by, version.effective_at = announcement.confirm_by, announcement.effective_at
    version.written_by = by
    version.save()


def _frame(announcement: Announcement, frame: Frame, *, by: Account, now: datetime) -> None:
    units = policies.address.scope(by, Unit.objects.filter(pk__in=frame.units, closed_on=None))
    if units.count() != len(set(frame.units)):
        raise NotAllowed("not_allowed", right=policies.address.name)
    if not frame.units:
        raise RuleViolation("communication.announcement_nobody")
    _insist_known(frame, by=by, now=now)
    announcement.kind, announcement.needs_confirmation = frame.kind, frame.needs_confirmation
    announcement.gates_queue, announcement.staff_interest = frame.gates_queue, frame.staff_interest
    announcement.save()
    announcement.units.set(frame.units)
    announcement.audience.all().delete()
    AudienceLine.objects.bulk_create(
        AudienceLine(announcement=announcement, source=source, key=key)
        for source, keys in frame.audience.items()
        for key in dict.fromkeys(keys)
    )
    announcement.topics.all().delete()
    AffectedTopic.objects.bulk_create(
        AffectedTopic(announcement=announcement, key=key) for key in dict.fromkeys(frame.topics)
    )


def _insist_known(frame: Frame, *, by: Account, now: datetime) -> None:
    """Nothing may be named that the author was not offered."""
    today = day_of(now)
    offered = {s.name: {choice.key for choice in s.choices(by, today)} for s in audience_sources()}
    topics = {key for _label, choices in topic_choices(by, today) for key, _name in choices}
    known = all(set(keys) <= offered.get(source, set()) for source, keys in frame.audience.items())
    if not known or not set(frame.topics) <= topics:
        raise RuleViolation("communication.announcement_unknown_choice")
