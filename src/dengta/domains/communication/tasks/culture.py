"""What happens by itself about stories."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.stories import remind_of_stories
from dengta.foundation import jobs


@jobs.handler("communication.remind_of_stories", title=_("Remind leaders of the story of the month"))
def remind(run: jobs.JobRun) -> dict[str, Any]:
    """Once a month for each team; run again it finds nothing left to say."""
    return {"reminders": remind_of_stories(now=timezone.now())}
