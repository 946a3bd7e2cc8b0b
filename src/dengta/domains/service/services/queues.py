"""Opening queues and saying what is promised for them."""

from datetime import time
from decimal import Decimal

from django.db import transaction

from dengta.domains.people.models import Unit
from dengta.domains.service.models import Queue
from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record


@transaction.atomic
def open_queue(
    *,
    code: str,
    name: str,
    unit: Unit,
    answer_target_s: int = 20,
    answer_goal: Decimal = Decimal("0.800"),
    reply_target_s: int | None = None,
    next_target_s: int | None = None,
    resolve_target_s: int | None = None,
    opens_at: time | None = None,
    closes_at: time | None = None,
    by: Actor | None,
) -> Queue:
    """A queue of `unit`, with its promises: `answer_goal` of the contacts answered within `answer_target_s` seconds.

    The other promises may be missing: for the first and every later reply, and for being resolved.
    """
    queue = Queue.objects.create(
        code=code,
        name=name,
        unit=unit,
        answer_target_s=answer_target_s,
        answer_goal=answer_goal,
        reply_target_s=reply_target_s,
        next_target_s=next_target_s,
        resolve_target_s=resolve_target_s,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    record(by, "service.queue_opened", queue, name=name, answer_target_s=answer_target_s, answer_goal=answer_goal)
    return queue
