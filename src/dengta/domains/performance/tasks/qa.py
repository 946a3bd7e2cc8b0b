"""What happens to quality reviews by itself."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.selectors.qa_rhythm import due_plans
from dengta.domains.performance.services.qa_calibration import close_due_sessions
from dengta.domains.performance.services.qa_disputes import escalate_disputes, let_lapse
from dengta.domains.performance.services.qa_rhythm import draw_by_rhythm
from dengta.domains.performance.services.qa_words import forget_words
from dengta.foundation import jobs


@jobs.handler("performance.qa_draw", title=_("Draw contacts to review"))
def draw_samples(run: jobs.JobRun) -> dict[str, Any]:
    """Each plan that is due in a transaction of its own: one that was cut off is drawn by the next attempt, one that
    was drawn is not due any more."""
    now = timezone.localtime()
    due = due_plans(now=now)
    drawn = 0
    for place, plan_id in enumerate(due):
        run.report(done=place, total=len(due))
        with run.publishing(checkpoint=plan_id):
            drawn += draw_by_rhythm(plan_id=plan_id, now=now) is not None
    return {"due": len(due), "drawn": drawn}


@jobs.handler("performance.qa_follow_up", title=_("Follow up disputes, reviews and calibrations"))
def follow_up(run: jobs.JobRun) -> dict[str, Any]:
    """Disputes nobody decided, answers nobody gave, calibrations whose day has passed, words whose time is over.
    Harmless to repeat."""
    now = timezone.localtime()
    return {
        "escalated": escalate_disputes(now=now),
        "lapsed": let_lapse(now=now),
        "revealed": close_due_sessions(now=now),
        "forgotten": forget_words(now=now),
    }
