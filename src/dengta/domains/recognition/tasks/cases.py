"""The days of formal cases."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.case_deadlines import pass_days, running
from dengta.foundation import jobs

DAYS = "recognition.case_days"


@jobs.handler(DAYS, title=_("End what runs out in cases, and tell what stands still"))
def pass_case_days(run: jobs.JobRun, case_id: int | None = None) -> dict[str, Any]:
    """A job for each case: one that fails holds up no other, is tried again by itself, and is seen. Run again on the
    same day it finds nothing new."""
    if case_id is not None:
        return dict(pass_days(now=timezone.localtime(), case_id=case_id))
    found = running()
    for pk in found:
        jobs.enqueue(DAYS, key=f"case {pk}", arguments={"case_id": pk})
    return {"cases": len(found)}
