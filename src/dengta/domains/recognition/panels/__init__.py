"""What the room tells the house when it starts: menu, inbox, gate, words, recurring work. One module per part."""

from types import ModuleType

from dengta.domains.recognition.panels import judged, rewards, rule_book

PARTS: tuple[ModuleType, ...] = (rule_book, rewards, judged)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
