"""What happens by itself about the library."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.library import remind_owners
from dengta.domains.communication.services.library_readers import follow_readers
from dengta.foundation import jobs


@jobs.handler("communication.remind_owners", title=_("Remind owners of documents to review"))
def remind(run: jobs.JobRun) -> dict[str, Any]:
    """Once for each review date; run again it finds nothing left to say."""
    return {"reminders": remind_owners(now=timezone.now())}


@jobs.handler("communication.follow_readers", title=_("Ask newcomers to read the library"))
def follow(run: jobs.JobRun) -> dict[str, Any]:
    """Once a day, before the first shift: whose change of team or last day has come."""
    return {"people": follow_readers(now=timezone.now())}
