"""The weekly look at figures that move in an odd way."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.services.gaming import look_for_gaming
from dengta.foundation import jobs


@jobs.handler("goals.look_for_gaming", title=_("Look for figures that a person should look at"))
def look(run: jobs.JobRun) -> dict[str, Any]:
    """Each finding once; run again it finds nothing new."""
    return {"raised": look_for_gaming(now=timezone.localtime())}
