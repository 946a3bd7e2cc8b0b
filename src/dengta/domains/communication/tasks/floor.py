"""What happens by itself on the floor: late answers go up, and effects are measured when they can be."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.adoptions import measure_effects
from dengta.domains.communication.services.flags import escalate_flags
from dengta.domains.communication.services.reports import escalate_reports, remind_of_customers
from dengta.domains.communication.services.suggestions import escalate_suggestions
from dengta.foundation import jobs


@jobs.handler("communication.escalate_floor", title=_("Hand late answers of the floor to the next level"))
def escalate(run: jobs.JobRun) -> dict[str, Any]:
    """Each matter once; run again on the same day it finds nothing left to do."""
    now = timezone.localtime()
    return {
        "suggestions": escalate_suggestions(now=now),
        "reports": escalate_reports(now=now),
        "flags": escalate_flags(now=now),
        "untold": remind_of_customers(now=now),
    }


@jobs.handler("communication.measure_effects", title=_("Measure the effect of suggestions"))
def measure(run: jobs.JobRun) -> dict[str, Any]:
    """Each once, when enough days lie behind it."""
    return {"measured": measure_effects(now=timezone.localtime())}
