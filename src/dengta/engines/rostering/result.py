"""What a search answers, and what it tells on the way."""

from dataclasses import dataclass

from dengta.engines.rostering.checker import Breach
from dengta.engines.rostering.problem import Roster

WHOLE_UNIT = 1 - 1e-6
"""Costs are whole numbers: a better roster is better by one."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A better roster or a better bound. `seconds` since the beginning; `cost` as the checker counts it."""

    seconds: float
    cost: int | None
    bound: float


@dataclass(frozen=True, slots=True)
class Result:
    """The best roster found, read again by the checker; None where none was found in time.

    `bound`: no roster costs less (minus infinity: nothing is known); `proven`: none can be better. `cpu`: seconds of
    processor time of all lanes.
    """

    roster: Roster | None
    cost: int | None
    breaches: tuple[Breach, ...]
    bound: float
    proven: bool
    seconds: float
    cpu: float
    progress: tuple[Progress, ...]

    @property
    def first_feasible(self) -> float | None:
        """Seconds until the first roster that breaks nothing."""
        return next((one.seconds for one in self.progress if one.cost is not None), None)
