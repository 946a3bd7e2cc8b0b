"""From where a goal starts: figures of a unit, its teams and people, the best each has shown, and what will come."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.selectors.goal_measures import Measured
from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit, UnitClosure
from dengta.domains.service.selectors.figures import kpi_values
from dengta.domains.service.selectors.samples import Each, Sample, samples
from dengta.domains.service.selectors.slices import Slice
from dengta.engines.goals.measures import Direction
from dengta.foundation.access import Actor, Role
from dengta.foundation.settings.parameters import Parameter

BASELINE_WEEKS = Parameter(
    "goals.baseline_weeks",
    13,
    _("Weeks before the goal that its baseline is taken from, where nobody chooses otherwise"),
    unit="weeks",
    check=lambda weeks: 4 <= weeks <= 104,
)
# Weeks with fewer answers say nothing about what a team can do at its best.
SOLID_WEEK = 30
FEWEST_WEEKS = 4
BEST_QUARTER = 0.75
WEEKS_FOR_VOLUMES = 13
# Whoever holds another role than these serves customers only where the records say so.
SERVING = (Role.AGENT, Role.MENTOR)


@dataclass(frozen=True)
class Baseline:
    """A figure of the records with its sample and interval; `value` None where there is none."""

    value: float | None
    n: int
    low: float | None
    high: float | None
    start: date
    end: date
    enough: bool = False


@dataclass(frozen=True)
class GroupStart:
    """A team: where it stands, how sure, the best it has shown, its share of the volume."""

    unit_id: int
    baseline: float | None
    n: int
    bound: float | None


@dataclass(frozen=True)
class AgentStart:
    """A person of a team, and the sample of the window."""

    employee_id: int
    unit_id: int
    sample: Sample | None


def window(today: date) -> tuple[date, date]:
    """The days a baseline is taken from by default: whole weeks up to last Sunday."""
    end = today - timedelta(days=today.weekday())
    return end - timedelta(weeks=BASELINE_WEEKS.on(today)), end


def baseline_of(actor: Actor, measure: Measured, *, unit: int, start: date, end: date, today: date) -> Baseline:
    """The figure of a unit and all below it, as far as `actor` sees its sums."""
    where = Slice(start=start, end=end, unit=unit)
    (group,) = kpi_values(actor, kpis=[measure.kpi.key], where=where, today=today)
    figure = group.figures[measure.kpi.key]
    ends = figure.interval
    low, high = (measure.points(ends.low), measure.points(ends.high)) if ends else (None, None)
    return Baseline(measure.points(figure.value), figure.n, low, high, start, end, enough=figure.n >= figure.minimum)


def teams_below(unit: int, day: date) -> list[Unit]:
    """The teams of a branch on a day, by name; the unit itself where none stand below it. One query."""
    below = UnitClosure.objects.on(day).filter(ancestor=unit).values("descendant")
    teams = list(Unit.objects.filter(pk__in=below, kind=Unit.Kind.TEAM).order_by("name", "pk"))
    return teams or list(Unit.objects.filter(pk=unit))


def group_starts(measure: Measured, units: Sequence[int], *, start: date, end: date) -> list[GroupStart]:
    """Teams with baseline and own best quarter of their weeks. Two queries."""
    told = {"start": start, "end": end, "units": units}
    whole = samples(measure.kpi, by=[Each.UNIT], **told)  # type: ignore[arg-type]
    weekly: dict[int, list[Sample]] = defaultdict(list)
    for (unit, _week), sample in samples(measure.kpi, by=[Each.UNIT, Each.WEEK], **told).items():  # type: ignore[arg-type]
        weekly[unit].append(sample)
    found = []
    for unit in units:
        sample = whole.get((unit,), Sample(0, 0))
        base = measure.of(sample)
        found.append(GroupStart(unit, base, sample.denominator, _best(measure, base, weekly[unit])))
    return found


def _best(measure: Measured, base: float | None, weeks: Sequence[Sample]) -> float | None:
    """The level of the own best quarter of the weeks; the baseline where too few weeks say anything."""
    solid = sorted(measure.of(week) or 0.0 for week in weeks if week.denominator >= SOLID_WEEK)
    if base is None or len(solid) < FEWEST_WEEKS:
        return base
    place = BEST_QUARTER * (len(solid) - 1)
    if measure.direction is Direction.DOWN:
        place = len(solid) - 1 - place
    low = int(place)
    high = min(low + 1, len(solid) - 1)
    return measure.nearer(base, solid[low] + (place - low) * (solid[high] - solid[low]))


def agent_starts(measure: Measured, units: Collection[int], *, start: date, end: date, day: date) -> list[AgentStart]:
    """The people of these teams on `day`, by team and name; whoever is on long leave or gone is left out.

    Whoever leads, plans or checks and serves nobody has no target of their own. What somebody did for teams outside
    this plan stays there: whoever comes from elsewhere starts from the team's rate. Three queries.
    """
    if not measure.kpi.personal:
        return []
    members = Membership.objects.on(day).filter(unit__in=units, employee__status=Employee.Status.ACTIVE)
    pairs = list(members.order_by("unit", "employee__pinyin", "employee").values_list("employee_id", "unit_id"))
    known = samples(measure.kpi, start=start, end=end, units=units, by=[Each.AGENT])
    duties = RoleGrant.objects.on(day).exclude(role__in=SERVING).filter(account__employee__isnull=False)
    others = set(duties.values_list("account__employee", flat=True))
    return [AgentStart(pk, unit, known.get((pk,))) for pk, unit in pairs if (pk,) in known or pk not in others]


def months_between(start: date, end: date) -> list[date]:
    """The first days of the months from `start` up to, not including, `end`."""
    found, month = [], start.replace(day=1)
    while month < end:
        found.append(month)
        month = next_month(month)
    return found


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def expected_volumes(
    measure: Measured, units: Collection[int], months: Sequence[date], *, today: date
) -> dict[date, float]:
    """What is expected in each month: as much as in the same month a year before where it was recorded; else at the
    pace of the last 13 weeks. One query."""
    last_year = [month.replace(year=month.year - 1) for month in months]
    start = min([*last_year, today - timedelta(weeks=WEEKS_FOR_VOLUMES)])
    counted = samples(measure.kpi, start=start, end=today, units=units, by=[Each.MONTH])
    before = {month: sample.denominator for (month,), sample in counted.items()}
    recent = samples(
        measure.kpi, start=today - timedelta(weeks=WEEKS_FOR_VOLUMES), end=today, units=units, by=[Each.UNIT]
    )
    pace = sum(sample.denominator for sample in recent.values()) / (7 * WEEKS_FOR_VOLUMES)
    found = {}
    for month, earlier in zip(months, last_year, strict=True):
        recorded = before.get(earlier, 0) if next_month(earlier) <= today else 0
        found[month] = float(recorded) if recorded else round(pace * (next_month(month) - month).days, 1)
    return found


def reached_in(measure: Measured, units: Collection[int], months: Sequence[date]) -> dict[date, Sample]:
    """What was recorded in each of these months, in the teams of the time. One query."""
    if not months:
        return {}
    end = next_month(months[-1])
    counted = samples(measure.kpi, start=months[0], end=end, units=units, by=[Each.MONTH])
    return {month: counted.get((month,), Sample(0, 0)) for month in months}
