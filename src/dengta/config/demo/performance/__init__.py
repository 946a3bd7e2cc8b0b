"""What the people of the demo centre judged, searched and agreed, one module per part of the performance room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from dengta.config.demo.performance import (
    causes,
)

PARTS: Sequence[Callable[[datetime], None]] = (causes.fill,)


def fill(now: datetime) -> None:
    """Everything of the room."""
    for part in PARTS:
        part(now)
