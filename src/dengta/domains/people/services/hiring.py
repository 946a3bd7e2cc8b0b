"""Posts, candidates and the structured interview: nobody is hired on a feeling."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.people import policies
from dengta.domains.people.models import (
    Account,
    Candidate,
    Employee,
    Interview,
    InterviewCriterion,
    InterviewScore,
    PostPlan,
    Skill,
    Unit,
)
from dengta.domains.people.selectors.hiring import is_scored
from dengta.domains.people.services.employment import Terms, hire_employee
from dengta.domains.people.services.onboarding import open_onboarding
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_143 = Rule("R-143", _("Nobody is hired without a scored, structured interview about culture and service"))

Score = tuple[int, str]


@transaction.atomic
def plan_posts(
    *,
    unit: Unit,
    grade: str,
    needed: int,
    demand: str,
    on: date,
    by: Account | None,
    skill: Skill | None = None,
    skill_level: int = 1,
) -> PostPlan:
    """Put on record how many people of a grade (and skill) a unit needs from `on`, and why the company needs them."""
    policies.insist(policies.plan_posts, by, unit)
    if not demand.strip():
        raise RuleViolation("people.demand_missing")
    same = PostPlan.objects.filter(unit=unit, grade=grade, skill=skill)
    if same.filter(valid_from__gt=on).exists():
        raise RuleViolation("people.later_change_planned", name=unit.name)
    same.filter(valid_from=on).delete()
    PostPlan.objects.overlapping(on, None).filter(unit=unit, grade=grade, skill=skill).update(valid_to=on)
    plan = PostPlan.objects.create(
        unit=unit, grade=grade, skill=skill, skill_level=skill_level, needed=needed, demand=demand, valid_from=on
    )
    record(by, "people.posts_planned", plan, unit=unit.pk, grade=grade, needed=needed, demand=demand, on=on)
    return plan


@transaction.atomic
def add_candidate(
    *, name: str, unit: Unit, on: date, by: Account | None, grade: str = "", phone: str = "", source: str = ""
) -> Candidate:
    """Somebody applies for work in a unit."""
    candidate = Candidate(name=name, unit=unit, grade=grade, phone=phone, source=source, applied_on=on)
    candidate.save()
    policies.insist(policies.interview_candidates, by, candidate)
    record(by, "people.candidate_added", candidate, unit=unit.pk, on=on)
    return candidate


@transaction.atomic
def score_interview(
    *,
    candidate_id: UUID,
    scores: Mapping[str, Score],
    held_on: date,
    by: Account | None,
    now: datetime,
    summary: str = "",
) -> Interview:
    """Write down an interview: criterion code → (score, words that earned it). Complete once nothing is missing."""
    candidate = Candidate.objects.select_for_update().get(pk=candidate_id)
    policies.insist(policies.interview_candidates, by, candidate)
    if candidate.status != Candidate.Status.OPEN:
        raise RuleViolation("people.decided_already")
    criteria = {criterion.code: criterion for criterion in InterviewCriterion.objects.filter(retired_on=None)}
    given = {code: (score, words.strip()) for code, (score, words) in scores.items() if words.strip()}
    complete = bool(criteria) and set(given) == set(criteria)
    interview = Interview.objects.create(
        candidate=candidate, interviewer=by, held_on=held_on, summary=summary, completed_at=now if complete else None
    )
    InterviewScore.objects.bulk_create(
        InterviewScore(interview=interview, criterion=criteria[code], score=score, evidence=words)
        for code, (score, words) in given.items()
    )
    record(by, "people.interviewed", candidate, held_on=held_on, complete=complete)
    return interview


@transaction.atomic
def hire_candidate(
    *, candidate_id: UUID, number: str, on: date, by: Account | None, email: str = "", terms: Terms | None = None
) -> Employee:
    """Hire a candidate after a complete interview; their onboarding opens at once."""
    candidate = Candidate.objects.select_for_update(of=("self",)).select_related("unit").get(pk=candidate_id)
    policies.insist(policies.decide_candidates, by, candidate)
    if candidate.status != Candidate.Status.OPEN:
        raise RuleViolation("people.decided_already")
    R_143.refuse(when=not is_scored(candidate), code="people.interview_missing", name=candidate.name)
    employee = hire_employee(
        number=number, name=candidate.name, team=candidate.unit, on=on, by=by, email=email, grade=candidate.grade,
        terms=terms,
    )  # fmt: skip
    candidate.status, candidate.employee = Candidate.Status.HIRED, employee
    candidate.save(update_fields=["status", "employee"])
    open_onboarding(employee_id=employee.pk, on=on, by=None)
    record(by, "people.candidate_hired", candidate, subject=employee.pk, number=number, on=on)
    return employee


@transaction.atomic
def decline_candidate(*, candidate_id: UUID, reason: str, by: Account | None) -> Candidate:
    """End the process of a candidate, with the reason."""
    candidate = Candidate.objects.select_for_update().get(pk=candidate_id)
    policies.insist(policies.decide_candidates, by, candidate)
    if candidate.status != Candidate.Status.OPEN:
        raise RuleViolation("people.decided_already")
    if not reason.strip():
        raise RuleViolation("people.reason_missing")
    candidate.status, candidate.decision_note = Candidate.Status.DECLINED, reason
    candidate.save(update_fields=["status", "decision_note"])
    record(by, "people.candidate_declined", candidate, reason=reason)
    return candidate
