"""What is known about each day beforehand: weekday, holiday, exchanged day, events, and how long nobody could call."""

import calendar
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dengta.engines.forecasting.history import WEEK, Flags, Floats
from dengta.engines.labour_law.calendar import SATURDAY, WEEKEND, DayKind

# Positions in a month: from its first day on, and from its last day back.
MONTH = 31
FROM_START = 16
RECENT_WEEKS = 8
# No pause counts for more than this (log of the ratio to the usual pause).
LONGEST_PAUSE = math.log(4)

KindOf = Callable[[date], DayKind]


def plain_week(day: date) -> DayKind:
    """A calendar without holidays."""
    return DayKind.REST if day.weekday() in WEEKEND else DayKind.WORKDAY


@dataclass(frozen=True, slots=True)
class Event:
    """Days on which something of ours makes customers call: a promotion (618, 11.11), a live stream, a bill run.

    `uplift`: times as many contacts as without it, where it is known. Where it is not, it is learnt from the earlier
    days of the same `name`; of an event that never was, nothing is assumed and the forecast says so.
    """

    name: str
    days: frozenset[date]
    uplift: float | None = None

    def __post_init__(self) -> None:
        """Refuse an uplift that no event has."""
        if self.uplift is not None and not 0 < self.uplift < math.inf:
            message = f"{self.name}: an uplift is a number of times above zero, not {self.uplift}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of the days, a row each.

    `open`: customers can call. `week[d, w]`: how far the day is like weekday w; sums to one. `traits[d, t]`: a long
    pause, statutory holiday, day off of the holiday notice, worked weekend day. `month[d]`: position in the month.
    `happening[d, e]`: event e, by its number in `names`. `given[d]`: product of the uplifts that are known.
    """

    open: Flags
    week: Floats
    traits: Floats
    month: Floats
    happening: Floats
    names: tuple[str, ...]
    given: Floats

    def rows(self, part: slice) -> "Known":
        """The same of some days."""
        return Known(
            self.open[part],
            self.week[part],
            self.traits[part],
            self.month[part],
            self.happening[part],
            self.names,
            self.given[part],
        )


def know(
    days: Sequence[date], is_open: Flags, *, often: frozenset[int], kind_of: KindOf, events: Collection[Event]
) -> Known:
    """What is known of these days, which follow one another, of a queue that is open on the weekdays of `often`."""
    kinds = [kind_of(day) for day in days]
    learnt = sorted({event.name for event in events if event.uplift is None})
    return Known(
        open=is_open,
        week=np.array([_like(day, kind, often) for day, kind in zip(days, kinds, strict=True)]),
        traits=np.column_stack(
            [
                _pauses(days, kinds, is_open, often),
                [kind is DayKind.STATUTORY for kind in kinds],
                [kind is DayKind.REST and day.weekday() < SATURDAY for day, kind in zip(days, kinds, strict=True)],
                [_is_makeup(day, kind) for day, kind in zip(days, kinds, strict=True)],
            ]
        ).astype(np.float64),
        month=np.array([_in_month(day) for day in days]),
        happening=np.array(
            [[any(day in one.days for one in events if one.name == name) for name in learnt] for day in days],
            dtype=np.float64,
        ).reshape(len(days), len(learnt)),
        names=tuple(learnt),
        given=np.array([math.prod(one.uplift for one in events if one.uplift and day in one.days) for day in days]),
    )


def usually_open(days: Sequence[date], is_open: Flags) -> frozenset[int]:
    """The weekdays on which the queue was open in at least half of its last eight weeks. Weeks without any open day are
    passed over: what was not measured for long is taken for a gap in the records, not for the end of the queue."""
    weeks = [range(max(0, end - WEEK), end) for end in range(len(days), 0, -WEEK)]
    recent = [week for week in weeks if is_open[week.start : week.stop].any()][:RECENT_WEEKS]
    times: dict[int, list[bool]] = {weekday: [] for weekday in range(WEEK)}
    for place in (place for week in recent for place in week):
        times[days[place].weekday()].append(bool(is_open[place]))
    return frozenset(weekday for weekday, ones in times.items() if ones and 2 * sum(ones) >= len(ones))


def expected_open(day: date, weekdays: Collection[int], kind_of: KindOf) -> bool:
    """Whether the queue is open on a day of which nothing else is said: as on its weekday, or on a worked weekend."""
    return day.weekday() in weekdays or (_is_makeup(day, kind_of(day)) and bool(set(weekdays) - WEEKEND))


def _is_makeup(day: date, kind: DayKind) -> bool:
    return kind is DayKind.WORKDAY and day.weekday() in WEEKEND


def _like(day: date, kind: DayKind, often: frozenset[int]) -> Floats:
    """An exchanged day is like the days it stands for, where the queue knows such days."""
    like: Floats = np.zeros(WEEK)
    instead: Collection[int] = ()
    if _is_makeup(day, kind):
        instead = often - WEEKEND
    elif kind is not DayKind.WORKDAY and day.weekday() not in WEEKEND:
        instead = often & WEEKEND
    for weekday in instead or (day.weekday(),):
        like[weekday] = 1 / len(instead or (1,))
    return like


def _pauses(days: Sequence[date], kinds: Sequence[DayKind], is_open: Flags, often: frozenset[int]) -> list[float]:
    """By how much longer than usual it is since the last day on which people worked and could call (log of the ratio).

    Only on such days; the day after a long weekend runs high, the Monday after a worked Sunday does not.
    """
    working = often - WEEKEND or often
    pauses, last = [], None
    for day, kind, at in zip(days, kinds, is_open, strict=True):
        works = at and (kind is DayKind.WORKDAY or not often - WEEKEND)
        pause = 0.0
        if works and last is not None:
            pause = math.log((day - last).days / _usual_pause(day, working))
        pauses.append(max(-LONGEST_PAUSE, min(LONGEST_PAUSE, pause)))
        last = day if works else last
    return pauses


def _usual_pause(day: date, working: Collection[int]) -> int:
    for back in range(1, WEEK):
        if (day - timedelta(days=back)).weekday() in working:
            return back
    return WEEK


def _in_month(day: date) -> Floats:
    """One at the position of the day. Months of any length begin and end at the same positions."""
    last = calendar.monthrange(day.year, day.month)[1]
    place: Floats = np.zeros(MONTH)
    place[day.day - 1 if day.day <= FROM_START else MONTH - 1 - (last - day.day)] = 1.0
    return place
