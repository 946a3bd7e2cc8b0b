"""The days of formal cases."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.foundation import jobs


@jobs.handler("recognition.case_days", title=_("End what runs out in cases, and tell what stands still"))
def pass_case_days(run: jobs.JobRun) -> dict[str, Any]:
    """Run again on the same day it finds nothing new."""
    return dict(pass_days(now=timezone.localtime()))
