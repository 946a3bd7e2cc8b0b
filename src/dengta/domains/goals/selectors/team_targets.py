"""The teams that somebody leads: their targets of this month beside what was reached so far."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from dengta.domains.goals.models import GoalVersion, Target
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.goal_measures import measured
from dengta.domains.service.selectors.figures import By, Figure, kpi_values
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor

MOST = 6


@dataclass(frozen=True)
class TeamLine:
    """A team's target this month, what it reached, and how sure that is."""

    goal_id: int
    title: str
    team: str
    target: str
    value: str
    n: int
    interval: str
    few: bool
    met: bool | None
    close: bool
    rows_url: str


def team_targets(actor: Actor, *, today: date) -> list[TeamLine]:
    """A few teams of the reader's reach. A constant number of queries."""
    month = today.replace(day=1)
    rows = Target.objects.filter(
        month=month, employee=None, is_whole=False, version__status=GoalVersion.Status.ACTIVE,
        version__goal__status="active",
    )  # fmt: skip
    rows = policies.see_team_targets.scope(actor, rows).select_related("version__goal", "unit")
    targets = list(rows.order_by("unit__name", "unit", "version__goal__title", "pk")[:MOST])
    if not targets:
        return []
    names = {target.unit_id: target.unit.name for target in targets}
    kpis = sorted({target.version.goal.kpi for target in targets})
    where = Slice(start=month, end=today + timedelta(days=1))
    groups = kpi_values(actor, kpis=kpis, where=where, today=today, by=By.UNIT)
    figures = {group.key: group.figures for group in groups if group.key in names}
    return [_line(target, figures.get(target.unit_id, {}).get(target.version.goal.kpi), today) for target in targets]


def _line(target: Target, figure: Figure | None, today: date) -> TeamLine:
    goal = target.version.goal
    measure = measured(goal.kpi)
    value = measure.points(figure.value) if figure is not None else None
    n = figure.n if figure is not None else 0
    few = figure is None or n < figure.minimum
    ends = figure.interval if figure is not None and n else None
    low, high = (measure.points(ends.low), measure.points(ends.high)) if ends else (None, None)
    query = {
        "kpi": goal.kpi, "unit": target.unit_id, "period": "custom", "start": today.replace(day=1).isoformat(),
        "end": today.isoformat(),
    }  # fmt: skip
    return TeamLine(
        goal_id=goal.pk, title=goal.title, team=target.unit.name, target=measure.text(target.value),
        value=measure.text(value) if n else "", n=n, interval=measure.span(low, high) if ends else "", few=few,
        met=None if few or value is None else measure.sign * (value - target.value) >= 0,
        close=low is not None and high is not None and low <= target.value <= high,
        rows_url=f"{reverse('service:rows')}?{urlencode(query)}",
    )  # fmt: skip
