"""Long work: rows with progress, lease and one visible effect. See docs/for-developers/jobs.md."""

from typing import TYPE_CHECKING

from dengta.foundation.jobs.errors import AlreadyPublished, JobCancelled, LeaseLost
from dengta.foundation.jobs.registry import handler, when_finished
from dengta.foundation.late import late_names

if TYPE_CHECKING:
    from dengta.foundation.jobs.models import Job
    from dengta.foundation.jobs.run import JobRun
    from dengta.foundation.jobs.runner import work_off
    from dengta.foundation.jobs.services import enqueue
else:
    __getattr__ = late_names(__name__, Job="models", JobRun="run", enqueue="services", work_off="runner")

__all__ = [
    "AlreadyPublished",
    "Job",
    "JobCancelled",
    "JobRun",
    "LeaseLost",
    "enqueue",
    "handler",
    "when_finished",
    "work_off",
]
