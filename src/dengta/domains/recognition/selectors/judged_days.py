"""The periods in which the policy is judged: closed ones only, so that a figure once read stays as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

QUARTERS_SHOWN = 8
MONTHS_SHOWN = 12
YEAR = 4


@dataclass(frozen=True)
class Span:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.end - timedelta(days=1)


def quarter_of(day: date, *, back: int = 0) -> date:
    """The first day of the quarter of a day, or of one so many quarters before."""
    return months_back(date(day.year, day.month - (day.month - 1) % 3, 1), 3 * back)


def month_of(day: date) -> date:
    """The first day of the month of a day."""
    return day.replace(day=1)


def months_back(month: date, n: int) -> date:
    """The first day of the month so many months before; with a negative number, after."""
    whole = month.year * 12 + month.month - 1 - n
    return date(whole // 12, whole % 12 + 1, 1)


def month_before(day: date) -> date:
    """The first day of the month before that of a day."""
    return months_back(month_of(day), 1)


def month_after(day: date) -> date:
    """The first day of the month after that of a day."""
    return months_back(month_of(day), -1)


def quarter(start: date) -> Span:
    """The quarter that begins on a day."""
    return Span(start, months_back(start, -3))


def closed_quarters(today: date) -> list[date]:
    """The first days of the quarters that are over, the newest in front."""
    return [quarter_of(today, back=n) for n in range(1, QUARTERS_SHOWN + 1)]


def year_to(start: date) -> Span:
    """The four quarters that end with the one that begins on a day: a quarter alone holds too few events."""
    return Span(months_back(start, 3 * (YEAR - 1)), quarter(start).end)


def months_before(today: date, n: int = MONTHS_SHOWN) -> Iterator[date]:
    """The last so many months that are over, the oldest in front."""
    this = month_of(today)
    return (months_back(this, back) for back in range(n, 0, -1))


def last_closed_month(today: date) -> date:
    """The month before this one."""
    return months_back(month_of(today), 1)
