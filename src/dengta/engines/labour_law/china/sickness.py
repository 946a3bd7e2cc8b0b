"""Sickness and stoppages: how long the job is protected, and what is paid at least."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from dengta.engines.labour_law.china.checks import no_negatives
from dengta.engines.labour_law.china.daily_wage import daily_wage
from dengta.engines.labour_law.china.parameters import SICK_PAY_SHARE
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.sickness import MEDICAL_PERIOD, NATIONAL
from dengta.engines.labour_law.china.words import sickness as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import FactError, need
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.params import Unknown, region_chain
from dengta.engines.labour_law.rules import Rule

OPINIONS = date(1995, 8, 4)
LONG_CAREER = 10
# From so many years here: months of the medical period, and within how many months sick leave is added up.
SHORT_CAREER_TABLE = ((0, 3, 6), (5, 6, 12))
LONG_CAREER_TABLE = ((0, 6, 12), (5, 9, 15), (10, 12, 18), (15, 18, 24), (20, 24, 30))
FIRST_YEAR_MONTHS, MOST_MONTHS = 3, 24
# Of the minimum wage, per cent; a region may set more.
NATIONAL_SHARE = Decimal(80)
PER_CENT = 100
BEIJING = "CN-BJ"
BEIJING_RATIO = Decimal("0.70")


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalFacts:
    """`total_work_years`: with every employer; `unit_years`: with this one."""

    total_work_years: Decimal
    unit_years: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalPeriod:
    """Months, and the months within which sick leave is added up; None: over the whole employment."""

    months: int
    counting_window_months: int | None


def _medical_period(facts: MedicalFacts, work: Working) -> MedicalPeriod:
    no_negatives(facts)
    need(
        "unit_years", words.MORE_THAN_CAREER, holds=facts.unit_years <= facts.total_work_years,
        unit=facts.unit_years, career=facts.total_work_years,
    )  # fmt: skip
    work.changed_by(words.MAY_BE_LONGER)
    if work.law.answer(MEDICAL_PERIOD) == NATIONAL:
        work.assume(words.REGIONS_DIFFER)
        return _national_period(facts, work)
    work.answer(MEDICAL_PERIOD)
    return _period_by_unit_years(facts.unit_years, work)


def _national_period(facts: MedicalFacts, work: Working) -> MedicalPeriod:
    table = LONG_CAREER_TABLE if facts.total_work_years >= LONG_CAREER else SHORT_CAREER_TABLE
    step = max(step for step in table if facts.unit_years >= step[0])
    _years, months, window = step
    work.say(
        words.MEDICAL, career=facts.total_work_years, unit=facts.unit_years, months=months, window=window
    )  # fmt: skip
    for years, later, _window in table[table.index(step) + 1 :][:1]:
        work.changed_by(words.NEXT_STEP, years=years, months=later)
    return MedicalPeriod(months=months, counting_window_months=window)


def _period_by_unit_years(unit_years: Decimal, work: Working) -> MedicalPeriod:
    further = max(0, floor(unit_years) - 1)
    months = min(FIRST_YEAR_MONTHS + further, MOST_MONTHS)
    work.cite("SHMED 2")
    work.say(words.BY_UNIT_YEARS, unit=unit_years, months=months)
    if months < MOST_MONTHS:
        work.changed_by(words.NEXT_STEP, years=further + 2, months=months + 1)
    return MedicalPeriod(months=months, counting_window_months=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SickPayFacts:
    """Yuan a month."""

    local_min_wage: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SickPay:
    """What a month of sick leave pays at least."""

    floor: Decimal


def _sick_pay(facts: SickPayFacts, work: Working) -> SickPay:
    no_negatives(facts)
    known = work.law.value(SICK_PAY_SHARE, on=work.on)
    share = NATIONAL_SHARE if isinstance(known, Unknown) else max(NATIONAL_SHARE, known.value)
    lowest = to_cent(exact(facts.local_min_wage) * exact(share) / PER_CENT)
    work.say(words.FLOOR, minimum=facts.local_min_wage, share=share, floor=lowest)
    work.changed_by(words.HIGHER_SCALES)
    return SickPay(floor=lowest)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppageFacts:
    """Paid days within the first wage cycle, and those beyond it. `basic_ratio`: share of the minimum wage that the
    region pays then; `region`: None takes that of the law."""

    monthly_wage: Decimal
    days_full: Decimal = Decimal(0)
    days_basic: Decimal = Decimal(0)
    local_min_wage: Decimal | None = None
    basic_ratio: Decimal | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppagePay:
    """Pay for all days together."""

    total: Decimal


def _stoppage(facts: StoppageFacts, work: Working) -> StoppagePay:
    no_negatives(facts)
    full = exact(facts.days_full) * daily_wage(facts.monthly_wage)
    work.say(words.FULL_DAYS, days=facts.days_full, wage=facts.monthly_wage, amount=full)
    basic = _basic_pay(facts, work) if facts.days_basic else Fraction(0)
    total = to_cent(full + basic)
    work.say(words.STOPPAGE, full=full, basic=basic, total=total)
    return StoppagePay(total=total)


def _basic_pay(facts: StoppageFacts, work: Working) -> Fraction:
    """Beyond the first cycle, without work: the region's share of its minimum wage (WP 12)."""
    days, minimum = facts.days_basic, facts.local_min_wage
    if minimum is None:
        raise FactError("local_min_wage", words.NO_MINIMUM.filled({"days": days}))
    ratio = _ratio(facts, work)
    amount = exact(days) * daily_wage(minimum) * exact(ratio)
    work.say(words.BASIC_DAYS, days=days, minimum=minimum, ratio=ratio, amount=amount)
    work.changed_by(words.FIRST_CYCLE_WHOLE, days=facts.days_full)
    work.changed_by(words.WORK_WOULD_RAISE)
    return amount


def _ratio(facts: StoppageFacts, work: Working) -> Decimal:
    beijing = BEIJING in region_chain(facts.region or work.law.region)
    if beijing:
        work.cite("BJWP 27")
    if facts.basic_ratio is not None:
        return facts.basic_ratio
    need("basic_ratio", words.NO_RATIO, holds=beijing, days=facts.days_basic)
    work.assume(words.RATIO_TAKEN, ratio=BEIJING_RATIO)
    return BEIJING_RATIO


medical_period = Rule(
    id="medical_period",
    title=words.TITLE_MEDICAL,
    decide=_medical_period,
    statutes=STATUTES,
    articles=("1994-479 3", "1994-479 4"),
    spec=("L-36",),
)
sick_pay = Rule(
    id="sick_pay.floor",
    title=words.TITLE_SICK_PAY,
    decide=_sick_pay,
    statutes=STATUTES,
    articles=("1995-309 59",),
    spec=("L-37",),
    since=OPINIONS,
)
stoppage = Rule(
    id="stoppage.pay",
    title=words.TITLE_STOPPAGE,
    decide=_stoppage,
    statutes=STATUTES,
    articles=("WP 12",),
)

RULES = (medical_period, sick_pay, stoppage)
