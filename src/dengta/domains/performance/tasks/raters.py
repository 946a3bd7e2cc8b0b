"""Reviews that are over are closed, and the upward review of the quarter begins, without anybody's hand."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.services import peer_closing, upward_closing
from dengta.foundation import jobs


@jobs.handler("performance.turn_reviews", title=_("Close and begin reviews by people"))
def turn_reviews(run: jobs.JobRun) -> dict[str, Any]:
    """Each round once; run again on the same day it finds nothing left to do."""
    now = timezone.localtime()
    return {
        "peer": peer_closing.close_due_rounds(now=now),
        "upward": upward_closing.close_due_rounds(now=now),
        "begun": upward_closing.start_due_rounds(now=now),
    }
