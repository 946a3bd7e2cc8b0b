"""What happens to quality reviews by itself."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.services.qa_calibration import close_due_sessions
from dengta.domains.performance.services.qa_disputes import escalate_disputes, let_lapse
from dengta.foundation import jobs


@jobs.handler("performance.qa_follow_up", title=_("Follow up disputes, reviews and calibrations"))
def follow_up(run: jobs.JobRun) -> dict[str, Any]:
    """Disputes nobody decided, answers nobody gave, calibrations whose day has passed. Harmless to repeat."""
    now = timezone.localtime()
    return {
        "escalated": escalate_disputes(now=now),
        "lapsed": let_lapse(now=now),
        "revealed": close_due_sessions(now=now),
    }
