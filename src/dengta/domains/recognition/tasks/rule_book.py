"""Asking newcomers to sign, and nobody any more whom a book binds no longer."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.signing import follow_people
from dengta.foundation import jobs


@jobs.handler("recognition.follow_people", title=_("Ask whoever joined or moved to sign the rule book"))
def follow(run: jobs.JobRun) -> dict[str, Any]:
    """Run again on the same day it finds nothing new."""
    return {"waiting": follow_people(now=timezone.localtime())}
