"""Who may do what with people's data.

Every right names the cell of the access matrix that rules it. Classes that the matrix does not know by their own name
follow their nearest neighbour: moves, posts and candidates all fill or plan posts, as promotion does; skills and
onboarding are training.
"""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q
from django.utils import timezone

from dengta.domains.people.models import (
    Account,
    AgentSkill,
    Candidate,
    ChangeRequest,
    Employee,
    InterviewCriterion,
    Membership,
    Move,
    OnboardingItem,
    OnboardingStep,
    PostPlan,
    RoleGrant,
    Skill,
    Unit,
)
from dengta.foundation.access import Action, Actor, Permission, Reach, any_of

M = TypeVar("M", bound=Model)


def _member_today(unit_ids: frozenset[int]) -> Q:
    return member_on(unit_ids, timezone.localdate())


def member_on(unit_ids: frozenset[int], day: date, path: str = "pk") -> Q:
    """Rows whose employee (behind `path`) belongs to one of these units on `day`."""
    return Q(**{f"{path}__in": Membership.objects.on(day).filter(unit_id__in=unit_ids).values("employee_id")})


def _of_members(unit_ids: frozenset[int]) -> Q:
    return member_on(unit_ids, timezone.localdate(), "employee_id")


def insist(right: Permission[M], by: Account | None, row: M) -> None:
    """`by` must hold the right on this row; None is the house itself: a job, the shell of the server, the demo."""
    if by is not None:
        right.require(by, row)


def either(one: Permission[M], other: Permission[M], actor: Actor) -> Q:
    """Rows that one right or the other reaches: whoever may write something also sees what they wrote."""
    return any_of(one.condition(actor), other.condition(actor))


EMPLOYEE = Reach(person="pk", unit=_member_today)
OF_EMPLOYEE = Reach(person="employee_id", unit=_of_members)
UNIT = Reach(unit="pk")

# --- the card, and the tree it stands in -----------------------------------------------------------------
see_directory = Permission(
    "people.see_directory", Employee, data_class="directory_card", action=Action.READ, reach=EMPLOYEE
)
edit_directory = Permission(
    "people.edit_directory", Employee, data_class="directory_card", action=Action.WRITE, reach=EMPLOYEE
)
export_directory = Permission(
    "people.export_directory", Employee, data_class="directory_card", action=Action.EXPORT, reach=EMPLOYEE
)
see_organisation = Permission(
    "people.see_organisation", Unit, data_class="directory_card", action=Action.READ, reach=UNIT
)
edit_organisation = Permission(
    "people.edit_organisation", Unit, data_class="directory_card", action=Action.WRITE, reach=UNIT
)

# --- the file: contract and private data -----------------------------------------------------------------
see_file = Permission("people.see_file", Employee, data_class="identity_pii", action=Action.READ, reach=EMPLOYEE)
edit_file = Permission("people.edit_file", Employee, data_class="identity_pii", action=Action.WRITE, reach=EMPLOYEE)
hire_into = Permission("people.hire_into", Unit, data_class="identity_pii", action=Action.WRITE, reach=UNIT)
see_change_requests = Permission(
    "people.see_change_requests", ChangeRequest, data_class="identity_pii", action=Action.READ, reach=OF_EMPLOYEE
)
# Deciding is writing into the file; that nobody decides about themselves is the service's rule.
decide_change_requests = Permission(
    "people.decide_change_requests", ChangeRequest, data_class="identity_pii", action=Action.WRITE, reach=OF_EMPLOYEE
)

# --- skills and onboarding -------------------------------------------------------------------------------
see_training = Permission(
    "people.see_training", Employee, data_class="training_record", action=Action.READ, reach=EMPLOYEE
)
edit_training = Permission(
    "people.edit_training", Employee, data_class="training_record", action=Action.WRITE, reach=EMPLOYEE
)
see_skills = Permission(
    "people.see_skills", AgentSkill, data_class="training_record", action=Action.READ, reach=OF_EMPLOYEE
)
export_skills = Permission(
    "people.export_skills", AgentSkill, data_class="training_record", action=Action.EXPORT, reach=OF_EMPLOYEE
)
# The catalogue is master data of the house, like the tree: leaders give levels, but do not invent skills.
edit_catalogue = Permission(
    "people.edit_catalogue", Skill, data_class="directory_card", action=Action.WRITE, reach=Reach()
)
# So are the forms of the house: what is asked of a candidate, and what everybody learns and signs first.
edit_interview_form = Permission(
    "people.edit_interview_form",
    InterviewCriterion,
    data_class="directory_card",
    action=Action.WRITE,
    reach=Reach(),
)
edit_checklist = Permission(
    "people.edit_checklist", OnboardingItem, data_class="directory_card", action=Action.WRITE, reach=Reach()
)
see_onboarding = Permission(
    "people.see_onboarding", OnboardingStep, data_class="training_record", action=Action.READ, reach=OF_EMPLOYEE
)
tick_onboarding = Permission(
    "people.tick_onboarding", OnboardingStep, data_class="training_record", action=Action.WRITE, reach=OF_EMPLOYEE
)

# --- posts, candidates, moves ----------------------------------------------------------------------------
see_posts = Permission(
    "people.see_posts", PostPlan, data_class="promotion_pool", action=Action.READ, reach=Reach(unit="unit_id")
)
plan_posts = Permission("people.plan_posts", Unit, data_class="promotion_pool", action=Action.WRITE, reach=UNIT)
see_candidates = Permission(
    "people.see_candidates", Candidate, data_class="promotion_pool", action=Action.READ, reach=Reach(unit="unit_id")
)
interview_candidates = Permission(
    "people.interview_candidates",
    Candidate,
    data_class="promotion_pool",
    action=Action.WRITE,
    reach=Reach(unit="unit_id"),
)
decide_candidates = Permission(
    "people.decide_candidates",
    Candidate,
    data_class="promotion_pool",
    action=Action.DECIDE,
    reach=Reach(unit="unit_id"),
)
export_candidates = Permission(
    "people.export_candidates",
    Candidate,
    data_class="promotion_pool",
    action=Action.EXPORT,
    reach=Reach(unit="unit_id"),
)
see_moves = Permission("people.see_moves", Move, data_class="promotion_pool", action=Action.READ, reach=OF_EMPLOYEE)
withdraw_moves = Permission(
    "people.withdraw_moves", Move, data_class="promotion_pool", action=Action.WRITE, reach=OF_EMPLOYEE
)
propose_moves = Permission(
    "people.propose_moves", Employee, data_class="promotion_pool", action=Action.WRITE, reach=EMPLOYEE
)

# --- roles -----------------------------------------------------------------------------------------------
see_roles = Permission(
    "people.see_roles", RoleGrant, data_class="role_grant", action=Action.READ,
    reach=Reach(person="account__employee", unit="unit_id"),
)  # fmt: skip
grant_roles = Permission("people.grant_roles", Unit, data_class="role_grant", action=Action.WRITE, reach=UNIT)
