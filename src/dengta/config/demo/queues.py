"""Opens the queues of the demo with their promises."""

from datetime import time
from decimal import Decimal
from typing import Any

from dengta.config.demo.world import CLOSES_AT_HOUR, OPENS_AT_HOUR, QUEUES
from dengta.domains.people.models import Unit
from dengta.domains.service.services.queues import Promises, open_queue

# What is promised on each channel: answered within seconds and by what share; replies and a solution within seconds.
PROMISES: dict[str, dict[str, Any]] = {
    "phone": {"answer_target_s": 20, "answer_goal": Decimal("0.800")},
    "chat": {"answer_target_s": 30, "answer_goal": Decimal("0.850"), "reply_target_s": 30, "next_target_s": 120},
    "email": {"answer_goal": Decimal("0.900"), "reply_target_s": 14_400, "resolve_target_s": 86_400},
}


def open_queues() -> None:
    """Each queue belongs to the team that serves it."""
    teams = {unit.code: unit for unit in Unit.objects.filter(kind=Unit.Kind.TEAM)}
    for queue in QUEUES:
        open_queue(
            code=queue.code,
            name=queue.name,
            unit=teams[queue.team],
            promises=Promises(opens_at=time(OPENS_AT_HOUR), closes_at=time(CLOSES_AT_HOUR), **PROMISES[queue.channel]),
            by=None,
        )
