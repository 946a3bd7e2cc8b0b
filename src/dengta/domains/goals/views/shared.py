"""What the pages of goals share: words, steps, charts."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dengta.domains.goals.models import Goal
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.goal_measures import Measured
from dengta.domains.goals.selectors.goals import MonthLine
from dengta.domains.people.models import Account
from dengta.foundation.access import Actor
from dengta.web import http
from dengta.web.decisions import need_when
from dengta.web.figures import Step

Request = http.Request[Account]
# The steps of the wizard, in order, as they stand in the address.
STEPS = ("baseline", "reading", "ramp", "teams")


def goal_or_404(actor: Actor, pk: int) -> Goal:
    """A goal that the reader may see."""
    rows = policies.visible(actor).select_related("unit", "owner", "parent").filter(pk=pk)
    found = rows.first()
    need_when(found is not None)
    assert found is not None
    return found


def written_goal_or_404(actor: Actor, pk: int) -> Goal:
    """A goal that the reader may change."""
    return policies.write.get_or_404(actor, policies.visible(actor).select_related("unit"), pk=pk)


def month_text(month: date) -> str:
    """A month of a year."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def period_text(goal: Goal) -> str:
    """The first and the last month."""
    last = goal.ends_on - timedelta(days=1)
    return _("{first} – {last}").format(first=month_text(goal.starts_on), last=month_text(last))


def steps_of(goal: Goal, now: str) -> list[Step]:
    """The wizard with the step one is at."""
    titles = {
        "baseline": _("Baseline"),
        "reading": _("What the uplift means"),
        "ramp": _("Months"),
        "teams": _("Where the teams stand"),
    }
    place = STEPS.index(now) if now in STEPS else len(STEPS)
    first = Step(title=_("Figure and unit"), state="done")
    rest = [
        Step(title=titles[key], state="done" if number < place else "now" if number == place else "later")
        for number, key in enumerate(STEPS)
    ]
    last = Step(title=_("Break down and check"), state="now" if place == len(STEPS) else "later")
    return [first, *rest, last]


def after(step: str) -> str:
    """The step that follows; empty behind the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else ""


def chart_of(measure: Measured, lines: Sequence[MonthLine]) -> dict[str, Any]:
    """Targets and what was reached, month by month."""
    scale = [None if line.figure is None else measure.points(line.figure.value) for line in lines]
    return {
        "labels": [date_format(line.month, "M") for line in lines],
        "now": None,
        "now_label": "",
        "from_zero": False,
        "series": [
            {
                "name": _("Target"), "kind": "target", "unit": "",
                "values": [None if line.target is None else round(line.target, 1) for line in lines],
            },
            {
                "name": _("Reached"), "kind": "actual", "unit": "",
                "values": [None if value is None else round(value, 1) for value in scale],
            },
        ],
    }  # fmt: skip


def back_to(goal: Goal) -> str:
    """The page of the goal."""
    return reverse("goals:goal", args=[goal.pk])
