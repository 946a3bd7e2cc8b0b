"""E-mail and tickets: work that may wait, with a time by which it is due.

Not a queue in Erlang's sense: what is not done today is done tomorrow. So it is a recursion over intervals. What is due
first is done first; if that makes anything late, no other order could have kept everything in time.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dengta.engines.staffing.work import HALF_HOUR, Floats, require, whole


@dataclass(frozen=True, slots=True)
class Lot:
    """`items` that are there from the begin of interval `arrived` on and due `due_seconds` after the begin of the
    first interval (below zero: late already when the period begins)."""

    arrived: int
    due_seconds: float
    items: float


@dataclass(frozen=True, slots=True)
class LotDone:
    """What became of a lot: `late` items were done too late, `open` ones are not done at the end. `finished_seconds`:
    when the last one was done, None while any is open."""

    lot: Lot
    late: float
    open: float
    finished_seconds: float | None

    @property
    def late_by_seconds(self) -> float | None:
        """How late the last item was done, 0 if in time, None while any is open."""
        return None if self.finished_seconds is None else max(0.0, self.finished_seconds - self.lot.due_seconds)


@dataclass(frozen=True, slots=True)
class Backlog:
    """`done` and `done_late` in each interval; `open` and `overdue` at the end of each; `lots` in the order given."""

    done: Floats
    done_late: Floats
    open: Floats
    overdue: Floats
    lots: tuple[LotDone, ...]


def lots(
    arriving: ArrayLike,
    *,
    due_after_seconds: ArrayLike,
    interval_seconds: float = HALF_HOUR,
    opening: Sequence[Lot] = (),
) -> tuple[Lot, ...]:
    """What comes in interval by interval, behind what is open already.

    It can be worked on from the end of its interval and is due so long after the begin of it: the answer never promises
    more than life keeps. What is due within its own interval is no backlog but a queue: `size` it.
    """
    items = np.atleast_1d(np.asarray(arriving, dtype=np.float64))
    require(items >= 0, items < np.inf, "Items are a number from 0 on.")
    due = np.broadcast_to(np.asarray(due_after_seconds, dtype=np.float64), items.shape)
    require(due > interval_seconds, "Work of a backlog is due later than its interval ends.")
    new = (
        Lot(place + 1, place * interval_seconds + float(due[place]), float(count))
        for place, count in enumerate(items)
        if count > 0
    )
    return (*opening, *new)


def work_off(
    work: Sequence[Lot], agents: ArrayLike, *, handle_seconds: float, interval_seconds: float, intervals: int
) -> Backlog:
    """What `agents` of each interval get done, earliest due first, evenly through each interval."""
    speeds = whole(agents, intervals) / handle_seconds
    return _Desk(work, interval_seconds, intervals).run(speeds)


def least_agents(work: Sequence[Lot], shape: ArrayLike, *, handle_seconds: float, interval_seconds: float) -> float:
    """How many times `shape` (agents of each interval: 1 where one works, 0 where the house is closed) keep everything
    in time that is due within the period; infinite if something is due before anybody works.

    Whatever arrives from one time on and is due by another must be done between the two, and the busiest such stretch
    decides: with the earliest due first no more is needed (Horn 1974).
    """
    given = np.atleast_1d(np.asarray(shape, dtype=np.float64))
    edges = np.arange(len(given) + 1) * interval_seconds
    worked = np.concatenate([[0.0], np.cumsum(given) * interval_seconds])
    due_here = [lot for lot in work if lot.items > 0 and lot.due_seconds <= edges[-1]]
    in_time = sorted(due_here, key=lambda lot: lot.due_seconds)
    if not in_time:
        return 0.0
    due = np.array([lot.due_seconds for lot in in_time])
    arrived, items = np.array([lot.arrived for lot in in_time]), np.array([lot.items for lot in in_time])
    most = 0.0
    for start in np.unique(arrived):
        asked = np.cumsum(np.where(arrived >= start, items, 0.0)) * handle_seconds
        there = np.maximum(np.interp(due, edges, worked) - worked[start], 0.0)
        ratio = np.divide(asked, there, out=np.full_like(asked, np.inf), where=there > 0)
        most = max(most, float(ratio[asked > 0].max(initial=0.0)))
    return most


class _Desk:
    """The lots that are there, by what is due first, and what was done of each."""

    def __init__(self, work: Sequence[Lot], interval_seconds: float, intervals: int) -> None:
        require([lot.arrived >= 0 and lot.items >= 0 for lot in work], "Lots arrive at an interval from 0 on.")
        self.work, self.length, self.intervals = work, interval_seconds, intervals
        self.left = [lot.items for lot in work]
        self.late = [0.0] * len(work)
        self.finished: list[float | None] = [None if lot.items else lot.arrived * interval_seconds for lot in work]
        self.there: list[tuple[float, int]] = []

    def run(self, speeds: Floats) -> Backlog:
        """Interval by interval, at `speeds` items a second."""
        coming = sorted(range(len(self.work)), key=lambda place: -self.work[place].arrived)
        rows = []
        for interval in range(self.intervals):
            self._bring(coming, interval)
            done, late = self._interval(interval * self.length, float(speeds[interval]))
            end = (interval + 1) * self.length
            self._bring(coming, interval + 1)
            waiting = sum(self.left[place] for _due, place in self.there)
            rows.append((done, late, waiting, sum(self.left[place] for due, place in self.there if due < end)))
        figures = np.array(rows).reshape(-1, 4).T
        return Backlog(figures[0], figures[1], figures[2], figures[3], self._lots())

    def _bring(self, coming: list[int], interval: int) -> None:
        """Put what is there by then with the rest."""
        while coming and self.work[coming[-1]].arrived <= interval:
            place = coming.pop()
            if self.left[place]:
                heapq.heappush(self.there, (self.work[place].due_seconds, place))

    def _interval(self, start: float, speed: float) -> tuple[float, float]:
        """What is done in one interval, and how much of it too late."""
        time, end, done, late = start, start + self.length, 0.0, 0.0
        while self.there and speed > 0 and time < end:
            due, place = self.there[0]
            finish = time + self.left[place] / speed
            until = min(finish, end)
            amount = self.left[place] if finish <= end else (end - time) * speed
            behind = amount * min(1.0, max(0.0, until - due) / (until - time)) if until > time else 0.0
            self.left[place] -= amount
            self.late[place] += behind
            if finish <= end:
                heapq.heappop(self.there)
                self.left[place], self.finished[place] = 0.0, finish
            time, done, late = until, done + amount, late + behind
        return done, late

    def _lots(self) -> tuple[LotDone, ...]:
        parts = zip(self.work, self.late, self.left, self.finished, strict=True)
        return tuple(LotDone(lot, late, left, finished) for lot, late, left, finished in parts)
