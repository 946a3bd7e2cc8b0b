"""Days and moments across time zones. No clock in here: the moment is always an argument.

A business day belongs to the time zone of the site and to the start of a shift, so `local_day(shift_start, zone)`
is the business day of all that happens in that shift.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day on which `moment` falls at a place in `zone`."""
    return _aware(moment).astimezone(zone).date()


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First moment of the day and of the next one, in UTC. Where clocks change, the day has 23 or 25 hours."""
    return _first_moment(day, zone), _first_moment(day + ONE_DAY, zone)


def period_bounds(start: date, end: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First moment of `start` and first moment of `end`: the half-open period of days as moments in UTC."""
    return _first_moment(start, zone), _first_moment(end, zone)


def split_by_day(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[date, datetime, datetime]]:
    """Cut [start, end) at each local midnight: a state from 23:50 to 00:20 gives ten minutes and twenty."""
    while start < end:
        day = local_day(start, zone)
        midnight = day_bounds(day, zone)[1]
        yield day, start, min(end, midnight)
        start = midnight


def _first_moment(day: date, zone: ZoneInfo) -> datetime:
    # Where midnight does not exist (clocks jump from 00:00 to 01:00), fold=0 reads it with the offset before the
    # jump: exactly the moment of the jump. Where midnight comes twice, fold=0 is the first of the two.
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        message = f"{moment} has no time zone"
        raise ValueError(message)
    return moment
