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

__all__ = ["Appeal", "Appraisal", "Cycle", "CycleSource", "FrozenScore", "Objection", "ScoreChange"]
