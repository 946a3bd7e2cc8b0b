"""From a group target to the targets of its parts, so that their weighted mean is the target, exactly.

t_i = b_i + θ·(c_i − b_i) with θ = (t − b̄)/(c̄ − b̄): everybody goes the same share of the way to their own best.
Nobody's target lies below their own baseline (θ ≥ 0) or beyond their own ceiling (θ ≤ 1), and it is impossible
exactly when the target lies beyond the weighted ceiling. Source: management rules 5.3, 5.5 and 5.6.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dengta.engines.goals.errors import Impossible
from dengta.engines.goals.measures import EPSILON, SHARE, Bounds, Direction
from dengta.engines.goals.ramps import weighted_mean

# Answers that the group's own rate is worth when an agent's baseline is estimated.
PRIOR_STRENGTH = 50.0


class Method(StrEnum):
    """How the way is shared out. Only the first respects baselines and ceilings by itself."""

    HEADROOM = "headroom"
    UNIFORM = "uniform_points"
    PROPORTIONAL = "proportional"
    SAME = "same_target"


@dataclass(frozen=True, slots=True)
class Part:
    """A group or an agent: where it stands, the best it can reach (None: the bounds of the measure), its weight."""

    baseline: float
    bound: float | None
    weight: float


@dataclass(frozen=True, slots=True)
class Split:
    """The targets, in the order of the parts. `theta`: share of the way to the own best, for the headroom method."""

    targets: tuple[float, ...]
    mean: float
    theta: float | None = None
    # Weighted mean of what the parts could reach at best.
    best: float | None = None


@dataclass(frozen=True, slots=True)
class AgentSample:
    """What is known of an agent: answers and satisfied ones of the baseline window, and the volume expected now."""

    responses: float
    satisfied: float
    expected_volume: float


@dataclass(frozen=True, slots=True)
class AgentSplit:
    """Baselines drawn towards the group, and the targets that follow, in the order of the agents."""

    baselines: tuple[float, ...]
    targets: tuple[float, ...]
    theta: float
    mean: float


def split(
    parts: Sequence[Part],
    target: float,
    *,
    method: Method = Method.HEADROOM,
    direction: Direction = Direction.UP,
    bounds: Bounds = SHARE,
) -> Split:
    """The targets of the parts. Raises `Impossible` where one would lie below its baseline or beyond its bound."""
    weights = [part.weight for part in parts]
    baselines = [part.baseline for part in parts]
    best = _best(parts, direction, bounds)
    mean = weighted_mean(baselines, weights)
    whole = weighted_mean(best, weights)
    theta: float | None = None
    match method:
        case Method.HEADROOM:
            theta = _theta(target, mean, whole, direction)
            targets = [
                base + theta * (end - base) if theta else base for base, end in zip(baselines, best, strict=True)
            ]
        case Method.UNIFORM:
            targets = [base + target - mean for base in baselines]
        case Method.PROPORTIONAL:
            targets = [base * target / mean for base in baselines]
        case Method.SAME:
            targets = [target] * len(parts)
    _check(targets, baselines, best, direction)
    return Split(tuple(targets), weighted_mean(targets, weights), theta, whole if math.isfinite(whole) else None)


def split_sum(total: float, capacities: Sequence[float]) -> tuple[float, ...]:
    """Shares of a number that is counted (tickets solved, certificates), in proportion to capacity."""
    whole = math.fsum(capacities)
    if whole <= 0:
        raise Impossible("no_capacity")
    return tuple(total * capacity / whole for capacity in capacities)


def shrunk_baseline(responses: float, satisfied: float, group: float, prior: float = PRIOR_STRENGTH) -> float:
    """The baseline of an agent in percent points: (satisfied + k·group) / (n + k). Without answers: the group's."""
    if responses + prior <= 0:
        return group
    return (100 * satisfied + prior * group) / (responses + prior)


def split_agents(
    agents: Sequence[AgentSample],
    target: float,
    *,
    group_baseline: float,
    bound: float,
    prior: float = PRIOR_STRENGTH,
    direction: Direction = Direction.UP,
) -> AgentSplit:
    """The targets of a group's agents from shrunk baselines, because small samples lie. Raises `Impossible`."""
    baselines = [shrunk_baseline(one.responses, one.satisfied, group_baseline, prior) for one in agents]
    parts = [
        Part(base, max(base, bound) if direction is Direction.UP else min(base, bound), one.expected_volume)
        for base, one in zip(baselines, agents, strict=True)
    ]
    found = split(parts, target, direction=direction)
    return AgentSplit(tuple(baselines), found.targets, found.theta or 0.0, found.mean)


def _best(parts: Sequence[Part], direction: Direction, bounds: Bounds) -> list[float]:
    end = bounds.best(direction)
    return [end if part.bound is None else part.bound for part in parts]


def _theta(target: float, mean: float, best: float, direction: Direction) -> float:
    slack = EPSILON * max(1.0, abs(mean))
    if direction.sign * (mean - target) > slack:
        raise Impossible("target_below_own_baseline", reachable=mean)
    if direction.sign * (target - best) > slack:
        raise Impossible("target_above_weighted_ceiling", reachable=best)
    if abs(best - mean) <= slack or abs(target - mean) <= slack:
        return 0.0
    if math.isinf(best):
        raise Impossible("no_ceiling", reachable=mean)
    return min(1.0, max(0.0, (target - mean) / (best - mean)))


def _check(targets: Sequence[float], baselines: Sequence[float], best: Sequence[float], direction: Direction) -> None:
    """Name the first part whose target would lie below its own baseline or beyond its own bound."""
    sign = direction.sign
    for index, (target, base, end) in enumerate(zip(targets, baselines, best, strict=True)):
        slack = EPSILON * max(1.0, abs(base))
        if sign * (base - target) > slack:
            raise Impossible("target_below_own_baseline", index=index, reachable=base)
        if sign * (target - end) > slack:
            raise Impossible("target_above_own_ceiling", index=index, reachable=end)
