"""A shift that crosses midnight into or out of a statutory holiday."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.china.days import USUAL_REST, Weekday, indices
from dengta.engines.labour_law.china.hourly import (
    KINDS,
    NOTHING,
    STANDARD,
    earned,
    kind_of,
    not_negative,
    say_hourly,
    say_total,
)
from dengta.engines.labour_law.china.shifts import MINUTES_OF_AN_HOUR, wall_clock, worked
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.hours import BREAK_POSITION, MIDNIGHT
from dengta.engines.labour_law.china.words import overtime_pay as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.money import rounded, to_decimal
from dengta.engines.labour_law.periods import ONE_DAY
from dengta.engines.labour_law.rules import Rule

SHOWN = {
    DayKind.WORKDAY: words.KIND_WORKDAY,
    DayKind.REST: words.KIND_REST,
    DayKind.STATUTORY: words.KIND_STATUTORY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MidnightFacts:
    """A shift in local time. `scheduled`: rostered as a normal shift; else the whole shift is overtime.

    `shift_end` as a clock time alone is the first such time after the start.
    """

    monthly_base: Decimal
    shift_start: datetime
    shift_end: datetime | time
    unpaid_break_minutes: int = 0
    scheduled: bool = True
    weekly_rest: tuple[Weekday, ...] = USUAL_REST


@dataclass(frozen=True, slots=True, kw_only=True)
class MidnightPay:
    """Hours on statutory days (four decimals), and what the shift earns on top of the monthly wage."""

    statutory_hours: Decimal
    total: Decimal


def _cross_midnight(facts: MidnightFacts, work: Working) -> MidnightPay:
    not_negative(facts, "monthly_base", "unpaid_break_minutes")
    rest = indices(facts.weekly_rest)
    unpaid, end = facts.unpaid_break_minutes, _end(facts)
    parts = worked(
        facts.shift_start,
        end,
        unpaid=unpaid,
        midnight=work.answer(MIDNIGHT),
        position=_break_position(unpaid, work),
        kind=lambda day: work.law.calendar.kind(day, rest),
    )
    work.say(words.SHIFT, start=facts.shift_start, end=end, minutes=unpaid)
    say_hourly(facts.monthly_base, work)
    if facts.scheduled:
        work.assume(words.PLANNED)
    hours = {day: Fraction(minutes, MINUTES_OF_AN_HOUR) for day, minutes in parts.items()}
    kinds = {day: kind_of(day, rest, work) for day in parts}
    amount = sum((_part(facts, day, kinds[day], hours[day], work) for day in parts), NOTHING)
    statutory = sum((hours[day] for day in parts if kinds[day] is DayKind.STATUTORY), NOTHING)
    return MidnightPay(statutory_hours=to_decimal(Fraction(rounded(statutory, 4))), total=say_total(amount, work))


def _end(facts: MidnightFacts) -> datetime:
    if isinstance(facts.shift_end, datetime):
        return facts.shift_end
    end = datetime.combine(facts.shift_start.date(), facts.shift_end)
    return end if end > wall_clock(facts.shift_start) else end + ONE_DAY


def _break_position(unpaid: int, work: Working) -> str:
    """Asked only where there is a break to be taken off."""
    if not unpaid:
        return BREAK_POSITION.default
    work.changed_by(words.BREAK_UNSTATED)
    return work.answer(BREAK_POSITION)


def _part(facts: MidnightFacts, day: date, kind: DayKind, hours: Fraction, work: Working) -> Fraction:
    work.say(words.PART_OF_SHIFT, day=day, kind=SHOWN[kind], hours=hours)
    if facts.scheduled and kind is not DayKind.STATUTORY:
        return NOTHING
    return earned(facts.monthly_base, hours, STANDARD.of(kind), KINDS[kind], work)


cross_midnight = Rule(
    id="overtime.cross_midnight",
    title=words.TITLE_MIDNIGHT,
    decide=_cross_midnight,
    statutes=STATUTES,
    articles=("LL 44", "WP 13", "2025-2 2"),
    spec=("L-18", "L-07"),
    confidence=Confidence.INTERPRETATION,
)

RULES = (cross_midnight,)
