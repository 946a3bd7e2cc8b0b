"""Plan against what happened: the rest of the year, and the part of a change that is only a different mix of work."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dengta.engines.goals.measures import EPSILON, SHARE, Bounds, Direction
from dengta.engines.goals.ramps import weighted_mean


@dataclass(frozen=True, slots=True)
class Rest:
    """What the rest of the year must average, whether that can be, and the best year that still could be."""

    required: float
    feasible: bool
    best_year: float | None


def required_rest(
    target: float,
    *,
    done: float,
    reached: float,
    rest: float,
    ceiling: float | None = None,
    direction: Direction = Direction.UP,
    bounds: Bounds = SHARE,
) -> Rest:
    """(T·V − reached·V_done) / V_rest. `done` and `rest` are volumes. Source: management rules 5.7.

    Beyond the ceiling it is not to be reached: the goal needs a new base, not hidden pressure. Raises ValueError when
    nothing is left of the year.
    """
    if rest <= 0:
        message = "nothing is left to plan"
        raise ValueError(message)
    required = (target * (done + rest) - reached * done) / rest
    end = bounds.best(direction) if ceiling is None else ceiling
    feasible = direction.sign * (required - end) <= EPSILON * max(1.0, abs(end))
    best = (reached * done + end * rest) / (done + rest) if math.isfinite(end) else None
    return Rest(required, feasible, best)


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A stratum (a group, a topic): plan and actual, its weight in the plan and in what came."""

    plan: float
    actual: float
    plan_weight: float
    actual_weight: float


@dataclass(frozen=True, slots=True)
class MixSplit:
    """A change taken apart: `mix` + `performance` = `total`, with no residual; each also by part."""

    total: float
    mix: float
    performance: float
    mix_by: tuple[float, ...]
    performance_by: tuple[float, ...]


def mix_effect(parts: Sequence[PlanPart]) -> MixSplit:
    """Σ(w₁ − w₀)·plan is mix, Σ w₁·(actual − plan) is performance. Weights of any unit. Source: rules 5.8.

    The mix of a part is told against the level of the whole plan: more of what is easier than average helps.
    """
    plan_whole = math.fsum(part.plan_weight for part in parts)
    actual_whole = math.fsum(part.actual_weight for part in parts)
    if plan_whole <= 0 or actual_whole <= 0:
        message = "no weight at all"
        raise ValueError(message)
    level = weighted_mean([part.plan for part in parts], [part.plan_weight for part in parts])
    mix = tuple(
        (part.actual_weight / actual_whole - part.plan_weight / plan_whole) * (part.plan - level) for part in parts
    )
    performance = tuple(part.actual_weight / actual_whole * (part.actual - part.plan) for part in parts)
    of_mix, of_performance = math.fsum(mix), math.fsum(performance)
    return MixSplit(of_mix + of_performance, of_mix, of_performance, mix, performance)
