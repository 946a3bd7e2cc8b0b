"""What keeps requests and reports moving."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.request_answers import hand_over
from dengta.domains.communication.services.requests import escalate_unanswered
from dengta.domains.communication.services.weekly import ask_for_statements, make_weekly_reports
from dengta.foundation import jobs


@jobs.handler("communication.requests", title=_("Call the next level into requests that nobody answered"))
def requests(run: jobs.JobRun) -> dict[str, Any]:
    """Every morning; the second time it finds nothing left to do."""
    now = timezone.localtime()
    left = hand_over(now=now)
    return {"escalated": escalate_unanswered(now=now), "missing": ask_for_statements(now=now), "handed_over": left}


@jobs.handler("communication.weekly_reports", title=_("Make the weekly reports"))
def weekly_reports(run: jobs.JobRun) -> dict[str, Any]:
    """Mondays; a report that is there already is left alone."""
    return {"reports": make_weekly_reports(now=timezone.localtime())}
