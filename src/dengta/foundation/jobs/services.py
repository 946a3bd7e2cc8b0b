"""Asking for work, and asking to stop it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.jobs import lease, policies, queue
from dengta.foundation.jobs.models import Job
from dengta.foundation.jobs.registry import handler_of
from dengta.foundation.jobs.timing import RETENTION, RETENTION_RECURRING


@transaction.atomic
def enqueue(kind: str, *, key: str, by: Actor | None = None, arguments: dict[str, Any] | None = None) -> Job:
    """Ask for a job, in the caller's transaction: if that rolls back, nobody ever asked.

    While a job of this kind and key is open, the answer is that job and nothing is added. A job that runs may have read
    its input already: put what is new into the key where it must not be missed.
    """
    handler = handler_of(kind)
    if handler is None:
        message = f"no handler for job kind {kind!r}: is it registered in a tasks.py?"
        raise LookupError(message)
    while True:
        if known := Job.objects.filter(kind=kind, key=key, state__in=Job.OPEN).first():
            return known
        job = Job(
            kind=kind, key=key, queue=handler.queue, arguments=arguments or {}, created_by_id=by.pk if by else None
        )
        try:
            with transaction.atomic():
                job.save(force_insert=True)
        except IntegrityError:
            if Job.objects.filter(kind=kind, key=key, state__in=Job.OPEN).exists():
                continue  # somebody asked for the same at the same moment
            raise
        ticket = queue.wake(job.pk, job.queue)
        Job.objects.filter(pk=job.pk).update(ticket=ticket, woken_at=Now())
        return job


@transaction.atomic
def cancel(*, job: Job, by: Actor) -> Job:
    """Ask to stop: a waiting job never starts, a running one stops at its next report or before it publishes."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    policies.stop.require(by, job)
    if job.is_open and job.cancel_requested_at is None:
        job.cancel_requested_at, job.cancel_requested_by_id = timezone.now(), by.pk
        job.save(update_fields=["cancel_requested_at", "cancel_requested_by"])
        record(by, "jobs.cancel_asked", job, kind=job.kind)
        if job.state == Job.State.QUEUED:
            lease.close(job, Job.State.CANCELLED)
    return job


def prune() -> int:
    """Delete jobs that ended a month ago, recurring ones of yesterday, and what the queue no longer needs."""
    now = timezone.now()
    queue.forget(older_than=RETENTION_RECURRING)
    ended = Job.objects.exclude(state__in=Job.OPEN)
    recurring = Q(created_by=None, state=Job.State.DONE, finished_at__lt=now - RETENTION_RECURRING)
    return ended.filter(Q(finished_at__lt=now - RETENTION) | recurring).delete()[0]
