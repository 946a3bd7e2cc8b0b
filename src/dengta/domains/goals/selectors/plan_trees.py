"""A version as the engine sees it: months × teams × people, and whether the parts of what was kept add up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, Sum

from dengta.domains.goals.models import Goal, GoalVersion, PlanAgent, PlanGroup, PlanMonth, Target
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.engines.goals.ramps import Scope, Shape, weighted_mean
from dengta.engines.goals.trees import TOLERANCE, GroupPlan, Leaf, Tree, TreeProblem, decompose

NO_VOLUME, NO_GROUPS = "no_volume", "no_groups"
# The one leaf of a team without people.
ITSELF = ""


@dataclass(frozen=True)
class Worked:
    """What came of it: the tree, or the obstacle; and of which problem, to tell whether it is the same still."""

    tree: Tree | None
    obstacle: str
    best: float | None
    months: Sequence[PlanMonth]
    problem: TreeProblem | None = None


def worked_out(version: GoalVersion) -> Worked:
    """Decompose what a version says, without writing anything. Four queries."""
    months = list(version.months.all())
    problem = problem_of(version, months)
    if problem is None:
        return Worked(None, NO_GROUPS, None, months)
    if not sum(month.volume for month in months if not month.is_closed):
        return Worked(None, NO_VOLUME, None, months, problem)
    tree = decompose(problem)
    return Worked(tree, tree.ramp.reason, tree.ramp.best, months, problem)


def problem_of(version: GoalVersion, months: Sequence[PlanMonth]) -> TreeProblem | None:
    """The problem for the engine; None where no team takes part or no target is set."""
    goal = version.goal
    measure = measured(goal.kpi)
    groups = list(version.groups.order_by("unit__name", "unit"))
    if not groups or version.target is None:
        return None
    agents: dict[int, list[PlanAgent]] = defaultdict(list)
    for agent in version.agents.order_by("employee__pinyin", "employee"):
        agents[agent.unit_id].append(agent)
    whole = sum(group.weight for group in groups) or 1.0
    volumes = [month.volume for month in months]
    plans = []
    for group in groups:
        share = group.weight / whole
        plans.append(_plan(goal, measure, group, agents[group.unit_id], [share * volume for volume in volumes]))
    frozen = {place: month.actual or 0.0 for place, month in enumerate(months) if month.is_closed}
    return TreeProblem(
        target=version.target, groups=plans, scope=Scope(goal.scope or Scope.YEAR_AVERAGE), shape=Shape(goal.shape),
        direction=measure.direction, bounds=measure.bounds, cap=goal.cap, frozen=frozen,
    )  # fmt: skip


def _plan(
    goal: Goal, measure: Measured, group: PlanGroup, agents: Sequence[PlanAgent], volumes: Sequence[float]
) -> GroupPlan:
    """A team and its people; a team without any stands for itself."""
    key, base = str(group.unit_id), baseline_of_group(goal, group)
    bound = base if group.bound is None else measure.nearer(base, group.bound)
    if not agents:
        return GroupPlan(key, [Leaf(ITSELF, base, bound, volumes)])
    of_all = sum(agent.volume for agent in agents)
    leaves = []
    for agent in agents:
        own = base if agent.baseline is None else agent.baseline
        share = agent.volume / of_all
        leaves.append(
            Leaf(str(agent.employee_id), own, measure.nearer(own, bound), [share * volume for volume in volumes])
        )
    return GroupPlan(key, leaves)


def baseline_of_group(goal: Goal, group: PlanGroup) -> float:
    """Where a team stands; the whole goal's baseline where it has no figures of its own."""
    return group.baseline if group.baseline is not None else goal.baseline or 0.0


@dataclass(frozen=True)
class GapFound:
    """A target whose parts do not make it up. `by`: mean of the parts minus the whole. Without a target: the year."""

    month: date | None
    unit_id: int
    by: float
    target: Target | None = None


def gaps_of(version: GoalVersion) -> list[GapFound]:
    """Where the parts of a version do not add up to their whole: people to teams, teams to the month, months to the
    period. Closed months are over. Three queries, and one where something does not add up."""
    closed = {month.month: month for month in version.months.all() if month.is_closed}
    rows = version.targets.exclude(month__in=closed)
    means = _means(rows.filter(employee__isnull=False).order_by().values_list("unit", "month"))
    teams = {(t.unit_id, t.month): t for t in rows.filter(employee=None, is_whole=False)}
    wholes = {t.month: t for t in rows.filter(is_whole=True)}
    found = list(_differences(teams, means))
    of_months: dict[date, list[Target]] = defaultdict(list)
    for target in teams.values():
        of_months[target.month].append(target)
    for month, whole in sorted(wholes.items()):
        parts = of_months[month]
        if parts and sum(part.volume for part in parts) > 0:
            by = weighted_mean([part.value for part in parts], [part.volume for part in parts]) - whole.value
            if abs(by) > TOLERANCE:
                found.append(GapFound(month, whole.unit_id, by, whole))
    year = _gap_of_year(version, wholes, closed)
    return [year, *found] if year else found


def _means(pairs: Any) -> dict[tuple[int, date], float]:
    rows = pairs.annotate(weighted=Sum(F("value") * F("volume")), volumes=Sum("volume"))
    return {(unit, month): weighted / whole for unit, month, weighted, whole in rows if whole}


def _differences(
    targets: Mapping[tuple[int, date], Target], means: Mapping[tuple[int, date], float]
) -> Iterator[GapFound]:
    for place, target in sorted(targets.items(), key=lambda pair: (pair[0][1], pair[0][0])):
        if place in means and abs(means[place] - target.value) > TOLERANCE:
            yield GapFound(target.month, target.unit_id, means[place] - target.value, target)


def _gap_of_year(
    version: GoalVersion, wholes: Mapping[date, Target], closed: Mapping[date, PlanMonth]
) -> GapFound | None:
    if not wholes or version.target is None:
        return None
    if version.goal.scope == Goal.Scope.EXIT:
        by = wholes[max(wholes)].value - version.target
    else:
        parts = [(target.value, target.volume) for target in wholes.values()]
        parts += [(month.actual or 0.0, month.volume) for month in closed.values() if month.volume]
        by = weighted_mean([value for value, _v in parts], [volume for _value, volume in parts]) - version.target
    return GapFound(None, version.goal.unit_id, by) if abs(by) > TOLERANCE else None


@dataclass(frozen=True)
class Line:
    """A team in the tree: its months, and the mean of the open ones weighted by what is expected."""

    unit_id: int
    name: str
    targets: Mapping[date, Target]
    mean: float | None
    volume: float


def lines_of(version: GoalVersion, visible: Q) -> tuple[Line | None, list[Line]]:
    """The whole and the teams that the reader may see, by name. One query."""
    rows = version.targets.filter(visible, employee=None).select_related("unit")
    by_unit: dict[tuple[bool, int], dict[date, Target]] = defaultdict(dict)
    names = {}
    for target in rows.order_by("unit__name", "unit", "month"):
        by_unit[target.is_whole, target.unit_id][target.month] = target
        names[target.unit_id] = target.unit.name
    lines = {key: _line(key[1], names[key[1]], months) for key, months in by_unit.items()}
    whole = next((line for (is_whole, _unit), line in lines.items() if is_whole), None)
    return whole, [line for (is_whole, _unit), line in lines.items() if not is_whole]


def _line(unit_id: int, name: str, months: Mapping[date, Target]) -> Line:
    volume = sum(target.volume for target in months.values())
    mean = None
    if volume:
        mean = weighted_mean([one.value for one in months.values()], [one.volume for one in months.values()])
    return Line(unit_id, name, months, mean, volume)
