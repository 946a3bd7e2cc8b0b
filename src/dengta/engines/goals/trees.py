"""A year's goal taken down to months, groups and agents in one step, and checked node by node.

Baseline and ceiling of every node are those of its parts, weighted by the volumes of the month. So a month in which
more complaints are expected starts lower, and each target lies between the node's own baseline and ceiling by
construction: the tree is impossible exactly when its root is. Source: management rules 5.3 to 5.8.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dengta.engines.goals.errors import Impossible
from dengta.engines.goals.measures import EPSILON, SHARE, Bounds, Direction
from dengta.engines.goals.ramps import Ramp, RampProblem, Scope, Shape, ramp, weighted_mean
from dengta.engines.goals.splits import Part, split

# Two targets are the same: 1e-6 of a percent point is far below what anybody sees.
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Leaf:
    """An agent (or a group that is not split further): where it stands, its best, and its volume in each month."""

    key: str
    baseline: float
    bound: float
    volumes: Sequence[float]


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group and its leaves."""

    key: str
    leaves: Sequence[Leaf]


@dataclass(frozen=True, slots=True)
class TreeProblem:
    """What is to be decomposed. `cap`: no month may ask for more, whatever the ceilings. `frozen`: months that are
    over, with what the whole really reached; nothing below them is planned again."""

    target: float
    groups: Sequence[GroupPlan]
    scope: Scope = Scope.YEAR_AVERAGE
    shape: Shape = Shape.LINEAR
    direction: Direction = Direction.UP
    bounds: Bounds = SHARE
    cap: float | None = None
    frozen: Mapping[int, float] = field(default_factory=dict)

    @property
    def months(self) -> int:
        """How many periods the volumes describe."""
        return len(self.groups[0].leaves[0].volumes)


@dataclass(frozen=True, slots=True)
class Node:
    """A month of the whole, of a group or of a leaf. `path`: (), (group,) or (group, leaf). `target` is None where
    nothing is expected or the month is over."""

    path: tuple[str, ...]
    month: int
    volume: float
    baseline: float
    bound: float
    target: float | None


@dataclass(frozen=True, slots=True)
class Tree:
    """The decomposition, or why there is none: then `ramp.reason` says so and there are no nodes."""

    ramp: Ramp
    nodes: Mapping[tuple[tuple[str, ...], int], Node]

    @property
    def feasible(self) -> bool:
        """Whether there is a plan."""
        return self.ramp.feasible

    def target(self, *path: str, month: int) -> float | None:
        """The target of a node. Raises KeyError where there is no such node."""
        return self.nodes[path, month].target

    def year(self, *path: str) -> float | None:
        """The year's average of the whole, a group or an agent, weighted by volumes; None without any target."""
        rows = [node for (of, _month), node in self.nodes.items() if of == path and node.target is not None]
        if not rows:
            return None
        return weighted_mean([node.target or 0.0 for node in rows], [node.volume for node in rows])


@dataclass(frozen=True, slots=True)
class Gap:
    """A node whose parts do not add up to it: `by` is the weighted mean of the parts minus the node's target."""

    path: tuple[str, ...]
    month: int
    by: float


def decompose(problem: TreeProblem) -> Tree:
    """Months by a ramp, then groups, then agents, each by headroom."""
    summaries = [_summary(problem, month) for month in range(problem.months)]
    found = ramp(
        RampProblem(
            target=problem.target,
            volumes=[node.volume for node in summaries],
            baseline=[node.baseline for node in summaries],
            cap=[_nearer(problem, node.bound) for node in summaries],
            scope=problem.scope, shape=problem.shape, direction=problem.direction, bounds=problem.bounds,
            frozen=problem.frozen,
        )
    )  # fmt: skip
    if not found.feasible:
        return Tree(found, {})
    nodes: dict[tuple[tuple[str, ...], int], Node] = {}
    for month, whole in enumerate(summaries):
        aim = found.months[month] if whole.volume > 0 else None
        nodes[(), month] = Node((), month, whole.volume, whole.baseline, whole.bound, aim)
        for node in _below(problem, month, None if month in problem.frozen else aim):
            nodes[node.path, month] = node
    return Tree(found, nodes)


def gaps(nodes: Sequence[Node], tolerance: float = TOLERANCE) -> list[Gap]:
    """Where parts do not add up to their whole, after targets were changed by hand."""
    found = []
    children: dict[tuple[tuple[str, ...], int], list[Node]] = {}
    for node in nodes:
        if node.path and node.target is not None and node.volume > 0:
            children.setdefault((node.path[:-1], node.month), []).append(node)
    for node in nodes:
        parts = children.get((node.path, node.month), [])
        if node.target is None or not parts:
            continue
        mean = weighted_mean([part.target or 0.0 for part in parts], [part.volume for part in parts])
        if abs(mean - node.target) > tolerance:
            found.append(Gap(node.path, node.month, mean - node.target))
    return found


def rebalance(
    siblings: Sequence[Node], parent: float, *, fixed: Mapping[tuple[str, ...], float], direction: Direction
) -> dict[tuple[str, ...], float]:
    """New targets of the siblings of nodes that were set by hand, so that all add up to the parent's target again.

    Raises `Impossible` where the others cannot make up for it; `reachable` is what the parent could be at best.
    """
    free = [node for node in siblings if node.path not in fixed and node.volume > 0]
    held = [(fixed[node.path], node.volume) for node in siblings if node.path in fixed]
    whole = math.fsum(node.volume for node in siblings)
    taken = math.fsum(value * volume for value, volume in held)
    if not free:
        if abs(taken - parent * whole) > TOLERANCE * whole:
            raise Impossible("nothing_left_to_balance", reachable=taken / whole)
        return {}
    rest = whole - math.fsum(volume for _value, volume in held)
    needed = (parent * whole - taken) / rest
    parts = [Part(node.baseline, node.bound, node.volume) for node in free]
    try:
        found = split(parts, needed, direction=direction)
    except Impossible as problem:
        reachable = (taken + (problem.reachable or 0.0) * rest) / whole
        raise Impossible(problem.reason, index=problem.index, reachable=reachable) from None
    return {node.path: target for node, target in zip(free, found.targets, strict=True)}


def _nearer(problem: TreeProblem, bound: float) -> float:
    if problem.cap is None:
        return bound
    return min(bound, problem.cap) if problem.direction is Direction.UP else max(bound, problem.cap)


def _summary(problem: TreeProblem, month: int) -> Node:
    leaves = [leaf for group in problem.groups for leaf in group.leaves]
    return _sum_of((), month, leaves)


def _sum_of(path: tuple[str, ...], month: int, leaves: Sequence[Leaf]) -> Node:
    """A node without target, made of its leaves. Without any volume it stands at their plain mean."""
    volumes = [leaf.volumes[month] for leaf in leaves]
    weights = volumes if math.fsum(volumes) > 0 else [1.0] * len(leaves)
    return Node(
        path, month, math.fsum(volumes),
        weighted_mean([leaf.baseline for leaf in leaves], weights),
        weighted_mean([leaf.bound for leaf in leaves], weights),
        None,
    )  # fmt: skip


def _below(problem: TreeProblem, month: int, aim: float | None) -> Iterator[Node]:
    """The groups of a month and their leaves."""
    groups = [_sum_of((group.key,), month, group.leaves) for group in problem.groups]
    for group, node, target in zip(problem.groups, groups, _split(problem, groups, aim), strict=True):
        yield Node(node.path, month, node.volume, node.baseline, node.bound, target)
        leaves = [_sum_of((group.key, leaf.key), month, [leaf]) for leaf in group.leaves]
        for leaf, own in zip(leaves, _split(problem, leaves, target), strict=True):
            yield Node(leaf.path, month, leaf.volume, leaf.baseline, leaf.bound, own)


def _split(problem: TreeProblem, nodes: Sequence[Node], aim: float | None) -> list[float | None]:
    """The targets of some siblings; None for those of which nothing is expected."""
    working = [node for node in nodes if node.volume > 0]
    if aim is None or not working:
        return [None] * len(nodes)
    parts = [Part(node.baseline, node.bound, node.volume) for node in working]
    slack = EPSILON * max(1.0, abs(aim))
    lowest, highest = _sum(parts, "baseline"), _sum(parts, "bound")
    # What the ramp left within rounding of an end belongs to that end.
    near = min(max(aim, min(lowest, highest) - slack), max(lowest, highest) + slack)
    found = iter(split(parts, near, direction=problem.direction, bounds=problem.bounds).targets)
    return [next(found) if node.volume > 0 else None for node in nodes]


def _sum(parts: Sequence[Part], end: str) -> float:
    return weighted_mean([getattr(part, end) for part in parts], [part.weight for part in parts])
