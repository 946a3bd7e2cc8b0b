"""The jobs of jobs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.jobs import services


@jobs.handler("jobs.prune", title=_("Delete old jobs"))
def prune(run: jobs.JobRun) -> dict[str, Any]:
    """Once a night."""
    return {"deleted": services.prune()}
