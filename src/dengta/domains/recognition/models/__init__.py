"""What the recognition room keeps, one module per part."""

from dengta.domains.recognition.models.benefits import BenefitList, Grant, GrantUse
from dengta.domains.recognition.models.chances import CareerChance, IdeaAuthor, IdeaReward
from dengta.domains.recognition.models.editions import (
    Edition,
    EditionComment,
    RuleBook,
    Signature,
    SigningReminder,
)
from dengta.domains.recognition.models.loyalty import LoyaltyPlan, LoyaltyStep, Milestone
from dengta.domains.recognition.models.measures import Category, ClauseKind, Measure, Repetition, Severity
from dengta.domains.recognition.models.rewards import Reward
from dengta.domains.recognition.models.rule_book import Clause, ClauseEnd, ClauseVersion, MatrixCell

__all__ = [
    "BenefitList",
    "CareerChance",
    "Category",
    "Clause",
    "ClauseEnd",
    "ClauseKind",
    "ClauseVersion",
    "Edition",
    "EditionComment",
    "Grant",
    "GrantUse",
    "IdeaAuthor",
    "IdeaReward",
    "LoyaltyPlan",
    "LoyaltyStep",
    "MatrixCell",
    "Measure",
    "Milestone",
    "Repetition",
    "Reward",
    "RuleBook",
    "Severity",
    "Signature",
    "SigningReminder",
]
