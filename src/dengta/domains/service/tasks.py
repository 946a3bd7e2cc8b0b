"""Long work of the service room."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.service.services.promises import mark_all_days, measure_replies, replies_after
from dengta.domains.service.services.rollups import rebuild_rollups, refresh_rollups
from dengta.domains.service.services.strengths import refresh_strengths
from dengta.foundation import jobs
from dengta.foundation.jobs import JobRun


@jobs.handler("service.refresh_rollups", title=_("Recount figures"))
def refresh(job: JobRun) -> dict[str, Any]:
    """Recount what is marked."""
    done = refresh_rollups(
        now=timezone.now(), today=timezone.localdate(), progress=lambda count: job.report(done=count)
    )
    return {"marks": done}


@jobs.handler("service.rebuild_rollups", queue="heavy", title=_("Recount all figures from the facts"))
def rebuild(job: JobRun) -> dict[str, Any]:
    """Recount everything."""
    return {"weeks": rebuild_rollups(progress=lambda count: job.report(done=count))}


@jobs.handler("service.recount_queue", queue="heavy", title=_("Count the promises of a queue anew"))
def recount_queue(job: JobRun, queue_id: int, *, hours: bool, targets: bool) -> None:
    """Measure the replies of a queue by its new hours, and mark the days on which its promises counted."""
    last = int(job.checkpoint or 0)
    while hours and (part := replies_after(queue_id, last)):
        with job.publishing(checkpoint=(last := part[-1])):
            measure_replies(queue_id, part)
    with job.publishing() as outcome:
        outcome["marks"] = mark_all_days(queue_id) if targets else 0


@jobs.handler("service.refresh_strengths", title=_("Measure strength profiles"))
def strengths(job: JobRun) -> dict[str, Any]:
    """Measure all strength profiles anew."""
    return {"lines": refresh_strengths(today=timezone.localdate())}
