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

__all__ = [
    "Appeal",
    "Appraisal",
    "CauseAction",
    "CauseAnalysis",
    "CauseContribution",
    "CauseFinding",
    "CauseStratum",
    "Cycle",
    "CycleSource",
    "FrozenScore",
    "ImprovementPlan",
    "MonthReview",
    "MonthReviewSlot",
    "Objection",
    "PlanCheckpoint",
    "PlanEvidence",
    "PlanGoal",
    "PlanReading",
    "PlanSupport",
    "ScoreChange",
]
