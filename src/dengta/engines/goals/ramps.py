"""From a year to its months: a ramp whose weighted mean is the year's target, with months that cannot exceed their cap.

t_m = min(cap_m, B_m + λ·s_m); λ is the one root of Σ v·t = T·Σ v. It is in closed form where no cap binds; where
caps bind the sum is piecewise linear and grows with λ, so it is solved piece by piece, exactly. Source: management
rules 5.4.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dengta.engines.goals.measures import EPSILON, SHARE, Bounds, Direction

MONTHS = 12


class Shape(StrEnum):
    """How the way is shared out over the year."""

    LINEAR = "linear"
    # Slow at both ends: 3x² − 2x³.
    S_CURVE = "s_curve"
    # Level within each quarter.
    STEPS = "steps"


class Scope(StrEnum):
    """What the target is a target for."""

    YEAR_AVERAGE = "year_average"
    # The level of the last month.
    EXIT = "december_exit"


@dataclass(frozen=True, slots=True)
class RampProblem:
    """A year to plan. `volumes`: weight of each period (contacts, answers). `baseline` and `cap`: one value, or one
    for each period where the mix of work differs. `frozen`: periods that are over, with what was really reached."""

    target: float
    volumes: Sequence[float]
    baseline: float | Sequence[float]
    cap: float | Sequence[float] | None = None
    scope: Scope = Scope.YEAR_AVERAGE
    shape: Shape = Shape.LINEAR
    direction: Direction = Direction.UP
    bounds: Bounds = SHARE
    frozen: Mapping[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not self.volumes or min(self.volumes) < 0 or sum(self.volumes) <= 0:
            message = "volumes must be zero or more, and not all zero"
            raise ValueError(message)

    @property
    def baselines(self) -> list[float]:
        """The baseline of each period, but never better than its cap."""
        sign = self.direction.sign
        bases = _each(self.baseline, len(self.volumes))
        return [sign * min(sign * base, sign * cap) for base, cap in zip(bases, self.caps, strict=True)]

    @property
    def caps(self) -> list[float]:
        """The cap of each period; infinitely far where none is set: what cannot be is found out afterwards."""
        far = self.direction.sign * math.inf
        return _each(far if self.cap is None else self.cap, len(self.volumes))


@dataclass(frozen=True, slots=True)
class Ramp:
    """The months. Where `feasible` is false, `reason` says why, `months` holds what would be needed (no cap) or the
    most that could be reached (cap), and `best` the average that could be."""

    months: tuple[float, ...]
    slope: float
    average: float
    feasible: bool = True
    reason: str = ""
    best: float | None = None
    volumes: tuple[float, ...] = ()

    def mean(self, start: int, end: int) -> float:
        """The weighted mean of the months from `start` up to, not including, `end`."""
        return weighted_mean(self.months[start:end], self.volumes[start:end])


def shares(shape: Shape, periods: int = MONTHS) -> list[float]:
    """How much of the way is gone at the end of each period: above zero, never falling, 1 at the end."""
    positions = [(place + 1) / periods for place in range(periods)]
    match shape:
        case Shape.LINEAR:
            return positions
        case Shape.S_CURVE:
            return [3 * x**2 - 2 * x**3 for x in positions]
        case Shape.STEPS:
            return [math.ceil(x * 4 - EPSILON) / 4 for x in positions]


def ramp(problem: RampProblem) -> Ramp:
    """The months of a year. Never raises for a target out of reach: it answers with what would be possible."""
    open_ = [place for place in range(len(problem.volumes)) if place not in problem.frozen]
    if problem.scope is Scope.EXIT:
        last = len(problem.volumes) - 1
        slope = problem.direction.sign * (problem.target - problem.baselines[last]) / _way(problem)[last]
        return _answer(problem, slope) if slope >= 0 else _too_low(problem)
    total = problem.target * sum(problem.volumes)
    total -= sum(value * problem.volumes[place] for place, value in problem.frozen.items())
    return _answer(problem, _slope(problem, open_, total))


def _answer(problem: RampProblem, slope: float) -> Ramp:
    months = _months(problem, slope)
    average = weighted_mean(months, problem.volumes)
    reason = _obstacle(problem, months, average)
    best = weighted_mean(_months(problem, math.inf), problem.volumes) if problem.cap is not None else None
    return Ramp(
        tuple(months), slope, average, feasible=not reason, reason=reason, best=best, volumes=tuple(problem.volumes)
    )


def _too_low(problem: RampProblem) -> Ramp:
    """The exit asked for is worse than the baseline: hold the baseline instead."""
    held = tuple(_months(problem, 0.0))
    return Ramp(
        held, 0.0, weighted_mean(held, problem.volumes), feasible=False, reason="below_own_baseline",
        volumes=tuple(problem.volumes),
    )  # fmt: skip


def _obstacle(problem: RampProblem, months: Sequence[float], average: float) -> str:
    """Why the months are no plan; empty where they are."""
    sign = problem.direction.sign
    planned = [value for place, value in enumerate(months) if place not in problem.frozen]
    reached = average if problem.scope is Scope.YEAR_AVERAGE else months[-1]
    if sign * (problem.target - reached) > EPSILON * max(1.0, abs(problem.target)):
        return "above_cap" if sign > 0 else "below_floor"
    beyond = [value for value in planned if not problem.bounds.hold(value)]
    if beyond:
        end = problem.bounds.best(problem.direction)
        return f"{'above' if sign > 0 else 'below'}_{end:g}"
    return "" if sign * (problem.target - reached) > -1e-6 or problem.frozen else "below_own_baseline"


def _months(problem: RampProblem, slope: float) -> list[float]:
    sign, way = problem.direction.sign, _way(problem)
    months = []
    for place, (base, cap) in enumerate(zip(problem.baselines, problem.caps, strict=True)):
        if place in problem.frozen:
            months.append(problem.frozen[place])
            continue
        value = cap if math.isinf(slope) and way[place] > 0 else base + sign * slope * way[place]
        months.append(min(cap, value) if sign > 0 else max(cap, value))
    return months


def _way(problem: RampProblem) -> list[float]:
    return shares(problem.shape, len(problem.volumes))


def _slope(problem: RampProblem, places: Sequence[int], total: float) -> float:
    """λ ≥ 0 for which the open periods sum to `total`; infinite where even the caps do not.

    Periods reach their caps one after the other, the one with the least room per step first.
    """
    sign, way = problem.direction.sign, _way(problem)
    missing = sign * (total - sum(problem.volumes[place] * problem.baselines[place] for place in places))
    if missing <= 0:
        return 0.0
    room = {place: sign * (problem.caps[place] - problem.baselines[place]) for place in places}
    rising = sorted((place for place in places if way[place] > 0), key=lambda place: room[place] / way[place])
    steepness = sum(problem.volumes[place] * way[place] for place in rising)
    for place in rising:
        if steepness <= 0:
            break
        reaches_cap = room[place] / way[place]
        if missing <= reaches_cap * steepness * (1 + EPSILON):
            return missing / steepness
        missing -= problem.volumes[place] * room[place]
        steepness -= problem.volumes[place] * way[place]
    return math.inf


def _each(value: float | Sequence[float], periods: int) -> list[float]:
    return [float(value)] * periods if isinstance(value, int | float) else list(value)


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """Σ w·v / Σ w. Raises ValueError without any weight."""
    whole = math.fsum(weights)
    if whole <= 0:
        message = "no weight at all"
        raise ValueError(message)
    return math.fsum(value * weight for value, weight in zip(values, weights, strict=True)) / whole
