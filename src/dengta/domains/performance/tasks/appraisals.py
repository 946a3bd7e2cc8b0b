"""Freezing the figures of a cycle, and giving to others what waits for whoever is not there."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.selectors.like_with_like import learning_once
from dengta.domains.performance.models import Cycle
from dengta.domains.performance.services import cycles, handing_over
from dengta.foundation import jobs


@jobs.handler("performance.freeze", title=_("Freeze the figures of an appraisal cycle"))
def freeze(job: jobs.JobRun, cycle_id: int) -> None:
    """In parts; an attempt that was cut off is gone on with where it ended."""
    people = cycles.people_of(Cycle.objects.get(pk=cycle_id))
    left = [one for one in people if one > int(job.checkpoint or 0)]
    with learning_once():
        for start in range(0, len(left), cycles.CHUNK):
            part = left[start : start + cycles.CHUNK]
            job.report(done=len(people) - len(left) + start, total=len(people))
            with job.publishing(checkpoint=part[-1]):
                cycles.freeze_chunk(cycle_id=cycle_id, employee_ids=part, now=timezone.now())
    with job.publishing() as outcome:
        outcome["people"] = cycles.finish_freezing(cycle_id=cycle_id, now=timezone.now())


@jobs.handler("performance.appraisal_follow_up", title=_("Give appeals and objections that nobody answers to others"))
def follow_up(run: jobs.JobRun) -> dict[str, Any]:
    """Harmless to repeat: what was given stays with whoever has it now."""
    return dict(handing_over.give_again(now=timezone.localtime()))
