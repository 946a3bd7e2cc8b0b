"""Rest under the working time directive: between days, within a day, in a week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.european_union import words
from dengta.engines.labour_law.european_union.statutes import STATUTES
from dengta.engines.labour_law.european_union.switches import WEEKLY_REST_DAYS
from dengta.engines.labour_law.money import rounded
from dengta.engines.labour_law.rules import Rule

IN_FORCE = date(2004, 8, 2)
DAILY_REST = timedelta(hours=11)
WEEKLY_REST = timedelta(hours=24)
A_DAY = timedelta(hours=24)
BREAK_AFTER_HOURS = 6
WEEK, FORTNIGHT = 7, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work from `start` to `end`, local time."""

    start: datetime
    end: datetime


def hours(length: timedelta) -> Decimal:
    """A length of time in hours, to two decimals."""
    return rounded(Fraction(length // timedelta(seconds=1), 3600), 2).normalize() + 0


def in_order(shifts: Sequence[Work]) -> list[Work]:
    """The shifts by their start. Raises FactError where one ends before it begins or overlaps another."""
    need("shifts", words.NO_SHIFTS, holds=bool(shifts))
    ordered = sorted(shifts, key=lambda shift: shift.start)
    for shift in ordered:
        need("shifts", words.TURNED, holds=shift.end > shift.start, start=shift.start, end=shift.end)
    for before, after in pairwise(ordered):
        need("shifts", words.OVERLAP, holds=after.start >= before.end, start=after.start)
    return ordered


def rests(shifts: Sequence[Work], start: datetime, end: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """When each rest between `start` and `end` begins, and how long it lasts there."""
    free_from = start
    for shift in shifts:
        if shift.start > free_from:
            yield free_from, min(shift.start, end) - free_from
        free_from = max(free_from, shift.end)
        if free_from >= end:
            return
    yield free_from, end - free_from


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyRestFacts:
    """The shifts of a stretch of days; time before and after them is free."""

    shifts: tuple[Work, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyRest:
    """`violations`: the starts of work from which 24 hours hold no rest of eleven. `shortest`: least of the longest
    rests, in hours."""

    compliant: bool
    violations: tuple[datetime, ...]
    shortest: Decimal


def _daily(facts: DailyRestFacts, work: Working) -> DailyRest:
    shifts = in_order(facts.shifts)
    violations: list[datetime] = []
    longest_rests: list[timedelta] = []
    for start, rest in _days(shifts):
        enough = rest >= DAILY_REST
        longest_rests.append(rest)
        work.say(words.REST_ENOUGH if enough else words.REST_SHORT, start=start, hours=hours(rest))
        if not enough:
            violations.append(start)
    if violations:
        work.changed_by(words.COMPENSATE)
    return DailyRest(compliant=not violations, violations=tuple(violations), shortest=hours(min(longest_rests)))


def _days(shifts: Sequence[Work]) -> Iterator[tuple[datetime, timedelta]]:
    """Each 24 hours from a start of work, with the longest rest in them.

    The next 24 hours begin with the first work after a rest of eleven hours, or, where there was none, with the first
    work once these 24 hours are over.
    """
    start: datetime | None = shifts[0].start
    while start is not None:
        found = list(rests([shift for shift in shifts if shift.end > start], start, start + A_DAY))
        begins, longest = max(found, key=lambda rest: rest[1], default=(start, timedelta()))
        yield start, longest
        after = begins + longest if longest >= DAILY_REST else start + A_DAY
        start = next((shift.start for shift in shifts if shift.start >= after), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakFacts:
    """`hours`: length of the working day. `break_minutes`: of rest within it."""

    hours: Decimal
    break_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Whether a break is due, and whether there is one; its length is left to national law."""

    break_required: bool
    compliant: bool
    min_minutes: int | None = None


def _break(facts: BreakFacts, work: Working) -> Break:
    need("hours", words.NOT_NEGATIVE, holds=facts.hours >= 0)
    need("break_minutes", words.NOT_NEGATIVE, holds=facts.break_minutes >= 0)
    if facts.hours <= BREAK_AFTER_HOURS:
        work.say(words.BREAK_NOT_DUE, hours=facts.hours)
        return Break(break_required=False, compliant=True)
    work.say(words.BREAK_DUE, hours=facts.hours)
    given = facts.break_minutes > 0
    if given:
        work.say(words.BREAK_GIVEN, minutes=facts.break_minutes)
    else:
        work.say(words.BREAK_MISSING)
    work.assume(words.BREAK_LENGTH)
    return Break(break_required=True, compliant=given)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRestFacts:
    """`first_day`: when the reference period begins. `reference_days`: 7 or 14; None: as the switch says.

    `only_24_hours`: objective, technical or organisational reasons let the daily rest be left out (art. 5(2)).
    """

    first_day: date
    shifts: tuple[Work, ...]
    reference_days: int | None = None
    only_24_hours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRest:
    """Whether the rest suffices; how long each must be and the longest is, in hours."""

    compliant: bool
    needed_hours: int
    longest_rest_hours: Decimal


def _weekly(facts: WeeklyRestFacts, work: Working) -> WeeklyRest:
    days = facts.reference_days
    if days is None:
        days = int(work.answer(WEEKLY_REST_DAYS))
    need("reference_days", words.PERIOD_OF_REST, holds=days in (WEEK, FORTNIGHT))
    extra = timedelta() if facts.only_24_hours else DAILY_REST
    needed = WEEKLY_REST + extra
    if facts.only_24_hours:
        work.say(words.ONLY_24)
    start = datetime.combine(facts.first_day, time())
    end = start + timedelta(days)
    within = [shift for shift in in_order(facts.shifts) if shift.end > start and shift.start < end]
    found = [length for _begins, length in rests(within, start, end)]
    # A rest of twice 24 hours stands for two weeks' rest.
    count = sum((length - extra) // WEEKLY_REST for length in found if length >= needed)
    longest = max(found, default=timedelta())
    weeks = days // WEEK
    work.say(words.WEEK_NEEDS, start=facts.first_day, days=days, count=weeks, hours=hours(needed))
    work.say(words.WEEK_HAS, found=min(count, weeks), longest=hours(longest))
    if count < weeks:
        work.changed_by(words.COMPENSATE)
        work.changed_by(words.WITHIN_14)
    return WeeklyRest(compliant=count >= weeks, needed_hours=int(hours(needed)), longest_rest_hours=hours(longest))


daily_rest = Rule(
    id="eu.daily_rest",
    title=words.TITLE_DAILY,
    decide=_daily,
    statutes=STATUTES,
    articles=("WTD 3",),
    since=IN_FORCE,
)
break_in_day = Rule(
    id="eu.break",
    title=words.TITLE_BREAK,
    decide=_break,
    statutes=STATUTES,
    articles=("WTD 4",),
    since=IN_FORCE,
)
weekly_rest = Rule(
    id="eu.weekly_rest",
    title=words.TITLE_WEEKLY,
    decide=_weekly,
    statutes=STATUTES,
    articles=("WTD 5", "WTD 16"),
    since=IN_FORCE,
)

RULES = (daily_rest, break_in_day, weekly_rest)
