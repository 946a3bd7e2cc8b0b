"""Rest: a day a week by law; the gap between shifts by rule of the house; not too many days in a row."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from dengta.engines.labour_law.china.hourly import not_negative
from dengta.engines.labour_law.china.shifts import MINUTE, MINUTES_OF_AN_HOUR, wall_clock
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import rest as words
from dengta.engines.labour_law.china.worktime import HOURS_OF_A_WEEK
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.periods import ONE_DAY
from dengta.engines.labour_law.rules import Rule

DAYS_OF_A_WEEK = 7
HOUSE_REST_HOURS = Decimal(11)
DAYS_IN_A_ROW = 6
# Any thirteen days in a row contain a whole calendar week.
ALWAYS_A_WEEK = 2 * DAYS_OF_A_WEEK - 1
ANY_DAY = date(2000, 1, 1)


class RestViolation(Enum):
    """Which rest is missing: the first by law, the second by rule of the house."""

    WEEKLY = "weekly_rest_day"
    HOUSE_GAP = "house_min_rest"


class RestAlert(Enum):
    """What deserves a look."""

    LONG_RUN = "more_than_6_consecutive_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyFacts:
    """`week`: as people call it, for the steps only. `weekly_hours`: hours worked in it, where known."""

    worked_days: int
    week: str | None = None
    weekly_hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """What the week breaks."""

    violations: tuple[RestViolation, ...]


def _weekly(facts: WeeklyFacts, work: Working) -> Weekly:
    not_negative(facts, "weekly_hours")
    days = facts.worked_days
    need("worked_days", words.DAYS_OF_WEEK, holds=0 <= days <= DAYS_OF_A_WEEK, days=days)
    broken = days == DAYS_OF_A_WEEK
    work.say(words.NO_REST if broken else words.RESTED, week=facts.week or words.THE_WEEK, days=days)
    if facts.weekly_hours is not None:
        work.cite("O174 3", "1997-271")
        extra = max(Decimal(0), facts.weekly_hours - HOURS_OF_A_WEEK)
        work.say(words.HOURS_OVER if extra else words.HOURS_OK, hours=facts.weekly_hours, extra=extra)
    return Weekly(violations=(RestViolation.WEEKLY,) if broken else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFacts:
    """Moments with their day, or clock times alone. `house_min_rest_hours`: the rule of the house."""

    shift_end: datetime | time
    next_shift_start: datetime | time
    house_min_rest_hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The law of China sets no minimum between shifts, so only the house can be broken."""

    legal_violation: bool
    violations: tuple[RestViolation, ...]


def _daily_gap(facts: GapFacts, work: Working) -> Gap:
    not_negative(facts, "house_min_rest_hours")
    least = HOUSE_REST_HOURS if facts.house_min_rest_hours is None else facts.house_min_rest_hours
    gap = _gap(facts, work)
    work.say(words.GAP, gap=gap, least=least)
    if gap >= least:
        return Gap(legal_violation=False, violations=())
    work.say(words.GAP_SHORT)
    return Gap(legal_violation=False, violations=(RestViolation.HOUSE_GAP,))


def _gap(facts: GapFacts, work: Working) -> Fraction:
    """Hours from the end of one shift to the start of the next."""
    end, start = facts.shift_end, facts.next_shift_start
    if isinstance(end, datetime) and isinstance(start, datetime):
        end, start = wall_clock(end), wall_clock(start)
        need("next_shift_start", words.GAP_TURNED, holds=start >= end, next=start, end=end)
    else:
        work.assume(words.NEXT_DAY)
        day = end.date() if isinstance(end, datetime) else ANY_DAY
        end, start = _on(day, end), _on(day, start)
        start = start if start > end else start + ONE_DAY
    return Fraction((start - end) // MINUTE, MINUTES_OF_AN_HOUR)


def _on(day: date, clock: datetime | time) -> datetime:
    return wall_clock(datetime.combine(day, clock.time() if isinstance(clock, datetime) else clock))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """`calendar_weeks_each_have_rest`: whether every calendar week that the run touches has its day of rest."""

    consecutive_days: int
    around_public_holiday: bool = False
    calendar_weeks_each_have_rest: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the run of days breaks, and what deserves a look."""

    violations: tuple[RestViolation, ...]
    warnings: tuple[RestAlert, ...]


def _consecutive_days(facts: RunFacts, work: Working) -> Run:
    days = facts.consecutive_days
    need("consecutive_days", words.RUN_NEGATIVE, holds=days >= 0, days=days)
    work.say(words.RUN, days=days)
    warnings: tuple[RestAlert, ...] = ()
    if days > DAYS_IN_A_ROW:
        warnings = (RestAlert.LONG_RUN,)
        work.cite("HR 7" if facts.around_public_holiday else "HOUSE")
        work.say(words.RUN_LONG_HOLIDAY if facts.around_public_holiday else words.RUN_LONG)
    if _weeks_have_rest(facts, work):
        return Run(violations=(), warnings=warnings)
    work.say(words.RUN_NO_REST)
    return Run(violations=(RestViolation.WEEKLY,), warnings=warnings)


def _weeks_have_rest(facts: RunFacts, work: Working) -> bool:
    days, stated = facts.consecutive_days, facts.calendar_weeks_each_have_rest
    possible = days < ALWAYS_A_WEEK
    need("calendar_weeks_each_have_rest", words.RUN_IMPOSSIBLE, holds=possible or not stated, days=days)
    if stated is not None:
        return stated
    if possible and days > DAYS_IN_A_ROW:
        work.assume(words.WEEKS_UNKNOWN)
    return possible


weekly = Rule(
    id="rest.weekly",
    title=words.TITLE_WEEKLY,
    decide=_weekly,
    statutes=STATUTES,
    articles=("LL 38", "O174 7"),
    spec=("L-01", "L-02"),
)
daily_gap = Rule(
    id="rest.daily_gap",
    title=words.TITLE_GAP,
    decide=_daily_gap,
    statutes=STATUTES,
    articles=("HOUSE",),
    spec=("L-20",),
)
consecutive_days = Rule(
    id="rest.consecutive_days",
    title=words.TITLE_RUN,
    decide=_consecutive_days,
    statutes=STATUTES,
    articles=("LL 38",),
    spec=("L-02", "L-15"),
)

RULES = (weekly, daily_gap, consecutive_days)
