"""By which rules the demo centre works, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from dengta.config.demo.recognition import cases, rule_book

PARTS: Sequence[Callable[[datetime], None]] = (rule_book.fill, cases.fill)


def fill(now: datetime) -> None:
    """The rule book and who has signed it, and the cases under it."""
    for part in PARTS:
        with transaction.atomic():
            part(now)
