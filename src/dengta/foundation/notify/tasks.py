"""The jobs of notices."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.notify import outbox


@jobs.handler("notify.prune", title=_("Delete old notices and messages"))
def prune(run: jobs.JobRun) -> dict[str, Any]:
    """Once a night."""
    return {"deleted": outbox.prune(now=timezone.now())}
