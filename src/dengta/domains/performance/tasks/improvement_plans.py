"""Reminding leaders of the checkpoints they agreed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.services.plan_contents import remind_of_checkpoints
from dengta.foundation import jobs


@jobs.handler("performance.plan_checkpoints", title=_("Let due checkpoints of improvement plans wait for leaders"))
def remind(run: jobs.JobRun) -> dict[str, Any]:
    """Each once; run again on the same day it finds nothing new to say."""
    return {"due": remind_of_checkpoints(now=timezone.localtime())}
