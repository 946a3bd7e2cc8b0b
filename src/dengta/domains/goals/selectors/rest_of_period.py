"""How far a goal in force is: closed months as they were reached, and what the open ones would have to be."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dengta.domains.goals.models import Goal, GoalVersion, PlanMonth
from dengta.domains.goals.selectors.baselines import next_month, reached_in, teams_below
from dengta.domains.goals.selectors.goal_measures import measured
from dengta.domains.goals.selectors.plan_trees import baseline_of_group
from dengta.engines.goals.changes import required_rest
from dengta.engines.goals.ramps import weighted_mean
from dengta.engines.goals.trees import TOLERANCE


@dataclass(frozen=True)
class Closed:
    """A month that is over. Without any record it weighs nothing."""

    month: date
    volume: float
    target: float | None
    actual: float | None


@dataclass(frozen=True)
class Outlook:
    """Done and rest of the version in force. `required`: what the open months must average for the target."""

    version: GoalVersion
    closed: Sequence[Closed]
    open_months: Sequence[PlanMonth]
    done: float
    reached: float | None
    rest: float
    required: float | None
    unreachable: bool
    best_year: float | None


def outlook(goal: Goal, *, today: date, target: float | None = None) -> Outlook:
    """What was reached by the end of last month and what is left. Five queries."""
    version = goal.versions.get(status=GoalVersion.Status.ACTIVE)
    measure = measured(goal.kpi)
    months = list(version.months.all())
    over = [month for month in months if next_month(month.month) <= today]
    open_months = [month for month in months if next_month(month.month) > today]
    units = {unit.pk for unit in teams_below(goal.unit_id, today)} | set(version.groups.values_list("unit", flat=True))
    found = reached_in(measure, units, [month.month for month in over])
    closed = []
    for month in over:
        sample = found[month.month]
        closed.append(Closed(month.month, float(sample.denominator), month.target, measure.of(sample)))
    recorded = [one for one in closed if one.volume and one.actual is not None]
    done, rest = sum(one.volume for one in recorded), sum(month.volume for month in open_months)
    reached = weighted_mean([one.actual or 0.0 for one in recorded], [one.volume for one in recorded]) if done else None
    aim = version.target if target is None else target
    needed = None
    if rest > 0 and aim is not None and goal.scope == Goal.Scope.YEAR_AVERAGE:
        needed = required_rest(
            aim, done=done, reached=reached or 0.0, rest=rest, ceiling=_ceiling(version),
            direction=measure.direction, bounds=measure.bounds,
        )  # fmt: skip
    return Outlook(
        version, closed, open_months, done, reached, rest,
        needed.required if needed else aim, bool(needed and not needed.feasible), needed.best_year if needed else None,
    )  # fmt: skip


def _ceiling(version: GoalVersion) -> float | None:
    """The best that the teams can reach together: c̄, weighted by their share of the work; never beyond the cap."""
    groups = list(version.groups.all())
    weights = [group.weight for group in groups]
    if not groups or not sum(weights):
        return None
    bounds = [group.bound if group.bound is not None else baseline_of_group(version.goal, group) for group in groups]
    best = weighted_mean(bounds, weights)
    cap = version.goal.cap
    sign = measured(version.goal.kpi).sign
    return best if cap is None else sign * min(sign * best, sign * cap)


def raised_teams(version: GoalVersion, *, today: date) -> list[int]:
    """Teams whose open months ask more in this draft than in the version in force; none before the period began."""
    goal = version.goal
    before = goal.versions.filter(status=GoalVersion.Status.ACTIVE).first()
    if before is None or today < goal.starts_on:
        return []
    sign = measured(goal.kpi).sign
    months = [month.month for month in version.months.all() if not month.is_closed]
    rows = version.targets.filter(employee=None, is_whole=False, month__in=months)
    old = {
        (unit, month): value
        for unit, month, value in before.targets.filter(employee=None, is_whole=False, month__in=months).values_list(
            "unit", "month", "value"
        )
    }
    raises: dict[int, float] = defaultdict(float)
    for unit, month, value, volume in rows.values_list("unit", "month", "value", "volume"):
        if (unit, month) in old:
            raises[unit] += sign * (value - old[unit, month]) * volume
    return sorted(unit for unit, more in raises.items() if more > TOLERANCE)
