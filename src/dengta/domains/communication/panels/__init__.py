"""What the room tells the house when it starts: menu, slots, gates, words, recurring work. One module per part."""

from dengta.domains.communication.panels import flags, help_calls, reports, suggestions, todos

PARTS = (todos, suggestions, reports, flags, help_calls)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
