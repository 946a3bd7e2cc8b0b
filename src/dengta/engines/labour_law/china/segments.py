"""Shifts as minutes that are paid alike: by kind of day, beyond the daily standard, and what they earn."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.china import overtime_pay as pay_rules
from dengta.engines.labour_law.china.hourly import HOURS_OF_A_DAY, premiums, uncertain
from dengta.engines.labour_law.china.shifts import MINUTES_OF_AN_HOUR, wall_clock, worked
from dengta.engines.labour_law.china.switches.hours import BREAK_POSITION, MIDNIGHT
from dengta.engines.labour_law.china.words import roster as words
from dengta.engines.labour_law.decision import Decision
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.money import rounded
from dengta.engines.labour_law.pack import PaidSegment, PayKind, Shift, Terms, WorktimeSystem
from dengta.engines.labour_law.params import Unknown

STANDARD_MINUTES = HOURS_OF_A_DAY * MINUTES_OF_AN_HOUR
KindOfDay = Callable[[date], DayKind]
OF_KIND = {
    DayKind.WORKDAY: PayKind.WORKDAY_OVERTIME,
    DayKind.REST: PayKind.REST_DAY_OVERTIME,
    DayKind.STATUTORY: PayKind.STATUTORY_HOLIDAY,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Minutes of one shift on one day that are paid alike. `start`: when the shift began."""

    start: datetime
    day: date
    kind: PayKind
    minutes: int

    @property
    def start_day(self) -> date:
        """The day whose work the shift is."""
        return self.start.date()


def day_type(day: date, rest_days: Collection[int], *, law: Law) -> DayKind | Unknown:
    """What kind of day it is to somebody who rests on these weekdays; unknown where the notice may still move it."""
    kind = law.calendar.kind(day, rest_days)
    if kind is not DayKind.STATUTORY and uncertain(day, rest_days, law):
        return Unknown(words.NO_NOTICE.filled({"year": day.year}), law.region, day)
    return kind


def classify(shifts: Sequence[Shift], terms: Terms, *, law: Law) -> Sequence[PaidSegment] | Unknown:
    """The minutes worked by day and rate; every minute in exactly one segment.

    A workday's first eight rostered hours are normal, counted from the day on which a shift begins, so that midnight
    neither makes nor hides overtime. Statutory days come before days of rest, these before workdays.
    """
    found = pieces(shifts, terms, law)
    for piece in found:
        kind = day_type(piece.day, terms.rest_days, law=law)
        if isinstance(kind, Unknown):
            return kind
    minutes: dict[tuple[date, PayKind], int] = defaultdict(int)
    for piece in found:
        minutes[piece.day, piece.kind] += piece.minutes
    return [
        PaidSegment(day=day, kind=kind, minutes=minutes[day, kind], premium=_premium(kind, terms, law))
        for day, kind in sorted(minutes, key=lambda key: (key[0], key[1].value))
    ]


def _premium(kind: PayKind, terms: Terms, law: Law) -> Decimal:
    if kind is PayKind.NORMAL:
        return Decimal("0.00")
    day_kind = next(day for day, pay in OF_KIND.items() if pay is kind)
    return rounded(premiums(terms.system, law).of(day_kind), 2)


def pieces(shifts: Sequence[Shift], terms: Terms, law: Law) -> list[Piece]:
    """Every shift cut by day and pay. Days are taken as the calendar has them now, announced or not."""
    kinds: dict[date, DayKind] = {}

    def kind(day: date) -> DayKind:
        return kinds.setdefault(day, law.calendar.kind(day, terms.rest_days))

    left: dict[date, int] = defaultdict(lambda: STANDARD_MINUTES)
    found: list[Piece] = []
    for shift in in_order(shifts):
        start_day = shift.start.date()
        for day, minutes in minutes_by_day(shift, law, kind).items():
            normal = 0 if shift.overtime else min(minutes, left[start_day])
            left[start_day] -= normal
            found += _cut(shift.start, day, (normal, minutes - normal), kind(day), terms.system)
    return found


def _cut(
    start: datetime, day: date, minutes: tuple[int, int], kind: DayKind, system: WorktimeSystem
) -> Iterator[Piece]:
    """`minutes`: within and beyond the daily standard. Where hours are not counted by the day, only holidays differ."""
    normal, beyond = minutes
    by_day = system is WorktimeSystem.STANDARD
    if kind is DayKind.STATUTORY or (by_day and kind is DayKind.REST):
        normal, beyond = 0, normal + beyond
    elif not by_day:
        normal, beyond = normal + beyond, 0
    if normal:
        yield Piece(start, day, PayKind.NORMAL, normal)
    if beyond:
        yield Piece(start, day, OF_KIND[kind], beyond)


def minutes_by_day(shift: Shift, law: Law, kind: KindOfDay) -> dict[date, int]:
    """The minutes of a shift by day, less its unpaid break."""
    return worked(
        shift.start,
        shift.end,
        unpaid=shift.unpaid_break_minutes,
        midnight=law.answer(MIDNIGHT),
        position=law.answer(BREAK_POSITION),
        kind=kind,
    )


def in_order(shifts: Sequence[Shift]) -> list[Shift]:
    """The shifts by their start. Raises FactError where two overlap: no minute is worked twice."""
    ordered = sorted(shifts, key=lambda shift: wall_clock(shift.start))
    for one, other in pairwise(ordered):
        apart = wall_clock(one.end) <= wall_clock(other.start)
        need("shifts", words.OVERLAP, holds=apart, one=one.start, other=other.start)
    return ordered


def overtime_pay(segments: Sequence[PaidSegment], terms: Terms, *, on: date, law: Law) -> Decision[Decimal] | Unknown:
    """What the segments earn on top of the monthly wage, by the rule of overtime pay."""
    minutes: dict[PayKind, int] = defaultdict(int)
    for segment in segments:
        minutes[segment.kind] += segment.minutes
    facts = pay_rules.PayFacts(
        monthly_base=terms.monthly_wage,
        weekday_hours=_hours(minutes[PayKind.WORKDAY_OVERTIME]),
        rest_day_hours=_hours(minutes[PayKind.REST_DAY_OVERTIME]),
        statutory_hours=_hours(minutes[PayKind.STATUTORY_HOLIDAY]),
        worktime_system=terms.system,
    )
    decision = pay_rules.pay(facts, on=on, law=law)
    return replace(decision, value=decision.value.total)  # type: ignore[arg-type, return-value]


def _hours(minutes: int) -> Fraction:
    return Fraction(minutes, MINUTES_OF_AN_HOUR)
