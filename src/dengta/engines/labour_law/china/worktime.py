"""Standard working time: working days and hours to roster with, paid days and hours to turn wages into hours."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.china.hourly import HOURS_OF_A_DAY
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import worktime as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import rounded, to_decimal
from dengta.engines.labour_law.rules import Rule

DAYS_OF_REST = 104
PAID_DAYS_OF_A_YEAR = 365 - DAYS_OF_REST
DAYS_OF_A_WEEK = 5
HOURS_OF_A_WEEK = DAYS_OF_A_WEEK * HOURS_OF_A_DAY
SINCE = date(2008, 1, 3)
# From which day on the year has how many statutory days, and where that is turned into hours.
VERSIONS = ((date(2025, 1, 1), 13, "2025-2 1"), (SINCE, 11, "2008-3 1"))


class Period(Enum):
    """A stretch of time over which hours are counted."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def parts(self) -> int:
        """How many of them make a year."""
        return {"week": 52, "month": 12, "quarter": 4, "half_year": 2, "year": 1}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorktimeFacts:
    """`as_of`: the day whose rules are asked for; None: the day of the question."""

    period: Period
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worktime:
    """Days rounded to hundredths where they are no whole number, as the notice has them; a week has no paid days."""

    work_days: Decimal
    hours: Decimal
    paid_days: Decimal | None
    paid_hours: Decimal | None


def _worktime(facts: WorktimeFacts, work: Working) -> Worktime:
    day = facts.as_of or work.on
    need("as_of", words.TOO_EARLY, holds=day >= SINCE, day=day)
    if facts.period is Period.WEEK:
        work.say(words.WEEK)
        return Worktime(
            work_days=Decimal(DAYS_OF_A_WEEK), hours=Decimal(HOURS_OF_A_WEEK), paid_days=None, paid_hours=None
        )
    holidays, article = version(day)
    work.cite(article)
    year, parts = PAID_DAYS_OF_A_YEAR - holidays, facts.period.parts
    work.say(words.DAYS_OF_YEAR, holidays=holidays, days=year)
    days, paid = _share(year, parts), _share(PAID_DAYS_OF_A_YEAR, parts)
    work.say(words.WORK, year=year, parts=parts, days=days, hours=days * HOURS_OF_A_DAY)
    work.say(words.PAID, parts=parts, days=paid, hours=paid * HOURS_OF_A_DAY)
    work.say(words.TWO_NUMBERS)
    return Worktime(work_days=days, hours=days * HOURS_OF_A_DAY, paid_days=paid, paid_hours=paid * HOURS_OF_A_DAY)


def version(day: date) -> tuple[int, str]:
    """How many statutory days a year has on that day, and where that is turned into hours."""
    return next((holidays, article) for since, holidays, article in VERSIONS if day >= since)


def _share(days: int, parts: int) -> Decimal:
    return to_decimal(Fraction(rounded(Fraction(days, parts), 2)))


def standard_hours(period: Period, day: date) -> Decimal:
    """The hours that a cycle of comprehensive hours may average, in weeks of 40 hours or by the yearly notice."""
    if period is Period.WEEK:
        return Decimal(HOURS_OF_A_WEEK)
    return _share(PAID_DAYS_OF_A_YEAR - version(day)[0], period.parts) * HOURS_OF_A_DAY


standard = Rule(
    id="worktime.standard",
    title=words.TITLE,
    decide=_worktime,
    statutes=STATUTES,
    articles=("O174 3", "LL 36"),
    spec=("L-01", "L-08"),
)

RULES = (standard,)
