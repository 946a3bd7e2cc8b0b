"""What a handler holds while it works: it says how far it is, and makes its effect visible exactly once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from dengta.foundation.jobs import lease
from dengta.foundation.jobs.errors import AlreadyPublished, JobCancelled, LeaseLost
from dengta.foundation.jobs.models import Job
from dengta.foundation.jobs.timing import PROGRESS


class JobRun:
    """One attempt at a job."""

    def __init__(self, job: Job, *, beats_itself: bool) -> None:
        self.id, self.token, self.key, self.attempt = job.pk, job.token, job.key, job.attempts
        self.by = job.created_by
        # What the last attempt wrote with `publishing(checkpoint=…)`, None at the first.
        self.checkpoint: Any = job.checkpoint
        self.published = False
        self._progress = lease.Progress(job.done, job.total, job.note)
        self._unwritten = False
        # In a worker a thread beats; inside somebody else's transaction (tests, demo) `report` does it itself.
        self._beats_itself = beats_itself
        self._last_beat = 0.0
        self._state = lease.Beat(owned=True, cancel_asked=False)

    def report(self, *, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """Say how far the work is; what is left out stays. Cheap: call it per row, it is written once a second.

        Raises JobCancelled when somebody asked to stop, LeaseLost when another worker has the job now.
        """
        known = self._progress
        self._progress = lease.Progress(
            known.done if done is None else done,
            known.total if total is None else total,
            known.note if note is None else note[:200],
        )
        self._unwritten = True
        if self._beats_itself and time.monotonic() - self._last_beat >= PROGRESS:
            self.beat()
        self._insist(self._state)

    @contextmanager
    def publishing(self, *, checkpoint: Any = None) -> Iterator[dict[str, Any]]:
        """One transaction for a visible effect, which commits only if this attempt still owns the job.

        Without `checkpoint` it is the job's last effect: the same transaction ends the job as done, so that a worker
        killed right after it is not followed by another. With `checkpoint` it is one step of several: the next attempt
        finds the value in `run.checkpoint` and goes on behind it.

        What the block writes into the dictionary it is given becomes the result of a job that ends here: whoever sees
        the job done sees its result, and a worker killed right after cannot lose it.
        """
        outcome: dict[str, Any] = {}
        if self.published:
            message = "publishing() without a checkpoint ends the job; give each step but the last its checkpoint"
            raise AlreadyPublished(message)
        with transaction.atomic():
            job = lease.locked(self.id, self.token)
            cancel_asked = job is not None and job.cancel_requested_at is not None
            self._insist(lease.Beat(owned=job is not None, cancel_asked=cancel_asked))
            yield outcome
            assert job is not None, "a zombie was told so above"
            lease.beat(self.id, self.token, self._progress)
            if checkpoint is None:
                lease.close(job, Job.State.DONE, result=outcome or None)
            else:
                Job.objects.filter(pk=self.id).update(checkpoint=checkpoint)
        self.checkpoint, self.published = checkpoint, checkpoint is None

    def beat(self) -> None:
        """Renew the lease and write unwritten progress. For the thread that keeps the job alive."""
        self._last_beat = time.monotonic()
        progress, self._unwritten = (self._progress if self._unwritten else None), False
        self._state = lease.beat(self.id, self.token, progress)

    @property
    def has_news(self) -> bool:
        """Whether there is progress that nobody can see yet."""
        return self._unwritten

    @property
    def progress(self) -> lease.Progress:
        """How far the handler says it is."""
        return self._progress

    def _insist(self, state: lease.Beat) -> None:
        if not state.owned and not self.published:
            raise LeaseLost(self.id)
        if state.cancel_asked:
            raise JobCancelled(self.id)
