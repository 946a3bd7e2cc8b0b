"""Surveys: sent, answered. Whom an answer is about is settled when the survey is sent, and never again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dengta.domains.service.models import Contact, Source, Survey
from dengta.domains.service.services.about import AboutBatch, marks_about
from dengta.domains.service.services.bulk import insert_objects
from dengta.domains.service.services.marks import mark_dirty
from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.zones import local_day

# What a survey may ask: satisfaction, recommendation, effort, and whether the matter was solved.
QUESTIONS = ("csat", "nps", "ces", "solved")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSurvey:
    """A survey as a source tells it.

    With a known `contact` (its number in the same source) the rest is read there, unless the row says it itself: what
    the row says of the agent was true when the survey was sent.
    """

    external_id: str
    sent_at: datetime
    contact: str = ""
    agent: int | None = None
    queue: int | None = None
    channel: int | None = None
    type: int | None = None
    shift: int = 0
    answered_at: datetime | None = None
    csat: int | None = None
    nps: int | None = None
    ces: int | None = None
    solved: bool | None = None


@transaction.atomic
def add_surveys(*, source: Source, surveys: Sequence[NewSurvey], origin: str, by: Actor | None = None) -> int:
    """Add surveys, answered or not yet; returns how many. Marks the sums of the days they were sent on."""
    batch = AboutBatch(source, surveys)
    rows = [_row(survey, batch) for survey in surveys]
    insert_objects(Survey, rows)
    mark_dirty(marks_about(rows), origin=origin)
    if rows:
        record(by, "service.surveys_added", source, rows=len(rows), origin=origin)
    return len(rows)


def _row(survey: NewSurvey, batch: AboutBatch) -> Survey:
    contact = batch.contacts.get(survey.contact)
    return Survey(
        **batch.fields(survey, survey.sent_at),
        shift=survey.shift or (contact.shift if contact else 0),
        sent_at=survey.sent_at,
        answered_at=survey.answered_at,
        csat=survey.csat,
        nps=survey.nps,
        ces=survey.ces,
        solved=survey.solved,
    )


@transaction.atomic
def send_survey(*, contact_id: int, external_id: str, at: datetime, origin: str, by: Actor | None = None) -> Survey:
    """Note that a survey goes out for a contact, with the agent and team who serve it at this moment."""
    contact = Contact.objects.select_related("source").get(pk=contact_id)
    survey = Survey.objects.create(
        source=contact.source,
        external_id=external_id,
        contact=contact,
        agent_id=contact.agent_id,
        unit_id=contact.unit_id,
        queue_id=contact.queue_id,
        channel=contact.channel,
        type_id=contact.type_id,
        shift=contact.shift,
        day=local_day(at, ZoneInfo(contact.source.time_zone)),
        sent_at=at,
    )
    mark_dirty(marks_about([survey]), origin=origin)
    record(by, "service.survey_sent", survey, subject=survey.agent_id, contact=contact.pk)
    return survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a customer answered, and when."""

    answered_at: datetime
    csat: int | None = None
    nps: int | None = None
    ces: int | None = None
    solved: bool | None = None


@transaction.atomic
def record_answers(
    *,
    source: Source,
    answers: dict[str, Answer],
    origin: str,
    by: Actor | None = None,
    unsaid: Collection[str] = (),
) -> int:
    """Add answers to surveys sent earlier (by their number); the agent and team noted at sending stay.

    `unsaid` are questions of which the source says nothing: what was answered to them stays.
    """
    told = [name for name in ("answered_at", *QUESTIONS) if name not in unsaid]
    rows = list(Survey.objects.select_for_update().filter(source=source, external_id__in=answers))
    for row in rows:
        answer = answers[row.external_id]
        for name in told:
            setattr(row, name, getattr(answer, name))
    Survey.objects.bulk_update(rows, told, batch_size=500)
    mark_dirty(marks_about(rows), origin=origin)
    if rows:
        record(by, "service.answers_recorded", source, rows=len(rows), origin=origin)
    return len(rows)
