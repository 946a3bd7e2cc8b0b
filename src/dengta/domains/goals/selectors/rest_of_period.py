"""How far a goal in force is: closed months as they were reached, and what the open ones would have to be."""

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
    """Teams of which an open month of the team, or of anybody in it, asks more in this draft than in the version in
    force; none before the period began.

    Person by person and month by month: what siblings or other months make up for is a raise all the same. Whoever
    moved is compared with the own target, wherever it stood. Four queries.
    """
    goal = version.goal
    before = goal.versions.filter(status=GoalVersion.Status.ACTIVE).first()
    if before is None or today < goal.starts_on:
        return []
    sign = measured(goal.kpi).sign
    months = [month.month for month in version.months.all() if not month.is_closed]
    asked = {"is_whole": False, "month__in": months}
    old = {
        _whose(unit, employee, month): value
        for unit, employee, month, value in before.targets.filter(**asked).values_list(
            "unit", "employee", "month", "value"
        )
    }
    return sorted(
        {
            unit
            for unit, employee, month, value in version.targets.filter(**asked).values_list(
                "unit", "employee", "month", "value"
            )
            if sign * (value - old.get(_whose(unit, employee, month), value)) > TOLERANCE
        }
    )


def _whose(unit: int, employee: int | None, month: date) -> tuple[str, int, date]:
    return ("team", unit, month) if employee is None else ("person", employee, month)
