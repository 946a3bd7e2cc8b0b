"""Freezing months, counting votes and contests on the day they are due."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.star_rhythm import follow
from dengta.foundation import jobs


@jobs.handler("recognition.follow_stars", title=_("Calculate the month for the Service Star, count votes and contests"))
def run(run: jobs.JobRun) -> dict[str, Any]:
    """Run again on the same day it finds nothing new."""
    return dict(follow(now=timezone.localtime()))
