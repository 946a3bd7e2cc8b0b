"""The points of a meeting: cases, awards and actions, and what becomes of them."""

from datetime import date, datetime

from django.db import transaction

from dengta.domains.communication.models import CaseReader, MeetingAction, MeetingAward, MeetingCase
from dengta.domains.communication.policies import meetings as policies
from dengta.domains.communication.selectors.crews import members
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.meetings import open_meeting
from dengta.domains.people.models import Account, Employee
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

POINTS = {"case": MeetingCase, "award": MeetingAward, "action": MeetingAction}


@transaction.atomic
def add_case(
    *, meeting_id: int, kind: str, title: str, what: str, lesson: str, employee: Employee | None, by: Account
) -> MeetingCase:
    """Tell a service case. Only praise names a colleague: nobody's mistake is put before the team by name."""
    meeting = open_meeting(meeting_id, by=by)
    if not all(text.strip() for text in (title, what, lesson)):
        raise RuleViolation("communication.case_incomplete")
    if kind == MeetingCase.Kind.PRAISED and employee is None:
        raise RuleViolation("communication.praise_needs_a_name")
    if kind == MeetingCase.Kind.LESSON and employee is not None:
        raise RuleViolation("communication.lesson_names_nobody")
    if employee is not None:
        _of_the_team(employee, meeting.unit_id, meeting.held_on)
    case = MeetingCase.objects.create(
        meeting=meeting, kind=kind, title=title.strip(), what=what.strip(), lesson=lesson.strip(), employee=employee
    )
    subject = employee.pk if employee else None
    record(by, "communication.case_added", meeting, subject=subject, case=case.pk, title=case.title)
    return case


@transaction.atomic
def add_award(*, meeting_id: int, employee: Employee, title: str, reason: str, by: Account) -> MeetingAward:
    """Honour somebody at the meeting, and say what for."""
    meeting = open_meeting(meeting_id, by=by)
    if not title.strip() or not reason.strip():
        raise RuleViolation("communication.award_needs_reason")
    _of_the_team(employee, meeting.unit_id, meeting.held_on)
    award = MeetingAward.objects.create(meeting=meeting, employee=employee, title=title.strip(), reason=reason.strip())
    record(by, "communication.award_added", meeting, subject=employee.pk, title=award.title)
    return award


@transaction.atomic
def add_action(*, meeting_id: int, what: str, owner: Employee, due_on: date, by: Account) -> MeetingAction:
    """Note who does what until when. It waits for the owner once the minutes are published."""
    meeting = open_meeting(meeting_id, by=by)
    if not what.strip():
        raise RuleViolation("communication.meeting_text_missing")
    if due_on < meeting.held_on:
        raise RuleViolation("communication.action_due_before_meeting")
    _of_the_team(owner, meeting.unit_id, meeting.held_on)
    action = MeetingAction.objects.create(meeting=meeting, what=what.strip(), owner=owner, due_on=due_on)
    record(by, "communication.action_added", meeting, subject=owner.pk, what=action.what, due_on=due_on)
    return action


@transaction.atomic
def remove_point(*, meeting_id: int, sort: str, point_id: int, by: Account) -> None:
    """Take a case, an award or an action out again while the minutes are a draft."""
    meeting = open_meeting(meeting_id, by=by)
    point = POINTS[sort]._default_manager.get(pk=point_id, meeting=meeting)
    record(by, "communication.point_removed", meeting, sort=sort, what=str(point))
    point.delete()


@transaction.atomic
def finish_action(*, action_id: int, note: str, by: Account, now: datetime) -> MeetingAction:
    """The owner, or whoever leads the team, says what came of it."""
    action = MeetingAction.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=action_id)
    policies.finish_actions.require(by, action)
    if action.done_at is not None:
        raise RuleViolation("communication.action_done_already")
    if action.meeting.is_open:
        raise RuleViolation("communication.minutes_not_published")
    if not note.strip():
        raise RuleViolation("communication.meeting_outcome_missing")
    action.done_at, action.done_note = now, note.strip()
    action.save(update_fields=["done_at", "done_note"])
    todos.settle(kind="meetings.action", key=action.pk)
    record(by, "communication.action_finished", action, subject=action.owner_id, note=action.done_note)
    return action


@transaction.atomic
def read_case(*, case_id: int, by: Account, now: datetime) -> CaseReader:
    """Somebody of the team has read the learning item. Said twice, the first time counts."""
    rows = CaseReader.objects.select_for_update(of=("self",)).select_related("case")
    reader = rows.filter(case_id=case_id, employee__account=by).first()
    if reader is None:
        raise NotAllowed("not_allowed", right="communication.read_case")
    if reader.read_at is None:
        reader.read_at = now
        reader.save(update_fields=["read_at"])
        todos.settle(kind="meetings.case", key=case_id, of=[reader.employee_id])
        record(by, "communication.case_read", reader.case, subject=reader.employee_id)
    return reader


def _of_the_team(employee: Employee, unit_id: int, day: date) -> None:
    if not members(unit_id, day).filter(pk=employee.pk).exists():
        raise RuleViolation("communication.meeting_not_of_the_team", name=employee.name)
