"""Looking for drops that deserve a search for their causes."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.services.cause_analyses import propose_analyses
from dengta.foundation import jobs


@jobs.handler("performance.propose_causes", title=_("Propose cause analyses after a drop of satisfaction"))
def propose(run: jobs.JobRun) -> dict[str, Any]:
    """Each team and month once; run again it finds nothing new."""
    now = timezone.localtime()
    return {"proposed": propose_analyses(today=now.date(), now=now)}
