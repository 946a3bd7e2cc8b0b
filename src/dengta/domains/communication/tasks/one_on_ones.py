"""The daily look at the rhythm of the 1:1s."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.cadence import watch_cadence
from dengta.domains.communication.services.talks import remind_of_signatures
from dengta.foundation import jobs


@jobs.handler("communication.watch_cadence", title=_("Remind of 1:1s and signatures that are overdue"))
def watch(run: jobs.JobRun) -> dict[str, Any]:
    """Once for each gap; run again on the same day it finds nothing left to say."""
    now = timezone.now()
    return {**watch_cadence(now=now), "unsigned": remind_of_signatures(now=now)}
