"""How the work of the demo centre was judged, one module per part of the room.

Each module has `fill(now)`, which writes its part ending at `now` (aware, in the centre's zone).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from dengta.config.demo.performance import appraisals, causes, qa, raters

PARTS: Sequence[Callable[[datetime], None]] = (qa.fill, raters.fill, causes.fill, appraisals.fill)


def fill(now: datetime) -> None:
    """Reviews of contacts and people, and what was learned from them."""
    for part in PARTS:
        with transaction.atomic():
            part(now)
