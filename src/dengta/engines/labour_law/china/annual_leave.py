"""Annual leave: how many days, in the first year, what sick leave costs, and what may be carried over."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from dengta.engines.labour_law.china.checks import no_negatives
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import annual_leave as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.errors import FactError, need
from dengta.engines.labour_law.money import exact
from dengta.engines.labour_law.periods import ONE_DAY
from dengta.engines.labour_law.rules import Rule

REGULATION = date(2008, 1, 1)
MEASURES = date(2008, 9, 18)
# Years of the whole career from which so many days are due (AL 3), the longest first.
BANDS = ((20, 15), (10, 10), (1, 5))
# Months of sick leave in a year that cost the leave, by the days of the band (AL 4).
SICK_LIMIT = {5: 2, 10: 3, 15: 4}
PAID_PERSONAL_LIMIT = 20
DAYS_OF_A_SICK_MONTH = 30
DAYS_OF_A_YEAR = 365
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Of how many years after the year of leave an answer speaks by name.
YEARS_NAMED = 5


def statutory_days(career: Decimal) -> int:
    """Days a year for so many years of the whole career."""
    return next((days for years, days in BANDS if career >= years), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementFacts:
    """`cumulative_years`: work with every employer. `continuous_12_months`: worked without a break, anywhere."""

    cumulative_years: Decimal
    continuous_12_months: bool | None = None
    years_with_this_employer: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """Days of leave in a full year."""

    days: int


def _entitlement(facts: EntitlementFacts, work: Working) -> Entitlement:
    no_negatives(facts)
    career, here = facts.cumulative_years, facts.years_with_this_employer
    if here is not None:
        need("years_with_this_employer", words.MORE_THAN_CAREER, holds=here <= career, here=here, career=career)
        work.say(words.WHOLE_CAREER, career=career, here=here)
    if not _worked_twelve_months(work, stated=facts.continuous_12_months):
        return Entitlement(days=0)
    days = statutory_days(career)
    work.say(words.ENTITLEMENT, career=career, days=days)
    _tell_next_band(career, work)
    return Entitlement(days=days)


def _worked_twelve_months(work: Working, *, stated: bool | None) -> bool:
    """Leave begins with twelve months without a break (ALM 3)."""
    if stated is None:
        work.assume(words.TWELVE_MONTHS_TAKEN)
    if stated is False:
        work.say(words.NOT_TWELVE_MONTHS)
        work.changed_by(words.TWELVE_MONTHS_WOULD_GIVE)
    return stated is not False


def _tell_next_band(career: Decimal, work: Working) -> None:
    for years, days in reversed(BANDS):
        if career < years:
            work.changed_by(words.NEXT_BAND, years=years, days=days)
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJoinerFacts:
    """`full_year_entitlement`: days of a full year."""

    join_date: date
    full_year_entitlement: Decimal
    continuous_12_months: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstYear:
    """Whole days of leave until the end of the year, and the calendar days they are reckoned from."""

    days: int
    remaining_calendar_days: int


def _new_joiner(facts: NewJoinerFacts, work: Working) -> FirstYear:
    no_negatives(facts)
    remaining = (date(facts.join_date.year + 1, 1, 1) - facts.join_date).days
    work.say(words.REMAINING, joined=facts.join_date, remaining=remaining)
    if not _worked_twelve_months(work, stated=facts.continuous_12_months):
        return FirstYear(days=0, remaining_calendar_days=remaining)
    share = pro_rata(remaining, facts.full_year_entitlement)
    work.say(
        words.PRO_RATA, remaining=remaining, full=facts.full_year_entitlement, exact=share, days=floor(share)
    )  # fmt: skip
    return FirstYear(days=floor(share), remaining_calendar_days=remaining)


def pro_rata(calendar_days: int, full_year: Decimal) -> Fraction:
    """The part of a year's leave for so many calendar days, over 365 in every year (ALM 5, 12)."""
    return Fraction(calendar_days, DAYS_OF_A_YEAR) * exact(full_year)


def calendar_days(start: date, last_day: date) -> int:
    """Days from the first to the last, both inclusive."""
    return (last_day + ONE_DAY - start).days


@dataclass(frozen=True, slots=True, kw_only=True)
class SickExclusionFacts:
    """Sick leave of the year in months or in days (both: the longer counts); personal leave counts only if paid."""

    cumulative_years: Decimal
    sick_leave_months_this_year: Decimal = Decimal(0)
    sick_leave_days_this_year: Decimal = Decimal(0)
    personal_leave_days: Decimal = Decimal(0)
    personal_leave_paid: bool = False
    leave_taken_this_year: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOfTwoYears:
    """Statutory days of this year, those taken included, and of the next."""

    this_year_days: int
    next_year_days: int


def _sick_exclusion(facts: SickExclusionFacts, work: Working) -> LeaveOfTwoYears:
    no_negatives(facts)
    days, taken = statutory_days(facts.cumulative_years), facts.leave_taken_this_year
    _tell_band_of_next_year(facts.cumulative_years, work)
    if not days:
        work.say(words.NO_LEAVE_TO_LOSE, career=facts.cumulative_years)
        return LeaveOfTwoYears(this_year_days=0, next_year_days=0)
    too_sick, too_long_away = _sick_too_long(facts, days, work), _paid_too_long(facts, work)
    if not (too_sick or too_long_away):
        work.say(words.KEPT, days=days)
        work.changed_by(words.MORE_WOULD_COST, limit=SICK_LIMIT[days])
        return LeaveOfTwoYears(this_year_days=days, next_year_days=days)
    if not taken:
        work.say(words.THIS_YEAR_LOST, days=days)
        return LeaveOfTwoYears(this_year_days=0, next_year_days=days)
    if taken < days:
        work.assume(words.PARTLY_TAKEN)
        work.leans_on(Confidence.INTERPRETATION)
    work.say(words.NEXT_YEAR_LOST, taken=taken, days=days)
    return LeaveOfTwoYears(this_year_days=days, next_year_days=0)


def _sick_too_long(facts: SickExclusionFacts, days: int, work: Working) -> bool:
    limit = SICK_LIMIT[days]
    by_days = exact(facts.sick_leave_days_this_year) / DAYS_OF_A_SICK_MONTH
    if by_days:
        work.assume(words.SICK_AS_MONTHS)
    sick = max(exact(facts.sick_leave_months_this_year), by_days)
    reached = sick >= limit
    work.say(words.SICK_TOO_LONG if reached else words.SICK_WITHIN, sick=sick, days=days, limit=limit)
    return reached


def _paid_too_long(facts: SickExclusionFacts, work: Working) -> bool:
    """Personal leave costs annual leave only where the employer went on paying (AL 4(2))."""
    personal = facts.personal_leave_days
    if not personal:
        return False
    if not facts.personal_leave_paid:
        work.say(words.UNPAID_PERSONAL, personal=personal)
        return False
    reached = personal >= PAID_PERSONAL_LIMIT
    work.say(words.PAID_PERSONAL if reached else words.PERSONAL_WITHIN, personal=personal)
    return reached


def _tell_band_of_next_year(career: Decimal, work: Working) -> None:
    for years, _days in BANDS:
        if career < years <= career + 1:
            work.changed_by(words.NEXT_YEAR_BAND, years=years)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOverFacts:
    """`period`: the year of the leave, plain or in words ("2027 leave not arranged")."""

    period: int | str
    employee_consent: bool = False
    spread_years: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """The last year in which the leave may still be taken; None: it may not leave its own year."""

    year: int
    may_carry_to: int | None

    def more(self) -> dict[str, bool]:
        """Year by year, whether the leave may be taken then: `may_carry_to_2029`."""
        following = range(self.year + 1, self.year + 1 + YEARS_NAMED)
        return {f"may_carry_to_{year}": year == self.may_carry_to for year in following}


def _carry_over(facts: CarryOverFacts, work: Working) -> CarryOver:
    found = YEAR.search(str(facts.period))
    if found is None:
        raise FactError("period", words.NO_YEAR.filled({"period": facts.period}))
    need("spread_years", words.SPREAD, holds=facts.spread_years >= 1, spread=facts.spread_years)
    year = int(found[0])
    if facts.spread_years > 1:
        work.say(words.ONE_YEAR_ONLY, spread=facts.spread_years)
    if not facts.employee_consent:
        work.say(words.NO_CONSENT, year=year)
        work.changed_by(words.CONSENT_WOULD_CARRY, until=year + 1)
        return CarryOver(year=year, may_carry_to=None)
    work.say(words.MAY_CARRY, year=year, until=year + 1)
    work.changed_by(words.ELSE_PAID, until=year + 1)
    return CarryOver(year=year, may_carry_to=year + 1)


entitlement = Rule(
    id="annual_leave.entitlement",
    title=words.TITLE_ENTITLEMENT,
    decide=_entitlement,
    statutes=STATUTES,
    articles=("AL 3", "ALM 3", "ALM 4", "2009-149"),
    spec=("L-29",),
    since=REGULATION,
)
new_joiner = Rule(
    id="annual_leave.new_joiner",
    title=words.TITLE_NEW_JOINER,
    decide=_new_joiner,
    statutes=STATUTES,
    articles=("ALM 5",),
    spec=("L-30",),
    since=MEASURES,
)
sick_exclusion = Rule(
    id="annual_leave.sick_exclusion",
    title=words.TITLE_SICK,
    decide=_sick_exclusion,
    statutes=STATUTES,
    articles=("AL 4", "ALM 8"),
    spec=("L-31",),
    since=REGULATION,
)
carry_over = Rule(
    id="annual_leave.carry_over",
    title=words.TITLE_CARRY_OVER,
    decide=_carry_over,
    statutes=STATUTES,
    articles=("AL 5", "ALM 9"),
    spec=("L-32",),
    since=REGULATION,
)

RULES = (entitlement, new_joiner, sick_exclusion, carry_over)
