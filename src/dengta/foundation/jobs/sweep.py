"""Looks after jobs that nobody looks after. Every worker does it every five seconds."""

import structlog
from django.db import transaction
from django.db.models.functions import Now

from dengta.foundation.jobs import lease, queue
from dengta.foundation.jobs.clock import from_now
from dengta.foundation.jobs.models import Job
from dengta.foundation.jobs.timing import LEASE

log = structlog.get_logger(__name__)
State = Job.State


def sweep() -> int:
    """Give jobs of dead workers back to the queue, and wake a worker for those without a queue entry."""
    return _take_from_the_dead() + _wake_the_forgotten()


def _take_from_the_dead() -> int:
    expired = Job.objects.filter(state=State.RUNNING, lease_until__lt=Now())
    taken = 0
    for job_id in list(expired.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            # Asked again under the lock: the worker may have renewed, or another sweeper may be here.
            job = expired.select_for_update(skip_locked=True).filter(pk=job_id).first()
            if job is not None:
                log.warning("job.worker_lost", job_id=job.pk, kind=job.kind, attempt=job.attempts)
                lease.give_back(job, f"The worker stopped in the middle of attempt {job.attempts}")
                taken += 1
    return taken


def _wake_the_forgotten() -> int:
    """A worker may die between taking the queue entry and taking the job: then nothing would ever wake another."""
    waiting = Job.objects.filter(state=State.QUEUED, woken_at__lt=from_now(-LEASE))
    tickets = list(waiting.values_list("pk", "ticket"))
    alive = queue.still_waiting([ticket for _job_id, ticket in tickets]) if tickets else set()
    woken = 0
    for job_id in (job_id for job_id, ticket in tickets if ticket not in alive):
        with transaction.atomic():
            job = waiting.select_for_update(skip_locked=True).filter(pk=job_id).first()
            if job is not None:
                ticket = queue.wake(job.pk, job.queue)
                Job.objects.filter(pk=job.pk).update(ticket=ticket, woken_at=Now())
                woken += 1
    return woken
