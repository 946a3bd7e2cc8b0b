"""How people of the demo centre were judged and heard, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from dengta.config.demo.performance import raters

PARTS: Sequence[Callable[[datetime], None]] = (raters.fill,)


def fill(now: datetime) -> None:
    """Reviews by people and mystery visits."""
    for part in PARTS:
        part(now)
