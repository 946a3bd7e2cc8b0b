"""What the room tells the house when it starts: menu, slots, words, recurring work. One module per part."""

from types import ModuleType

from dengta.domains.performance.panels import (
    appraisals,
    cause_analyses,
    improvement_plans,
    month_reviews,
    qa,
    raters,
)

PARTS: tuple[ModuleType, ...] = (
    qa,
    raters,
    cause_analyses,
    month_reviews,
    improvement_plans,
    appraisals,
)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
