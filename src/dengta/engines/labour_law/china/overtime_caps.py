"""The caps of overtime: an hour a day, three with a special reason, thirty-six a month, after consultation."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from dengta.engines.labour_law.china.hourly import not_negative
from dengta.engines.labour_law.china.plan import DAYS_UNSTATED, Plan, plan
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.hours import CAP_SCOPE, SCHEDULE_BREAK
from dengta.engines.labour_law.china.words import overtime_caps as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import FactError, need
from dengta.engines.labour_law.money import Amount
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text

GENERAL_HOURS = 1
SPECIAL_HOURS = 3
MONTHLY_HOURS = 36
MEAL_BREAK = 1
DAYS_OF_A_WEEK = 7
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Emergency(Enum):
    """Why the caps are said not to apply."""

    PUBLIC_INFRASTRUCTURE = "public_infrastructure_failure"
    DISASTER = "natural_disaster"
    ACCIDENT = "accident"
    EQUIPMENT = "equipment_failure"
    PROMOTION = "promotion_peak_11_11"
    BUSINESS_PEAK = "business_peak"


# LL 42 lifts the caps for these; trade is not among them.
LAWFUL = frozenset({Emergency.PUBLIC_INFRASTRUCTURE, Emergency.DISASTER, Emergency.ACCIDENT, Emergency.EQUIPMENT})


class Violation(Enum):
    """Which limit is broken."""

    DAILY_GENERAL = "daily_general_1h"
    DAILY_SPECIAL = "daily_special_3h"
    MONTHLY = "monthly_36h"
    NO_CONSULTATION = "no_consultation"
    RULE_VOID = "rule_void"


class Alert(Enum):
    """What deserves a look."""

    REACHED = "monthly_36h_reached"
    EVIDENCE = "emergency_exemption_needs_evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraDay:
    """`extra_hours`: hours beyond the standard of that day."""

    date: datetime.date
    extra_hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CapFacts:
    """Overtime by days, as a sum of the month, by kind, or as a schedule in words; hours.

    `month`: "2026-11". `consulted`: with union and employee; None: not stated. `scope_policy`: an answer to what
    counts toward the month that holds for this case alone.
    """

    month: str | None = None
    days: tuple[ExtraDay, ...] = ()
    monthly_extra_hours: Decimal | None = None
    weekday_extra_hours: Decimal | None = None
    rest_day_hours_paid: Decimal | None = None
    rest_day_hours_compensated: Decimal | None = None
    statutory_hours: Decimal | None = None
    schedule: str | None = None
    special_reason: bool = False
    consulted: bool | None = None
    emergency: Emergency | None = None
    scope_policy: str | None = None


BY_KIND = ("weekday_extra_hours", "rest_day_hours_paid", "rest_day_hours_compensated", "statutory_hours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What is broken, what to look at, the hours that count toward the month (None: only a schedule was given)."""

    violations: tuple[Violation, ...]
    warnings: tuple[Alert, ...]
    counted_hours: Decimal | None
    employee_may_refuse: bool


def _caps(facts: CapFacts, work: Working) -> Caps:
    _check(facts)
    schedule = _plan(facts.schedule, work) if facts.schedule else None
    months = _months(facts, work)
    counted = _counted(months, facts.month)
    if facts.emergency in LAWFUL:
        return _exempt(counted, work)
    if facts.emergency is not None:
        work.say(words.NOT_EXEMPT)
    broken = [*_daily(facts, schedule, work), *_monthly(months, schedule, work)]
    if schedule and broken:
        work.cite("LCL 26", "LCL 31")
        work.say(words.RULE_VOID)
        broken.append(Violation.RULE_VOID)
    overtime = bool(schedule and schedule.week) or any(months.values())
    broken += _consultation(facts, work) if overtime else ()
    return Caps(
        violations=tuple(dict.fromkeys(broken)),
        warnings=_warnings(months, work),
        counted_hours=counted,
        employee_may_refuse=bool(broken),
    )


def _counted(months: Mapping[str, Decimal], month: str | None) -> Decimal | None:
    """The hours of the month that was asked for; where none was named, of the fullest one."""
    if not months:
        return None
    return months.get(month[:7], Decimal(0)) if month else max(months.values())


def _check(facts: CapFacts) -> None:
    not_negative(facts, "monthly_extra_hours", *BY_KIND)
    for day in facts.days:
        not_negative(day, "extra_hours")
    readable = not facts.month or MONTH.match(facts.month) is not None
    need("month", words.MONTH_UNREADABLE, holds=readable, month=facts.month)


def _plan(schedule: str, work: Working) -> Plan:
    found = plan(schedule)
    if found is None:
        raise FactError("schedule", words.SCHEDULE_UNREADABLE.filled({"schedule": schedule}))
    if found.days is None:
        work.assume(words.DAYS_ASSUMED)
    if work.answer(SCHEDULE_BREAK) == "one_hour":
        found = replace(found, hours=found.hours - MEAL_BREAK)
    days = found.days or DAYS_UNSTATED
    work.say(words.SCHEDULE, hours=found.hours, days=days, extra=found.extra, week=found.week, month=found.month)
    if days == DAYS_OF_A_WEEK:
        work.cite("LL 38")
        work.say(words.NO_REST)
    return found


def _months(facts: CapFacts, work: Working) -> Mapping[str, Decimal]:
    """Hours that count, by month. A sum stated for the month holds the days that are stated of it."""
    months: dict[str, Decimal] = defaultdict(Decimal)
    for day in facts.days:
        months[f"{day.date:%Y-%m}"] += day.extra_hours
    stated = _stated(facts, work)
    if stated is not None:
        month = facts.month[:7] if facts.month else (next(iter(months)) if len(months) == 1 else "")
        months[month] = max(stated, months[month])
    return dict(sorted(months.items()))


def _stated(facts: CapFacts, work: Working) -> Decimal | None:
    """The sum of the month: as given, or from the kinds of day by what counts."""
    kinds = [getattr(facts, name) for name in BY_KIND]
    if all(hours is None for hours in kinds):
        return facts.monthly_extra_hours
    weekday, rest, lieu, statutory = (hours or Decimal(0) for hours in kinds)
    scope = work.answer(CAP_SCOPE, given=facts.scope_policy)
    if scope != "all":
        lieu = Decimal(0)
    if scope == "weekday_only":
        rest = statutory = Decimal(0)
    total = weekday + rest + lieu + statutory
    work.say(words.COUNTED, weekday=weekday, rest=rest, lieu=lieu, statutory=statutory, total=total)
    return max(total, facts.monthly_extra_hours or Decimal(0))


def _daily(facts: CapFacts, schedule: Plan | None, work: Working) -> Iterator[Violation]:
    """Three hours are the most of any day; more than one needs a special reason. A standing schedule has none."""
    days: dict[datetime.date, Decimal] = defaultdict(Decimal)
    for day in facts.days:
        days[day.date] += day.extra_hours
    for date, hours in sorted(days.items()):
        yield from _of_a_day(date, hours, work, special=facts.special_reason)
    if schedule:
        yield from _of_a_day(words.EVERY_DAY, schedule.extra, work, special=facts.special_reason)


def _of_a_day(day: object, hours: Amount, work: Working, *, special: bool) -> Iterator[Violation]:
    if hours > SPECIAL_HOURS:
        work.say(words.DAY_SPECIAL, day=day, hours=hours)
        yield Violation.DAILY_SPECIAL
    elif hours > GENERAL_HOURS and not special:
        work.say(words.DAY_GENERAL, day=day, hours=hours)
        yield Violation.DAILY_GENERAL
    else:
        work.say(words.DAY_OK, day=day, hours=hours)


def _monthly(months: Mapping[str, Decimal], schedule: Plan | None, work: Working) -> Iterator[Violation]:
    for month, hours in months.items():
        yield from _of_a_month(month or words.THE_MONTH, hours, work)
        if hours < MONTHLY_HOURS:
            work.changed_by(words.LEFT, hours=MONTHLY_HOURS - hours)
    if schedule:
        yield from _of_a_month(words.A_MONTH, schedule.month, work)


def _of_a_month(month: str | Text, hours: Amount, work: Working) -> Iterator[Violation]:
    over = hours > MONTHLY_HOURS
    work.say(words.MONTH_OVER if over else words.MONTH_OK, month=month, hours=hours)
    if over:
        yield Violation.MONTHLY


def _consultation(facts: CapFacts, work: Working) -> tuple[Violation, ...]:
    if facts.consulted is None:
        work.assume(words.CONSULTATION_UNKNOWN)
    if facts.consulted is not False:
        return ()
    work.say(words.NO_CONSULTATION)
    return (Violation.NO_CONSULTATION,)


def _warnings(months: Mapping[str, Decimal], work: Working) -> tuple[Alert, ...]:
    if MONTHLY_HOURS not in months.values():
        return ()
    work.say(words.REACHED)
    return (Alert.REACHED,)


def _exempt(counted: Decimal | None, work: Working) -> Caps:
    work.cite("LL 42")
    work.say(words.EXEMPT)
    work.say(words.EVIDENCE)
    return Caps(violations=(), warnings=(Alert.EVIDENCE,), counted_hours=counted, employee_may_refuse=False)


cap = Rule(
    id="overtime.cap",
    title=words.TITLE,
    decide=_caps,
    statutes=STATUTES,
    articles=("LL 41", "LL 43"),
    spec=("L-03", "L-04", "L-05", "L-06"),
)

RULES = (cap,)
