"""Deliveries to many, and what follows up by itself."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Announcement
from dengta.domains.communication.services import following_up, publishing
from dengta.domains.communication.services.announcement_kinds import DELIVER, FOLLOW, FOLLOW_UP, IN_FORCE
from dengta.foundation import jobs


def _page(announcement_id: int | None = None, version: int = 0) -> str:
    if announcement_id is None:
        return reverse("announcements:board")
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


def _one_by_one(kind: str, announcements: "QuerySet[Announcement]") -> dict[str, Any]:
    """A job for each of them: one that fails holds up no other, is tried again by itself, and is seen."""
    found = list(announcements.values_list("pk", flat=True))
    for pk in found:
        jobs.enqueue(kind, key=f"announcement {pk}", arguments={"announcement_id": pk})
    return {"announcements": len(found)}


@jobs.handler(FOLLOW, title=_("Give newcomers the announcements in force"), page=_page)
def follow_audience(run: jobs.JobRun, announcement_id: int | None = None) -> dict[str, Any]:
    """Once a day, before the first shift."""
    now = timezone.now()
    if announcement_id is None:
        return _one_by_one(FOLLOW, following_up.current(now=now))
    return {"people": following_up.follow_audience(now=now, announcement_id=announcement_id)}


@jobs.handler(FOLLOW_UP, title=_("Remind of announcements and tell leaders who is missing"), page=_page)
def follow_up(run: jobs.JobRun, announcement_id: int | None = None) -> dict[str, Any]:
    """Each hour of the working day; whatever went out does not go out again."""
    now = timezone.now()
    if announcement_id is None:
        return _one_by_one(FOLLOW_UP, following_up.waited_for())
    return {
        "reminded": following_up.send_reminders(now=now, announcement_id=announcement_id),
        "escalated": following_up.escalate(now=now, announcement_id=announcement_id),
    }


@jobs.handler(IN_FORCE, title=_("Say which announcements have taken effect"), page=_page)
def in_force(run: jobs.JobRun, announcement_id: int | None = None) -> dict[str, Any]:
    """Every five minutes."""
    now = timezone.now()
    if announcement_id is None:
        return _one_by_one(IN_FORCE, following_up.due_to_begin(now=now))
    return {"announcements": following_up.come_into_force(now=now, announcement_id=announcement_id)}
