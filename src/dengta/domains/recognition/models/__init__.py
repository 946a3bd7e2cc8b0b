"""What the recognition room keeps, one module per part."""

from dengta.domains.recognition.models.benefits import BenefitList, Grant, GrantUse
from dengta.domains.recognition.models.bonuses import Bonus, MixWarning
from dengta.domains.recognition.models.case_context import (
    CoachingTalk,
    DeclaredTie,
    Protection,
    Reflection,
    ShieldReview,
    Trial,
)
from dengta.domains.recognition.models.case_parts import (
    CaseAppeal,
    CaseApproval,
    Evidence,
    SeparationProof,
    ServedLetter,
)
from dengta.domains.recognition.models.cases import Case, CaseStep
from dengta.domains.recognition.models.chances import CareerChance, IdeaAuthor, IdeaReward
from dengta.domains.recognition.models.conduct import Breach, Lesson, LessonQuestion, Reminder
from dengta.domains.recognition.models.contests import Contest, ContestTeam
from dengta.domains.recognition.models.editions import Edition, EditionComment, RuleBook, Signature, SigningReminder
from dengta.domains.recognition.models.judged import AuditQuestion, ClimateWarning, PolicyChange, SpreadQuestion
from dengta.domains.recognition.models.loyalty import LoyaltyPlan, LoyaltyStep, Milestone
from dengta.domains.recognition.models.measures import AT_ONCE, Category, ClauseKind, Measure, Repetition, Severity
from dengta.domains.recognition.models.payouts import PayoutItem, PayoutLine, PayoutList, RewardBudget
from dengta.domains.recognition.models.points import CatalogueItem, PointsAccount, PointsTransfer, Redemption
from dengta.domains.recognition.models.praise import OutsideConsent, PraiseCase, RewardShare, TeamShare, WallSource
from dengta.domains.recognition.models.rewards import Reward
from dengta.domains.recognition.models.rule_book import Clause, ClauseEnd, ClauseVersion, MatrixCell
from dengta.domains.recognition.models.stars import StarBallot, StarCriteria, StarMonth, StarStanding, TopListChoice
from dengta.domains.recognition.models.taking_back import TakingBack
from dengta.domains.recognition.models.tiers import Tier, TierScheme

__all__ = [
    "AT_ONCE",
    "AuditQuestion",
    "BenefitList",
    "Bonus",
    "Breach",
    "CareerChance",
    "Case",
    "CaseAppeal",
    "CaseApproval",
    "CaseStep",
    "CatalogueItem",
    "Category",
    "Clause",
    "ClauseEnd",
    "ClauseKind",
    "ClauseVersion",
    "ClimateWarning",
    "CoachingTalk",
    "Contest",
    "ContestTeam",
    "DeclaredTie",
    "Edition",
    "EditionComment",
    "Evidence",
    "Grant",
    "GrantUse",
    "IdeaAuthor",
    "IdeaReward",
    "Lesson",
    "LessonQuestion",
    "LoyaltyPlan",
    "LoyaltyStep",
    "MatrixCell",
    "Measure",
    "Milestone",
    "MixWarning",
    "OutsideConsent",
    "PayoutItem",
    "PayoutLine",
    "PayoutList",
    "PointsAccount",
    "PointsTransfer",
    "PolicyChange",
    "PraiseCase",
    "Protection",
    "Redemption",
    "Reflection",
    "Reminder",
    "Repetition",
    "Reward",
    "RewardBudget",
    "RewardShare",
    "RuleBook",
    "SeparationProof",
    "ServedLetter",
    "Severity",
    "ShieldReview",
    "Signature",
    "SigningReminder",
    "SpreadQuestion",
    "StarBallot",
    "StarCriteria",
    "StarMonth",
    "StarStanding",
    "TakingBack",
    "TeamShare",
    "Tier",
    "TierScheme",
    "TopListChoice",
    "Trial",
    "WallSource",
]
