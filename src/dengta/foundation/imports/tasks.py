"""Staging and publishing as jobs."""

from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.imports import publishing, services, staging
from dengta.foundation.imports.work import Stopped


@jobs.handler("imports.stage", queue="heavy", attempts=10, title=_("Read a file"))
def stage(run: jobs.JobRun, *, import_id: int) -> None:
    """Read, check and compare the file of an import."""
    try:
        staging.stage(import_id, run)
    except Stopped:
        run.report(note="stopped")


@jobs.handler("imports.publish", queue="heavy", attempts=10, title=_("Import rows"))
def publish(run: jobs.JobRun, *, import_id: int) -> None:
    """Write the rows of an import."""
    try:
        publishing.publish(import_id, run)
    except Stopped:
        run.report(note="stopped")


def note_end(job: jobs.Job) -> None:
    """A job that failed for good, or was stopped on the page of jobs, leaves its import in a state to go on from."""
    if job.kind in {"imports.stage", "imports.publish"} and job.state != jobs.Job.State.DONE:
        services.give_up(import_id=job.arguments["import_id"], reason=job.error or job.get_state_display())
