"""What a case waits for, and until when: the clock from the event to the decision, and the days that follow it (H4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.case_actions import UNDECIDED, part_of
from dengta.domains.recognition.selectors.case_parameters import EXECUTE_DAYS
from dengta.domains.recognition.selectors.timeliness import CASE_DAYS, STALE_DAYS
from dengta.foundation.calendar.days import WORKED, days_between

State = Case.State
ONE_DAY = timedelta(days=1)
# Enough days to hold the working days of any clock, with the longest holidays in between.
SPAN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Clock:
    """What it waits for, until when, and whether that day is over; when it has to be decided by, until it is."""

    what: str | Promise
    due: date | None
    is_late: bool
    decide_by: date | None
    stale_on: date | None


def clocks(cases: Sequence[Case], today: date) -> dict[int, Clock]:
    """By case. Two queries for all of them; the appeals come with the rows."""
    by = _decide_by([case for case in cases if case.state in UNDECIDED], today)
    return {case.pk: _clock(case, by.get(case.pk), today) for case in cases}


def clock_of(case: Case, today: date) -> Clock:
    """That of one case. Two queries."""
    return clocks([case], today)[case.pk]


def _decide_by(cases: Iterable[Case], today: date) -> dict[int, date]:
    """The last working day on which each can be decided in time, or the day its time was extended to."""
    known = {case.pk: case.known_on for case in cases}
    if not known:
        return {}
    days = days_between(start=min(known.values()) + ONE_DAY, end=max(known.values()) + SPAN)
    worked = sorted(day for day, one in days.items() if one.kind in WORKED)
    most = CASE_DAYS.on(today)
    last = {pk: [day for day in worked if day > since][most - 1] for pk, since in known.items()}
    return {case.pk: max(last[case.pk], case.extended_until or last[case.pk]) for case in cases}


def _clock(case: Case, decide_by: date | None, today: date) -> Clock:
    what, due = _waits_for(case, decide_by, today)
    late = due is not None and today > due and case.state not in (State.DELIVERED, State.EXECUTED)
    undecided = case.state in UNDECIDED
    over = undecided and decide_by is not None and today > decide_by
    stale = case.known_on + timedelta(days=STALE_DAYS.on(today)) if undecided else None
    return Clock(what, due, late or over, decide_by, stale)


def _waits_for(case: Case, decide_by: date | None, today: date) -> tuple[str | Promise, date | None]:
    if case.state in UNDECIDED and case.state != State.NOTIFIED:
        return _("The decision"), decide_by
    appeal = part_of(case, "appeal")
    due: dict[str, tuple[str | Promise, date | None]] = {
        State.NOTIFIED: (_("Statement of the person"), case.statement_due),
        State.DECIDED: (_("Delivery of the letter"), _carried_out_by(case, today)),
        State.FINAL: (_("Carrying it out"), _carried_out_by(case, today)),
        State.APPEALED: (_("Decision of the appeal"), appeal.due_on if appeal else None),
        State.DELIVERED: (_("Appeal possible"), case.appeal_until),
        State.EXECUTED: (_("Counts until"), case.counts_until),
    }
    return due.get(case.state, ("", None))


def _carried_out_by(case: Case, today: date) -> date | None:
    if case.execute_by is not None or case.decided_at is None:
        return case.execute_by
    return day_of(case.decided_at) + timedelta(days=EXECUTE_DAYS.on(today))
