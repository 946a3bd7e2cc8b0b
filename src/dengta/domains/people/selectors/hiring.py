"""Questions about posts and candidates."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, FloatField, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from dengta.domains.people import policies
from dengta.domains.people.models import (
    AgentSkill,
    Candidate,
    Employee,
    Interview,
    InterviewCriterion,
    Membership,
    PostPlan,
    UnitClosure,
)
from dengta.domains.people.selectors.people import not_expired
from dengta.foundation.access import Actor


def candidates(actor: Actor) -> QuerySet[Candidate]:
    """Candidates for the units of the reader, with the number of complete interviews and their mean score."""
    reached = policies.either(policies.see_candidates, policies.interview_candidates, actor)
    complete = Q(interviews__completed_at__isnull=False)
    return (
        Candidate.objects.filter(reached)
        .select_related("unit", "employee")
        .annotate(
            complete_interviews=Count("interviews", filter=complete, distinct=True),
            mean_score=_weighted_mean(complete),
        )
    )


def _weighted_mean(complete: Q) -> Combinable:
    """The mean score, each question with the weight it had when it was asked."""
    weight = F("interviews__scores__criterion__weight")
    points = Sum(F("interviews__scores__score") * weight, filter=complete)
    return Cast(points, FloatField()) / Cast(Sum(weight, filter=complete), FloatField())


def is_scored(candidate: Candidate) -> bool:
    """Whether an interview of the candidate is complete: every criterion with a score and its evidence."""
    return Interview.objects.filter(candidate=candidate, completed_at__isnull=False).exists()


def criteria() -> list[InterviewCriterion]:
    """The form of the structured interview, in order. One query."""
    return list(InterviewCriterion.objects.filter(retired_on=None))


def interviews_of(candidate: Candidate) -> list[Interview]:
    """The interviews of a candidate with all scores, newest first. Two queries."""
    rows = Interview.objects.filter(candidate=candidate).select_related("interviewer__employee")
    return list(rows.prefetch_related("scores__criterion"))


@dataclass(frozen=True)
class Posts:
    """A line of the post plan with what is filled."""

    plan: PostPlan
    filled: int

    @property
    def vacant(self) -> int:
        """Posts that nobody holds; never below nought."""
        return max(0, self.plan.needed - self.filled)

    @property
    def surplus(self) -> int:
        """People beyond the plan."""
        return max(0, self.filled - self.plan.needed)


def post_plan(day: date, *, seen_by: Actor | None = None) -> list[Posts]:
    """The posts of all units on `day` with what is filled: people of the grade in the unit's branch. Four queries."""
    rows = PostPlan.objects.on(day)
    if seen_by is not None:
        rows = policies.see_posts.scope(seen_by, rows)
    plans = list(rows.select_related("unit", "skill").order_by("unit__name", "unit", "grade", "pk"))
    people = _people_by_unit({plan.unit_id for plan in plans}, day)
    levels = _levels({plan.skill_id for plan in plans if plan.skill_id}, day)
    return [Posts(plan, _filled(plan, people.get(plan.unit_id, []), levels)) for plan in plans]


def _filled(plan: PostPlan, people: list[tuple[int, str]], levels: dict[tuple[int, int], int]) -> int:
    return sum(
        grade == plan.grade
        and (plan.skill_id is None or levels.get((employee_id, plan.skill_id), 0) >= plan.skill_level)
        for employee_id, grade in people
    )


def _people_by_unit(unit_ids: set[int], day: date) -> dict[int, list[tuple[int, str]]]:
    branches: dict[int, list[int]] = {}
    for above, below in (
        UnitClosure.objects.on(day).filter(ancestor__in=unit_ids).values_list("ancestor_id", "descendant_id")
    ):
        branches.setdefault(below, []).append(above)
    members = Membership.objects.on(day).filter(unit__in=branches, employee__status=Employee.Status.ACTIVE)
    found: dict[int, list[tuple[int, str]]] = {}
    for unit_id, employee_id, grade in members.values_list("unit_id", "employee_id", "employee__grade"):
        for above in branches[unit_id]:
            found.setdefault(above, []).append((employee_id, grade))
    return found


def _levels(skill_ids: set[int], day: date) -> dict[tuple[int, int], int]:
    if not skill_ids:
        return {}
    held = AgentSkill.objects.on(day).filter(not_expired(day), skill__in=skill_ids)
    return {
        (employee_id, skill_id): level
        for employee_id, skill_id, level in held.values_list("employee_id", "skill_id", "level")
    }
