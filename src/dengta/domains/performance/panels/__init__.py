"""What the room tells the house when it starts: menu, slots, words, recurring work. One module per part."""

from types import ModuleType

from dengta.domains.performance.panels import appraisals

PARTS: tuple[ModuleType, ...] = (appraisals,)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
