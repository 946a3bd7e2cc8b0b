"""Opens the queues of the demo with their promises."""

from decimal import Decimal

from dengta.config.demo.world import QUEUES
from dengta.domains.people.models import Unit
from dengta.domains.service.services.queues import open_queue

# Channel: answered within seconds, by what share; first reply within seconds where that is the promise.
PROMISES: dict[str, tuple[int, Decimal, int | None]] = {
    "phone": (20, Decimal("0.800"), None),
    "chat": (30, Decimal("0.850"), 30),
    "email": (14_400, Decimal("0.900"), 14_400),
}


def open_queues() -> None:
    """Each queue belongs to the team that serves it."""
    teams = {unit.code: unit for unit in Unit.objects.filter(kind=Unit.Kind.TEAM)}
    for queue in QUEUES:
        seconds, share, reply = PROMISES[queue.channel]
        open_queue(
            code=queue.code,
            name=queue.name,
            unit=teams[queue.team],
            answer_target_s=seconds,
            answer_goal=share,
            reply_target_s=reply,
            by=None,
        )
