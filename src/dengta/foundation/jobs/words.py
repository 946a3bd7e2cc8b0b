"""How a job is put into words and figures for people."""

import math
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengta.foundation.jobs.models import Job
from dengta.web.components.markup import Text
from dengta.web.figures import Progress

State = Job.State
TONES = {
    State.QUEUED: "mute",
    State.RUNNING: "info",
    State.DONE: "good",
    State.FAILED: "bad",
    State.CANCELLED: "warn",
}
MINUTE = timedelta(minutes=1)


def remaining(eta: timedelta | None) -> str:
    """How long it still takes, rounded up; nothing where nobody can say."""
    if eta is None:
        return ""
    if eta < MINUTE:
        return _("less than a minute left")
    minutes = math.ceil(eta / MINUTE)
    return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)


def tone(job: Job) -> str:
    """The colour of its state."""
    return TONES[State(job.state)]


def progress_of(job: Job) -> Progress:
    """What the progress component shows; it asks again while the job is open."""
    return Progress(
        label=_status_line(job),
        done=job.done,
        total=job.total or 0,
        id=f"job-{job.pk}-progress",
        eta=remaining(job.eta),
        note=job.note,
        poll_url=reverse("jobs:progress", args=[job.pk]),
    )


def _status_line(job: Job) -> Text:
    if job.cancel_requested_at:
        return _("Stopping at the next safe place")
    if job.state == State.QUEUED and job.attempts:
        return _("Waiting to be tried again")
    return job.get_state_display()
