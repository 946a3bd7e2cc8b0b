"""Deliveries to many, and what follows up by itself."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services import following_up, publishing
from dengta.domains.communication.services.announcement_kinds import DELIVER, FOLLOW
from dengta.foundation import jobs


def _page(announcement_id: int, version: int) -> str:
    return reverse("announcements:standing", args=[announcement_id])


@jobs.handler(DELIVER, title=_("Deliver an announcement"), page=_page)
def deliver(run: jobs.JobRun, announcement_id: int, version: int) -> None:
    """To everybody it is for, a thousand at a time; a delivery that broke off goes on behind whom it reached."""
    now = timezone.now()
    everybody = publishing.recipients(announcement_id, version, now=now)
    left = [pk for pk in everybody if pk > (run.checkpoint or 0)]
    for start in range(0, len(left), publishing.CHUNK):
        chunk = left[start : start + publishing.CHUNK]
        run.report(done=len(everybody) - len(left) + start, total=len(everybody))
        with run.publishing(checkpoint=chunk[-1]):
            publishing.deliver_chunk(announcement_id=announcement_id, employee_ids=chunk, now=now)
    run.report(done=len(everybody), total=len(everybody))
    with run.publishing() as outcome:
        outcome["people"] = len(everybody)


@jobs.handler(FOLLOW, title=_("Give newcomers the announcements in force"))
def follow_audience(run: jobs.JobRun, employee_ids: list[int] | None = None) -> dict[str, Any]:
    """Once a day, before the first shift; and for people with whom something went wrong when they came."""
    return {"people": following_up.follow_audience(now=timezone.now(), employee_ids=employee_ids)}


@jobs.handler("communication.follow_up", title=_("Remind of announcements and tell leaders who is missing"))
def follow_up(run: jobs.JobRun) -> dict[str, Any]:
    """Each hour of the working day; whatever went out does not go out again, and what failed keeps nothing else back:
    it is tried again with the job, which fails with the names of it."""
    now = timezone.now()
    done: dict[str, Any] = {}
    failed: list[str] = []
    for name, step in (("reminded", following_up.send_reminders), ("escalated", following_up.escalate)):
        try:
            done[name] = step(now=now)
        except following_up.RoundFailed as round_:
            failed += round_.failed
    if failed:
        raise following_up.RoundFailed(failed)
    return done


@jobs.handler("communication.in_force", title=_("Say which announcements have taken effect"))
def in_force(run: jobs.JobRun) -> dict[str, Any]:
    """Every five minutes."""
    return {"announcements": following_up.come_into_force(now=timezone.now())}
