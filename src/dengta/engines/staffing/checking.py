"""Whether a plan is enough: some simulated days of it, and how sure their figures are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from dengta.engines.staffing.plan import Plan
from dengta.engines.staffing.simulation import Day, simulate
from dengta.engines.staffing.work import Definition

_LONG = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over days with its standard error (infinite for a single day)."""

    mean: float
    error: float

    @classmethod
    def of(cls, days: Sequence[float]) -> Self:
        """Of one figure for each day."""
        error = float(np.std(days, ddof=1)) / math.sqrt(len(days)) if len(days) > 1 else math.inf
        return cls(float(np.mean(days)), error)

    def agrees(self, value: float, *, errors: float = 3.0) -> bool:
        """Whether a value lies within so many standard errors."""
        return abs(self.mean - value) <= errors * self.error


@dataclass(frozen=True, slots=True)
class QueueCheck:
    """What customers of a queue get: both service levels, abandonment, seconds to an answer, and the wait that 95 of
    100 do not exceed."""

    of_offered: Estimate
    of_staying: Estimate
    abandonment: Estimate
    answer_seconds: Estimate
    long_wait_seconds: Estimate


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """By the names of queues and groups."""

    queues: dict[str, QueueCheck]
    occupancy: dict[str, Estimate]


def check(plan: Plan, *, days: int, seed: int) -> PlanCheck:
    """Play so many days of the plan, each with chances of its own."""
    if days < 1:
        raise ValueError("At least one day is played.")
    played = [simulate(plan, seed=(seed, day)) for day in range(days)]
    return PlanCheck(
        {queue.name: _of_queue(played, queue.name) for queue in plan.queues},
        {group.name: Estimate.of([day.groups[group.name].occupancy for day in played]) for group in plan.groups},
    )


def _of_queue(days: Sequence[Day], name: str) -> QueueCheck:
    queues = [day.queues[name] for day in days]
    return QueueCheck(
        of_offered=Estimate.of([day.service_level(Definition.OF_OFFERED) for day in queues]),
        of_staying=Estimate.of([day.service_level(Definition.OF_STAYING) for day in queues]),
        abandonment=Estimate.of([day.abandonment for day in queues]),
        answer_seconds=Estimate.of([day.mean_answer_seconds for day in queues]),
        long_wait_seconds=Estimate.of([day.wait_of(_LONG) for day in queues]),
    )
