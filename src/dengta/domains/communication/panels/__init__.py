"""What the room tells the house when it starts: menu, slots, gates, words, recurring work. One module per part."""

from dengta.domains.communication.panels import messages, todos

PARTS = (todos, messages)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
