"""What the performance room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CauseAnalysisClosed:
    """Why a figure of a team changed is searched to its end. `causes`: mix, product, process, policy, agent."""

    analysis: int
    unit: int
    kpi: str
    start: date
    end: date
    causes: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class MonthReviewClosed:
    """Everybody of a team could present the month, and its minutes are out: rewards for it may follow (R-104)."""

    review: int
    unit: int
    month: date
    meeting: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ImprovementPlanClosed:
    """An improvement plan is over: reached, ended or taken back. Nothing follows from it by itself."""

    plan: int
    employee: int
    outcome: str
    at: datetime
