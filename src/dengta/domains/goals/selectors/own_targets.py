"""My target, where I stand, where the month will end, what helps most, and the rows that make the number (B6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dengta.domains.goals.models import Acknowledgement, GoalDriver, GoalVersion, PlanAgent, Target
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.baselines import next_month
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.domains.service.selectors.figures import Figure, kpi_values
from dengta.domains.service.selectors.slices import Slice
from dengta.engines.goals.measures import MeasureKind
from dengta.engines.goals.splits import PRIOR_STRENGTH
from dengta.engines.metrics import Prior
from dengta.engines.scoring.projection import Projection, project_mean, project_rate
from dengta.foundation.access import Actor, facts_of

# So many months of the year stand on the own page beside this one.
ALL_MONTHS = 12


@dataclass(frozen=True)
class Helps:
    """A figure of daily work beside the number that it is to reach; `gain` what getting there is worth for the goal."""

    measure: Measured
    value: float | None
    aim: float
    gain: float | None


@dataclass(frozen=True)
class OwnTarget:
    """One of my targets this month."""

    target: Target
    measure: Measured
    figure: Figure | None
    projection: Projection | None
    helps: Sequence[Helps]
    acknowledgement: Acknowledgement | None
    months: Sequence[Target]
    plan: PlanAgent | None

    @property
    def value(self) -> float | None:
        """Where I stand."""
        return self.measure.points(self.figure.value) if self.figure else None

    @property
    def few(self) -> bool:
        """Whether the sample is too small to say anything."""
        return self.figure is None or self.figure.n < self.figure.minimum

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None while too little is known."""
        if self.value is None or self.few:
            return None
        return self.measure.sign * (self.value - self.target.value) >= 0

    @property
    def is_close(self) -> bool:
        """Whether the target lies within the interval: the difference cannot be told from chance."""
        ends = self.figure.interval if self.figure is not None and self.figure.n else None
        if ends is None:
            return False
        low, high = self.measure.points(ends.low) or 0.0, self.measure.points(ends.high) or 0.0
        return low <= self.target.value <= high

    @property
    def end(self) -> float | None:
        """Where the month will end."""
        return self.projection.end * self.measure.scale if self.projection else None

    @property
    def ends(self) -> tuple[float, float] | None:
        """Between what."""
        if self.projection is None:
            return None
        scale = self.measure.scale
        return self.projection.interval.low * scale, self.projection.interval.high * scale

    @property
    def best_help(self) -> Helps | None:
        """What is worth most for me, where the estimate is clear and I am not there yet."""
        useful = [one for one in self.helps if one.gain is not None and one.gain > 0]
        return max(useful, key=lambda one: one.gain or 0.0, default=None)


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def own_targets(actor: Actor, *, today: date) -> list[OwnTarget]:
    """The targets of whoever reads, of goals in force in this month or about to begin. A constant number of queries."""
    me = facts_of(actor).employee_id
    if me is None:
        return []
    rows = Target.objects.filter(employee=me, version__status=GoalVersion.Status.ACTIVE, version__goal__status="active")
    rows = policies.see_own_targets.scope(actor, rows).select_related("version__goal__unit", "unit")
    by_version: dict[int, list[Target]] = {}
    for target in rows.order_by("version__goal__title", "version", "month"):
        by_version.setdefault(target.version_id, []).append(target)
    shown = {version: now for version, months in by_version.items() if (now := _this_month(months, today))}
    if not shown:
        return []
    goals = {target.version.goal_id for target in shown.values()}
    drivers = list(GoalDriver.objects.filter(goal__in=goals).order_by("pk"))
    figures = _figures(actor, me, {*(t.version.goal.kpi for t in shown.values()), *(d.kpi for d in drivers)}, today)
    read = {one.version_id: one for one in Acknowledgement.objects.filter(version__in=shown, employee=me)}
    plans = {one.version_id: one for one in PlanAgent.objects.filter(version__in=shown, employee=me)}
    return [
        _own(
            target, months=by_version[version], figures=figures, today=today, read=read.get(version),
            drivers=[d for d in drivers if d.goal_id == target.version.goal_id], plan=plans.get(version),
        )
        for version, target in shown.items()
    ]  # fmt: skip


def _this_month(months: Sequence[Target], today: date) -> Target | None:
    """The target of this month; before the period begins the first one."""
    now = next((target for target in months if target.month == month_of(today)), None)
    return now or next((target for target in months if target.month > today), None)


def _figures(actor: Actor, me: int, kpis: set[str], today: date) -> Mapping[str, Figure]:
    personal = sorted(key for key in kpis if measured(key).kpi.personal)
    where = Slice(start=month_of(today), end=today + timedelta(days=1), agent=me)
    (group,) = kpi_values(actor, kpis=personal, where=where, today=today) if personal else (None,)
    return group.figures if group is not None else {}


def _own(
    target: Target, *, months: Sequence[Target], figures: Mapping[str, Figure], drivers: Sequence[GoalDriver],
    read: Acknowledgement | None, plan: PlanAgent | None, today: date,
) -> OwnTarget:  # fmt: skip
    measure = measured(target.version.goal.kpi)
    begun = target.month <= today
    figure = figures.get(measure.kpi.key) if begun else None
    projection = project(measure, figure, target, plan, today=today) if figure is not None else None
    helps = [_helps(measure, driver, figures) for driver in drivers]
    return OwnTarget(target, measure, figure, projection, helps, read, months, plan)


def _helps(measure: Measured, driver: GoalDriver, figures: Mapping[str, Figure]) -> Helps:
    moves = measured(driver.kpi)
    figure = figures.get(driver.kpi)
    value = moves.points(figure.value) if figure and figure.n >= figure.minimum else None
    clear = driver.effect is not None and (driver.effect_low or 0.0) * (driver.effect_high or 0.0) > 0
    missing = moves.sign * (driver.aim - value) > 0 if value is not None else False
    gain = None
    if clear and missing and value is not None and driver.effect is not None:
        gain = measure.sign * driver.effect * (driver.aim - value)
    return Helps(moves, value, driver.aim, gain)


def project(
    measure: Measured, figure: Figure, target: Target, plan: PlanAgent | None, *, today: date
) -> Projection | None:
    """Where the month will end: what is there so far, and as many more as are expected, at the rate that may be
    believed of the person."""
    days = (next_month(target.month) - target.month).days
    gone = min((today - target.month).days + 1, days)
    ahead = max(round(target.volume * (1 - gone / days)), 0)
    base = plan.baseline if plan is not None and plan.baseline is not None else target.baseline
    prior = Prior(mean=base / measure.scale, worth=PRIOR_STRENGTH)
    if measure.kind is MeasureKind.RATIO and measure.kpi.interval == "wilson":
        return project_rate(
            figure.numerator, figure.denominator, to_come=ahead, prior=prior, target=target.value / measure.scale
        )
    if measure.kpi.squares:
        squares = figure.sums.get(measure.kpi.squares, 0)
        return project_mean(figure.denominator, figure.numerator, squares, to_come=ahead, prior=prior)
    return None
