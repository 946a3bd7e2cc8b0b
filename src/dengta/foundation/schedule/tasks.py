"""The jobs that the foundation itself does again and again."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.audit.seal import seal
from dengta.foundation.schedule import services


@jobs.handler("audit.seal", title=_("Seal the record"))
def seal_record(run: jobs.JobRun) -> dict[str, Any]:
    """Once a minute: afterwards a removed chain or tail shows."""
    new = seal(at=timezone.now())
    return {"heads": new.heads if new else 0}


@jobs.handler("schedule.prune", title=_("Delete old schedule entries"))
def prune(run: jobs.JobRun) -> dict[str, Any]:
    """Once a night."""
    return {"deleted": services.prune()}
