"""What happens by itself about stand-ups."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.standups import end_left_running
from dengta.foundation import jobs


@jobs.handler("communication.end_standups", title=_("End stand-ups that nobody ended"))
def end(run: jobs.JobRun) -> dict[str, Any]:
    """Once a night; the second time it finds nothing left to do."""
    return {"ended": end_left_running(now=timezone.now())}
