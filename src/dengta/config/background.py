"""The worker process: one loop per queue, and the chores that keep everything moving. All of them are threads."""

import os
import sys
import threading
from collections.abc import Callable, Sequence

import structlog
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from dengta.foundation.events import delivery
from dengta.foundation.jobs import sweep, timing, workers
from dengta.foundation.notify import outbox
from dengta.foundation.schedule import services as schedule

log = structlog.get_logger(__name__)

NICE = 10  # heavy work gives way to everything else on the machine


class Chore(threading.Thread):
    """Does the same thing again and again, whatever happens to it, until it is told to stop."""

    def __init__(self, name: str, does: Callable[[], object], *, every: float) -> None:
        super().__init__(name=name, daemon=True)
        self._does, self._every = does, every
        self._stopping = threading.Event()

    def run(self) -> None:
        """At once, and then with `every` seconds of rest in between."""
        while not self._stopping.is_set():
            try:
                self._does()
            except Exception:
                log.exception("worker.chore_failed", chore=self.name)
            close_old_connections()
            self._stopping.wait(self._every)

    def stop(self) -> None:
        """Finish what is under way, and do not begin anew."""
        self._stopping.set()


class QueueLoop(threading.Thread):
    """Takes entries from one queue, one at a time."""

    def __init__(self, queue: str) -> None:
        super().__init__(name=f"queue {queue}", daemon=True)
        self._queue = queue
        self._takes = Worker(
            queue_names=[queue],
            interval=timing.POLL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def run(self) -> None:
        """Until told to stop; a database that is away for a moment is waited for."""
        if self._queue == "heavy" and sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
        pause = threading.Event()
        while self._takes.running:
            try:
                self._takes.run()
            except Exception:
                log.exception("worker.queue_failed", queue=self._queue)
                close_old_connections()
                pause.wait(timing.POLL)

    def stop(self) -> None:
        """Finish the job under way, and take no other."""
        self._takes.running = False


class WorkerProcess:
    """Everything that one worker does."""

    def __init__(self, queues: Sequence[str]) -> None:
        name, served = workers.own_name(), ",".join(queues)
        self._name = name
        self._loops = [QueueLoop(queue) for queue in queues]
        self._chores = [
            Chore("sign of life", lambda: workers.beat(name, served), every=timing.HEARTBEAT),
            Chore("sweep", sweep.sweep, every=timing.SWEEP),
            Chore("schedule", lambda: schedule.tick(now=timezone.now()), every=timing.SWEEP),
            Chore("events", delivery.deliver, every=timing.POLL),
            Chore("outbox", lambda: outbox.carry_out(now=timezone.now()), every=timing.POLL),
        ]

    def start(self) -> None:
        """Begin."""
        for thread in (*self._chores, *self._loops):
            thread.start()
        log.info("worker.started", worker=self._name)

    def stop(self) -> None:
        """Let the jobs under way finish, then the chores; until then this worker shows that it is alive."""
        for threads in (self._loops, self._chores):
            for thread in threads:
                thread.stop()
            for thread in threads:
                thread.join()
        workers.leave(self._name)
        log.info("worker.stopped", worker=self._name)
