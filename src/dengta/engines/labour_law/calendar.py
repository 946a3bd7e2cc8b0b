"""Days as the law sees them, from the yearly notice as data: working, rest, statutory; and counting working days."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from dengta.engines.labour_law.periods import ONE_DAY

SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class DayKind(Enum):
    """What a day is to pay."""

    WORKDAY = "workday"
    REST = "rest_day"
    STATUTORY = "statutory_holiday"


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """Statutory days (known for every year), other days off of the notice, weekend days worked instead.

    `announced` is False while the notice of the year is not known: only the statutory days are certain then.
    """

    statutory: frozenset[date]
    rest: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    announced: bool = False


def nothing_known(year: int) -> HolidayYear:
    """A year of which no holiday is known."""
    return HolidayYear(frozenset())


@dataclass(frozen=True, slots=True)
class Calendar:
    """Answers of what kind a day is. `year` gives the holidays of a year; it is asked, not kept."""

    year: Callable[[int], HolidayYear] = nothing_known

    def announced(self, day: date) -> bool:
        """Whether the holiday notice of that year is known."""
        return self.year(day.year).announced

    def is_makeup(self, day: date) -> bool:
        """Whether this weekend day is worked in exchange; December may be worked for the New Year that follows."""
        return day in self.year(day.year).makeup or day in self.year(day.year + 1).makeup

    def kind(self, day: date, rest_days: Collection[int] = WEEKEND) -> DayKind:
        """What the day is to somebody who rests on these weekdays (Monday is 0).

        The exchanges of the yearly notice move the weekend; whoever rests on other days keeps those (Order 174 art. 7).
        """
        if day in self.year(day.year).statutory:
            return DayKind.STATUTORY
        rests = day.weekday() in rest_days
        if WEEKEND.issuperset(rest_days):
            if rests and self.is_makeup(day):
                return DayKind.WORKDAY
            if day in self.year(day.year).rest:
                return DayKind.REST
        return DayKind.REST if rests else DayKind.WORKDAY

    def is_working(self, day: date) -> bool:
        """Whether offices, courts and arbitration work on that day."""
        return self.kind(day) is DayKind.WORKDAY

    def working_day_after(self, day: date, count: int) -> date:
        """The working day `count` working days after `day`; the day itself does not count."""
        while count:
            day += ONE_DAY
            count -= self.is_working(day)
        return day

    def next_working(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it: when a time limit ends."""
        while not self.is_working(day):
            day += ONE_DAY
        return day
