"""Who owns a job. Every change is one conditional statement or under the row's lock, so that one worker wins.

A claim raises the token; from then on only the holder of that token can change the row.
"""

from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from dengta.foundation.jobs.clock import from_now
from dengta.foundation.jobs.models import Job
from dengta.foundation.jobs.queue import wake
from dengta.foundation.jobs.registry import handler_of, tell_finished
from dengta.foundation.jobs.timing import LEASE, RETRY_AFTER

State = Job.State


class Progress(NamedTuple):
    """How far a handler says it is."""

    done: int = 0
    total: int | None = None
    note: str = ""


class Beat(NamedTuple):
    """What a heartbeat brings back."""

    owned: bool
    cancel_asked: bool


@transaction.atomic
def claim(job_id: int) -> Job | None:
    """Take a waiting job for 30 seconds; None when it does not wait (any more)."""
    taken = Job.objects.filter(pk=job_id, state=State.QUEUED).update(
        state=State.RUNNING,
        token=F("token") + 1,
        attempts=F("attempts") + 1,
        lease_until=from_now(LEASE),
        heartbeat_at=Now(),
        started_at=Now(),
    )
    return Job.objects.select_related("created_by").get(pk=job_id) if taken else None


def beat(job_id: int, token: int, progress: Progress | None) -> Beat:
    """Renew the lease, and write progress where there is some."""
    values: dict[str, Any] = progress._asdict() if progress else {}
    owned = _held(job_id, token).update(lease_until=from_now(LEASE), heartbeat_at=Now(), **values)
    return Beat(bool(owned), _held(job_id, token).filter(cancel_requested_at__isnull=False).exists())


def locked(job_id: int, token: int) -> Job | None:
    """The row under lock, for the length of the caller's transaction; None for a zombie."""
    return _held(job_id, token).select_for_update().first()


@transaction.atomic
def end(job_id: int, token: int, state: State, *, result: Any = None, error: str = "") -> bool:
    """End a job that this token owns. False when it does not."""
    job = locked(job_id, token)
    if job is None:
        return False
    close(job, state, result=result, error=error)
    return True


def close(job: Job, state: State, *, result: Any = None, error: str = "") -> None:
    """End a job whose row the caller has locked, and tell those who wait for it."""
    Job.objects.filter(pk=job.pk).update(
        state=state, result=result, error=error[:500], lease_until=None, finished_at=Now()
    )
    job.refresh_from_db()
    tell_finished(job)


@transaction.atomic
def fail(job_id: int, token: int, error: str) -> bool:
    """An attempt went wrong: try again later, or end as failed. False when this token does not own the job."""
    job = locked(job_id, token)
    if job is None:
        return False
    give_back(job, error, after=RETRY_AFTER * job.attempts)
    return True


def give_back(job: Job, error: str, *, after: timedelta = timedelta()) -> None:
    """Return a job whose row the caller has locked to the queue; cancelled or failed where it may not start again."""
    handler = handler_of(job.kind)
    if job.cancel_requested_at:
        close(job, State.CANCELLED)
    elif handler is None or job.attempts >= handler.attempts:
        close(job, State.FAILED, error=error)
    else:
        ticket = wake(job.pk, job.queue, after=after)
        Job.objects.filter(pk=job.pk).update(
            state=State.QUEUED, lease_until=None, error=error[:500], ticket=ticket, woken_at=Now()
        )


def _held(job_id: int, token: int) -> QuerySet[Job]:
    return Job.objects.filter(pk=job_id, token=token, state=State.RUNNING)
