"""Examining the installation, keeping what was found, and telling administrators of what is new."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs, notify
from dengta.foundation.access import Actor, Role, holders_of
from dengta.foundation.audit.record import record
from dengta.foundation.doctor import policies
from dengta.foundation.doctor.models import Examination
from dengta.foundation.doctor.registry import Finding, Problem
from dengta.foundation.errors import NotAllowed

KEPT = timedelta(days=90)
FIRST = settings.LANGUAGES[0][0]
FIGURES = re.compile(r"\d+")
EXAMINE = "doctor.examine"


@transaction.atomic
def ask(*, by: Actor) -> jobs.Job:
    """Have everything examined now; while that is under way, asking again gives the same job."""
    if not policies.may_examine(by):
        raise NotAllowed("not_allowed", right=policies.examine.name)
    return jobs.enqueue(EXAMINE, key="installation", by=by)


@transaction.atomic
def keep(*, findings: Sequence[Finding], now: datetime, by: Actor | None) -> Examination:
    """Keep what was found in place of the last result, and tell administrators when something new is wrong."""
    before = Examination.objects.order_by("-at", "-pk").first()
    known = {} if before is None else _since(before)
    found = [_as_json(finding, known, now) for finding in findings]
    problems = [problem for finding in findings for problem in finding.problems]
    examination = Examination.objects.create(
        at=now,
        seconds=round(sum(finding.seconds for finding in findings), 1),
        problems=sum(not problem.advice for problem in problems),
        advice=sum(problem.advice for problem in problems),
        findings=found,
    )
    Examination.objects.filter(at__lt=now - KEPT).delete()
    facts = {"problems": examination.problems, "advice": examination.advice}
    record(by, "doctor.examined", examination, **facts)
    new = [problem for finding in findings for problem in finding.problems if _is_new(finding, problem, known)]
    if new:
        _tell(new, examination)
    return examination


def _is_new(finding: Finding, problem: Problem, known: dict[tuple[str, str], str]) -> bool:
    return not problem.advice and _same(finding.check.name, _in_every_language(problem.what)) not in known


def _same(check: str, what: Mapping[str, str]) -> tuple[str, str]:
    """What makes a problem the one of yesterday: five stuck jobs are still the same problem when they are six."""
    return check, FIGURES.sub("#", what[FIRST])


def _tell(new: Sequence[Problem], examination: Examination) -> None:
    title = format_lazy(_("Something is wrong with this installation ({count})"), count=examination.problems)
    admins = holders_of([Role.ADMIN])
    url = reverse("doctor:result")
    notify.send_many(to=admins, broadcast=False, kind="doctor.ill", title=title, body=new[0].what, url=url)


def _since(examination: Examination) -> dict[tuple[str, str], str]:
    """Since when each problem of an examination has been seen."""
    return {
        _same(finding["check"], problem["what"]): problem["since"]
        for finding in examination.findings
        for problem in finding["problems"]
    }


def _as_json(finding: Finding, known: dict[tuple[str, str], str], now: datetime) -> dict[str, Any]:
    name = finding.check.name
    problems = []
    for problem in finding.problems:
        what = _in_every_language(problem.what)
        since = known.get(_same(name, what), now.isoformat())
        mend = _in_every_language(problem.mend)
        problems.append({"what": what, "mend": mend, "advice": problem.advice, "since": since})
    return {"check": name, "seconds": round(finding.seconds, 2), "problems": problems}


def _in_every_language(text: str | Promise) -> dict[str, str]:
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = str(text)
    return texts
