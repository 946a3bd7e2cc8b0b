"""By which rules the demo centre works, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from dengta.config.demo.recognition import benefits, rule_book

PARTS: Sequence[Callable[[datetime], None]] = (rule_book.fill, benefits.fill)


def fill(now: datetime) -> None:
    """The rule book and who has signed it; what people were given as time and things."""
    for part in PARTS:
        with transaction.atomic():
            part(now)
