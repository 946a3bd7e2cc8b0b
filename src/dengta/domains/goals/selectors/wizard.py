"""What the wizard shows before anything is saved: the readings of an uplift, and whether the plan works out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import Goal, GoalVersion
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.domains.goals.selectors.plan_trees import NO_GROUPS, NO_VOLUME, worked_out
from dengta.domains.people.models import Employee, RoleGrant, Unit, UnitClosure
from dengta.domains.people.selectors.organisation import LEADING_ROLES
from dengta.engines.goals.readings import Reading, readings

Text = str | Promise


@dataclass(frozen=True)
class Offer:
    """One reading of the uplift, in words."""

    key: str
    label: Text
    value: str
    feasible: bool
    nearest: str


def readings_of(goal: Goal, uplift: float) -> list[Offer]:
    """The readings of "+x %" side by side, impossible ones with what would be; none without a baseline."""
    if goal.baseline is None:
        return []
    measure = measured(goal.kpi)
    found = readings(goal.baseline, uplift, bounds=measure.bounds, direction=measure.direction)
    pairs: Sequence[tuple[str, Reading | None]] = (
        ("relative", found.relative), ("points", found.points), ("gap", found.gap),
    )  # fmt: skip
    labels = dict(Goal.Reading.choices)
    return [
        Offer(key, labels[key], measure.text(one.value), one.feasible, measure.text(one.nearest))
        for key, one in pairs
        if one is not None
    ]


@dataclass(frozen=True)
class Preview:
    """Whether a draft works out as it stands: the months and their sums, or what stands in the way."""

    measure: Measured
    feasible: bool
    why: Text = ""
    best: float | None = None
    months: Sequence[tuple[date, float]] = ()
    average: float | None = None
    halves: tuple[float, float] | None = None

    @property
    def has_months(self) -> bool:
        """Whether there is a way to show."""
        return bool(self.months)


def preview(version: GoalVersion) -> Preview | None:
    """Work a draft out without writing anything; None while it has no target."""
    if version.target is None:
        return None
    measure = measured(version.goal.kpi)
    worked = worked_out(version)
    if worked.tree is None or worked.obstacle:
        return Preview(measure, feasible=False, why=obstacle_in_words(worked.obstacle), best=worked.best)
    ramp = worked.tree.ramp
    pairs = [(month.month, ramp.months[place]) for place, month in enumerate(worked.months)]
    half = len(pairs) // 2
    volumes = ramp.volumes
    halves = None
    if half and sum(volumes[:half]) > 0 and sum(volumes[half:]) > 0:
        halves = (ramp.mean(0, half), ramp.mean(half, len(pairs)))
    return Preview(measure, feasible=True, months=pairs, average=ramp.average, halves=halves)


def obstacle_in_words(obstacle: str) -> Text:
    """Why a plan does not work out."""
    if obstacle == NO_GROUPS:
        return _("No team takes part, so there is nobody to share the target with.")
    if obstacle == NO_VOLUME:
        return _("Nothing is expected in any month. Enter what will come.")
    if obstacle == "below_own_baseline":
        return _("The target asks for less than the teams do today.")
    if obstacle in {"above_cap", "below_floor"}:
        return _("Even if every team did its best in every month, the target would be out of reach.")
    return _("Some month would have to be better than this figure can be.")


def possible_owners(units: QuerySet[Unit], today: date) -> QuerySet[Employee]:
    """Who may answer for a goal of one of these units: whoever leads it or stands above. One query when read."""
    above = UnitClosure.objects.on(today).filter(descendant__in=units.values("pk")).values("ancestor")
    grants = RoleGrant.objects.on(today).filter(unit__in=above, role__in=LEADING_ROLES)
    rows = Employee.objects.filter(account__in=grants.values("account"), status=Employee.Status.ACTIVE)
    return rows.order_by("pinyin", "pk")
