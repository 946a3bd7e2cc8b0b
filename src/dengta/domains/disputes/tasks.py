"""What happens by itself every morning."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.disputes.services.alarms import raise_alarms
from dengta.foundation import jobs


@jobs.handler("disputes.alarms", title=_("Remind of dates that people kept"))
def alarms(run: jobs.JobRun) -> dict[str, Any]:
    """Once at each step; run again on the same day it finds nothing left to say."""
    return {"alarms": raise_alarms(now=timezone.localtime())}
