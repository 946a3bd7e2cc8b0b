"""By which rules the demo centre works, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from dengta.config.demo.recognition import benefits, bonuses, cases, conduct, judged, praise, rule_book, stars

PARTS: Sequence[Callable[[datetime], None]] = (
    rule_book.fill,
    stars.fill,
    bonuses.fill,
    benefits.fill,
    praise.fill,
    conduct.fill,
    judged.fill,
    cases.fill,
)


def fill(now: datetime) -> None:
    """Rules first, then what people are given and what is dealt with by them."""
    for part in PARTS:
        with transaction.atomic():
            part(now)
