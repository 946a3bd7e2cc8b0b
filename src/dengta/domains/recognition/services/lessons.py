"""From a closed case to something everybody can learn from, told without anybody in it (R-159, H21)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.library import ClauseText, issue_document
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.recognition.events import LessonReleased
from dengta.domains.recognition.models import Lesson, LessonQuestion
from dengta.domains.recognition.policies import lessons as policies
from dengta.domains.recognition.selectors.lessons import found_in
from dengta.foundation import events
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_159 = Rule("R-159", _("A lesson is published only after anonymising and a privacy check"))
RELEASE = "recognition.release_lesson"
MOST_QUESTIONS = 3
LOOKED_AT_AGAIN = timedelta(days=365)
State = Lesson.State


@dataclass(frozen=True, slots=True)
class Story:
    """The words of a lesson."""

    title: str
    text: str
    advice: str


@transaction.atomic
def write_lesson(*, case_id: int, unit: Unit, story: Story, by: Account, now: datetime) -> Lesson:
    """Begin a lesson from a closed case. The record of the case does not name it; nor does the lesson lead back."""
    case = policies.cases(by).select_for_update(of=("self",)).get(pk=case_id)
    _insist_on_words(story)
    lesson = Lesson.objects.create(case=case, unit=unit, written_by=by, written_at=now, **_written(story))
    record(by, "recognition.lesson_written", lesson)
    return lesson


@transaction.atomic
def change_lesson(*, lesson_id: int, unit: Unit, story: Story, by: Account) -> Lesson:
    """Other words, before it waits for the second person."""
    lesson = _locked(lesson_id, State.DRAFT, by=by)
    _insist_on_words(story)
    lesson.unit, lesson.title, lesson.text, lesson.advice = unit, *_written(story).values()
    lesson.save(update_fields=["unit", "title", "text", "advice"])
    record(by, "recognition.lesson_changed", lesson)
    return lesson


@transaction.atomic
def add_question(
    *, lesson_id: int, question: str, right: str, wrong: str, wrong_too: str, by: Account, why: str = ""
) -> LessonQuestion:
    """A question on it, three at most."""
    lesson = _locked(lesson_id, State.DRAFT, by=by)
    number = lesson.questions.count() + 1
    if number > MOST_QUESTIONS:
        raise RuleViolation("recognition.lesson_questions", most=MOST_QUESTIONS)
    if not all(one.strip() for one in (question, right, wrong, wrong_too)):
        raise RuleViolation("recognition.text_missing")
    row = LessonQuestion.objects.create(
        lesson=lesson, number=number, question=question.strip(), right=right.strip(), wrong=wrong.strip(),
        wrong_too=wrong_too.strip(), why=why.strip(),
    )  # fmt: skip
    record(by, "recognition.lesson_changed", lesson, question=number)
    return row


@transaction.atomic
def submit_lesson(*, lesson_id: int, by: Account, now: datetime) -> Lesson:
    """Give it to a second person, once nothing in it says who it is about."""
    lesson = _locked(lesson_id, State.DRAFT, by=by)
    _insist_on_privacy(lesson)
    lesson.state, lesson.returned_why = State.SUBMITTED, ""
    lesson.save(update_fields=["state", "returned_why"])
    todos.put(
        kind=RELEASE, key=lesson.pk, to=[one.pk for one in _second_persons(lesson, now)],
        title=_("A lesson to read before it comes out"), url=page_of(lesson), now=now,
    )  # fmt: skip
    record(by, "recognition.lesson_submitted", lesson)
    return lesson


@transaction.atomic
def return_lesson(*, lesson_id: int, why: str, by: Account) -> Lesson:
    """Back to whoever wrote it, with what still gives somebody away or does not help."""
    lesson = _locked(lesson_id, State.SUBMITTED, by=by)
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    if lesson.written_by_id != by.pk:
        policies.release.require(by, lesson)
    lesson.state, lesson.returned_why = State.DRAFT, why.strip()
    lesson.save(update_fields=["state", "returned_why"])
    todos.settle(kind=RELEASE, key=lesson.pk)
    # That it went back, not why: what still gives somebody away would stand in the record for ever.
    record(by, "recognition.lesson_returned", lesson)
    return lesson


@transaction.atomic
def release_lesson(*, lesson_id: int, by: Account, now: datetime) -> Lesson:
    """The second person lets it out, after the same check: as reading in the library, which knows nothing of a case,
    nor of who let it out, who may answer for the very unit it happened in. Its questions are asked beside it."""
    lesson = _locked(lesson_id, State.SUBMITTED, by=by)
    policies.release.require(by, lesson)
    if lesson.written_by_id == by.pk:
        raise RuleViolation("recognition.lesson_same_person")
    policies.come_out_in.require(by, lesson.unit)
    _insist_on_privacy(lesson)
    lesson.state, lesson.released_by, lesson.released_at = State.RELEASED, by, now
    lesson.document = issue_document(
        number=f"XX-{lesson.pk:04d}", title=lesson.title, kind="sop",
        unit=lesson.unit, owner=_owner(lesson, by, now), review_on=day_of(now) + LOOKED_AT_AGAIN,
        clauses=[ClauseText("1", lesson.text), ClauseText("2", lesson.advice)], by=None, now=now,
    )  # fmt: skip
    lesson.save(update_fields=["state", "released_by", "released_at", "document"])
    todos.settle(kind=RELEASE, key=lesson.pk)
    record(by, "recognition.lesson_released", lesson)
    events.publish(LessonReleased(lesson.pk, lesson.document.pk, lesson.unit_id, lesson.questions.count(), now))
    return lesson


def page_of(lesson: Lesson) -> str:
    """Its address, for those who work on it."""
    return reverse("conduct:lesson", args=[lesson.pk])


def _owner(lesson: Lesson, by: Account, now: datetime) -> Employee:
    """Who looks after it from now on: HR or who leads the house, as of any other reading."""
    found = accounts_holding(Role.HR, Role.EXECUTIVE, above=lesson.unit_id, day=day_of(now))
    people = Employee.objects.filter(account__in=found).exclude(pk=lesson.case.employee_id)
    return people.order_by("pk").first() or by.employee


def _second_persons(lesson: Lesson, now: datetime) -> list[Employee]:
    """Who may let it out: supervisors of the case's unit and HR, without the writer and the person."""
    accounts = accounts_holding(Role.SUPERVISOR, Role.HR, above=lesson.case.unit_id, day=day_of(now))
    rows = Employee.objects.filter(account__in=accounts).exclude(account=lesson.written_by_id)
    return list(rows.exclude(pk=lesson.case.employee_id).order_by("pk"))


def _insist_on_privacy(lesson: Lesson) -> None:
    found = found_in(lesson)
    R_159.refuse(
        when=bool(found), code="recognition.lesson_gives_away",
        words=str(_(", ")).join(one.words for one in found[:5]), count=len(found),
    )  # fmt: skip


def _insist_on_words(story: Story) -> None:
    if not (story.title.strip() and story.text.strip() and story.advice.strip()):
        raise RuleViolation("recognition.text_missing")


def _written(story: Story) -> dict[str, str]:
    return {"title": story.title.strip(), "text": story.text.strip(), "advice": story.advice.strip()}


def _locked(lesson_id: int, *states: str, by: Account) -> Lesson:
    rows = policies.visible(by).select_for_update(of=("self",)).select_related("case__version__clause", "unit")
    lesson = rows.get(pk=lesson_id)
    if lesson.state == State.DRAFT and not policies.write.allows(by, lesson):
        raise NotAllowed("not_allowed", right=policies.write.name)
    if lesson.state not in states:
        raise RuleViolation("recognition.lesson_not_now", state=lesson.get_state_display())
    return lesson
