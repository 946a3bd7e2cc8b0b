"""A goal from the first word to a draft that can be decomposed: each step of the wizard is one of these decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import Goal, GoalVersion, PlanAgent, PlanGroup, PlanMonth
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors import baselines
from dengta.domains.goals.selectors.capacity import reduced
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.domains.people.models import Account, Unit
from dengta.domains.service.selectors.samples import Sample
from dengta.domains.service.services.corrections import R_015
from dengta.engines.goals.measures import MeasureKind
from dengta.engines.goals.readings import Readings, readings
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_005 = Rule("R-005", _("A team’s goals run on one calendar, and no two in force want different numbers of one figure"))
BATCH = 2000
# Figures are typed as they are shown, to a tenth: such a difference is no edit.
AS_SHOWN = 0.05


@transaction.atomic
def draft_goal(
    *, title: str, kpi: str, unit_id: int, starts_on: date, months: int, by: Account, now: datetime,
    review_day: int = 5, owner: int | None = None, parent: int | None = None, weight: int = 100,
) -> Goal:  # fmt: skip
    """Begin a goal: figure, unit, period, owner. Its baseline, teams and people come from the records at once."""
    unit, measure, today = Unit.objects.get(pk=unit_id), measured(kpi), day_of(now)
    policies.write_for.require(by, unit)
    if measure.kind is MeasureKind.PERCENTILE:
        raise RuleViolation("goals.not_additive", kpi=measure.name, instead=measured(measure.instead).name)
    if not title.strip():
        raise RuleViolation("goals.title_missing")
    R_005.refuse(when=starts_on.day != 1 or months < 1, code="goals.whole_months")
    ends_on = starts_on
    for _month in range(max(months, 1)):
        ends_on = baselines.next_month(ends_on)
    goal = Goal.objects.create(
        title=title.strip(), kpi=kpi, unit=unit, owner_id=owner, weight=weight,
        parent=policies.visible(by).get(pk=parent) if parent else None,
        starts_on=starts_on, ends_on=ends_on, review_day=review_day, created_at=now, created_by=by,
    )  # fmt: skip
    version = GoalVersion.objects.create(goal=goal, number=1, effective_from=starts_on, created_at=now, created_by=by)
    start, end = baselines.window(min(today, starts_on) if starts_on <= today else today)
    _take_baseline(goal, measure, start=start, end=end, by=by, today=today)
    fill(version, start=start, end=end, today=today)
    record(by, "goals.drafted", goal, kpi=kpi, unit=unit.pk, starts_on=starts_on, ends_on=ends_on)
    return goal


@transaction.atomic
def set_baseline(
    *, goal_id: int, start: date, end: date, by: Account, now: datetime, value: float | None = None, reason: str = ""
) -> Goal:
    """Choose the days that the baseline is taken from. Another value than the records say needs its reason (R-015)."""
    goal = draft_of(goal_id, by=by)
    if start >= end or end > day_of(now):
        raise RuleViolation("goals.window_impossible")
    measure = measured(goal.kpi)
    _take_baseline(goal, measure, start=start, end=end, by=by, today=day_of(now))
    fill(_draft(goal), start=start, end=end, today=day_of(now))
    if value is not None and (goal.baseline is None or abs(value - goal.baseline) > AS_SHOWN):
        R_015.refuse(when=not reason.strip(), code="goals.edit_needs_reason")
        _within(measure, value)
        goal.baseline_recorded, goal.baseline, goal.baseline_reason = goal.baseline, value, reason.strip()
    goal.target = _target(goal, measure)
    goal.save()
    _restart(goal)
    record(
        by, "goals.baseline_set", goal, value=goal.baseline, n=goal.baseline_n, start=start, end=end,
        recorded=goal.baseline_recorded, reason=goal.baseline_reason,
    )  # fmt: skip
    return goal


@transaction.atomic
def choose_reading(*, goal_id: int, uplift: float, reading: str, scope: str, by: Account, now: datetime) -> Goal:
    """Say what "+x %" means, and whether it is the average or the end of the period. What cannot be is refused."""
    goal = draft_of(goal_id, by=by)
    measure = measured(goal.kpi)
    goal.uplift, goal.reading, goal.scope = uplift, reading, scope
    if goal.baseline is not None:
        found = readings(goal.baseline, uplift, bounds=measure.bounds, direction=measure.direction)
        chosen = getattr(found, reading, None)
        if chosen is None or not chosen.feasible:
            raise RuleViolation("goals.reading_impossible", **_instead(measure, found, reading))
    goal.target = _target(goal, measure)
    goal.save()
    _restart(goal)
    record(by, "goals.reading_chosen", goal, uplift=uplift, reading=reading, scope=scope, target=goal.target)
    return goal


@transaction.atomic
def set_ramp(
    *, goal_id: int, shape: str, cap: float | None, volumes: Mapping[date, float], by: Account, now: datetime
) -> Goal:
    """The way over the months, the most that a month may be asked for, and what is expected in each."""
    goal = draft_of(goal_id, by=by)
    measure = measured(goal.kpi)
    if cap is not None:
        _within(measure, cap)
    goal.shape, goal.cap = shape, cap
    goal.save(update_fields=["shape", "cap"])
    months = list(_draft(goal).months.filter(is_closed=False))
    for month in months:
        month.volume = volumes.get(month.month, month.volume)
        if month.volume < 0:
            raise RuleViolation("goals.volume_negative")
    PlanMonth.objects.bulk_update(months, ["volume"])
    _restart(goal)
    record(by, "goals.ramp_set", goal, shape=shape, cap=cap, volumes={f"{m.month:%Y-%m}": m.volume for m in months})
    return goal


@dataclass(frozen=True)
class GroupEdit:
    """What somebody enters about a team."""

    unit_id: int
    baseline: float | None
    bound: float | None
    weight: float


@transaction.atomic
def set_groups(*, goal_id: int, groups: Iterable[GroupEdit], reason: str, by: Account, now: datetime) -> Goal:
    """Where the teams stand, the best each can reach, and their share of the work. Other figures than those of the
    records need a reason; a team whose weight is nought takes no part."""
    goal = draft_of(goal_id, by=by)
    measure, version = measured(goal.kpi), _draft(goal)
    known = {group.unit_id: group for group in version.groups.all()}
    changed = []
    for edit in groups:
        group = known[edit.unit_id]
        if not any(
            map(_differs, (group.baseline, group.bound, group.weight), (edit.baseline, edit.bound, edit.weight))
        ):
            continue
        R_015.refuse(when=not reason.strip(), code="goals.edit_needs_reason")
        for value in (edit.baseline, edit.bound):
            if value is not None:
                _within(measure, value)
        if None not in (edit.baseline, edit.bound) and measure.sign * (edit.bound - edit.baseline) < 0:  # type: ignore[operator]
            raise RuleViolation("goals.best_below_baseline", team=group.unit.name)
        if edit.weight < 0:
            raise RuleViolation("goals.volume_negative")
        group.baseline, group.bound, group.weight = edit.baseline, edit.bound, edit.weight
        group.reason = reason.strip()
        changed.append(group)
    PlanGroup.objects.bulk_update(changed, ["baseline", "bound", "weight", "reason"])
    draw_towards_teams(version, measure, changed)
    _restart(goal)
    record(by, "goals.groups_set", goal, teams=[group.unit_id for group in changed], reason=reason.strip())
    return goal


@transaction.atomic
def drop_draft(*, goal_id: int, by: Account, now: datetime) -> None:
    """Throw a draft away that was never in force; the record keeps that there was one."""
    goal = draft_of(goal_id, by=by)
    record(by, "goals.draft_dropped", goal, title=goal.title)
    goal.delete()


def fill(version: GoalVersion, *, start: date, end: date, today: date) -> None:
    """Months, teams and people of a version, from the records: replaces what was there, but closed months."""
    goal = version.goal
    measure = measured(goal.kpi)
    teams = baselines.teams_below(goal.unit_id, today)
    units = [unit.pk for unit in teams]
    _fill_months(version, measure, units, today=today)
    version.agents.all().delete()
    version.groups.all().delete()
    starts = baselines.group_starts(measure, units, start=start, end=end)
    agents = baselines.agent_starts(measure, units, start=start, end=end, day=today)
    staffed = {one.unit_id for one in agents}
    taking_part = [one for one in starts if one.n or one.unit_id in staffed]
    if sum(one.n for one in taking_part) == 0:
        weights = {one.unit_id: float(sum(a.unit_id == one.unit_id for a in agents) or 1) for one in taking_part}
    else:
        weights = {one.unit_id: float(one.n) for one in taking_part}
    groups = [
        PlanGroup(version=version, unit_id=one.unit_id, baseline=one.baseline, n=one.n, bound=one.bound,
            weight=weights[one.unit_id])
        for one in taking_part
    ]  # fmt: skip
    PlanGroup.objects.bulk_create(groups, batch_size=BATCH)
    _fill_agents(version, measure, groups, agents, today=today)


def _fill_months(version: GoalVersion, measure: Measured, units: Sequence[int], *, today: date) -> None:
    goal = version.goal
    version.months.filter(is_closed=False).delete()
    closed = set(version.months.values_list("month", flat=True))
    months = [month for month in baselines.months_between(goal.starts_on, goal.ends_on) if month not in closed]
    volumes = baselines.expected_volumes(measure, units, months, today=today)
    PlanMonth.objects.bulk_create(PlanMonth(version=version, month=month, volume=volumes[month]) for month in months)


def _fill_agents(
    version: GoalVersion, measure: Measured, groups: Sequence[PlanGroup], agents: Sequence[baselines.AgentStart], *,
    today: date,
) -> None:  # fmt: skip
    goal = version.goal
    less = reduced([a.employee_id for a in agents], start=version.effective_from, end=goal.ends_on, today=today)
    by_unit = {group.unit_id: group for group in groups}
    counted = [a.sample.denominator for a in agents if a.sample and a.employee_id not in less]
    usual = sum(counted) / len(counted) if counted else 1.0
    rows = []
    for one in agents:
        if one.unit_id not in by_unit:
            continue
        known = less.get(one.employee_id)
        if known is not None and known.share <= 0:
            continue
        volume = (
            float(one.sample.denominator) if one.sample and known is None else usual * (known.share if known else 1)
        )
        rows.append(
            PlanAgent(
                version=version, unit_id=one.unit_id, employee_id=one.employee_id,
                responses=one.sample.denominator if one.sample else 0,
                reached=one.sample.numerator if one.sample else 0,
                baseline=_drawn(goal, measure, by_unit[one.unit_id], one.sample),
                volume=max(volume, 1.0), reduced=known.why if known else "",
            )
        )  # fmt: skip
    PlanAgent.objects.bulk_create(rows, batch_size=BATCH)


def _drawn(goal: Goal, measure: Measured, group: PlanGroup, sample: Sample | None) -> float | None:
    base = group.baseline if group.baseline is not None else goal.baseline
    return None if base is None else measure.shrunk(sample, base)


def draw_towards_teams(version: GoalVersion, measure: Measured, groups: Sequence[PlanGroup]) -> None:
    """People's baselines follow that of their team."""
    by_unit = {group.unit_id: group for group in groups}
    agents = list(version.agents.filter(unit__in=by_unit))
    for agent in agents:
        sample = Sample(round(agent.reached), agent.responses)
        agent.baseline = _drawn(version.goal, measure, by_unit[agent.unit_id], sample)
    PlanAgent.objects.bulk_update(agents, ["baseline"], batch_size=BATCH)


def _take_baseline(goal: Goal, measure: Measured, *, start: date, end: date, by: Account, today: date) -> None:
    found = baselines.baseline_of(by, measure, unit=goal.unit_id, start=start, end=end, today=today)
    goal.baseline, goal.baseline_n, goal.baseline_low, goal.baseline_high = found.value, found.n, found.low, found.high
    goal.baseline_from, goal.baseline_to = start, end
    goal.baseline_recorded, goal.baseline_reason = None, ""
    goal.save()


def draft_of(goal_id: int, *, by: Account) -> Goal:
    """The draft, locked, of whoever may write it. What is in force is changed by a new version alone."""
    goal = policies.visible(by).select_for_update(of=("self",)).get(pk=goal_id)
    policies.write.require(by, goal)
    if goal.status != Goal.Status.DRAFT:
        raise RuleViolation("goals.not_a_draft", title=goal.title)
    return goal


def _draft(goal: Goal) -> GoalVersion:
    return goal.versions.get(status=GoalVersion.Status.DRAFT)


def _restart(goal: Goal) -> None:
    """What was decomposed from other numbers counts no more."""
    version = _draft(goal)
    version.targets.all().delete()
    version.target, version.slope, version.obstacle, version.best = goal.target, None, "", None
    version.decomposed_at = None
    version.save()


def _target(goal: Goal, measure: Measured) -> float | None:
    if goal.baseline is None or goal.uplift is None or not goal.reading:
        return None
    found = readings(goal.baseline, goal.uplift, bounds=measure.bounds, direction=measure.direction)
    chosen = getattr(found, goal.reading)
    return chosen.value if chosen is not None and chosen.feasible else None


def _instead(measure: Measured, found: Readings, reading: str) -> dict[str, object]:
    chosen = getattr(found, reading)
    gap = measure.text(found.gap.value) if found.gap is not None and found.gap.feasible else "–"
    return {
        "value": measure.text(chosen.value if chosen else None),
        "most": measure.text(chosen.nearest if chosen else None),
        "gap": gap,
    }


def _within(measure: Measured, value: float) -> None:
    if not measure.bounds.hold(value):
        low, high = measure.bounds.low, measure.bounds.high
        raise RuleViolation("goals.beyond_bounds", value=measure.text(value), low=f"{low:g}", high=f"{high:g}")


def _differs(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is not new
    return abs(old - new) > AS_SHOWN
