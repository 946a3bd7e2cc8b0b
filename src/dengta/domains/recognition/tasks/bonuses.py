"""Letting points lapse, and telling leaders of a quarter with nothing but money."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.mix import warn_of_mix
from dengta.domains.recognition.services.points import expire_points
from dengta.foundation import jobs


@jobs.handler("recognition.expire_points", title=_("Let points lapse that nobody redeemed"))
def expire(run: jobs.JobRun) -> dict[str, Any]:
    """Run again on the same day it finds nothing new."""
    return {"people": expire_points(now=timezone.localtime())}


@jobs.handler("recognition.warn_of_mix", title=_("Tell leaders where only money was given"))
def warn(run: jobs.JobRun) -> dict[str, Any]:
    """Each unit once a quarter."""
    return {"units": warn_of_mix(now=timezone.localtime())}
