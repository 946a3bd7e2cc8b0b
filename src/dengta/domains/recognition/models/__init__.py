"""What the recognition room keeps, one module per part."""

from dengta.domains.recognition.models.editions import (
    Edition,
    EditionComment,
    RuleBook,
    Signature,
    SigningReminder,
)
from dengta.domains.recognition.models.measures import Category, ClauseKind, Measure, Repetition, Severity
from dengta.domains.recognition.models.praise import OutsideConsent, PraiseCase, RewardShare, TeamShare, WallSource
from dengta.domains.recognition.models.rewards import Reward
from dengta.domains.recognition.models.rule_book import Clause, ClauseEnd, ClauseVersion, MatrixCell

__all__ = [
    "Category",
    "Clause",
    "ClauseEnd",
    "ClauseKind",
    "ClauseVersion",
    "Edition",
    "EditionComment",
    "MatrixCell",
    "Measure",
    "OutsideConsent",
    "PraiseCase",
    "Repetition",
    "Reward",
    "RewardShare",
    "RuleBook",
    "Severity",
    "Signature",
    "SigningReminder",
    "TeamShare",
    "WallSource",
]
