"""From agents at work to people on the roster: paid time that is not there for contacts, by kind."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from dengta.engines.staffing.sizing import Requirement
from dengta.engines.staffing.work import Floats, Whole, require

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, init=False)
class Shrinkage:
    """Shares of paid time, for all intervals or one for each of them (it differs by weekday). They add up, since all
    are shares of the same paid time. Planned: `leave`, `training`, `meeting`. Unplanned: `sick`, `late`."""

    leave: Floats
    training: Floats
    meeting: Floats
    sick: Floats
    late: Floats

    def __init__(
        self,
        *,
        leave: ArrayLike = 0.0,
        training: ArrayLike = 0.0,
        meeting: ArrayLike = 0.0,
        sick: ArrayLike = 0.0,
        late: ArrayLike = 0.0,
    ) -> None:
        given = (leave, training, meeting, sick, late)
        for field, share in zip(fields(self), given, strict=True):
            array = np.asarray(share, dtype=np.float64)
            require(array >= 0, f"The share of {field.name} is at least 0.")
            object.__setattr__(self, field.name, array)
        require(self.total < 1, "Some of the paid time is left for contacts: the shares together are below 1.")

    @property
    def planned(self) -> Floats:
        """What the roster knows beforehand."""
        return self.leave + self.training + self.meeting

    @property
    def unplanned(self) -> Floats:
        """What nobody knows before the day."""
        return self.sick + self.late

    @property
    def total(self) -> Floats:
        """All of it."""
        return self.planned + self.unplanned

    def scheduled(self, required: ArrayLike) -> Floats:
        """Agents to be paid for so that `required` are at work: required / (1 − s), never required · (1 + s)."""
        return np.asarray(required, dtype=np.float64) / (1 - self.total)

    def at_work(self, scheduled: ArrayLike) -> Floats:
        """How many of those who are paid for are at work on average."""
        return np.asarray(scheduled, dtype=np.float64) * (1 - self.total)


def whole_people(agents: ArrayLike) -> Whole:
    """Rounded up, the last step of all; what is whole but for the rounding of a computer stays as it is."""
    return np.ceil(np.asarray(agents, dtype=np.float64) - _ROUNDING).astype(np.int64)


def together(queues: Iterable[Requirement], shrinkage: Shrinkage) -> Whole:
    """People to schedule in each interval for queues that share them: summed as fractions, shrinkage taken off, rounded
    once. Rounded queue by queue, fifty small queues would cost twenty-five people more."""
    return whole_people(shrinkage.scheduled(np.sum([queue.fractional for queue in queues], axis=0)))


def full_time(agents: ArrayLike, *, interval_seconds: float, hours: float) -> float:
    """Full-time equivalents: paid time of all intervals by the `hours` of one contract in the same period."""
    if not (hours > 0 and math.isfinite(hours)):
        raise ValueError("A contract has hours.")
    return float(np.sum(agents)) * interval_seconds / 3600 / hours
