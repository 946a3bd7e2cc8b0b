"""What happens by itself about meetings."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.open_minutes import ask_for_minutes
from dengta.foundation import jobs


@jobs.handler("communication.ask_for_minutes", title=_("Ask for minutes that nobody published"))
def ask(run: jobs.JobRun) -> dict[str, Any]:
    """Once a night; a meeting that was asked about is not asked about again."""
    return {"asked": ask_for_minutes(now=timezone.now())}
