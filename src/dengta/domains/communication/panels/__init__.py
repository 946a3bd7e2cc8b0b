"""What the room tells the house when it starts: menu, slots, gates, words, recurring work. One module per part."""

from dengta.domains.communication.panels import announcements, todos

PARTS = (todos, announcements)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
