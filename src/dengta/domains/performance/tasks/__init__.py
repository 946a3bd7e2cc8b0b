"""Background work, one module per part of the room; found through this package."""

from dengta.domains.performance.tasks import (
    cause_analyses,
    improvement_plans,
)

__all__ = [
    "cause_analyses",
    "improvement_plans",
]
