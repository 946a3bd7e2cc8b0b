"""Overtime pay where an approval counts hours over a cycle (comprehensive) or not at all (irregular)."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.china.hourly import (
    COMPREHENSIVE,
    cite_in,
    earned,
    not_negative,
    premiums,
    say_hourly,
    say_total,
)
from dengta.engines.labour_law.china.overtime_caps import MONTHLY_HOURS
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.hours import (
    CAP_SCOPE,
    COMPREHENSIVE_HOLIDAY,
    IRREGULAR_HOLIDAY,
    SENIOR_MANAGERS,
)
from dengta.engines.labour_law.china.words import hourly as paid
from dengta.engines.labour_law.china.words import special_hours as words
from dengta.engines.labour_law.china.worktime import Period, standard_hours
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import exact, rounded, to_cent
from dengta.engines.labour_law.pack import WorktimeSystem
from dengta.engines.labour_law.periods import MONTHS_OF_A_YEAR
from dengta.engines.labour_law.rules import Rule


class Refusal(Enum):
    """Why special hours cannot be reckoned."""

    NOT_APPROVED = "special_hours_not_approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComprehensiveFacts:
    """Hours of one cycle; `actual_hours` contain `statutory_holiday_hours`. `approved`: the post, by the authority.

    `cycle_standard_hours`: None: the legal standard of the cycle.
    """

    monthly_base: Decimal
    cycle: Period
    actual_hours: Decimal
    cycle_standard_hours: Decimal | None = None
    statutory_holiday_hours: Decimal = Decimal(0)
    approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comprehensive:
    """Pay on top of the wages of the cycle. Without approval there is only the error and what applies instead."""

    overtime_hours: Decimal | None = None
    overtime_pay: Decimal | None = None
    holiday_pay: Decimal | None = None
    total: Decimal | None = None
    avg_monthly_overtime: Decimal | None = None
    cap_violation: bool | None = None
    error: Refusal | None = None
    fallback_system: WorktimeSystem | None = None


def _comprehensive(facts: ComprehensiveFacts, work: Working) -> Comprehensive:
    not_negative(facts, "monthly_base", "actual_hours", "cycle_standard_hours", "statutory_holiday_hours")
    if not facts.approved:
        work.cite("1994-503 7")
        work.say(words.NOT_APPROVED)
        work.changed_by(words.GET_APPROVAL)
        return Comprehensive(error=Refusal.NOT_APPROVED, fallback_system=WorktimeSystem.STANDARD)
    cite_in("CN-BJ", work, "BJWP 16")
    base, holiday = facts.monthly_base, facts.statutory_holiday_hours
    hours = _above_the_standard(facts, work)
    say_hourly(base, work)
    overtime_pay = earned(base, hours, COMPREHENSIVE.workday, words.ABOVE, work)
    holiday_pay = earned(base, holiday, COMPREHENSIVE.statutory, paid.STATUTORY, work)
    average = _average(facts, hours, work)
    work.say(words.WEEKENDS)
    return Comprehensive(
        overtime_hours=hours,
        overtime_pay=to_cent(overtime_pay),
        holiday_pay=to_cent(holiday_pay),
        total=say_total(overtime_pay + holiday_pay, work),
        avg_monthly_overtime=rounded(average, 2),
        cap_violation=average > MONTHLY_HOURS,
    )


def _above_the_standard(facts: ComprehensiveFacts, work: Working) -> Decimal:
    """Hours that earn 150 %. Those of statutory holidays earn 300 % and are not paid twice (271 item 5)."""
    actual, holiday = facts.actual_hours, facts.statutory_holiday_hours
    need(
        "statutory_holiday_hours", words.HOLIDAY_BEYOND_ACTUAL, holds=holiday <= actual, holiday=holiday, actual=actual
    )
    standard = facts.cycle_standard_hours
    if standard is None:
        standard = standard_hours(facts.cycle, work.on)
        work.assume(words.STANDARD_ASSUMED, hours=standard)
    said, apart = words.OVERTIME_TWICE, Decimal(0)
    if holiday:
        work.assume(words.HOLIDAY_IN_ACTUAL, actual=actual, holiday=holiday)
        if work.answer(COMPREHENSIVE_HOLIDAY) == "once":
            said, apart = words.OVERTIME_ONCE, holiday
    hours = max(Decimal(0), actual - standard - apart)
    work.say(said, actual=actual, standard=standard, holiday=holiday, hours=hours)
    return hours


def _average(facts: ComprehensiveFacts, hours: Decimal, work: Working) -> Fraction:
    """Overtime of an average month of the cycle; holiday hours are overtime too, unless policy differs."""
    counted = hours
    if facts.statutory_holiday_hours and work.answer(CAP_SCOPE) != "weekday_only":
        counted = _with_holidays(facts, hours, work)
    months = Fraction(MONTHS_OF_A_YEAR, facts.cycle.parts)
    average = exact(counted) / months
    work.say(words.AVERAGE, counted=counted, months=months, average=average)
    if average > MONTHLY_HOURS:
        work.say(words.AVERAGE_OVER)
    return average


def _with_holidays(facts: ComprehensiveFacts, hours: Decimal, work: Working) -> Decimal:
    """Each hour once: where holiday hours are already among those above the standard they are not added again."""
    if work.law.answer(COMPREHENSIVE_HOLIDAY) == "once":
        return hours + facts.statutory_holiday_hours
    return max(hours, facts.statutory_holiday_hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class IrregularFacts:
    """Hours beyond the ordinary. `approved`: the post, by the authority. `region`: None: as the law of the house."""

    monthly_base: Decimal
    approved: bool = False
    worktime_system: WorktimeSystem = WorktimeSystem.IRREGULAR
    weekday_hours: Decimal = Decimal(0)
    rest_day_hours: Decimal = Decimal(0)
    statutory_hours: Decimal = Decimal(0)
    senior_manager: bool = False
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Irregular:
    """What is paid on top of the monthly wage."""

    total: Decimal


def _irregular(facts: IrregularFacts, work: Working) -> Irregular:
    not_negative(facts, "monthly_base", "weekday_hours", "rest_day_hours", "statutory_hours")
    if facts.region:
        work.law = replace(work.law, region=facts.region)
    cite_in("CN-BJ", work, "BJWP 17")
    system = facts.worktime_system if _may_be_special(facts, work) else WorktimeSystem.STANDARD
    if system is WorktimeSystem.IRREGULAR:
        work.say(words.APPROVED)
        if facts.statutory_hours:
            work.answer(IRREGULAR_HOLIDAY)
    rates, base = premiums(system, work.law), facts.monthly_base
    say_hourly(base, work)
    amount = (
        earned(base, facts.weekday_hours, rates.workday, paid.WORKDAY, work)
        + earned(base, facts.rest_day_hours, rates.rest_day, paid.REST_DAY, work)
        + earned(base, facts.statutory_hours, rates.statutory, paid.STATUTORY, work)
    )
    work.say(words.FIXED_ROSTER)
    return Irregular(total=say_total(amount, work))


def _may_be_special(facts: IrregularFacts, work: Working) -> bool:
    if facts.approved:
        return True
    if facts.senior_manager and work.answer(SENIOR_MANAGERS) == "exempt":
        work.say(words.SENIOR)
        return True
    work.cite("1994-503 7")
    work.say(words.NOT_APPROVED)
    return False


comprehensive = Rule(
    id="overtime.comprehensive",
    title=words.TITLE_COMPREHENSIVE,
    decide=_comprehensive,
    statutes=STATUTES,
    articles=("LL 39", "1994-503 5", "WP 13(3)", "1997-271 5"),
    spec=("L-11",),
)
irregular = Rule(
    id="overtime.irregular",
    title=words.TITLE_IRREGULAR,
    decide=_irregular,
    statutes=STATUTES,
    articles=("LL 39", "1994-503 4", "WP 13(4)"),
    spec=("L-12", "L-13"),
)

RULES = (comprehensive, irregular)
