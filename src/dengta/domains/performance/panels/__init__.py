"""What the room tells the house when it starts: menu, slots, words, recurring work. One module per part."""

from dengta.domains.performance.panels import (
    qa,
)

PARTS = (
    qa,
)  # fmt: skip


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
