"""The goals of the demo centre, one module per part of the room; each has `fill(now)`."""

from collections.abc import Callable, Sequence
from datetime import datetime

from dengta.config.demo.goals import goals

PARTS: Sequence[Callable[[datetime], None]] = (goals.fill,)


def fill(now: datetime) -> None:
    """What the centre wants to reach this year."""
    for part in PARTS:
        part(now)
