"""What the recognition room keeps, one module per part."""

from dengta.domains.recognition.models.bonuses import Bonus, MixWarning
from dengta.domains.recognition.models.editions import (
    Edition,
    EditionComment,
    RuleBook,
    Signature,
    SigningReminder,
)
from dengta.domains.recognition.models.measures import Category, ClauseKind, Measure, Repetition, Severity
from dengta.domains.recognition.models.payouts import PayoutItem, PayoutLine, PayoutList, RewardBudget
from dengta.domains.recognition.models.points import CatalogueItem, PointsAccount, PointsTransfer, Redemption
from dengta.domains.recognition.models.rewards import Reward
from dengta.domains.recognition.models.rule_book import Clause, ClauseEnd, ClauseVersion, MatrixCell

__all__ = [
    "Bonus",
    "CatalogueItem",
    "Category",
    "Clause",
    "ClauseEnd",
    "ClauseKind",
    "ClauseVersion",
    "Edition",
    "EditionComment",
    "MatrixCell",
    "Measure",
    "MixWarning",
    "PayoutItem",
    "PayoutLine",
    "PayoutList",
    "PointsAccount",
    "PointsTransfer",
    "Redemption",
    "Repetition",
    "Reward",
    "RewardBudget",
    "RuleBook",
    "Severity",
    "Signature",
    "SigningReminder",
]
