"""What the performance room keeps, one module per part."""

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
    "CauseAction",
    "CauseAnalysis",
    "CauseContribution",
    "CauseFinding",
    "CauseStratum",
    "ImprovementPlan",
    "MonthReview",
    "MonthReviewSlot",
    "PlanCheckpoint",
    "PlanEvidence",
    "PlanGoal",
    "PlanReading",
    "PlanSupport",
]
