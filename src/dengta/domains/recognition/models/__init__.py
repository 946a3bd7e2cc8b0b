"""What the recognition room keeps, one module per part."""

from dengta.domains.recognition.models.case_context import (
    CoachingTalk,
    DeclaredTie,
    Protection,
    Reflection,
    ShieldReview,
    Trial,
)
from dengta.domains.recognition.models.case_parts import CaseAppeal, CaseApproval, Evidence, SeparationProof
from dengta.domains.recognition.models.cases import Case, CaseStep
from dengta.domains.recognition.models.editions import (
    Edition,
    EditionComment,
    RuleBook,
    Signature,
    SigningReminder,
)
from dengta.domains.recognition.models.judged import ClimateWarning, PolicyChange, SpreadQuestion
from dengta.domains.recognition.models.measures import Category, ClauseKind, Measure, Repetition, Severity
from dengta.domains.recognition.models.rewards import Reward
from dengta.domains.recognition.models.rule_book import Clause, ClauseEnd, ClauseVersion, MatrixCell

__all__ = [
    "Case",
    "CaseAppeal",
    "CaseApproval",
    "CaseStep",
    "Category",
    "Clause",
    "ClauseEnd",
    "ClauseKind",
    "ClauseVersion",
    "ClimateWarning",
    "CoachingTalk",
    "DeclaredTie",
    "Edition",
    "EditionComment",
    "Evidence",
    "MatrixCell",
    "Measure",
    "PolicyChange",
    "Protection",
    "Reflection",
    "Repetition",
    "Reward",
    "RuleBook",
    "SeparationProof",
    "Severity",
    "ShieldReview",
    "Signature",
    "SigningReminder",
    "SpreadQuestion",
    "Trial",
]
