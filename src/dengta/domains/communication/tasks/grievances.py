"""The clock of grievances."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.grievance_handling import escalate_late_grievances, move_stranded_grievances
from dengta.foundation import jobs


@jobs.handler("communication.matters", title=_("Call the next level into confidential matters that are late"))
def matters(run: jobs.JobRun) -> dict[str, Any]:
    """Once a day; the second time it finds nothing left to do. Answers no numbers: they would be on a page."""
    now = timezone.localtime()
    move_stranded_grievances(now=now)
    escalate_late_grievances(now=now)
    return {}
