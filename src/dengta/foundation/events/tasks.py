"""The jobs of events."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.events import delivery


@jobs.handler("events.prune", title=_("Delete old events"))
def prune(run: jobs.JobRun) -> dict[str, Any]:
    """Once a night."""
    return {"deleted": delivery.prune()}
