"""Overtime of a roster by calendar month, as the law of mainland China counts it for staff whose roster names the rest.

A workday's hours beyond eight are overtime of that day (LL 41). What is left of each day fills the forty hours of the
calendar week in order; what is beyond forty is overtime like that of a day of rest (Order 174 art. 3; LL 44). Hours of
statutory holidays are apart, and fill neither.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from dengta.engines.labour_law.china.segments import Piece, pieces
from dengta.engines.labour_law.china.worktime import HOURS_OF_A_WEEK
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import PayKind, Shift, Terms, WorktimeSystem

HOUR = 60
WEEK_MINUTES = HOURS_OF_A_WEEK * HOUR


@dataclass(slots=True)
class Month:
    """Minutes of overtime of one calendar month; of workdays by the day on which the shift began."""

    workdays: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    beyond_week: int = 0
    statutory: int = 0

    @property
    def workday(self) -> int:
        """Beyond the hours of a day."""
        return sum(self.workdays.values())


def month_of(day: date) -> str:
    """The calendar month: "2026-10"."""
    return f"{day:%Y-%m}"


def hours(minutes: int) -> Fraction:
    """Minutes as exact hours."""
    return Fraction(minutes, HOUR)


def overtime(shifts: Sequence[Shift], terms: Terms, law: Law) -> dict[str, Month]:
    """The overtime of all months in which there is work."""
    months: dict[str, Month] = defaultdict(Month)
    ordinary: dict[date, int] = defaultdict(int)
    for piece in pieces(shifts, terms, law):
        month = months[month_of(piece.day)]
        if piece.kind is PayKind.STATUTORY_HOLIDAY:
            month.statutory += piece.minutes
        elif piece.kind is PayKind.WORKDAY_OVERTIME:
            month.workdays[piece.start_day] += piece.minutes
        elif piece.kind is PayKind.REST_DAY_OVERTIME:
            month.beyond_week += piece.minutes
        elif terms.system is WorktimeSystem.STANDARD:
            month.beyond_week += _beyond(piece, ordinary)
    return dict(months)


def _beyond(piece: Piece, ordinary: dict[date, int]) -> int:
    """What of these ordinary minutes no longer fits into their week."""
    monday = piece.start_day - timedelta(piece.start_day.weekday())
    before = ordinary[monday]
    ordinary[monday] += piece.minutes
    return max(0, ordinary[monday] - WEEK_MINUTES) - max(0, before - WEEK_MINUTES)
