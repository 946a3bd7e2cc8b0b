"""What the room tells the house when it starts: menu, slots, words, recurring work. One module per part."""

from types import ModuleType

from dengta.domains.goals.panels import (
    gaming,
    goals,
    kpi_plans,
    pay,
    penalties,
    raises,
    scorecards,
    strategy,
)

PARTS: tuple[ModuleType, ...] = (
    goals,
    strategy,
    scorecards,
    kpi_plans,
    gaming,
    pay,
    raises,
    penalties,
)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
