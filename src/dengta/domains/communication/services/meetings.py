"""Calling a meeting, preparing and moving it, and publishing what was said."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import MinutesPublished
from dengta.domains.communication.models import CaseReader, Meeting, MeetingCase, MinutesAddendum, Statement
from dengta.domains.communication.policies import meetings as policies
from dengta.domains.communication.selectors.answering import who_answers
from dengta.domains.communication.selectors.clock import day_in_words, day_of, end_of
from dengta.domains.communication.selectors.crews import agents_of, elsewhere, members, still_of
from dengta.domains.communication.selectors.meeting_minutes import drafted
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.group_posts import post_of_unit
from dengta.domains.people.models import Account, Unit
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.parameters import Parameter

READ_WITHIN = Parameter(
    "communication.learning_days", 7, _("In how many days the team reads a new learning item"), unit="days",
    check=lambda days: days > 0,
)  # fmt: skip
NOTICE = "communication.meeting"
MINUTES = "meetings.minutes"


def open_meeting(meeting_id: int, *, by: Account | None) -> Meeting:
    """The meeting, locked, whose points and minutes `by` may still change."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("unit")
    meeting = rows.get(pk=meeting_id)
    if by is not None:
        policies.lead.require(by, meeting)
    if not meeting.is_open:
        raise RuleViolation("communication.minutes_closed", state=meeting.get_state_display())
    return meeting


def page_of(meeting: Meeting) -> str:
    """Its address."""
    return reverse("meetings:meeting", args=[meeting.pk])


@transaction.atomic
def call_meeting(
    *, unit: Unit, kind: str, starts_at: datetime, by: Account | None, now: datetime, minutes_long: int = 30,
    place: str = "", topic: str = "",
) -> Meeting:  # fmt: skip
    """Call a meeting of a team. For a monthly one every agent of the team is offered a slot at once (R-104)."""
    if by is not None:
        policies.call.require(by, unit)
    if unit.kind != Unit.Kind.TEAM:
        raise RuleViolation("communication.meeting_needs_team", unit=unit.name)
    if starts_at < now:
        raise RuleViolation("communication.meeting_in_the_past")
    held_on = day_of(starts_at)
    _only_one(unit_id=unit.pk, kind=kind, held_on=held_on)
    meeting = Meeting.objects.create(
        unit=unit, kind=kind, held_on=held_on, starts_at=starts_at, minutes_long=minutes_long, place=place.strip(),
        topic=topic.strip(), called_by=by,
    )  # fmt: skip
    record(by, "communication.meeting_called", meeting, kind=kind, unit=unit.name, at=starts_at)
    title = format_lazy(
        _("{kind} of {unit}: {day}"), kind=Meeting.Kind(kind).label, unit=unit.name, day=day_in_words(held_on)
    )
    people = members(unit.pk, held_on)
    notify.send_many(to=people, broadcast=True, kind=NOTICE, title=title, body=topic, url=page_of(meeting))
    if kind == Meeting.Kind.MONTHLY:
        _offer(meeting, now=now)
    return meeting


@transaction.atomic
def move_meeting(*, meeting_id: int, starts_at: datetime, by: Account | None, now: datetime) -> Meeting:
    """Hold it at another time. Also how the rooms above place a meeting into a quiet interval (`by` is None then)."""
    meeting = open_meeting(meeting_id, by=by)
    if starts_at < now:
        raise RuleViolation("communication.meeting_in_the_past")
    held_on = day_of(starts_at)
    _only_one(unit_id=meeting.unit_id, kind=meeting.kind, held_on=held_on, besides=meeting.pk)
    meeting.starts_at, meeting.held_on = starts_at, held_on
    meeting.save(update_fields=["starts_at", "held_on"])
    todos.settle(kind=MINUTES, key=meeting.pk)
    record(by, "communication.meeting_moved", meeting, at=starts_at)
    title = format_lazy(_("The meeting of {unit} is now on {day}"), unit=meeting.unit.name, day=day_in_words(held_on))
    people = members(meeting.unit_id, held_on)
    notify.send_many(to=people, broadcast=True, kind=NOTICE, title=title, url=page_of(meeting))
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting_id: int, reason: str, by: Account) -> Meeting:
    """It is not held. What was to be said for it waits for nobody any more."""
    meeting = open_meeting(meeting_id, by=by)
    if not reason.strip():
        raise RuleViolation("communication.meeting_reason_missing")
    meeting.state = Meeting.State.CANCELLED
    meeting.save(update_fields=["state"])
    todos.settle(kind="meetings.statement", key=meeting.pk)
    todos.settle(kind=MINUTES, key=meeting.pk)
    record(by, "communication.meeting_cancelled", meeting, reason=reason.strip())
    title = format_lazy(_("The meeting of {unit} is cancelled"), unit=meeting.unit.name)
    people = still_of(meeting.unit_id, meeting.held_on)
    notify.send_many(to=people, broadcast=True, kind=NOTICE, title=title, body=reason, url=page_of(meeting))
    return meeting


@transaction.atomic
def offer_slots(*, meeting_id: int, by: Account, now: datetime) -> int:
    """Ask whoever of the team was not asked yet to present. Answers how many that were."""
    meeting = open_meeting(meeting_id, by=by)
    count = _offer(meeting, now=now)
    if count:
        record(by, "communication.slots_offered", meeting, people=count)
    return count


@transaction.atomic
def write_statement(
    *, meeting_id: int, results: str, mistakes: str, analysis: str, presents: bool, shared: bool, by: Account,
    now: datetime,
) -> Statement:  # fmt: skip
    """What somebody says of their own month, as often as they like until the minutes are published."""
    rows = Statement.objects.select_for_update(of=("self",)).select_related("meeting", "employee")
    statement = rows.filter(meeting_id=meeting_id, employee__account=by).first()
    if statement is None:
        raise NotAllowed("not_allowed", right="communication.write_statement")
    policies.work_on_statements.require(by, statement)
    if not statement.meeting.is_open:
        raise RuleViolation("communication.minutes_closed", state=statement.meeting.get_state_display())
    if not any(text.strip() for text in (results, mistakes, analysis)):
        raise RuleViolation("communication.statement_empty")
    statement.results, statement.mistakes, statement.analysis = results.strip(), mistakes.strip(), analysis.strip()
    statement.presents, statement.shared, statement.written_at = presents, shared, now
    statement.save()
    todos.settle(kind="meetings.statement", key=meeting_id, of=[statement.employee_id])
    record(by, "communication.statement_written", statement, subject=statement.employee_id, shared=shared)
    return statement


@transaction.atomic
def write_minutes(*, meeting_id: int, minutes: str, topic: str, by: Account) -> Meeting:
    """The draft of the minutes; only whoever leads the meeting reads it yet."""
    meeting = open_meeting(meeting_id, by=by)
    meeting.minutes, meeting.topic = minutes.strip(), topic.strip()
    meeting.save(update_fields=["minutes", "topic"])
    record(by, "communication.minutes_written", meeting, characters=len(meeting.minutes))
    return meeting


@transaction.atomic
def publish_minutes(*, meeting_id: int, by: Account | None, now: datetime) -> Meeting:
    """Publish the minutes: from now on nobody changes them, actions wait for their owners, and the praised case is
    read by the team (R-154)."""
    meeting = open_meeting(meeting_id, by=by)
    if meeting.starts_at > now:
        raise RuleViolation("communication.meeting_not_held_yet")
    # Where nobody wrote any, the points tell them.
    meeting.minutes = meeting.minutes.strip() or drafted(meeting)
    if not meeting.minutes:
        raise RuleViolation("communication.minutes_empty")
    meeting.state, meeting.published_at, meeting.published_by = Meeting.State.PUBLISHED, now, by
    meeting.save(update_fields=["state", "minutes", "published_at", "published_by"])
    todos.settle(kind="meetings.statement", key=meeting.pk)
    todos.settle(kind=MINUTES, key=meeting.pk)
    _hand_out_actions(meeting, now=now)
    people = list(still_of(meeting.unit_id, meeting.held_on))
    for case in meeting.cases.filter(kind=MeetingCase.Kind.PRAISED):
        _learn_from(case, readers=[one.pk for one in people if one.pk != case.employee_id], now=now)
    record(by, "communication.minutes_published", meeting, actions=meeting.actions.count())
    events.publish(MinutesPublished(meeting.pk, meeting.unit_id, meeting.kind, meeting.held_on, now))
    title = format_lazy(_("Minutes: {unit}, {day}"), unit=meeting.unit.name, day=day_in_words(meeting.held_on))
    notify.send_many(to=people, broadcast=True, kind=NOTICE, title=title, body=meeting.topic, url=page_of(meeting))
    post_of_unit("minutes", unit_id=meeting.unit_id, kind=NOTICE, title=title, url=page_of(meeting), now=now)
    return meeting


@transaction.atomic
def add_addendum(*, meeting_id: int, text: str, by: Account, now: datetime) -> MinutesAddendum:
    """Add to published minutes what was missing or wrong; the minutes themselves stay."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    policies.lead.require(by, meeting)
    if meeting.state != Meeting.State.PUBLISHED:
        raise RuleViolation("communication.minutes_not_published")
    if not text.strip():
        raise RuleViolation("communication.meeting_text_missing")
    addendum = MinutesAddendum.objects.create(meeting=meeting, text=text.strip(), by=by, at=now)
    record(by, "communication.addendum_written", meeting, addendum=addendum.pk)
    return addendum


def _only_one(*, unit_id: int, kind: str, held_on: date, besides: int | None = None) -> None:
    same = Meeting.objects.filter(unit=unit_id, kind=kind, held_on=held_on).exclude(state=Meeting.State.CANCELLED)
    if same.exclude(pk=besides or 0).exists():
        raise RuleViolation("communication.meeting_there_already", day=held_on)


def _offer(meeting: Meeting, *, now: datetime) -> int:
    known = meeting.statements.values("employee_id")
    people = list(agents_of(meeting.unit_id, meeting.held_on).exclude(pk__in=known))
    Statement.objects.bulk_create(Statement(meeting=meeting, employee=one, offered_at=now) for one in people)
    todos.put(
        kind="meetings.statement", key=meeting.pk, to=[one.pk for one in people], now=now, due_at=meeting.starts_at,
        title=format_lazy(_("Your month in your own words, for {day}"), day=day_in_words(meeting.held_on)),
        url=reverse("meetings:statement", args=[meeting.pk]),
    )  # fmt: skip
    return len(people)


def _hand_out_actions(meeting: Meeting, *, now: datetime) -> None:
    """Each to its owner; in the place of who works for another client by now to the leader of the team."""
    moved = set(elsewhere(meeting.unit_id, day_of(now)).values_list("employee_id", flat=True))
    leader = who_answers(meeting.unit_id, day_of(now))
    instead = [] if leader is None else [leader.pk]
    for action in meeting.actions.filter(done_at=None):
        todos.put(
            kind="meetings.action", key=action.pk, title=action.what, now=now, due_at=end_of(action.due_on),
            to=instead if action.owner_id in moved else [action.owner_id],
            url=reverse("meetings:action_done", args=[action.pk]),
        )  # fmt: skip


def _learn_from(case: MeetingCase, *, readers: list[int], now: datetime) -> None:
    case.learning_since = now
    case.save(update_fields=["learning_since"])
    CaseReader.objects.bulk_create(CaseReader(case=case, employee_id=pk) for pk in readers)
    due = now + timedelta(days=READ_WITHIN.on(day_of(now)))
    url = reverse("meetings:case", args=[case.pk])
    todos.put(kind="meetings.case", key=case.pk, to=readers, title=case.title, url=url, now=now, due_at=due)
