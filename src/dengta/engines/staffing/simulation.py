"""A day of a plan, contact by contact: what any roster gives, with several skills and any spread of handle times.

Contacts come at random within each interval, are served by `Plan`'s rules, and leave when their patience ends. The same
seed gives the same day. `check` plays several days and says how sure the figures are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dengta.engines.staffing.floor import Floor
from dengta.engines.staffing.plan import Plan, Queue
from dengta.engines.staffing.work import Definition, Floats, Whole

# Times infinite patience, this is infinite still.
_LEAST = 1e-300


@dataclass(frozen=True, slots=True)
class Arrivals:
    """All contacts of a day in order of time; `queue` and `interval` are numbers, `patience` may be infinite."""

    seconds: Floats
    queue: Whole
    interval: Whole
    handle: Floats
    patience: Floats

    @classmethod
    def draw(cls, plan: Plan, chance: np.random.Generator) -> Self:
        """A day of the plan."""
        queues = [_of_queue(plan, number, queue, chance) for number, queue in enumerate(plan.queues)]
        columns = [np.concatenate(column) for column in zip(*queues, strict=True)]
        order = np.argsort(columns[0], kind="stable")
        return cls(*(column[order] for column in columns))


@dataclass(frozen=True, slots=True)
class QueueDay:
    """Counts of a queue by the interval in which contacts came, so that any of them can be added up.

    `within`: answered in time. `left_early`: left before that time. `answer_seconds`: sum of the waits of those
    answered. `waits`: of all contacts in order of arrival, in seconds. Whoever would never leave and is not answered
    by anybody counts as offered alone, with an infinite wait.
    """

    offered: Whole
    answered: Whole
    within: Whole
    left: Whole
    left_early: Whole
    answer_seconds: Floats
    waits: Floats

    def service_level(self, definition: Definition) -> float:
        """Of all intervals together; 1 where nobody came."""
        staying = self.offered.sum() - (self.left_early.sum() if definition is Definition.OF_STAYING else 0)
        return float(self.within.sum() / staying) if staying else 1.0

    @property
    def abandonment(self) -> float:
        """Of all intervals together."""
        return float(self.left.sum() / max(1, self.offered.sum()))

    @property
    def mean_answer_seconds(self) -> float:
        """Mean wait of those answered (ASA)."""
        return float(self.answer_seconds.sum() / max(1, self.answered.sum()))

    def wait_of(self, share: float) -> float:
        """Seconds within which the wait of this share of the contacts ended, by an answer or by leaving."""
        return float(np.quantile(self.waits, share, method="higher")) if len(self.waits) else 0.0


@dataclass(frozen=True, slots=True)
class GroupDay:
    """Seconds of a group in each interval: `busy`, and those for which it is at work, `staffed`. Who finishes a contact
    after the end of a shift is busy and not staffed."""

    busy: Floats
    staffed: Floats

    @property
    def occupancy(self) -> float:
        """Of all intervals together; 0 where nobody is at work."""
        return float(self.busy.sum() / self.staffed.sum()) if self.staffed.sum() else 0.0


@dataclass(frozen=True, slots=True)
class Day:
    """What came of a plan, by the names of its queues and groups."""

    queues: dict[str, QueueDay]
    groups: dict[str, GroupDay]


def simulate(plan: Plan, *, seed: int | Sequence[int]) -> Day:
    """One day of the plan. The seed is one number or several."""
    arrivals = Arrivals.draw(plan, np.random.default_rng(seed))
    floor = Floor(
        plan, arrivals.seconds.tolist(), arrivals.queue.tolist(), arrivals.handle.tolist(), arrivals.patience.tolist()
    )
    started, taken_by = floor.run()
    begun, group = np.array(started, dtype=np.float64), np.array(taken_by, dtype=np.int64)
    queues = {
        queue.name: _queue_day(plan, queue, arrivals, begun, np.flatnonzero(arrivals.queue == number))
        for number, queue in enumerate(plan.queues)
    }
    return Day(queues, _group_days(plan, arrivals, begun, group))


def _of_queue(plan: Plan, number: int, queue: Queue, chance: np.random.Generator) -> tuple[Floats | Whole, ...]:
    counts = chance.poisson(queue.work.offered)
    interval = np.repeat(np.arange(plan.intervals), counts)
    seconds = (interval + chance.random(len(interval))) * plan.interval_seconds
    patience = queue.work.patience_seconds[interval]
    ends = patience * np.maximum(chance.standard_exponential(len(interval)), _LEAST)
    handle = queue.handle_times(chance, queue.work.handle_seconds[interval])
    return seconds, np.full(len(interval), number), interval, handle, ends


def _queue_day(plan: Plan, queue: Queue, arrivals: Arrivals, begun: Floats, rows: Whole) -> QueueDay:
    answered = np.isfinite(begun[rows])
    wait = np.where(answered, begun[rows] - arrivals.seconds[rows], arrivals.patience[rows])
    soon = wait <= queue.within_seconds
    left = ~answered & np.isfinite(wait)

    interval = arrivals.interval[rows]

    def count(which: NDArray[np.bool_]) -> Whole:
        return np.bincount(interval[which], minlength=plan.intervals).astype(np.int64)

    return QueueDay(
        offered=count(np.ones(len(rows), dtype=np.bool_)),
        answered=count(answered),
        within=count(answered & soon),
        left=count(left),
        left_early=count(left & soon),
        answer_seconds=np.bincount(interval[answered], wait[answered], minlength=plan.intervals).astype(np.float64),
        waits=wait,
    )


def _group_days(plan: Plan, arrivals: Arrivals, begun: Floats, group: Whole) -> dict[str, GroupDay]:
    edges = np.arange(plan.intervals + 1) * plan.interval_seconds
    days = {}
    for number, each in enumerate(plan.groups):
        rows = group == number
        start, handle = begun[rows], arrivals.handle[rows]
        worked = np.array([np.clip(edge - start, 0.0, handle).sum() for edge in edges])
        days[each.name] = GroupDay(np.diff(worked), plan.staff[number] * plan.interval_seconds)
    return days
