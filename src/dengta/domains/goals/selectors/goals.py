"""Goals as a reader may see them: the list, one of them with its months, and its versions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from dengta.domains.goals.models import Acknowledgement, Goal, GoalVersion, PlanMonth
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.baselines import next_month
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.domains.service.selectors.figures import By, Figure, figure_of, kpi_values
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor


def listed(actor: Actor) -> QuerySet[Goal]:
    """All that this person may read, with how many people have read their target of the version in force."""
    asked = (
        Acknowledgement.objects.filter(version__goal=OuterRef("pk"), version__status=GoalVersion.Status.ACTIVE)
        .order_by()
        .values("version__goal")
    )
    return (
        policies.visible(actor)
        .select_related("unit", "owner")
        .annotate(
            n_asked=Subquery(asked.annotate(n=Count("pk")).values("n")),
            n_read=Subquery(asked.annotate(n=Count("given_at")).values("n")),
        )
    )


@dataclass(frozen=True)
class MonthLine:
    """A month of a goal: the target, and what was reached so far with its sample and interval."""

    month: date
    target: float | None
    volume: float
    is_closed: bool
    figure: Figure | None

    @property
    def few(self) -> bool:
        """Whether the sample is too small to say anything."""
        return self.figure is not None and 0 < self.figure.n < self.figure.minimum


def month_lines(actor: Actor, goal: Goal, version: GoalVersion, *, today: date) -> list[MonthLine]:
    """The months of a version beside what the records say. A dozen queries at most, however many months."""
    measure = measured(goal.kpi)
    months = list(version.months.all())
    begun = [month for month in months if month.month <= today]
    figures = _by_month(actor, measure, goal.unit_id, begun, today=today) if begun else {}
    return [MonthLine(one.month, one.target, one.volume, one.is_closed, figures.get(one.month)) for one in months]


def _by_month(
    actor: Actor, measure: Measured, unit: int, months: Sequence[PlanMonth], *, today: date
) -> Mapping[date, Figure]:
    end = min(next_month(months[-1].month), today + timedelta(days=1))
    where = Slice(start=months[0].month, end=end, unit=unit)
    days = kpi_values(actor, kpis=[measure.kpi.key], where=where, today=today, by=By.DAY)
    sums: dict[date, Counter[str]] = {}
    for day in days:
        sums.setdefault(day.key.replace(day=1), Counter()).update(day.sums)
    if measure.kpi.percentile is not None:
        return {}
    minimum = measure.kpi.minimum.on(today)
    return {month: figure_of(measure.kpi, dict(found), minimum=minimum) for month, found in sums.items()}


@dataclass(frozen=True)
class Read:
    """How many of those asked have read their target, and how many object."""

    asked: int
    read: int
    objections: int
    due_on: date | None

    @property
    def missing(self) -> int:
        """Who has not yet."""
        return self.asked - self.read


def read_by(version: GoalVersion) -> Read:
    """One query."""
    found = version.acknowledgements.aggregate(
        asked=Count("pk"),
        read=Count("given_at"),
        objections=Count("pk", filter=Q(objects_to_it=True, answered_at=None)),
    )
    due = version.acknowledgements.order_by("due_on").values_list("due_on", flat=True).first()
    return Read(found["asked"], found["read"], found["objections"], due)


def acknowledgements(actor: Actor, goal: Goal) -> QuerySet[Acknowledgement]:
    """Who was asked about the version in force, as far as the reader sees people; who has not read it stands first."""
    rows = policies.follow.scope(actor, Acknowledgement.objects.all())
    rows = rows.filter(version__goal=goal, version__status=GoalVersion.Status.ACTIVE)
    return rows.select_related("employee", "unit", "told_by__employee", "witness").order_by(
        F("given_at").asc(nulls_first=True), "employee__pinyin", "pk"
    )


# So many goals stand under the one they serve; how many more there are is said.
CHILDREN_SHOWN = 20


@dataclass(frozen=True)
class Family:
    """The goal that this one serves, and those that serve it, as far as the reader may see them."""

    parent: Goal | None
    children: Sequence[tuple[Goal, str]]
    more: int


def family(actor: Actor, goal: Goal) -> Family:
    """Goals that belong together, each child with its target in words. Three queries at most."""
    seen = policies.visible(actor)
    parent = seen.filter(pk=goal.parent_id).first() if goal.parent_id else None
    rows = seen.filter(parent=goal).select_related("unit", "owner").order_by("status", "unit__name", "title", "pk")
    children = list(rows[: CHILDREN_SHOWN + 1])
    more = rows.count() - CHILDREN_SHOWN if len(children) > CHILDREN_SHOWN else 0
    return Family(parent, [(one, measured(one.kpi).text(one.target)) for one in children[:CHILDREN_SHOWN]], more)


def parents_for(actor: Actor, *, today: date) -> QuerySet[Goal]:
    """Goals that another one may serve."""
    return policies.visible(actor).filter(status=Goal.Status.ACTIVE, ends_on__gt=today).order_by("title", "pk")
