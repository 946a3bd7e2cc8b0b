"""The jobs of the schedule."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.schedule import services


@jobs.handler("schedule.prune", title=_("Delete old schedule entries"))
def prune(run: jobs.JobRun) -> dict[str, Any]:
    """Once a night."""
    return {"deleted": services.prune()}
