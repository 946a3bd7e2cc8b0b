"""The thread that keeps a running job's lease, with a database connection of its own."""

import threading
import time
from types import TracebackType

import structlog
from django.db import DatabaseError, connection

from dengta.foundation.jobs.run import JobRun
from dengta.foundation.jobs.timing import HEARTBEAT, PROGRESS

log = structlog.get_logger(__name__)


class Pulse(threading.Thread):
    """Beats for a job as long as the `with` block lasts."""

    def __init__(self, job: JobRun) -> None:
        super().__init__(name=f"pulse of job {job.id}", daemon=True)
        self._job = job
        self._over = threading.Event()

    def __enter__(self) -> "Pulse":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        """Write progress once a second where there is some, and the heartbeat every ten seconds in any case."""
        last = time.monotonic()
        while not self._over.wait(PROGRESS):
            if not self._job.has_news and time.monotonic() - last < HEARTBEAT:
                continue
            last = time.monotonic()
            try:
                self._job.beat()
            except DatabaseError:
                # Busy or away for a moment. If it stays away the lease ends, and the fence keeps us out.
                log.warning("job.heartbeat_failed", job_id=self._job.id)
                connection.close()
        connection.close()
