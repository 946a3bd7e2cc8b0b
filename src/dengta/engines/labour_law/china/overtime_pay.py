"""Overtime pay: by hours, by the days of a roster, and what is left when less was paid."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.china.days import USUAL_REST, Weekday, indices
from dengta.engines.labour_law.china.hourly import (
    DOUBLE,
    HOURS_OF_A_DAY,
    KINDS,
    NOTHING,
    STANDARD,
    cite_in,
    earned,
    hourly,
    kind_of,
    not_negative,
    premiums,
    say_hourly,
    say_total,
)
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.hours import IRREGULAR_HOLIDAY
from dengta.engines.labour_law.china.words import hourly as paid
from dengta.engines.labour_law.china.words import overtime_pay as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.pack import WorktimeSystem
from dengta.engines.labour_law.rules import Rule

ON_TOP = ("LL 44", "WP 13", "2025-2 2")


@dataclass(frozen=True, slots=True, kw_only=True)
class PayFacts:
    """`monthly_base`: the wage that overtime is reckoned with. Hours of one month, by kind of day.

    `lieu_hours`: time off given for rest-day hours. `lieu_for_statutory`: time off after statutory days, which
    replaces nothing.
    """

    monthly_base: Decimal
    weekday_hours: Decimal | Fraction = Decimal(0)
    rest_day_hours: Decimal | Fraction = Decimal(0)
    statutory_hours: Decimal | Fraction = Decimal(0)
    lieu_hours: Decimal | Fraction = Decimal(0)
    lieu_for_statutory: Decimal | Fraction = Decimal(0)
    worktime_system: WorktimeSystem = WorktimeSystem.STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """Pay on top of the monthly wage by kind of day; the hourly wage as an exact fraction."""

    hourly_exact: Fraction
    weekday: Decimal
    rest_day: Decimal
    holiday: Decimal
    total: Decimal


def _pay(facts: PayFacts, work: Working) -> Pay:
    not_negative(
        facts,
        "monthly_base", "weekday_hours", "rest_day_hours", "statutory_hours", "lieu_hours", "lieu_for_statutory",
    )  # fmt: skip
    base = facts.monthly_base
    wage = say_hourly(base, work)
    if facts.worktime_system is WorktimeSystem.IRREGULAR and facts.statutory_hours:
        work.answer(IRREGULAR_HOLIDAY)
    rates = premiums(facts.worktime_system, work.law)
    weekday = earned(base, facts.weekday_hours, rates.workday, paid.WORKDAY, work)
    left = _without_lieu(facts, work)
    rest_day = earned(base, left, rates.rest_day, paid.REST_DAY, work)
    if rest_day:
        work.changed_by(words.WITH_LIEU, hours=left)
    holiday = earned(base, facts.statutory_hours, rates.statutory, paid.STATUTORY, work)
    if facts.lieu_for_statutory:
        work.say(words.NO_LIEU_FOR_STATUTORY, hours=facts.lieu_for_statutory)
    return Pay(
        hourly_exact=wage,
        weekday=to_cent(weekday),
        rest_day=to_cent(rest_day),
        holiday=to_cent(holiday),
        total=say_total(weekday + rest_day + holiday, work),
    )


def _without_lieu(facts: PayFacts, work: Working) -> Fraction:
    """Rest-day hours that time off has not made good. Time off does so for rest days alone (LL 44)."""
    worked, lieu = exact(facts.rest_day_hours), exact(facts.lieu_hours)
    left = max(NOTHING, worked - lieu)
    if lieu:
        work.say(words.LIEU, worked=worked, lieu=lieu, left=left)
    if lieu > worked:
        work.say(words.LIEU_BEYOND, hours=lieu - worked)
    return left


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedDay:
    """Hours of work on one day. `scheduled`: as the roster had it; else beyond it."""

    date: datetime.date
    hours: Decimal
    scheduled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RosteredFacts:
    """`weekly_rest`: the days of the week on which this person rests by the roster."""

    monthly_base: Decimal
    weekly_rest: tuple[Weekday, ...] = USUAL_REST
    worked: tuple[WorkedDay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What is paid on top of the monthly wage."""

    total: Decimal


def _rostered(facts: RosteredFacts, work: Working) -> Total:
    not_negative(facts, "monthly_base")
    for one in facts.worked:
        not_negative(one, "hours")
    say_hourly(facts.monthly_base, work)
    rest = indices(facts.weekly_rest)
    days: dict[datetime.date, list[WorkedDay]] = defaultdict(list)
    for one in facts.worked:
        days[one.date].append(one)
    amount = sum((_day_pay(facts.monthly_base, days[day], rest, work) for day in sorted(days)), NOTHING)
    return Total(total=say_total(amount, work))


def _day_pay(base: Decimal, worked: list[WorkedDay], rest: frozenset[int], work: Working) -> Fraction:
    """On statutory and own rest days every hour is paid on top; on a workday what exceeds roster or eight hours."""
    day = worked[0].date
    kind = kind_of(day, rest, work)
    rostered = sum((one.hours for one in worked if one.scheduled), Decimal(0))
    beyond = sum((one.hours for one in worked if not one.scheduled), Decimal(0))
    if kind is DayKind.WORKDAY:
        hours = _beyond_the_day(day, rostered, beyond, work)
    else:
        hours = rostered + beyond
        if rostered:
            said = words.ROSTERED_ON_REST if kind is DayKind.REST else words.ROSTERED_ON_STATUTORY
            work.say(said, day=day)
    named = words.ON_THE_DAY.filled({"day": day, "kind": KINDS[kind]})
    return earned(base, hours, STANDARD.of(kind), named, work)


def _beyond_the_day(day: datetime.date, rostered: Decimal, beyond: Decimal, work: Working) -> Decimal:
    normal = min(rostered, Decimal(HOURS_OF_A_DAY))
    if normal:
        work.say(words.SCHEDULED, day=day, hours=normal)
    if beyond:
        work.assume(words.UNSCHEDULED, day=day, hours=beyond)
    return rostered - normal + beyond


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHolidayFacts:
    """`shift_normal`: whether the hours were the normal shift; None: taken from the kind of day."""

    date: datetime.date
    hours_worked: Decimal
    monthly_base: Decimal
    sex: str = ""
    shift_normal: bool | None = None
    weekly_rest: tuple[Weekday, ...] = USUAL_REST


WOMENS_DAY, YOUTH_DAY = (3, 8), (5, 4)
MALE = frozenset({"male", "m", "man", "男"})


def _part_holiday(facts: PartHolidayFacts, work: Working) -> Total:
    not_negative(facts, "monthly_base", "hours_worked")
    cite_in("CN-BJ", work, "BJWP 20")
    day = (facts.date.month, facts.date.day)
    need("date", words.NOT_PART, holds=day in (WOMENS_DAY, YOUTH_DAY), day=facts.date)
    work.say(words.WOMEN if day == WOMENS_DAY else words.YOUTH)
    if day == WOMENS_DAY and facts.sex.lower() in MALE:
        work.say(words.NOT_ENTITLED)
    else:
        work.say(words.HALF_DAY)
    kind = kind_of(facts.date, indices(facts.weekly_rest), work)
    normal = facts.shift_normal
    if normal is None:
        normal = kind is DayKind.WORKDAY
        work.assume(words.TAKEN_FROM_DAY)
    if normal:
        work.say(words.NORMAL_WORK, hours=facts.hours_worked)
        return Total(total=to_cent(0))
    say_hourly(facts.monthly_base, work)
    return Total(total=say_total(_outside(facts, kind, work), work))


def _outside(facts: PartHolidayFacts, kind: DayKind, work: Working) -> Fraction:
    """Outside the normal shift the day is what it would be without the festival (letter 2000-18)."""
    named = words.ON_THE_DAY.filled({"day": facts.date, "kind": KINDS[kind]})
    return earned(facts.monthly_base, facts.hours_worked, STANDARD.of(kind), named, work)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceFacts:
    """Rest-day work that was paid too low. `monthly_base` or `contract_monthly_wage`: the wage that counts.

    `paid_on_base`: the lower monthly wage that was used. `paid_multiple_already`: the multiple that was paid.
    """

    monthly_base: Decimal | None = None
    contract_monthly_wage: Decimal | None = None
    rest_days_worked: Decimal = Decimal(0)
    rest_day_hours: Decimal = Decimal(0)
    paid_on_base: Decimal | None = None
    paid_multiple_already: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is due, what was paid, what is left. `due_total` and `already_paid` are other names of the first two."""

    due: Decimal
    paid: Decimal
    due_total: Decimal
    already_paid: Decimal
    difference: Decimal


def _difference(facts: DifferenceFacts, work: Working) -> Difference:
    not_negative(
        facts,
        "monthly_base", "contract_monthly_wage", "rest_days_worked", "rest_day_hours", "paid_on_base",
        "paid_multiple_already",
    )  # fmt: skip
    stated = [wage for wage in (facts.monthly_base, facts.contract_monthly_wage) if wage is not None]
    need("monthly_base", words.NO_BASE, holds=bool(stated))
    base, hours = max(stated), exact(facts.rest_days_worked) * HOURS_OF_A_DAY + exact(facts.rest_day_hours)
    if facts.rest_days_worked:
        work.say(words.DAYS_AS_HOURS, days=facts.rest_days_worked, hours=facts.rest_days_worked * HOURS_OF_A_DAY)
    owed = hourly(base) * hours * DOUBLE
    work.say(words.DUE, base=base, hours=hours, amount=to_cent(owed))
    already = _already(facts, base, hours, work)
    # Exact amounts are subtracted: rounded ones may differ by a cent.
    left = to_cent(max(NOTHING, owed - already))
    work.say(words.DIFFERENCE, amount=left)
    return Difference(
        due=to_cent(owed),
        paid=to_cent(already),
        due_total=to_cent(owed),
        already_paid=to_cent(already),
        difference=left,
    )


def _already(facts: DifferenceFacts, base: Decimal, hours: Fraction, work: Working) -> Fraction:
    multiple = facts.paid_multiple_already
    if multiple is None:
        work.assume(words.NOTHING_PAID if facts.paid_on_base is None else words.PAID_IN_FULL_RATE)
        multiple = Decimal(0) if facts.paid_on_base is None else Decimal(2)
    used = base if facts.paid_on_base is None else facts.paid_on_base
    amount = hourly(used) * hours * exact(multiple)
    work.say(words.PAID, base=used, hours=hours, percent=multiple * 100, amount=to_cent(amount))
    return amount


pay = Rule(
    id="overtime.pay",
    title=words.TITLE_PAY,
    decide=_pay,
    statutes=STATUTES,
    articles=ON_TOP,
    spec=("L-07", "L-08"),
)
rostered = Rule(
    id="overtime.pay_rostered",
    title=words.TITLE_ROSTERED,
    decide=_rostered,
    statutes=STATUTES,
    articles=(*ON_TOP, "O174 7"),
    spec=("L-07", "L-17"),
)
partial_citizen_holiday = Rule(
    id="overtime.partial_citizen_holiday",
    title=words.TITLE_PART,
    decide=_part_holiday,
    statutes=STATUTES,
    articles=("HR 3", "2000-18"),
    spec=("L-16",),
)
difference = Rule(
    id="overtime.difference",
    title=words.TITLE_DIFFERENCE,
    decide=_difference,
    statutes=STATUTES,
    articles=ON_TOP,
    spec=("L-07", "L-08"),
)

RULES = (pay, rostered, partial_citizen_holiday, difference)
