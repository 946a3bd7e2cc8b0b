"""What happens by itself every morning."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.services.certificates import send_certificate_notices
from dengta.domains.people.services.employment import close_ended
from dengta.domains.people.services.reminders import send_reminders
from dengta.foundation import jobs


@jobs.handler("people.end_access", title=_("End the access of people whose last day is over"))
def end_access(run: jobs.JobRun) -> dict[str, Any]:
    """Right after midnight: rights follow the calendar."""
    return {"people": close_ended(today=timezone.localdate())}


@jobs.handler("people.remind", title=_("Remind of contracts, probations and certificates"))
def remind(run: jobs.JobRun) -> dict[str, Any]:
    """Once each; run again on the same day it finds nothing left to say."""
    now = timezone.localtime()
    return {"reminders": send_reminders(now=now), "certificates": send_certificate_notices(now=now)}
