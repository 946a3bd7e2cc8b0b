"""What happens by itself about team events."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.team_events import remind_of_debriefs
from dengta.foundation import jobs


@jobs.handler("communication.remind_of_debriefs", title=_("Remind leaders of debriefs"))
def remind(run: jobs.JobRun) -> dict[str, Any]:
    """Once for each event; run again it finds nothing left to say."""
    return {"reminders": remind_of_debriefs(now=timezone.now())}
