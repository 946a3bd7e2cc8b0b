"""In the middle of a period: the rest planned anew, another target with its answer, or a new base (rules 5.7)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import Goal, GoalVersion, PlanAgent, PlanGroup, PlanMonth, Rebase, ResourceQuestion
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.goal_measures import measured
from dengta.domains.goals.selectors.rest_of_period import Outlook, outlook, raised_teams
from dengta.domains.goals.services.wizard import draw_towards_teams, fill
from dengta.domains.people.models import Account, Unit
from dengta.domains.people.selectors.organisation import nearest_leaders
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_157 = Rule("R-157", _("A target raised within its period needs a recorded answer to the team’s resource question"))
Status, Kind = GoalVersion.Status, GoalVersion.Kind


@transaction.atomic
def replan(
    *, goal_id: int, reason: str, by: Account, now: datetime, target: float | None = None, anew: bool = True
) -> GoalVersion:
    """Draft the rest of the period: closed months stand as they were reached, the open ones are solved again.

    `target`: another one for the whole period. `anew`: teams and people as of today (whoever moved is planned where
    they are now; their closed months stay where they were); without it they stay as in the version in force.
    What cannot be reached any more is refused: it is for management to find a new base.
    """
    goal = _in_force(goal_id, by=by)
    if not reason.strip():
        raise RuleViolation("goals.replan_needs_reason")
    today = day_of(now)
    seen = outlook(goal, today=today, target=target)
    if not seen.open_months:
        raise RuleViolation("goals.period_over")
    if target is None and seen.unreachable:
        measure = measured(goal.kpi)
        raise RuleViolation(
            "goals.unreachable", required=measure.text(seen.required), best=measure.text(seen.best_year)
        )
    goal.versions.filter(status=Status.DRAFT).delete()
    version = _next_version(goal, seen, target=target, reason=reason, by=by, now=now)
    if anew and goal.baseline_from and goal.baseline_to:
        fill(version, start=goal.baseline_from, end=goal.baseline_to, today=today)
        _keep_edits(version, seen.version)
    else:
        _copy_plan(version, seen.version)
    record(
        by, "goals.replanned", goal, version=version.number, target=version.target, required=seen.required,
        closed=len(seen.closed), reason=reason.strip(),
    )  # fmt: skip
    return version


def _next_version(
    goal: Goal, seen: Outlook, *, target: float | None, reason: str, by: Account, now: datetime
) -> GoalVersion:
    last = goal.versions.order_by("-number").values_list("number", flat=True)[0]
    version = GoalVersion.objects.create(
        goal=goal, number=last + 1, kind=Kind.REPLAN if target is None else Kind.CHANGE,
        target=seen.version.target if target is None else target, effective_from=seen.open_months[0].month,
        reason=reason.strip(), created_at=now, created_by=by,
    )  # fmt: skip
    closed = [
        PlanMonth(
            version=version, month=one.month, volume=one.volume, target=one.target, actual=one.actual, is_closed=True
        )
        for one in seen.closed
    ]
    PlanMonth.objects.bulk_create(closed)
    PlanMonth.objects.bulk_create(
        PlanMonth(version=version, month=one.month, volume=one.volume) for one in seen.open_months
    )
    return version


def _keep_edits(version: GoalVersion, before: GoalVersion) -> None:
    """What somebody entered about a team with a reason goes on to hold, and so do the volumes of the open months."""
    edited = {group.unit_id: group for group in before.groups.exclude(reason="")}
    groups = [group for group in version.groups.all() if group.unit_id in edited]
    for group in groups:
        was = edited[group.unit_id]
        group.baseline, group.bound, group.weight, group.reason = was.baseline, was.bound, was.weight, was.reason
    PlanGroup.objects.bulk_update(groups, ["baseline", "bound", "weight", "reason"])
    draw_towards_teams(version, measured(version.goal.kpi), groups)
    volumes = dict(before.months.values_list("month", "volume"))
    months = list(version.months.filter(is_closed=False))
    for month in months:
        month.volume = volumes.get(month.month, month.volume)
    PlanMonth.objects.bulk_update(months, ["volume"])


def _copy_plan(version: GoalVersion, before: GoalVersion) -> None:
    groups, agents = list(before.groups.all()), list(before.agents.all())
    for group in groups:
        group.pk, group.version = None, version
    for agent in agents:
        agent.pk, agent.version = None, version
    PlanGroup.objects.bulk_create(groups, batch_size=2000)
    PlanAgent.objects.bulk_create(agents, batch_size=2000)


@transaction.atomic
def set_open_volumes(*, version_id: int, volumes: dict[date, float], by: Account, now: datetime) -> GoalVersion:
    """Another forecast for the open months of a draft."""
    version = GoalVersion.objects.select_for_update(of=("self",)).select_related("goal").get(pk=version_id)
    policies.write.require(by, version.goal)
    if version.status != Status.DRAFT:
        raise RuleViolation("goals.version_in_force", number=version.number)
    months = list(version.months.filter(is_closed=False))
    for month in months:
        month.volume = volumes.get(month.month, month.volume)
        if month.volume < 0:
            raise RuleViolation("goals.volume_negative")
    PlanMonth.objects.bulk_update(months, ["volume"])
    version.targets.all().delete()
    version.decomposed_at, version.obstacle = None, ""
    version.save()
    record(by, "goals.volumes_set", version.goal, version=version.number)
    return version


@transaction.atomic
def drop_replan(*, version_id: int, by: Account, now: datetime) -> None:
    """Throw a draft of a goal in force away; what is in force stays."""
    version = GoalVersion.objects.select_related("goal").get(pk=version_id)
    policies.write.require(by, version.goal)
    if version.status != Status.DRAFT or version.goal.status != Goal.Status.ACTIVE:
        raise RuleViolation("goals.version_in_force", number=version.number)
    record(by, "goals.replan_dropped", version.goal, version=version.number)
    version.delete()


# --- the resource question (R-157) ----------------------------------------------------------------------------


@transaction.atomic
def ask_for_resources(*, version_id: int, unit_id: int, question: str, by: Account, now: datetime) -> ResourceQuestion:
    """A team asks what it gets for a higher target: people, time, training, tools."""
    version = GoalVersion.objects.select_related("goal").get(pk=version_id)
    policies.see.require(by, version.goal)
    policies.write_for.require(by, Unit.objects.get(pk=unit_id))
    if version.status != Status.DRAFT:
        raise RuleViolation("goals.version_in_force", number=version.number)
    if not question.strip():
        raise RuleViolation("goals.question_empty")
    row = ResourceQuestion.objects.create(
        version=version, unit_id=unit_id, question=question.strip(), asked_at=now, asked_by=by
    )
    record(by, "goals.resources_asked", version.goal, version=version.number, unit=unit_id)
    return row


@transaction.atomic
def answer_resources(*, question_id: int, answer: str, by: Account, now: datetime) -> ResourceQuestion:
    """What the team gets, in words that are kept. Whoever asked does not answer."""
    row = ResourceQuestion.objects.select_for_update(of=("self",)).select_related("version__goal").get(pk=question_id)
    policies.decide.require(by, row.version.goal)
    if row.asked_by_id == by.pk:
        raise RuleViolation("goals.own_question")
    if not answer.strip():
        raise RuleViolation("goals.answer_empty")
    row.answer, row.answered_at, row.answered_by = answer.strip(), now, by
    row.save()
    record(by, "goals.resources_answered", row.version.goal, version=row.version.number, unit=row.unit_id)
    return row


def insist_on_answers(version: GoalVersion, *, today: date) -> None:
    """No team's targets go up within the period before its question is asked and answered (R-157)."""
    waiting = unanswered_teams(version, today=today)
    R_157.refuse(when=bool(waiting), code="goals.raise_unanswered", n=len(waiting), teams="、".join(waiting[:5]))


def unanswered_teams(version: GoalVersion, *, today: date) -> list[str]:
    """Names of the teams whose targets would go up within the period without a recorded answer to their question."""
    waiting = teams_waiting(version, today=today)
    return list(Unit.objects.filter(pk__in=waiting).order_by("name", "pk").values_list("name", flat=True))


def teams_waiting(version: GoalVersion, *, today: date) -> set[int]:
    """The teams that still wait. A team has asked when its own leader did, for it or for all; where nobody leads the
    team itself, the nearest level above did. What others ask in its place, and answer each other, counts for nothing.
    """
    raised = raised_teams(version, today=today)
    if not raised:
        return set()
    leaders = nearest_leaders(raised, today)
    questions = list(version.resource_questions.values_list("unit_id", "asked_by_id", "answer"))
    return {unit for unit in raised if not _answered(questions, (unit, version.goal.unit_id), leaders.get(unit))}


def _answered(
    questions: Sequence[tuple[int, int, str]], units: tuple[int, int], leaders: Collection[int] | None
) -> bool:
    """Whether one of these leaders (anybody, where nobody leads) asked for one of the units, and nothing is open."""
    answers = [answer for unit, asker, answer in questions if unit in units and (not leaders or asker in leaders)]
    open_ones = any(unit == units[0] and not answer for unit, _asker, answer in questions)
    return bool(answers) and all(answers) and not open_ones


# --- a new base -----------------------------------------------------------------------------------------------


@transaction.atomic
def propose_rebase(*, goal_id: int, proposed: float, reason: str, by: Account, now: datetime) -> Rebase:
    """Bring a target that cannot be reached any more before management, instead of pressing for it."""
    goal, today = _in_force(goal_id, by=by), day_of(now)
    measure = measured(goal.kpi)
    seen = outlook(goal, today=today)
    if not seen.unreachable or seen.required is None or seen.best_year is None:
        raise RuleViolation("goals.still_reachable")
    if not reason.strip():
        raise RuleViolation("goals.replan_needs_reason")
    if measure.sign * (proposed - seen.best_year) > 1e-6:
        raise RuleViolation("goals.rebase_beyond_best", best=measure.text(seen.best_year))
    if goal.rebases.filter(status=Rebase.Status.ASKED).exists():
        raise RuleViolation("goals.rebase_open")
    row = Rebase.objects.create(
        goal=goal, required=seen.required, best=seen.best_year, proposed=proposed, reason=reason.strip(),
        asked_at=now, asked_by=by,
    )  # fmt: skip
    record(by, "goals.rebase_proposed", goal, proposed=proposed, required=seen.required, best=seen.best_year)
    return row


@transaction.atomic
def decide_rebase(*, rebase_id: int, accept: bool, answer: str, by: Account, now: datetime) -> Rebase:
    """Management accepts the new base, which drafts a version with it, or says why not."""
    row = Rebase.objects.select_for_update(of=("self",)).select_related("goal").get(pk=rebase_id)
    policies.decide_rebase.require(by, row)
    if row.status != Rebase.Status.ASKED:
        raise RuleViolation("goals.rebase_decided")
    if row.asked_by_id == by.pk:
        raise RuleViolation("goals.own_question")
    if not answer.strip():
        raise RuleViolation("goals.answer_empty")
    row.status = Rebase.Status.ACCEPTED if accept else Rebase.Status.DECLINED
    row.answer, row.decided_at, row.decided_by = answer.strip(), now, by
    row.save()
    record(by, "goals.rebase_decided", row.goal, accepted=accept, answer=row.answer)
    if accept:
        replan(goal_id=row.goal_id, target=row.proposed, reason=row.reason, by=by, now=now)
    return row


def _in_force(goal_id: int, *, by: Account) -> Goal:
    goal = policies.visible(by).select_for_update(of=("self",)).get(pk=goal_id)
    policies.write.require(by, goal)
    if goal.status != Goal.Status.ACTIVE:
        raise RuleViolation("goals.not_in_force", title=goal.title)
    return goal
