"""What the room tells the house when it starts: menu, inbox, gate, words, recurring work. One module per part."""

from types import ModuleType

from dengta.domains.recognition.panels import (
    benefits,
    bonuses,
    cases,
    conduct,
    judged,
    praise,
    rewards,
    rule_book,
    stars,
)

PARTS: tuple[ModuleType, ...] = (rule_book, rewards, cases, stars, bonuses, benefits, praise, conduct, judged)


def register() -> None:
    """Called once, by `apps.ready()`."""
    for part in PARTS:
        part.register()
