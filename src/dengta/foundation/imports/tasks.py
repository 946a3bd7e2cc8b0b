"""Staging and publishing as jobs."""

from collections import Counter
from contextlib import suppress
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.imports import publishing, retention, selectors, services, staging
from dengta.foundation.imports.work import Stopped


def _page(import_id: int) -> str:
    return reverse("imports:show", args=[import_id])


@jobs.handler("imports.stage", queue="heavy", attempts=10, title=_("Read a file"), page=_page)
def stage(run: jobs.JobRun, *, import_id: int) -> None:
    """Read, check and compare the file of an import."""
    run.report(note=selectors.file_name(import_id))
    with suppress(Stopped):
        staging.stage(import_id, run)


@jobs.handler("imports.publish", queue="heavy", attempts=10, title=_("Import rows"), page=_page)
def publish(run: jobs.JobRun, *, import_id: int) -> None:
    """Write the rows of an import."""
    run.report(note=selectors.file_name(import_id))
    with suppress(Stopped):
        publishing.publish(import_id, run)


@jobs.handler("imports.clean_up", title=_("Delete files of old imports"))
def clean_up(run: jobs.JobRun) -> dict[str, Any]:
    """Once a night: each import in a transaction of its own, so that a killed worker goes on where it was."""
    done = Counter[str]()
    for what in retention.clean_up(now=timezone.now()):
        done[what] += 1
        run.report(done=done.total())
    return dict(done)


def note_end(job: jobs.Job) -> None:
    """A job that failed for good, or was stopped on the page of jobs, leaves its import in a state to go on from."""
    if job.kind in {"imports.stage", "imports.publish"} and job.state != jobs.Job.State.DONE:
        services.give_up(import_id=job.arguments["import_id"], reason=job.error or job.get_state_display())
