"""The seam to the queue, which wakes workers and holds no truth.

Another queue (Celery on a cluster) is another pair of these two functions.
"""

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult


def wake(job_id: int, queue: str, *, after: timedelta = timedelta()) -> str:
    """Have a worker of `queue` call `run_job(job_id)`, not before `after`. Answers the ticket of that entry.

    The entry is written in the caller's transaction: no commit, no call.
    """
    from dengta.foundation.jobs.task import run_job  # noqa: PLC0415 - the task runs jobs, and running may wake

    run_after = timezone.now() + after if after else None
    return run_job.using(queue_name=queue, run_after=run_after).enqueue(job_id).id


def still_waiting(tickets: Collection[str]) -> set[str]:
    """Those of `tickets` that a worker will still come to."""
    waiting = DBTaskResult.objects.filter(pk__in=tickets, status="READY")
    return {str(ticket) for ticket in waiting.values_list("pk", flat=True)}


def forget(*, older_than: timedelta) -> int:
    """Delete entries that have been called, or whose caller died: nobody reads them."""
    called = DBTaskResult.objects.exclude(status="READY").filter(enqueued_at__lt=timezone.now() - older_than)
    return called.delete()[0]
