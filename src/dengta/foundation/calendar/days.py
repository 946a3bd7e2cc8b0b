"""What kind of day it is: this installation's own decision first, then the yearly notice, then the weekday."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from dengta.foundation.calendar.china import ChinaYear, china_year
from dengta.foundation.calendar.models import DayKind, DayType, HolidayNotice
from dengta.foundation.calendar.zones import ONE_DAY
from dengta.foundation.settings.parameters import Parameter

NOTICE_HORIZON = Parameter(
    "calendar.notice_horizon",
    90,
    _("How long ahead a missing holiday notice is pointed out"),
    unit="days",
    check=lambda days: days >= 0,
)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """A day and its kind. `announced` is False while the holiday notice of its year is not known."""

    date: date
    kind: DayKind
    announced: bool
    decided_here: bool = False


def day_on(day: date) -> Day:
    """What kind of day this is. Two queries."""
    return days_between(start=day, end=day + ONE_DAY)[day]


def days_between(*, start: date, end: date) -> dict[date, Day]:
    """Every day of [start, end) with its kind. Two queries for any length."""
    years = years_known(range(start.year, end.year + 2))
    own = dict(DayType.objects.filter(date__gte=start, date__lt=end).values_list("date", "kind"))
    wanted = (start + timedelta(days=n) for n in range((end - start).days))
    return {day: _decided(day, own[day], years) if day in own else _by_notice(day, years) for day in wanted}


WORKED = frozenset({DayKind.WORKDAY, DayKind.MAKEUP})
# Longer than the longest holidays in a row, so that the days asked for are always found in one go.
SLACK = timedelta(days=20)


def working_day_after(day: date, count: int) -> date:
    """The working day `count` working days after `day`; make-up Saturdays count, holidays do not. Two queries."""
    days = days_between(start=day + ONE_DAY, end=day + timedelta(days=2 * count) + SLACK)
    return [one for one, known in days.items() if known.kind in WORKED][count - 1]


def working_days_between(*, start: date, end: date) -> int:
    """How many working days lie in [start, end). Two queries."""
    return sum(day.kind in WORKED for day in days_between(start=start, end=end).values()) if start < end else 0


def missing_notices(*, today: date) -> list[int]:
    """Years within the horizon whose holiday notice is not known: screens show a banner, nothing is guessed."""
    last = today + timedelta(days=NOTICE_HORIZON.on(today))
    years = range(today.year, last.year + 1)
    known = years_known(years)
    return [year for year in years if not known[year].announced]


def years_known(years: Iterable[int]) -> dict[int, ChinaYear]:
    """These years as shipped, with the notices entered here. One query."""
    wanted = list(years)
    known = {year: china_year(year) for year in wanted}
    for notice in HolidayNotice.objects.filter(year__in=wanted):
        known[notice.year] = ChinaYear(
            statutory=known[notice.year].statutory,
            rest=frozenset(date.fromisoformat(day) for day in notice.rest),
            makeup=frozenset(date.fromisoformat(day) for day in notice.makeup),
            announced=True,
        )
    return known


def _decided(day: date, kind: str, years: dict[int, ChinaYear]) -> Day:
    return Day(day, DayKind(kind), years[day.year].announced, decided_here=True)


def _by_notice(day: date, years: dict[int, ChinaYear]) -> Day:
    year = years[day.year]
    # A weekend in December may be worked for the New Year break of the notice that follows.
    makeup = year.makeup | years[day.year + 1].makeup
    return Day(day, _kind(day, year, makeup), year.announced)


def _kind(day: date, year: ChinaYear, makeup: frozenset[date]) -> DayKind:
    weekend = day.weekday() >= SATURDAY
    if day in year.statutory:
        return DayKind.STATUTORY
    if day in makeup:
        return DayKind.MAKEUP
    if day in year.rest and not weekend:
        return DayKind.SWAPPED_REST
    return DayKind.REST if weekend else DayKind.WORKDAY
