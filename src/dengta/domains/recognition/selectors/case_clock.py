"""What a case waits for, and until when: the clock from the event to the decision, and the days that follow it (H4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.case_actions import UNDECIDED, part_of
from dengta.domains.recognition.selectors.case_parameters import DELIVER_DAYS
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
    by = _last_days(cases, today)
    return {case.pk: _clock(case, by.get(case.pk), today) for case in cases}


def clock_of(case: Case, today: date) -> Clock:
    """That of one case. Two queries."""
    return clocks([case], today)[case.pk]


def _last_days(cases: Iterable[Case], today: date) -> dict[int, date]:
    """The last working day on which each can be decided in time, or the day its time was extended to; of what is
    decided, the one on which its letter is delivered in time."""
    running = [case for case in cases if case.state in UNDECIDED or case.state == State.DECIDED]
    if not running:
        return {}
    since = {case.pk: case.known_on if case.decided_at is None else day_of(case.decided_at) for case in running}
    days = days_between(start=min(since.values()) + ONE_DAY, end=max(since.values()) + SPAN)
    worked = sorted(day for day, one in days.items() if one.kind in WORKED)
    found = {}
    for case in running:
        most = (CASE_DAYS if case.decided_at is None else DELIVER_DAYS).on(today)
        last = [day for day in worked if day > since[case.pk]][most - 1]
        found[case.pk] = max(last, case.extended_until or last) if case.decided_at is None else last
    return found


def _clock(case: Case, last: date | None, today: date) -> Clock:
    what, due = _waits_for(case, last)
    late = due is not None and today > due and case.state not in (State.DELIVERED, State.EXECUTED)
    undecided = case.state in UNDECIDED
    decide_by = last if undecided else None
    over = undecided and decide_by is not None and today > decide_by
    stale = case.known_on + timedelta(days=STALE_DAYS.on(today)) if undecided else None
    return Clock(what, due, late or over, decide_by, stale)


def _waits_for(case: Case, last: date | None) -> tuple[str | Promise, date | None]:
    if case.state in UNDECIDED and case.state != State.NOTIFIED:
        return _("The decision"), last
    appeal = part_of(case, "appeal")
    due: dict[str, tuple[str | Promise, date | None]] = {
        State.NOTIFIED: (_("Statement of the person"), case.statement_due),
        State.DECIDED: (_("Delivery of the letter"), last),
        State.FINAL: (_("Carrying it out"), case.execute_by),
        State.APPEALED: (_("Decision of the appeal"), appeal.due_on if appeal else None),
        State.DELIVERED: (_("Appeal possible"), case.appeal_until),
        State.EXECUTED: (_("Counts until"), case.counts_until),
    }
    return due.get(case.state, ("", None))
