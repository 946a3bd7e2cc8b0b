"""What happens by itself about what waits for people."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.todos import leave_behind
from dengta.foundation import jobs


@jobs.handler("communication.leave_behind", title=_("Take back what waits at the client somebody left"))
def leave(run: jobs.JobRun) -> dict[str, Any]:
    """Once a day, just after midnight: whose move to another client has come."""
    return {"todos": leave_behind(now=timezone.now())}
