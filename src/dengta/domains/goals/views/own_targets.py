"""My targets: what is asked of me, where I stand, where the month will end, what helps most, and the rows behind it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.goals.forms.goals import AcknowledgeForm
from dengta.domains.goals.models import Acknowledgement
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.goal_measures import Measured
from dengta.domains.goals.selectors.own_targets import OwnTarget, own_targets
from dengta.domains.goals.services import acknowledgements as services
from dengta.domains.goals.views.shared import Request, month_text
from dengta.web import http
from dengta.web.decisions import answer_form, need_when
from dengta.web.figures import Bullet as Bar


@require_safe
def own(request: Request) -> HttpResponse:
    """Everything that is asked of me this month."""
    need_when(policies.works_here(request.user))
    today = timezone.localdate()
    found = [shown(one, today) for one in own_targets(request.user, today=today)]
    return http.page(request, "goals/own.html", {"targets": found, "month": month_text(today)})


def shown(one: OwnTarget, today: date) -> dict[str, Any]:
    """One of my targets in words."""
    measure, plan = one.measure, one.plan
    return {
        "own": one, "name": measure.name, "goal": one.target.version.goal, "version": one.target.version,
        "target": measure.text(one.target.value), "month": month_text(one.target.month),
        "begins_later": one.target.month > today, "baseline": measure.text(one.target.baseline),
        "reduced": plan.get_reduced_display() if plan and plan.reduced else "", "ack": one.acknowledgement,
        "close": one.is_close,
        "few": one.few, "met": one.is_met, "bullet": bar_of(one), "rows_url": rows_url(measure, one, today),
        "months": [
            (month_text(each.month), measure.text(each.value), each.month == one.target.month) for each in one.months
        ],
        **_standing(one), **_help(one),
    }  # fmt: skip


def _standing(one: OwnTarget) -> dict[str, Any]:
    """Today and the end of the month, each with its interval."""
    measure, figure, last = one.measure, one.figure, one.ends
    ends = figure.interval if figure is not None and figure.n else None
    chance = one.projection.reached if one.projection else None
    return {
        "value": measure.text(one.value) if figure is not None and figure.n else "",
        "n": figure.n if figure else 0,
        "interval": measure.span(measure.points(ends.low), measure.points(ends.high)) if ends else "",
        "end": measure.text(one.end) if one.end is not None else "",
        "ends": measure.span(*last) if last else "",
        "chance": None if chance is None else round(chance * 100),
    }


def _help(one: OwnTarget) -> dict[str, Any]:
    """What moves the number, and what of it is worth most for this person."""
    best = one.best_help
    helps = [(each.measure.name, each.measure.text(each.value), each.measure.text(each.aim)) for each in one.helps]
    if best is None:
        return {"helps": helps, "best": None}
    said = {
        "name": best.measure.name, "value": best.measure.text(best.value), "aim": best.measure.text(best.aim),
        "gain": one.measure.change(best.gain or 0.0),
    }  # fmt: skip
    return {"helps": helps, "best": said}


def bar_of(one: OwnTarget) -> Bar | None:
    """Value and target on the scale of a share; of what has no end none."""
    high = one.measure.bounds.high
    if one.value is None or high == float("inf") or one.figure is None or not one.figure.n:
        return None
    return Bar(value=one.value, limit=high, target=one.target.value)


def rows_url(measure: Measured, one: OwnTarget, today: date) -> str:
    """The contacts or answers that make the number."""
    query = {
        "kpi": measure.kpi.key, "agent": one.target.employee_id, "period": "custom",
        "start": today.replace(day=1).isoformat(), "end": today.isoformat(),
    }  # fmt: skip
    return f"{reverse('service:rows')}?{urlencode(query)}"


@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge(request: Request, version: int) -> HttpResponse:
    """I have read my target; here is what I say to it."""
    need_when(policies.works_here(request.user))
    rows = Acknowledgement.objects.select_related("version__goal")
    row = policies.acknowledge.get_or_404(request.user, rows, version=version)
    return answer_form(
        request, AcknowledgeForm(request.POST or None),
        lambda data: services.acknowledge(version_id=version, by=request.user, now=timezone.now(), **data),
        title=_("I have read my target"), submit=_("I have read it"), back=reverse("targets:own"),
        said=_("Thank you. An objection is answered by your leader."), intro=row.version.goal.title,
    )  # fmt: skip
