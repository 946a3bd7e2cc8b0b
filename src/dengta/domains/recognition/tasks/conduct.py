"""Every day: fatal items become breaches to end, what was left open goes up, old reminders are forgotten."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.breaches import escalate_breaches, register_fatal_items
from dengta.domains.recognition.services.conduct import ask_for_reflections
from dengta.domains.recognition.services.reminders import forget_reminders
from dengta.foundation import jobs


@jobs.handler("recognition.follow_breaches", title=_("Register fatal items, and pass on what was left open"))
def follow(run: jobs.JobRun) -> dict[str, Any]:
    """Run again on the same day it finds nothing new. It ends no breach."""
    now = timezone.localtime()
    asked = ask_for_reflections(now=now)
    return {"new": register_fatal_items(now=now), "up": escalate_breaches(now=now), "reflections": asked}


@jobs.handler("recognition.forget_reminders", title=_("Delete reminders older than ninety days"))
def forget(run: jobs.JobRun) -> dict[str, Any]:
    """Run again it finds nothing."""
    return {"deleted": forget_reminders(now=timezone.localtime())}
