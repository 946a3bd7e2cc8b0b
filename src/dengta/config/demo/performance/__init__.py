"""How the work of the demo centre was judged, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from dengta.config.demo.performance import qa

PARTS: Sequence[Callable[[datetime], None]] = (qa.fill,)


def fill(now: datetime) -> None:
    """Quality reviews."""
    for part in PARTS:
        part(now)
