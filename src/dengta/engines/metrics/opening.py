"""How long of a span the doors were open: the clock of a promise that is only given for business hours."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(1, 8))


def open_seconds(
    start: datetime,
    end: datetime,
    *,
    opens: time,
    closes: time,
    zone: ZoneInfo,
    weekdays: Collection[int] = EVERY_DAY,
) -> int:
    """Seconds between two aware moments that fall into the opening hours of `weekdays` (1 is Monday).

    Hours are those of the wall clock of `zone`, so a day on which clocks change is longer or shorter. Doors that
    close at or before the hour at which they open are open past midnight.
    """
    first, last = start.astimezone(UTC), end.astimezone(UTC)
    total = timedelta()
    # Yesterday's hours may reach past midnight.
    day, until = start.astimezone(zone).date() - timedelta(days=1), end.astimezone(zone).date()
    while day <= until:
        if day.isoweekday() in weekdays:
            opened, closed = _hours(day, opens, closes, zone)
            total += max(min(last, closed) - max(first, opened), timedelta())
        day += timedelta(days=1)
    return int(total.total_seconds())


def _hours(day: date, opens: time, closes: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the doors of this day open and close; in UTC, where subtracting is safe."""
    closing_day = day if closes > opens else day + timedelta(days=1)
    return (
        datetime.combine(day, opens, zone).astimezone(UTC),
        datetime.combine(closing_day, closes, zone).astimezone(UTC),
    )
