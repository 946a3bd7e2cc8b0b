"""The past of one queue: how many contacts came in each interval of each day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import gcd

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
MINUTES_A_DAY = 24 * 60
WEEK = 7
# A queue with so many contacts on a usual day does not go without one by chance: exp(-10).
NEVER_EMPTY = 10.0
# Rows are regular where of all days and times of day together so many have one; fewer times of day do not tell.
REGULAR = 0.9
FEWEST_TIMES = 4


class NotEnoughHistory(ValueError):
    """There is too little to forecast from; the message says what is there and what is needed."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Contacts of each day from `first` on without a gap (rows) in each interval (columns).

    `counts[d, s]`: contacts, not a number where nothing was measured; a day that is not measured at all was closed.
    `slots[s]`: minutes from midnight to the beginning of the interval, `minutes` its length. Times are those of the
    wall clock on site. `censored`: the counts are contacts *handled*; see `offered`.
    """

    first: date
    minutes: int
    slots: tuple[int, ...]
    counts: Floats
    censored: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot have been counted, and keep the counts from being changed."""
        counts = np.array(self.counts, dtype=np.float64)
        if counts.ndim != 2 or counts.shape[1] != len(self.slots) or not counts.size:
            message = f"counts must be days × {len(self.slots)} intervals, and some: {counts.shape}"
            raise ValueError(message)
        if not divides_a_day(self.minutes):
            message = f"{self.minutes} minutes do not divide a day"
            raise ValueError(message)
        if np.isinf(counts).any() or (counts < 0).any():
            message = "counts must be numbers from zero on"
            raise ValueError(message)
        counts.flags.writeable = False
        object.__setattr__(self, "counts", counts)

    def __len__(self) -> int:
        """How many days, closed ones included."""
        return len(self.counts)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day, closed ones included."""
        return days_from(self.first, len(self))

    @property
    def end(self) -> date:
        """The day after the last one."""
        return self.first + timedelta(days=len(self))

    @property
    def measured(self) -> Flags:
        """By day, whether every interval was measured."""
        return complete(self.counts)

    @property
    def closed(self) -> Flags:
        """By day, whether no interval was measured."""
        gaps = np.isnan(self.counts).sum(axis=1)
        return np.asarray(gaps == len(self.slots), dtype=np.bool_)

    def until(self, day: date) -> "History":
        """What was known at the beginning of `day`."""
        return self._with(self.counts[: max(0, (day - self.first).days)])

    def without(self, days: Iterable[date]) -> "History":
        """The same with these days unmeasured: what an outage leaves is no demand."""
        rows = [place for day in days if 0 <= (place := (day - self.first).days) < len(self)]
        counts = self.counts.copy()
        counts[rows] = np.nan
        return self._with(counts)

    def _with(self, counts: Floats) -> "History":
        return History(self.first, self.minutes, self.slots, counts, self.censored)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[datetime, float]], minutes: int, *, censored: bool = False) -> "History":
        """The history that rows of a file make: the beginning of an interval and its contacts, in any order.

        Rows of the same interval are added up, finer intervals too. An interval without a row has no contact if the
        day has others. A day without any contact in a queue that usually has ten or more counts as closed. Where the
        rows are regular, an interval at either end of the day of which less than half is there is left out.
        Raises NotEnoughHistory without a row, ValueError for minutes that do not divide a day or that the rows do not
        make up.
        """
        if not divides_a_day(minutes):
            message = f"{minutes} minutes do not divide a day"
            raise ValueError(message)
        found = sorted((when.replace(tzinfo=None), float(count)) for when, count in rows)
        if not found:
            message = "no row"
            raise NotEnoughHistory(message)
        first = found[0][0].date()
        counts = np.full(((found[-1][0].date() - first).days + 1, MINUTES_A_DAY // minutes), np.nan)
        for when, count in found:
            row = counts[(when.date() - first).days]
            if np.isnan(row).all():
                row[:] = 0.0
            row[_minute(when) // minutes] += count
        totals = np.nansum(counts, axis=1)
        if totals.any() and np.median(totals[totals > 0]) >= NEVER_EMPTY:
            counts[totals == 0] = np.nan
        low, high = _whole_slots({(when.date(), _minute(when)) for when, _count in found}, minutes)
        slots = tuple(range(low * minutes, high * minutes, minutes))
        return cls(first, minutes, slots, counts[:, low:high], censored)


def offered(handled: float, abandoned: float, *, redialled: float = 0.0) -> float:
    """The contacts that wanted an answer, from those that got one and those that gave up waiting.

    What was *handled* is censored: a day with too few people looks like a day with little demand, and a forecast made
    of it repeats the shortage. `redialled`: the share of those who gave up that came again within the hour and are
    counted a second time. Raises ValueError for what cannot have been counted.
    """
    if min(handled, abandoned) < 0 or not 0 <= redialled <= 1:
        message = f"handled {handled}, abandoned {abandoned}, redialled {redialled}"
        raise ValueError(message)
    return handled + (1 - redialled) * abandoned


def divides_a_day(minutes: int) -> bool:
    """Whether a day is so many intervals of this length."""
    return 0 < minutes <= MINUTES_A_DAY and MINUTES_A_DAY % minutes == 0


def complete(counts: Floats) -> Flags:
    """By day, whether every interval was measured."""
    return np.asarray(np.isnan(counts).sum(axis=1) == 0, dtype=np.bool_)


def days_from(first: date, number: int) -> tuple[date, ...]:
    """So many days from the first on."""
    return tuple(first + timedelta(days=place) for place in range(number))


def _minute(when: datetime) -> int:
    return when.hour * 60 + when.minute


def _whole_slots(seen: set[tuple[date, int]], minutes: int) -> tuple[int, int]:
    """From which to before which interval the rows reach. Of rows that are there every day at the same times, an end
    that is mostly missing is cut off: it would look like an interval with little demand."""
    times = {minute for _day, minute in seen}
    regular = len(seen) >= REGULAR * len(times) * len({day for day, _minute in seen})
    apart = gcd(*(minute - min(times) for minute in times))
    if regular and len(times) >= FEWEST_TIMES and minutes % apart:
        message = f"the rows lie {apart} minutes apart, which do not make up intervals of {minutes}"
        raise ValueError(message)
    step = gcd(minutes, *times)
    parts = Counter(minute // minutes for minute in times)
    whole = [slot for slot, number in parts.items() if not regular or 2 * number * step >= minutes] or list(parts)
    return min(whole), max(whole) + 1
