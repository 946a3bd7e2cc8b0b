"""By which rules the demo centre works, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from dengta.config.demo.recognition import judged, rule_book

PARTS: Sequence[Callable[[datetime], None]] = (rule_book.fill, judged.fill)


def fill(now: datetime) -> None:
    """The rule book and who has signed it, and how all of it is judged."""
    for part in PARTS:
        with transaction.atomic():
            part(now)
