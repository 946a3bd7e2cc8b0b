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
from dengta.domains.performance.models.cause_analyses import (
    CauseAction,
    CauseAnalysis,
    CauseContribution,
    CauseFinding,
    CauseStratum,
)
from dengta.domains.performance.models.improvement_plans import (
    ImprovementPlan,
    PlanCheckpoint,
    PlanEvidence,
    PlanGoal,
    PlanReading,
    PlanSupport,
)
from dengta.domains.performance.models.month_reviews import MonthReview, MonthReviewSlot
from dengta.domains.performance.models.peer_reviews import (
    PeerInvitation,
    PeerPack,
    PeerQuestion,
    PeerResult,
    PeerRound,
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
from dengta.domains.performance.models.self_reviews import SelfReview
from dengta.domains.performance.models.shopper import Scenario, ShopperPlan, ShopperVisit, VisitEvidence
from dengta.domains.performance.models.upward_reviews import (
    Conduct,
    UpwardItem,
    UpwardPack,
    UpwardResult,
    UpwardRound,
    UpwardToken,
)

__all__ = [
    "Appeal",
    "Appraisal",
    "CauseAction",
    "CauseAnalysis",
    "CauseContribution",
    "CauseFinding",
    "CauseStratum",
    "Conduct",
    "Cycle",
    "CycleSource",
    "FrozenScore",
    "ImprovementPlan",
    "MonthReview",
    "MonthReviewSlot",
    "Objection",
    "PeerInvitation",
    "PeerPack",
    "PeerQuestion",
    "PeerResult",
    "PeerRound",
    "PlanCheckpoint",
    "PlanEvidence",
    "PlanGoal",
    "PlanReading",
    "PlanSupport",
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
    "Scenario",
    "ScoreChange",
    "SelfReview",
    "ShopperPlan",
    "ShopperVisit",
    "UpwardItem",
    "UpwardPack",
    "UpwardResult",
    "UpwardRound",
    "UpwardToken",
    "VisitEvidence",
]
