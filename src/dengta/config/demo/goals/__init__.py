"""What the people of the demo centre aim for and are paid by, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from dengta.config.demo.goals import goals, pay, penalties, plans

PARTS: Sequence[Callable[[datetime], None]] = (goals.fill, plans.fill, pay.fill, penalties.fill)


def fill(now: datetime) -> None:
    """Goals, strategy, plans, pay and what clients deduct."""
    for part in PARTS:
        with transaction.atomic():
            part(now)
