"""The vocabulary every room shares: accounts, units, employees; and the records of the people room."""

from dengta.domains.people.models.accounts import Account, RightsLent, RoleGrant
from dengta.domains.people.models.employees import Employee, Membership
from dengta.domains.people.models.employment import Employment, EmploymentReminder, PrivateData
from dengta.domains.people.models.hiring import Candidate, Interview, InterviewCriterion, InterviewScore, PostPlan
from dengta.domains.people.models.onboarding import OnboardingItem, OnboardingStep
from dengta.domains.people.models.organisation import Unit, UnitClosure, UnitLink
from dengta.domains.people.models.requests import ChangeRequest, Move
from dengta.domains.people.models.skills import AgentSkill, CertificateNotice, Skill
from dengta.domains.people.models.spelling import spelling

__all__ = [
    "Account",
    "AgentSkill",
    "Candidate",
    "CertificateNotice",
    "ChangeRequest",
    "Employee",
    "Employment",
    "EmploymentReminder",
    "Interview",
    "InterviewCriterion",
    "InterviewScore",
    "Membership",
    "Move",
    "OnboardingItem",
    "OnboardingStep",
    "PostPlan",
    "PrivateData",
    "RightsLent",
    "RoleGrant",
    "Skill",
    "Unit",
    "UnitClosure",
    "UnitLink",
    "spelling",
]
