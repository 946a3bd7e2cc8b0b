"""A goal comes into force, gets its drivers, and is closed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import Goal, GoalDriver, GoalVersion, Target
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.driver_models import effects_of
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.domains.goals.services.acknowledgements import ask_everybody
from dengta.domains.goals.services.replans import insist_on_answers
from dengta.domains.goals.services.targets import insist_on_sums
from dengta.domains.goals.services.wizard import R_005
from dengta.domains.people.models import Account
from dengta.engines.goals.trees import TOLERANCE
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation, Warned, somebody_listens
from dengta.foundation.rules import Rule

R_001 = Rule(
    "R-001",
    gettext_lazy("A goal has figure, baseline, target, period, scope, owner and a chosen reading of its uplift"),
)
R_003 = Rule("R-003", gettext_lazy("A satisfaction goal names figures of daily work that move it, with numbers"))
# Goals about what customers say, which nobody can do something about directly.
FELT = frozenset({"csat", "nps", "ces"})
FEWEST_DRIVERS = 2
Status = GoalVersion.Status


def missing(goal: Goal) -> list[str | Promise]:
    """What a goal still lacks, in words (R-001)."""
    needed: Sequence[tuple[object, str | Promise]] = (
        (goal.kpi, gettext_lazy("figure")),
        (goal.baseline, gettext_lazy("baseline")),
        (goal.uplift, gettext_lazy("uplift")),
        (goal.reading, gettext_lazy("what the uplift means")),
        (goal.scope, gettext_lazy("average or end of the period")),
        (goal.target, gettext_lazy("target")),
        (goal.starts_on and goal.ends_on, gettext_lazy("period")),
        (goal.owner_id, gettext_lazy("owner")),
    )
    return [words for value, words in needed if value is None or value == ""]


def lacks_drivers(goal: Goal) -> bool:
    """Whether it is a goal that daily work moves only through other figures, and too few of them are named (R-003)."""
    few = goal.kpi in FELT and goal.drivers.count() < FEWEST_DRIVERS
    return R_003.warns(when=few)


@transaction.atomic
def activate(*, version_id: int, by: Account, now: datetime) -> GoalVersion:
    """Put a version in force: whole, feasible, adding up, on one calendar, and with its answers. People are asked to
    read their targets; the version before stays as it was, to be read."""
    version = GoalVersion.objects.select_for_update(of=("self",)).select_related("goal__unit").get(pk=version_id)
    goal = version.goal
    policies.decide.require(by, goal)
    if version.status != Status.DRAFT or goal.status == Goal.Status.CLOSED:
        raise RuleViolation("goals.version_in_force", number=version.number)
    measure = measured(goal.kpi)
    _insist_on_plan(version, measure)
    insist_on_sums(version, measure)
    _insist_on_one_rhythm(version)
    insist_on_answers(version, today=day_of(now))
    if somebody_listens() and lacks_drivers(goal):
        raise Warned("goals.no_drivers", title=goal.title)
    before = goal.versions.filter(status=Status.ACTIVE).first()
    if before is not None:
        before.status, before.replaced_at = Status.REPLACED, now
        before.save(update_fields=["status", "replaced_at"])
    version.status, version.activated_at, version.activated_by = Status.ACTIVE, now, by
    version.save()
    goal.status, goal.target = Goal.Status.ACTIVE, version.target
    goal.save(update_fields=["status", "target"])
    record(by, "goals.activated", goal, version=version.number, target=version.target)
    ask_everybody(version, before=before, by=by, now=now)
    return version


def _insist_on_plan(version: GoalVersion, measure: Measured) -> None:
    lacking = missing(version.goal)
    R_001.refuse(
        when=bool(lacking), code="goals.incomplete", n=len(lacking), fields=_(", ").join(str(one) for one in lacking)
    )
    if version.obstacle:
        raise RuleViolation("goals.infeasible", target=measure.text(version.target), best=measure.text(version.best))
    if version.decomposed_at is None or not version.targets.exists():
        raise RuleViolation("goals.not_decomposed")


def _insist_on_one_rhythm(version: GoalVersion) -> None:
    """No two goals in force want different numbers of one figure, and those of a team share one calendar (R-005)."""
    other = _clash(version)
    R_005.refuse(when=other is not None, code="goals.second_target", other=other.title if other else "")
    odd = _other_calendar(version)
    R_005.refuse(
        when=odd is not None, code="goals.other_calendar", other=odd.title if odd else "",
        first=odd.starts_on if odd else "", end=odd.ends_on if odd else "", day=odd.review_day if odd else 0,
    )  # fmt: skip


def _others(version: GoalVersion) -> Q:
    goal = version.goal
    return Q(status=Goal.Status.ACTIVE, starts_on__lt=goal.ends_on, ends_on__gt=goal.starts_on) & ~Q(pk=goal.pk)


def _clash(version: GoalVersion) -> Goal | None:
    """Another goal in force that wants another number of the same figure, of the same team in the same month."""
    own = {
        (unit, month): value
        for unit, month, value in version.targets.filter(employee=None).values_list("unit", "month", "value")
    }
    rivals = Goal.objects.filter(_others(version), kpi=version.goal.kpi)
    theirs = Target.objects.filter(
        version__goal__in=rivals, version__status=Status.ACTIVE, employee=None,
        unit__in={unit for unit, _month in own},
    )  # fmt: skip
    for unit, month, value, goal_id in theirs.values_list("unit", "month", "value", "version__goal"):
        if (unit, month) in own and abs(own[unit, month] - value) > TOLERANCE:
            return Goal.objects.get(pk=goal_id)
    return None


def _other_calendar(version: GoalVersion) -> Goal | None:
    """A goal in force for one of the same teams that runs on other dates."""
    goal = version.goal
    units = set(version.groups.values_list("unit", flat=True)) | {goal.unit_id}
    touched = GoalVersion.objects.filter(status=Status.ACTIVE, groups__unit__in=units).values("goal")
    same = Q(starts_on=goal.starts_on, ends_on=goal.ends_on, review_day=goal.review_day)
    rows = Goal.objects.filter(_others(version), Q(pk__in=touched) | Q(unit__in=units))
    return rows.exclude(same).order_by("pk").first()


@transaction.atomic
def align_calendar(*, goal_id: int, by: Account, now: datetime) -> Goal:
    """Give a draft the day of review of the goals that its teams have already."""
    goal = policies.visible(by).select_for_update(of=("self",)).get(pk=goal_id)
    policies.write.require(by, goal)
    version = goal.versions.filter(status=Status.DRAFT).first()
    odd = _other_calendar(version) if version else None
    if odd is not None:
        goal.review_day = odd.review_day
        goal.save(update_fields=["review_day"])
        record(by, "goals.aligned", goal, review_day=goal.review_day)
    return goal


@transaction.atomic
def name_owner(*, goal_id: int, owner: int, by: Account, now: datetime) -> Goal:
    """Who answers for the goal."""
    goal = policies.visible(by).select_for_update(of=("self",)).get(pk=goal_id)
    policies.write.require(by, goal)
    goal.owner_id = owner
    goal.save(update_fields=["owner"])
    record(by, "goals.owner_named", goal, owner=owner)
    return goal


@transaction.atomic
def close_goal(*, goal_id: int, note: str, by: Account, now: datetime) -> Goal:
    """End a goal in force; its versions and targets stay to be read."""
    goal = policies.visible(by).select_for_update(of=("self",)).get(pk=goal_id)
    policies.decide.require(by, goal)
    if goal.status != Goal.Status.ACTIVE:
        raise RuleViolation("goals.not_in_force", title=goal.title)
    if not note.strip():
        raise RuleViolation("goals.closing_needs_note")
    goal.versions.filter(status=Status.DRAFT).delete()
    goal.status, goal.closed_at, goal.closing_note = Goal.Status.CLOSED, now, note.strip()
    goal.save()
    record(by, "goals.closed", goal, note=goal.closing_note)
    return goal


@transaction.atomic
def add_driver(*, goal_id: int, kpi: str, aim: float, by: Account, now: datetime) -> GoalDriver:
    """Name a figure of daily work that moves the goal, with the number it is to reach; its effect is estimated."""
    goal = policies.visible(by).select_for_update(of=("self",)).get(pk=goal_id)
    policies.write.require(by, goal)
    if kpi == goal.kpi:
        raise RuleViolation("goals.driver_is_goal")
    measured(kpi)
    driver, _new = GoalDriver.objects.update_or_create(goal=goal, kpi=kpi, defaults={"aim": aim})
    refit_drivers(goal, today=day_of(now))
    record(by, "goals.driver_named", goal, driver=kpi, aim=aim)
    driver.refresh_from_db()
    return driver


@transaction.atomic
def drop_driver(*, driver_id: int, by: Account, now: datetime) -> None:
    """Take a driver away."""
    driver = GoalDriver.objects.select_related("goal").get(pk=driver_id)
    policies.write.require(by, driver.goal)
    record(by, "goals.driver_dropped", driver.goal, driver=driver.kpi)
    driver.delete()
    # All are fitted together: without this one the others are worth something else.
    refit_drivers(driver.goal, today=day_of(now))


def refit_drivers(goal: Goal, *, today: date) -> None:
    """Estimate anew what each driver is worth, from the weeks of the goal's teams; unclear ones say nothing."""
    drivers = list(goal.drivers.order_by("pk"))
    effects = effects_of(goal, [driver.kpi for driver in drivers], today=today)
    for driver in drivers:
        effect = effects.get(driver.kpi)
        driver.effect = effect.slope if effect else None
        driver.effect_low = effect.interval.low if effect else None
        driver.effect_high = effect.interval.high if effect else None
        driver.fitted_on = today
    GoalDriver.objects.bulk_update(drivers, ["effect", "effect_low", "effect_high", "fitted_on"])


def goals_to_refit(today: date) -> list[int]:
    """Goals not closed that have a driver whose effect was last estimated in an earlier month. One query."""
    rows = _stale_drivers(today).exclude(goal__status=Goal.Status.CLOSED)
    return list(rows.order_by("goal_id").values_list("goal_id", flat=True).distinct())


@transaction.atomic
def refit_monthly(*, goal_id: int, now: datetime) -> bool:
    """Estimate anew what the drivers of a goal are worth, once a month; a second time in the month changes nothing."""
    today = day_of(now)
    goal = Goal.objects.select_for_update().get(pk=goal_id)
    if goal.status == Goal.Status.CLOSED or not _stale_drivers(today).filter(goal=goal).exists():
        return False
    refit_drivers(goal, today=today)
    record(None, "goals.drivers_refitted", goal, drivers=goal.drivers.count(), fitted_on=today)
    return True


def _stale_drivers(today: date) -> QuerySet[GoalDriver]:
    return GoalDriver.objects.filter(Q(fitted_on=None) | Q(fitted_on__lt=today.replace(day=1)))
