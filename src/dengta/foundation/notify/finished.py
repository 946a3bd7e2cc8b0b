"""On return, an entry in the bell: tells people that the long work they asked for has ended."""

from datetime import timedelta

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.foundation.jobs import Job
from dengta.foundation.notify.services import send

# Shorter work ends before its owner has looked away.
LONG = timedelta(seconds=10)


def _title_of(job: Job) -> str:
    return job.title


_title = lazy(_title_of, str)


def tell_owner(job: Job) -> None:
    """A notice to whoever asked for a job that took long, or failed."""
    if job.created_by is None or job.state == Job.State.CANCELLED:
        return
    failed = job.state == Job.State.FAILED
    ran = job.finished_at - job.started_at if job.finished_at and job.started_at else timedelta()
    if failed or ran >= LONG:
        title = _("{job}: it did not work out") if failed else _("{job}: done")
        told = format_lazy(title, job=_title(job))
        send(to=job.created_by, kind="jobs.finished", title=told, url=job.get_absolute_url())
