"""Asking those whom a change will bind, before it does: opinions on the draft, answers, and a talk with who speaks for
them."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import (
    Announcement,
    AnnouncementVersion,
    StaffConsultation,
    StaffOpinion,
)
from dengta.domains.communication.selectors.announcements import (
    audience_of,
    in_writing,
    latest_consultation,
    own_opinion,
)
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.announcement_kinds import CONSULTED, OPINION
from dengta.domains.communication.services.announcements import locked
from dengta.domains.communication.services.consultations import MOST_WITHOUT, R_044, insist_on_days
from dengta.domains.people.models import Account, Employee
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation


def insist_on_consultation(announcement: Announcement, version: AnnouncementVersion, *, today: date) -> None:
    """Refuse a rule on the staff's own interests before the draft was open to all of them for their days to answer, the
    time is over, and it was talked over with who speaks for them (Labour Contract Law, article 4)."""
    if not announcement.staff_interest or not _binds_anew(announcement, version):
        return
    asked = latest_consultation(announcement, version.number)
    R_044.refuse(when=asked is None, code="communication.consultation_missing")
    if asked is None:
        return
    R_044.refuse(when=asked.closes_on >= today, code="communication.staff_consultation_running")
    insist_on_days(asked_at=asked.opened_at, until=asked.closes_on, day=today)
    R_044.refuse(when=asked.negotiated_on is None, code="communication.consultation_not_negotiated")


def should_consult(announcement: Announcement, version: AnnouncementVersion, *, people: int, today: date) -> bool:
    """Whether the author is advised to ask first: a policy change for many that was put before nobody."""
    if announcement.kind != Announcement.Kind.POLICY or not _binds_anew(announcement, version):
        return False
    asked = latest_consultation(announcement, version.number) is not None
    return R_044.warns(when=not asked and people > MOST_WITHOUT.on(today))


def _binds_anew(announcement: Announcement, version: AnnouncementVersion) -> bool:
    """Whether this version asks people for something: the first, and each that has to be confirmed anew."""
    return version.asks_again or not announcement.version


@transaction.atomic
def open_consultation(*, announcement_id: int, closes_on: date, by: Account, now: datetime) -> StaffConsultation:
    """Put the version in writing before everybody it is for, until the end of a day."""
    announcement = locked(announcement_id, by=by)
    version = in_writing(announcement)
    if version is None:
        raise RuleViolation("communication.announcement_nothing_in_writing")
    today = day_of(now)
    insist_on_days(asked_at=now, until=closes_on, day=today)
    people = list(audience_of(announcement, today).values_list("pk", flat=True))
    if not people:
        raise RuleViolation("communication.announcement_nobody")
    running = latest_consultation(announcement, version.number)
    if running is not None and running.closes_on >= today:
        raise RuleViolation("communication.staff_consultation_running")
    consultation = StaffConsultation.objects.create(
        announcement=announcement, version=version.number, opened_at=now, closes_on=closes_on, body=version.body
    )
    StaffOpinion.objects.bulk_create(
        [StaffOpinion(consultation=consultation, employee_id=pk) for pk in people], batch_size=1000
    )
    url = reverse("announcements:opinion", args=[announcement.pk])
    todos.settle(kind=OPINION, key=announcement.pk)
    todos.put(
        kind=OPINION, key=announcement.pk, to=people, title=version.title, url=url, now=now, due_at=end_of(closes_on)
    )
    notify.send_many(
        to=Employee.objects.filter(pk__in=people, account__isnull=False).select_related("account"),
        broadcast=True, kind=CONSULTED, title=version.title,
        body=_("Your opinion on this draft is asked for."), url=url,
    )  # fmt: skip
    record(by, "communication.consultation_opened", announcement, people=len(people), closes_on=closes_on)
    return consultation


@transaction.atomic
def say_opinion(*, announcement_id: int, text: str, by: Account, now: datetime) -> StaffOpinion:
    """What one of those asked thinks of the draft; it can be put in other words until the day is over."""
    opinion = own_opinion(by, announcement_id)
    if opinion.consultation.closes_on < day_of(now):
        raise RuleViolation("communication.staff_consultation_over", day=opinion.consultation.closes_on)
    if not text.strip():
        raise RuleViolation("communication.opinion_empty")
    opinion.text, opinion.said_at = text.strip(), now
    opinion.save(update_fields=["text", "said_at"])
    todos.settle(kind=OPINION, key=announcement_id, of=[opinion.employee_id])
    record(by, "communication.opinion_said", opinion, subject=opinion.employee_id)
    return opinion


@transaction.atomic
def answer_opinion(*, opinion_id: int, answer: str, by: Account, now: datetime) -> StaffOpinion:
    """The author says what becomes of it; a "no" needs its reason, so every answer has words."""
    opinion = (
        StaffOpinion.objects.select_for_update(of=("self",))
        .select_related("consultation", "employee__account")
        .get(pk=opinion_id)
    )
    announcement = locked(opinion.consultation.announcement_id, by=by)
    if opinion.said_at is None:
        raise NotAllowed("not_allowed", right="communication.answer_opinion")
    if not answer.strip():
        raise RuleViolation("communication.answer_empty")
    opinion.answer, opinion.answered_at = answer.strip(), now
    opinion.save(update_fields=["answer", "answered_at"])
    record(by, "communication.opinion_answered", opinion, subject=opinion.employee_id)
    notify.send(
        to=opinion.employee, kind=CONSULTED, title=_("Your opinion was answered"), body=answer.strip(),
        url=reverse("announcements:opinion", args=[announcement.pk]),
    )  # fmt: skip
    return opinion


@transaction.atomic
def record_negotiation(
    *, announcement_id: int, negotiated_with: str, on: date, outcome: str, by: Account, now: datetime
) -> StaffConsultation:
    """With whom of the union or the staff's representatives it was talked over, when, and what came of it."""
    announcement = locked(announcement_id, by=by)
    consultation = StaffConsultation.objects.select_for_update().filter(announcement=announcement).latest("pk")
    if not negotiated_with.strip() or not outcome.strip():
        raise RuleViolation("communication.negotiation_incomplete")
    if not day_of(consultation.opened_at) <= on <= day_of(now):
        raise RuleViolation("communication.negotiation_day")
    consultation.negotiated_with, consultation.negotiated_on = negotiated_with.strip(), on
    consultation.outcome = outcome.strip()
    consultation.save(update_fields=["negotiated_with", "negotiated_on", "outcome"])
    record(by, "communication.negotiated", announcement, negotiated_with=negotiated_with, on=on, outcome=outcome)
    return consultation
