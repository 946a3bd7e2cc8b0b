"""Which worker processes are alive."""

import os
import socket
from datetime import timedelta

from django.db.models.functions import Now

from dengta.foundation.jobs.clock import from_now
from dengta.foundation.jobs.models import WorkerBeat
from dengta.foundation.jobs.timing import LEASE

FORGOTTEN_AFTER = timedelta(hours=1)


def own_name() -> str:
    """The name of this process among all workers."""
    return f"{socket.gethostname()}:{os.getpid()}"[:120]


def beat(name: str, queues: str) -> None:
    """A worker says that it is alive."""
    known = WorkerBeat.objects.filter(name=name).update(beat_at=Now(), queues=queues)
    if not known:
        WorkerBeat.objects.create(name=name, queues=queues, started_at=Now(), beat_at=Now())
        WorkerBeat.objects.filter(beat_at__lt=from_now(-FORGOTTEN_AFTER)).delete()


def leave(name: str) -> None:
    """A worker stops in good order."""
    WorkerBeat.objects.filter(name=name).delete()


def any_alive() -> bool:
    """Whether at least one worker has shown a sign of life within the length of a lease."""
    return WorkerBeat.objects.filter(beat_at__gt=from_now(-LEASE)).exists()
