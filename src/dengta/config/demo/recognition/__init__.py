"""By which rules the demo centre works, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from dengta.config.demo.recognition import praise, rule_book

PARTS: Sequence[Callable[[datetime], None]] = (rule_book.fill, praise.fill)


def fill(now: datetime) -> None:
    """The rule book and who has signed it; praise with cases, and what of it is on the wall."""
    for part in PARTS:
        with transaction.atomic():
            part(now)
