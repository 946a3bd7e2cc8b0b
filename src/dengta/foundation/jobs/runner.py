"""Does jobs: claims, calls the handler, and writes down how it ended."""

from typing import Any

import structlog
from django.conf import settings
from django.utils import translation

from dengta.foundation.errors import RuleViolation
from dengta.foundation.jobs import lease
from dengta.foundation.jobs.errors import JobCancelled, LeaseLost
from dengta.foundation.jobs.models import Job
from dengta.foundation.jobs.pulse import Pulse
from dengta.foundation.jobs.registry import handler_of
from dengta.foundation.jobs.run import JobRun

log = structlog.get_logger(__name__)
State = Job.State


def run(job_id: int) -> None:
    """Do this job if it waits. The worker's entry: a thread keeps the lease meanwhile."""
    job = lease.claim(job_id)
    if job is None:
        return
    attempt = JobRun(job, beats_itself=False)
    with Pulse(attempt):
        _attempt(job, attempt)


def work_off(*, limit: int = 1000) -> int:
    """Do what waits, here and now, in the calling process and transaction. For tests, the demo and commands.

    Answers the number of jobs done; raises nothing that a handler raises (look at the rows).
    """
    for count in range(limit):
        job_id = Job.objects.filter(state=State.QUEUED).order_by("pk").values_list("pk", flat=True).first()
        job = lease.claim(job_id) if job_id is not None else None
        if job is None:
            return count
        _attempt(job, JobRun(job, beats_itself=True))
    return limit


def _attempt(job: Job, attempt: JobRun) -> None:
    """Call the handler; whatever comes of it ends in the row, unless the row belongs to another worker by now."""
    log.info("job.started", job_id=job.pk, kind=job.kind, attempt=attempt.attempt)
    handler = handler_of(job.kind)
    if handler is None:
        lease.end(job.pk, attempt.token, State.FAILED, error=f"This version has no handler for {job.kind!r}")
        return
    try:
        with translation.override(settings.LANGUAGE_CODE):
            result = handler.function(attempt, **job.arguments)
    except LeaseLost:
        log.warning("job.lease_lost", job_id=job.pk, kind=job.kind, attempt=attempt.attempt)
    except JobCancelled:
        lease.end(job.pk, attempt.token, State.CANCELLED)
    except RuleViolation as refusal:
        # Foreseen: trying again would only be refused again.
        lease.end(job.pk, attempt.token, State.FAILED, error=str(refusal))
    except Exception as problem:
        log.exception("job.attempt_failed", job_id=job.pk, kind=job.kind, attempt=attempt.attempt)
        lease.fail(job.pk, attempt.token, f"{type(problem).__name__}: {problem}")
    else:
        _succeed(attempt, result)


def _succeed(attempt: JobRun, result: dict[str, Any] | None) -> None:
    if not attempt.published:
        lease.beat(attempt.id, attempt.token, attempt.progress)
        lease.end(attempt.id, attempt.token, State.DONE, result=result)
    elif result is not None:
        # The job has ended, and whoever waited for it has read what came of it.
        log.error("job.result_too_late", job_id=attempt.id, key=attempt.key)
