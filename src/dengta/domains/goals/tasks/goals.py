"""Asking many people to read their targets, breaking a large goal down, and the first day of a period."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import GoalVersion
from dengta.domains.goals.services import acknowledgements, goals, targets
from dengta.foundation import jobs

CHUNK = 500


def _page(version_id: int | None = None) -> str:
    goal = GoalVersion.objects.filter(pk=version_id or 0).values_list("goal", flat=True).first()
    return reverse("goals:goal", args=[goal]) if goal else reverse("goals:list")


@jobs.handler(acknowledgements.ASK, title=_("Ask people to read their targets"), page=_page)
def ask_people(run: jobs.JobRun, version_id: int) -> None:
    """Some hundred at a time; a run that broke off goes on with whoever was not asked yet."""
    version = GoalVersion.objects.select_related("goal").get(pk=version_id)
    left = acknowledgements.people_to_ask(version)
    for start in range(0, len(left), CHUNK):
        with run.publishing(checkpoint=start):
            acknowledgements.ask(version, left[start : start + CHUNK], now=timezone.now())
        run.report(done=min(start + CHUNK, len(left)), total=len(left))


@jobs.handler(targets.DECOMPOSE, title=_("Break a goal down"), page=_page)
def decompose(run: jobs.JobRun, version_id: int) -> None:
    """Months × teams × people in one go: all of it stands, or nothing."""
    run.report(note=str(_("Working out the targets")))
    with run.publishing() as outcome:
        version = targets.decompose_goal(version_id=version_id, by=None, now=timezone.now())
        outcome["targets"] = version.targets.count()


@jobs.handler("goals.warn_of_unread", title=_("Targets that nobody read"), page=lambda: reverse("goals:list"))
def warn_of_unread(run: jobs.JobRun) -> None:
    """Once a day."""
    acknowledgements.warn_of_unread(now=timezone.now())


@jobs.handler("goals.refit_drivers", title=_("Estimate anew what moves the goals"), page=lambda: reverse("goals:list"))
def refit_drivers(run: jobs.JobRun) -> None:
    """Once a month, goal by goal; a run that broke off goes on with those not done yet."""
    now = timezone.localtime()
    left = goals.goals_to_refit(now.date())
    for done, goal_id in enumerate(left):
        with run.publishing(checkpoint=goal_id):
            goals.refit_monthly(goal_id=goal_id, now=now)
        run.report(done=done + 1, total=len(left))
    with run.publishing() as outcome:
        outcome["goals"] = len(left)
