"""Worked examples of others against this engine: one small adapter per rule from plain inputs to plain answers.

Measures are in percent points where a case says nothing else; a target below its baseline is read as a measure that
should fall, since cases name no direction for a ramp.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from dengta.engines.cases import Outcome, judge
from dengta.engines.goals.changes import PlanPart, mix_effect, required_rest
from dengta.engines.goals.errors import Impossible
from dengta.engines.goals.measures import SHARE, Bounds, Direction, alternative_to, kind_of
from dengta.engines.goals.ramps import Ramp, RampProblem, Scope, Shape, ramp, weighted_mean
from dengta.engines.goals.readings import Reading, readings
from dengta.engines.goals.splits import PRIOR_STRENGTH, AgentSample, Method, Part, split, split_agents

TOLERANCE = 1e-6
Inputs = Mapping[str, Any]
Answer = dict[str, Any]
_SCALE_ENDS = re.compile(r"_(-?\d+)_(-?\d+)$")
_IN_BRACKETS = re.compile(r"^([\w-]+)\((-?[\d.]+(?:e-?\d+)?)\)$")


class UnknownRule(Exception):
    """A case asks for a rule that is not there."""


def run(file: Mapping[str, Any]) -> Iterator[Outcome]:
    """Every case of the file, in its order."""
    for case in file["cases"]:
        tolerance = float(case.get("tolerance", file.get("tolerance", TOLERANCE)))
        yield judge(
            case, answer=partial(_answer, case), same=partial(same, tolerance=tolerance), refusals=(UnknownRule,)
        )


def _answer(case: Mapping[str, Any]) -> "Answer":
    if case["rule"] not in RULES:
        raise UnknownRule(f"there is no such rule; known are {', '.join(sorted(RULES))}")
    return RULES[case["rule"]](case["inputs"])


def same(expected: Any, got: Any, tolerance: float = TOLERANCE) -> bool:
    """Whether two values say the same: numbers within the tolerance, also those in "infeasible(102.0)"."""
    if isinstance(expected, bool) or isinstance(got, bool) or expected is None or got is None:
        return expected is got
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return math.isclose(expected, got, rel_tol=0.0, abs_tol=tolerance)
    if isinstance(expected, Sequence) and isinstance(got, Sequence) and not isinstance(expected, str):
        return len(expected) == len(got) and all(map(lambda a, b: same(a, b, tolerance), expected, got))
    left, right = _IN_BRACKETS.match(str(expected)), _IN_BRACKETS.match(str(got))
    if left and right:
        return left[1] == right[1] and same(float(left[2]), float(right[2]), tolerance)
    return bool(expected == got)


# --- the rules ----------------------------------------------------------------------------------------


def _interpretation(inputs: Inputs) -> Answer:
    ends = _SCALE_ENDS.search(str(inputs.get("scale", "")))
    bounds = Bounds(float(ends[1]), float(ends[2])) if ends else Bounds(0.0)
    found = readings(inputs["baseline"], inputs["uplift_percent"], bounds=bounds, direction=_direction(inputs))
    ways = {"relative": found.relative, "points": found.points, "gap_closing": found.gap}
    return {**{name: _reading(one) for name, one in ways.items()}, "must_ask": found.differ}


def _reading(one: Reading | None) -> float | str | None:
    if one is None:
        return None
    return one.value if one.feasible else f"infeasible({one.value})"


def _ramp_problem(inputs: Inputs, default: Scope) -> RampProblem:
    return RampProblem(
        target=inputs["target"],
        volumes=inputs["volumes"],
        baseline=inputs["baseline"],
        cap=inputs.get("cap"),
        scope=Scope(inputs.get("scope", default)),
        shape=Shape(inputs.get("ramp", Shape.LINEAR)),
        direction=_direction(inputs),
        bounds=_bounds(inputs),
    )


def _ramp_answer(found: Ramp, problem: RampProblem) -> Answer:
    half = len(found.months) // 2
    # Of a year that cannot be, what the ramp would ask for without any end is the proof.
    return {
        "lambda_": problem.direction.sign * found.slope,
        "months": list(found.months),
        "year_average": found.average,
        "h1_average": found.mean(0, half),
        "h2_average": found.mean(half, len(found.months)),
        "december": found.months[-1],
        "feasible": found.feasible,
        "reason": found.reason or None,
    }


def _ramp_year(inputs: Inputs) -> Answer:
    problem = _ramp_problem(inputs, Scope.YEAR_AVERAGE)
    return _ramp_answer(ramp(problem), problem)


def _ramp_exit(inputs: Inputs) -> Answer:
    problem = _ramp_problem(inputs, Scope.EXIT)
    return _ramp_answer(ramp(problem), problem)


def _split_groups(inputs: Inputs) -> Answer:
    direction = _direction(inputs)
    ends = inputs.get("ceilings") or inputs.get("floors") or [None] * len(inputs["baselines"])
    parts = [Part(*row) for row in zip(inputs["baselines"], ends, inputs["weights"], strict=True)]
    answer: Answer = {"rejected": False}
    if None not in ends:
        answer["weighted_ceiling"] = weighted_mean(ends, inputs["weights"])
    try:
        method = Method(inputs.get("method", Method.HEADROOM))
        found = split(parts, inputs["target"], method=method, direction=direction, bounds=_bounds(inputs))
    except Impossible as problem:
        return {**answer, "rejected": True, "reason": problem.reason, "group_index": problem.index}
    return {**answer, "theta": found.theta, "targets": list(found.targets), "weighted_mean": found.mean}


def _split_agents(inputs: Inputs) -> Answer:
    rows = zip(inputs["responses"], inputs["satisfied"], inputs["expected_volumes"], strict=True)
    pooled = 100 * math.fsum(inputs["satisfied"]) / math.fsum(inputs["responses"])
    found = split_agents(
        [AgentSample(*row) for row in rows],
        inputs["group_target"],
        group_baseline=inputs.get("group_baseline", pooled),
        bound=inputs["ceiling"],
        prior=inputs.get("prior_strength", PRIOR_STRENGTH),
    )
    return {
        "shrunk_baselines": list(found.baselines),
        "theta": found.theta,
        "targets": list(found.targets),
        "weighted_mean": found.mean,
        "pooled": pooled,
    }


def _replan(inputs: Inputs) -> Answer:
    done, rest = inputs.get("volumes_done"), inputs.get("volumes_rest")
    if done is None or rest is None:
        months = inputs["months_done"]
        done, rest = inputs["volumes"][:months], inputs["volumes"][months:]
    found = required_rest(
        inputs["target_year_average"],
        done=_sum(done),
        reached=inputs["actual_average"],
        rest=_sum(rest),
        ceiling=inputs.get("ceiling"),
    )
    return {
        "required_rest_average": found.required,
        "feasible": found.feasible,
        "best_reachable_year_average": found.best_year,
    }


def _mix_effect(inputs: Inputs) -> Answer:
    columns = (inputs[key] for key in ("values_plan", "values_actual", "weights_plan", "weights_actual"))
    found = mix_effect([PlanPart(*row) for row in zip(*columns, strict=True)])
    return {"total_change": found.total, "mix_effect": found.mix, "performance_effect": found.performance}


def _not_decomposable(inputs: Inputs) -> Answer:
    alternative = alternative_to(kind_of(inputs["measure"]))
    return {"rejected": alternative is not None, "suggest": alternative}


def _direction(inputs: Inputs) -> Direction:
    if "direction" in inputs:
        return Direction(inputs["direction"])
    falls = isinstance(inputs.get("baseline"), int | float) and inputs.get("target", math.inf) < inputs["baseline"]
    return Direction.DOWN if falls else Direction.UP


def _bounds(inputs: Inputs) -> Bounds:
    return Bounds(0.0) if _direction(inputs) is Direction.DOWN else SHARE


def _sum(volumes: float | Sequence[float]) -> float:
    return math.fsum(volumes) if isinstance(volumes, Sequence) else float(volumes)


RULES: Mapping[str, Callable[[Inputs], Answer]] = {
    "goal.interpretation": _interpretation,
    "goal.ramp_year_average": _ramp_year,
    "goal.ramp_exit": _ramp_exit,
    "goal.split_groups": _split_groups,
    "goal.split_agents": _split_agents,
    "goal.replan": _replan,
    "goal.mix_effect": _mix_effect,
    "goal.not_decomposable": _not_decomposable,
}
