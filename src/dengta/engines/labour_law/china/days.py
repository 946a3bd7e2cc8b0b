"""Days: what a day is to a person's pay, which days of a year are statutory, and what is not yet known of a year."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from dengta.engines.labour_law.calendar import WEEKDAYS, DayKind
from dengta.engines.labour_law.china.hourly import NOTHING, kind_of, premiums
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.switches.hours import IRREGULAR_HOLIDAY
from dengta.engines.labour_law.china.words import days as words
from dengta.engines.labour_law.decision import Working
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.money import rounded
from dengta.engines.labour_law.pack import WorktimeSystem
from dengta.engines.labour_law.rules import Rule

# How many statutory days the regulation names from which year on; fewer dates mean that two festivals coincide.
STATUTORY_DAYS = ((2025, 13), (2008, 11))


class Weekday(Enum):
    """A day of the week."""

    MONDAY = "Mon"
    TUESDAY = "Tue"
    WEDNESDAY = "Wed"
    THURSDAY = "Thu"
    FRIDAY = "Fri"
    SATURDAY = "Sat"
    SUNDAY = "Sun"

    @property
    def index(self) -> int:
        """Its place in the week; Monday is 0."""
        return WEEKDAYS.index(self.value)


USUAL_REST = (Weekday.SATURDAY, Weekday.SUNDAY)


def indices(weekdays: Iterable[Weekday]) -> frozenset[int]:
    """Days of rest as the calendar takes them."""
    return frozenset(day.index for day in weekdays)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """`weekly_rest`: the days of the week on which this person rests."""

    date: datetime.date
    weekly_rest: tuple[Weekday, ...] = USUAL_REST
    worktime_system: WorktimeSystem = WorktimeSystem.STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the day is. `premium_rate`: multiple of the wage that a normal shift on it earns on top.

    `time_off_in_lieu_allowed`: whether time off may take the place of pay; None where nothing is owed.
    """

    day_type: DayKind
    makeup_workday: bool
    premium_rate: Decimal
    time_off_in_lieu_allowed: bool | None


def _day(facts: DayFacts, work: Working) -> Day:
    rest = indices(facts.weekly_rest)
    kind = kind_of(facts.date, rest, work)
    calendar = work.law.calendar
    makeup = kind is DayKind.WORKDAY and facts.date.weekday() in rest and calendar.is_makeup(facts.date)
    said = {DayKind.STATUTORY: words.STATUTORY, DayKind.REST: words.REST, DayKind.WORKDAY: words.WORKDAY}[kind]
    work.say(words.MAKEUP if makeup else said, day=facts.date)
    if facts.worktime_system is WorktimeSystem.IRREGULAR and kind is DayKind.STATUTORY:
        work.answer(IRREGULAR_HOLIDAY)
    rate = NOTHING if kind is DayKind.WORKDAY else premiums(facts.worktime_system, work.law).of(kind)
    work.say(words.RATE, percent=int(rate * 100))
    if rest != indices(USUAL_REST):
        work.assume(words.OWN_REST)
    return Day(
        day_type=kind,
        makeup_workday=makeup,
        premium_rate=rounded(rate, 2),
        time_off_in_lieu_allowed=kind is DayKind.REST if rate else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """A calendar year."""

    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryDays:
    """The statutory days of the year, in order."""

    count: int
    dates: tuple[datetime.date, ...]


def _count(facts: YearFacts, work: Working) -> StatutoryDays:
    dates = tuple(sorted(work.law.calendar.year(facts.year).statutory))
    need("year", words.UNKNOWN_YEAR, holds=bool(dates), year=str(facts.year))
    work.say(words.DATES, year=facts.year, dates=dates)
    work.say(words.COUNT, count=len(dates))
    named = next((days for since, days in STATUTORY_DAYS if facts.year >= since), 0)
    if len(dates) < named:
        work.cite("2020-135")
        work.assume(words.COINCIDE, year=facts.year, count=len(dates))
    return StatutoryDays(count=len(dates), dates=dates)


class Completeness(Enum):
    """Whether the yearly notice is known."""

    COMPLETE = "complete"
    UNKNOWN_MAKEUP_DAYS = "unknown_makeup_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailableFacts:
    """`holiday_notice_loaded`: whether the notice of the year was entered; None: as the calendar has it."""

    year: int
    holiday_notice_loaded: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Available:
    """What may be computed for the year. Statutory days follow from the regulation and are always known."""

    status: Completeness
    statutory_days_known: bool
    may_compute_holiday_premium: bool
    may_finalise_rest_day_premium: bool


def _available(facts: AvailableFacts, work: Working) -> Available:
    loaded = facts.holiday_notice_loaded
    if loaded is None:
        loaded = work.law.calendar.year(facts.year).announced
    work.say(words.LOADED if loaded else words.NOT_LOADED, year=facts.year)
    if not loaded:
        work.changed_by(words.LOAD_IT)
    return Available(
        status=Completeness.COMPLETE if loaded else Completeness.UNKNOWN_MAKEUP_DAYS,
        statutory_days_known=True,
        may_compute_holiday_premium=True,
        may_finalise_rest_day_premium=loaded,
    )


day_type = Rule(
    id="calendar.day_type",
    title=words.TITLE_DAY,
    decide=_day,
    statutes=STATUTES,
    articles=("HR 2", "HR 6", "HR 7", "LL 44", "O174 7"),
    spec=("L-14", "L-15", "L-17"),
)
statutory_count = Rule(
    id="calendar.statutory_count",
    title=words.TITLE_COUNT,
    decide=_count,
    statutes=STATUTES,
    articles=("HR 2",),
    spec=("L-14",),
)
data_available = Rule(
    id="calendar.data_available",
    title=words.TITLE_AVAILABLE,
    decide=_available,
    statutes=STATUTES,
    articles=("HR 2", "HR 7"),
    spec=("L-14",),
)

RULES = (day_type, statutory_count, data_available)
