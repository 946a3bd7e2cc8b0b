"""What the people of the demo centre said to each other in the last year, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from dengta.config.demo.talk import talks

PARTS: Sequence[Callable[[datetime], None]] = (talks.fill,)
from dengta.config.demo.talk import requests

PARTS: Sequence[Callable[[datetime], None]] = (requests.fill,)
from dengta.config.demo.talk import announcements

PARTS: Sequence[Callable[[datetime], None]] = (announcements.fill,)
from dengta.config.demo.talk import floor

PARTS: Sequence[Callable[[datetime], None]] = (floor.fill,)
from dengta.config.demo.talk import checks, culture, library, meetings, team_events

PARTS: Sequence[Callable[[datetime], None]] = (
    meetings.fill,
    library.fill,
    culture.fill,
    team_events.fill,
    checks.fill,
)
from dengta.config.demo.talk import messages

PARTS: Sequence[Callable[[datetime], None]] = (messages.fill,)


def fill(now: datetime) -> None:
    """A year of communication."""
    for part in PARTS:
        part(now)
