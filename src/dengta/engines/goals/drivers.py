"""What moves a goal: a local linear model of it on operational drivers, always an estimate with an interval.

y = a + Σ β·x, ordinary or weighted least squares; intervals by Student's t. It holds near what was observed and
shows what goes together, not what causes what. Source: management rules 5.9.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dengta.engines.goals.errors import Impossible
from dengta.engines.metrics.intervals import CONFIDENCE, Interval, student_quantile

# Observations per coefficient below which nothing is said.
LEAST_PER_COEFFICIENT = 5


@dataclass(frozen=True, slots=True)
class Effect:
    """How much the goal moves with one unit of the driver. `clear`: the interval does not contain zero."""

    name: str
    slope: float
    interval: Interval

    @property
    def clear(self) -> bool:
        """Whether it can be told from chance in which direction it works."""
        return not self.interval.covers(0.0)


@dataclass(frozen=True, slots=True)
class DriverModel:
    """The fitted model: constant, effects, how much of the spread it explains (0 to 1), and on how much it rests."""

    constant: float
    effects: tuple[Effect, ...]
    explained: float
    n: int

    def effect(self, name: str) -> Effect:
        """The effect of this driver. Raises KeyError for one that is not in the model."""
        return {one.name: one for one in self.effects}[name]

    def value(self, drivers: Mapping[str, float]) -> float:
        """What the model expects where the drivers stand so."""
        return self.constant + math.fsum(one.slope * drivers[one.name] for one in self.effects)

    def needed(self, name: str, change: float) -> Interval | None:
        """By how much this driver alone would have to move for the goal to change so much; None while unclear."""
        one = self.effect(name)
        if not one.clear:
            return None
        ends = sorted((change / one.interval.low, change / one.interval.high))
        return Interval(ends[0], ends[1])


def fit_drivers(
    goal: Sequence[float], drivers: Mapping[str, Sequence[float]], weights: Sequence[float] | None = None
) -> DriverModel:
    """Fit the model. `weights`: observations behind each value, such as answers of the week.

    Raises `Impossible` with too few observations, or where a driver never moves or only moves together with another.
    """
    names = list(drivers)
    n, coefficients = len(goal), len(names) + 1
    if n < LEAST_PER_COEFFICIENT * coefficients:
        raise Impossible("too_few_observations", reachable=float(LEAST_PER_COEFFICIENT * coefficients))
    root = np.sqrt(np.asarray(weights if weights is not None else [1.0] * n, dtype=float))
    y = np.asarray(goal, dtype=float)
    x = np.column_stack([np.ones(n), *(np.asarray(drivers[name], dtype=float) for name in names)])
    # Each driver in its own scale: seconds beside shares would make a sound model look singular.
    scale = np.array([1.0, *(float(np.std(x[:, place])) or 0.0 for place in range(1, coefficients))])
    if not scale.all() or np.linalg.matrix_rank(x / scale * root[:, None]) < coefficients:
        raise Impossible("drivers_move_together")
    scaled = x / scale * root[:, None]
    solution, *_rest = np.linalg.lstsq(scaled, y * root, rcond=None)
    residual = float(((y * root - scaled @ solution) ** 2).sum())
    mean = float(np.average(y, weights=root**2))
    spread = float((root**2 * (y - mean) ** 2).sum())
    deviation = np.sqrt(np.diag(np.linalg.inv(scaled.T @ scaled)) * residual / (n - coefficients)) / scale
    half = student_quantile((1 + CONFIDENCE) / 2, n - coefficients) * deviation
    slopes = solution / scale
    effects = tuple(
        Effect(
            name, float(slopes[place]), Interval(float(slopes[place] - half[place]), float(slopes[place] + half[place]))
        )
        for place, name in enumerate(names, start=1)
    )
    return DriverModel(float(slopes[0]), effects, 1 - residual / spread if spread > 0 else 0.0, n)
