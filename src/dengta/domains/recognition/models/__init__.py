"""What the recognition room keeps, one module per part."""

from dengta.domains.recognition.models.contests import Contest, ContestTeam
from dengta.domains.recognition.models.editions import (
    Edition,
    EditionComment,
    RuleBook,
    Signature,
    SigningReminder,
)
from dengta.domains.recognition.models.measures import Category, ClauseKind, Measure, Repetition, Severity
from dengta.domains.recognition.models.rewards import Reward
from dengta.domains.recognition.models.rule_book import Clause, ClauseEnd, ClauseVersion, MatrixCell
from dengta.domains.recognition.models.stars import StarBallot, StarCriteria, StarMonth, StarStanding, TopListChoice
from dengta.domains.recognition.models.tiers import Tier, TierScheme

__all__ = [
    "Category",
    "Clause",
    "ClauseEnd",
    "ClauseKind",
    "ClauseVersion",
    "Contest",
    "ContestTeam",
    "Edition",
    "EditionComment",
    "MatrixCell",
    "Measure",
    "Repetition",
    "Reward",
    "RuleBook",
    "Severity",
    "Signature",
    "SigningReminder",
    "StarBallot",
    "StarCriteria",
    "StarMonth",
    "StarStanding",
    "Tier",
    "TierScheme",
    "TopListChoice",
]
