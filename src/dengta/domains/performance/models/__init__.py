"""What the performance room keeps, one module per part."""

from dengta.domains.performance.models.appraisals import (
    Appeal,
    Appraisal,
    Cycle,
    CycleSource,
    FrozenScore,
    Objection,
    ScoreChange,
)
from dengta.domains.performance.models.qa_calibration import QaAgreed, QaMark, QaSession, QaSheet
from dengta.domains.performance.models.qa_coaching import QaCoaching
from dengta.domains.performance.models.qa_forms import QaForm, QaFormVersion
from dengta.domains.performance.models.qa_reviews import (
    QaAnswer,
    QaDispute,
    QaDisputedItem,
    QaReview,
    QaSuggestion,
    QaTranscript,
)
from dengta.domains.performance.models.qa_sampling import QaDraw, QaPlan

__all__ = [
    "Appeal",
    "Appraisal",
    "Cycle",
    "CycleSource",
    "FrozenScore",
    "Objection",
    "QaAgreed",
    "QaAnswer",
    "QaCoaching",
    "QaDispute",
    "QaDisputedItem",
    "QaDraw",
    "QaForm",
    "QaFormVersion",
    "QaMark",
    "QaPlan",
    "QaReview",
    "QaSession",
    "QaSheet",
    "QaSuggestion",
    "QaTranscript",
    "ScoreChange",
]
