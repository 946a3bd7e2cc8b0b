"""Periods as the law counts them: months by their day of the month, service to the last day inclusive."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MONTHS_OF_A_YEAR = 12


def add_months(day: date, months: int) -> date:
    """The same day of the month, so many months on; the last day of a month that is too short for it."""
    place = day.year * MONTHS_OF_A_YEAR + day.month - 1 + months
    year, month = divmod(place, MONTHS_OF_A_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months, and the days that are left over."""

    months: int
    days: int

    @property
    def years(self) -> int:
        """Completed years."""
        return self.months // MONTHS_OF_A_YEAR

    @property
    def rest(self) -> int:
        """Completed months beyond the completed years."""
        return self.months % MONTHS_OF_A_YEAR


def span(start: date, end: date) -> Span:
    """From `start` until the day before `end`. Months are counted from `start`, so none drifts after a short month."""
    months = max(0, (end.year - start.year) * MONTHS_OF_A_YEAR + end.month - start.month)
    if months and add_months(start, months) > end:
        months -= 1
    return Span(months, max(0, (end - add_months(start, months)).days))


def service(start: date, last_day: date) -> Span:
    """Time of service from the first to the last day of work, both inclusive."""
    return span(start, last_day + ONE_DAY)
