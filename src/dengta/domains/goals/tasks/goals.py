"""Asking many people to read their targets, breaking a large goal down, and the first day of a period."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import GoalVersion
from dengta.domains.goals.services import acknowledgements, decomposing, goals, targets
from dengta.foundation import jobs
from dengta.foundation.imports.pace import Pace


def _page(version_id: int | None = None) -> str:
    goal = GoalVersion.objects.filter(pk=version_id or 0).values_list("goal", flat=True).first()
    return reverse("goals:goal", args=[goal]) if goal else reverse("goals:list")


@jobs.handler(acknowledgements.ASK, title=_("Ask people to read their targets"), page=_page)
def ask_people(run: jobs.JobRun, version_id: int) -> None:
    """Some hundred at a time; a run that broke off goes on with whoever was not asked yet."""
    version = GoalVersion.objects.select_related("goal").get(pk=version_id)
    left = acknowledgements.people_to_ask(version)
    pace, done = Pace(), 0
    while done < len(left):
        with timed(pace) as took, run.publishing(checkpoint=done):
            people = left[done : done + pace.rows]
            acknowledgements.ask(version, people, now=timezone.now())
            took(len(people))
        done += len(people)
        run.report(done=done, total=len(left))


@jobs.handler(targets.DECOMPOSE, title=_("Break a goal down"), page=_page)
def decompose(run: jobs.JobRun, version_id: int) -> None:
    """Months × teams × people, in transactions of a moment. A run that broke off is followed by one from the beginning:
    until the last step the version counts as not broken down."""
    run.report(note=str(_("Working out the targets")))
    made = decomposing.prepare(version_id)
    with run.publishing(checkpoint="begun"):
        decomposing.set_aside(version_id)
    _clear(run, version_id)
    written = _write(run, made)
    with run.publishing() as outcome:
        decomposing.finish(made, now=timezone.now())
        outcome["targets"] = written


def _clear(run: jobs.JobRun, version_id: int) -> None:
    pace, is_left = Pace(), True
    while is_left:
        with timed(pace) as took, run.publishing(checkpoint="begun"):
            gone = decomposing.clear(version_id, most=pace.rows)
            took(gone)
        is_left = gone > 0


def _write(run: jobs.JobRun, made: decomposing.Decomposition) -> int:
    pace, written = Pace(), 0
    while rows := made.next(pace.rows):
        with timed(pace) as took, run.publishing(checkpoint="begun"):
            decomposing.write(made.version_id, rows)
            took(len(rows))
        written += len(rows)
        run.report(done=written, total=max(made.total, written))
    return written


@contextmanager
def timed(pace: Pace) -> Iterator[Callable[[int], None]]:
    """Tell the pace how long the rows took that the block names."""
    began = time.monotonic()
    counts: list[int] = []
    yield counts.append
    pace.took(sum(counts), time.monotonic() - began)


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
