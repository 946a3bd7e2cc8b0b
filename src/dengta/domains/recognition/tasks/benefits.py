"""The daily work of benefits: years that were reached, lists whose day is here, grants that wait or run out; and every
week whoever is among the best."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.benefit_lists import draw_lists
from dengta.domains.recognition.services.chances import list_best
from dengta.domains.recognition.services.grants import follow_grants
from dengta.domains.recognition.services.loyalty import enter_milestones
from dengta.foundation import jobs


@jobs.handler("recognition.follow_benefits", title=_("Give what years of service and festivals bring"))
def follow(run: jobs.JobRun) -> dict[str, Any]:
    """Stopped in the middle it goes on where it was; run again on the same day it finds nothing new."""
    now = timezone.localtime()
    return {"milestones": enter_milestones(now=now), "shares": draw_lists(now=now), "grants": follow_grants(now=now)}


@jobs.handler("recognition.list_best", queue="heavy", title=_("List whoever is among the best of two quarters"))
def best(run: jobs.JobRun) -> dict[str, Any]:
    """Nobody is listed twice."""
    return {"listed": list_best(now=timezone.localtime())}
