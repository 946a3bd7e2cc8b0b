"""What a unit was asked to reach while some days ran: for rooms above that compare what came with what was planned."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import Goal, GoalVersion, Target
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.baselines import next_month
from dengta.domains.goals.selectors.goal_measures import measured
from dengta.engines.goals.ramps import weighted_mean
from dengta.foundation.access import Actor


@dataclass(frozen=True)
class PublishedTarget:
    """The target of a unit over some days, in the unit of goals (shares in percent points), and who set it: a goal, in
    one version or, where it was planned anew in between, several."""

    goal_id: int
    title: str
    versions: tuple[int, ...]
    value: float
    text: str


def published_target(*, kpi: str, unit: int, start: date, end: date) -> PublishedTarget | None:
    """The target of this very unit for a figure, from `start` up to, not including, `end`: of each month that version
    which was in force before the month was over, the months weighed by what each planned for these days. None where
    any of the days had no target. A goal of the unit itself goes before its part of a wider one. Two queries.

    Who may read it is for the asking room to decide; it is a figure of a team, never of a person.
    """
    months = _months(start, end)
    by_goal: dict[int, dict[date, Target]] = {}
    for target in _in_force(kpi, unit, months[0], end):
        by_goal.setdefault(target.version.goal_id, {})[target.month] = target
    for targets in by_goal.values():
        if all(month in targets for month in months):
            return _over(list(targets.values()), kpi, start, end)
    return None


def knows_goal(actor: Actor, goal_id: int) -> bool:
    """Whether this reader may open the goal. One query."""
    return policies.visible(actor).filter(pk=goal_id).exists()


def _months(start: date, end: date) -> list[date]:
    months = [start.replace(day=1)]
    while next_month(months[-1]) < end:
        months.append(next_month(months[-1]))
    return months


def _in_force(kpi: str, unit: int, first: date, end: date) -> list[Target]:
    """Targets of these months that were published while their month ran, later versions last; goals of the unit itself
    first, then by weight."""
    rows: QuerySet[Target] = Target.objects.filter(
        version__goal__kpi=kpi, unit=unit, employee=None, month__gte=first, month__lt=end,
        version__status__in=(GoalVersion.Status.ACTIVE, GoalVersion.Status.REPLACED),
    ).exclude(version__goal__status=Goal.Status.DRAFT)  # fmt: skip
    rows = rows.select_related("version__goal").order_by(
        "-is_whole", "-version__goal__weight", "version__goal", "version__number"
    )
    return [row for row in rows if _was_published(row)]


def _was_published(target: Target) -> bool:
    version = target.version
    over = next_month(target.month)
    known = version.activated_at is not None and day_of(version.activated_at) < over
    return known and version.effective_from <= target.month


def _over(targets: list[Target], kpi: str, start: date, end: date) -> PublishedTarget:
    """The mean over the days, each month by its planned volume and by how many of its days are asked for."""
    weights = [_weight(target, start, end) for target in targets]
    if not any(weights):
        weights = [1.0 for _target in targets]
    value = weighted_mean([target.value for target in targets], weights)
    goal = targets[0].version.goal
    versions = tuple(sorted({target.version.number for target in targets}))
    return PublishedTarget(goal.pk, goal.title, versions, value, measured(kpi).text(value))


def _weight(target: Target, start: date, end: date) -> float:
    over = next_month(target.month)
    asked = min(end, over) - max(start, target.month)
    return target.volume * (asked / timedelta(days=1)) / (over - target.month).days
