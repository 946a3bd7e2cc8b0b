"""Shifts as minutes of calendar days: split at midnight, the unpaid break taken off, whole minutes."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.china.words import overtime_pay as words
from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.periods import ONE_DAY

MINUTE = timedelta(minutes=1)
MINUTES_OF_AN_HOUR = 60
Parts = dict[date, int]


def wall_clock(moment: datetime) -> datetime:
    """The moment as the clock of the site shows it, to the minute."""
    return moment.replace(second=0, microsecond=0, tzinfo=None)


def worked(
    start: datetime, end: datetime, *, unpaid: int, midnight: str, position: str, kind: Callable[[date], DayKind]
) -> Parts:
    """The minutes of work by day, in order. `unpaid`: minutes of break whose time is not known.

    `midnight` and `position` are the answers of the switches on shifts across midnight.
    """
    start, end = wall_clock(start), wall_clock(end)
    need("shift_end", words.TURNED, holds=start < end, start=start, end=end)
    length = (end - start) // MINUTE
    need(
        "unpaid_break_minutes",
        words.BREAK_TOO_LONG,
        holds=0 <= unpaid < length,
        minutes=unpaid,
        length=length,
    )
    parts = _split(start, end) if midnight == "calendar_day" else {start.date(): length}
    return _pro_rata(parts, unpaid) if position == "pro_rata" else _ordinary_first(parts, unpaid, kind)


def _split(start: datetime, end: datetime) -> Parts:
    parts: Parts = {}
    while start < end:
        until = min(end, datetime.combine(start.date() + ONE_DAY, time()))
        parts[start.date()] = (until - start) // MINUTE
        start = until
    return parts


def _ordinary_first(parts: Parts, unpaid: int, kind: Callable[[date], DayKind]) -> Parts:
    """Off the statutory days as long as there is something, only then off these."""
    left = dict(parts)
    for day in sorted(parts, key=lambda one: (kind(one) is DayKind.STATUTORY, one)):
        taken = min(unpaid, left[day])
        left[day] -= taken
        unpaid -= taken
    return left


def _pro_rata(parts: Parts, unpaid: int) -> Parts:
    """Off each day by its share, to the whole minute; the last day takes what rounding leaves."""
    length, left, still = sum(parts.values()), dict(parts), unpaid
    for day in parts:
        taken = still if day == max(parts) else unpaid * parts[day] // length
        left[day] -= taken
        still -= taken
    return left
