"""What the people of the demo centre said to each other in the last year, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from dengta.config.demo.talk import (
    announcements,
    checks,
    culture,
    floor,
    library,
    matters,
    meetings,
    messages,
    requests,
    talks,
    team_events,
)

PARTS: Sequence[Callable[[datetime], None]] = (
    talks.fill,
    requests.fill,
    announcements.fill,
    floor.fill,
    meetings.fill,
    library.fill,
    culture.fill,
    team_events.fill,
    checks.fill,
    matters.fill,
    messages.fill,
)


def fill(now: datetime) -> None:
    """A year of communication."""
    for part in PARTS:
        part(now)
