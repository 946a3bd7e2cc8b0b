"""What the judging of the policy does by itself: day by day, and when a month or a quarter is over."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.audit_questions import ask_about_audit
from dengta.domains.recognition.services.climate import warn_of_climate
from dengta.domains.recognition.services.policy_changes import note_editions, note_sources
from dengta.domains.recognition.services.reflections import open_reflections
from dengta.domains.recognition.services.spread import ask_about_spread
from dengta.foundation import jobs


@jobs.handler("recognition.judge_daily", title=_("Note changes of policy, ask about severe measures and equal ratings"))
def daily(run: jobs.JobRun) -> dict[str, Any]:
    """Run again on the same day it finds nothing new."""
    now = timezone.localtime()
    return {
        "changes": note_editions(now=now) + note_sources(now=now),
        "reflections": open_reflections(now=now),
        "questions": ask_about_spread(now=now),
    }


@jobs.handler("recognition.warn_of_climate", title=_("Tell leaders where measures outweigh praise"))
def monthly(run: jobs.JobRun) -> dict[str, Any]:
    """Each team and month once; run again it finds nothing new."""
    return {"told": warn_of_climate(now=timezone.localtime())}


@jobs.handler("recognition.audit_quarter", title=_("Let whatever stands out in the equality audit be looked into"))
def quarterly(run: jobs.JobRun) -> dict[str, Any]:
    """Each group and quarter once; run again it finds nothing new."""
    return {"asked": ask_about_audit(now=timezone.localtime())}
