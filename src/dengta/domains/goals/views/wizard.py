"""The goal wizard: figure and unit, baseline, what the uplift means, months, teams; each step is kept when left."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.wizard import BaselineForm, GroupsForm, RampForm, ReadingForm, StartForm
from dengta.domains.goals.models import Goal, GoalVersion
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors import baselines
from dengta.domains.goals.selectors import goals as selectors
from dengta.domains.goals.selectors import wizard as previews
from dengta.domains.goals.selectors.goal_measures import measured
from dengta.domains.goals.services import wizard as services
from dengta.domains.goals.views.shared import STEPS, Request, after, steps_of, written_goal_or_404
from dengta.domains.people.models import Unit
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.web import http
from dengta.web.decisions import decided, need, need_when


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """The first step: it makes the draft, with its baseline, teams and people from the records."""
    need(policies.write_for, request.user)
    today = timezone.localdate()
    units = policies.write_for.scope(request.user, Unit.objects.filter(closed_on=None)).order_by("kind", "name", "pk")
    form = StartForm(
        request.POST or None, units=units, owners=previews.possible_owners(units, today),
        parents=selectors.parents_for(request.user, today=today), today=today,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            goal = services.draft_goal(
                title=data["title"], kpi=data["kpi"], unit_id=data["unit"].pk, starts_on=data["starts_on"],
                months=data["months"], review_day=data["review_day"], weight=data["weight"],
                owner=data["owner"].pk if data["owner"] else None, parent=data["parent"].pk if data["parent"] else None,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except NotAllowed as hidden:
            raise Http404 from hidden
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("goals:step", pk=goal.pk, step=STEPS[0])
    status = 422 if form.errors else 200
    return http.page(request, "goals/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, pk: int, step: str) -> HttpResponse:
    """One of the other steps: shown with what the records say, saved, and on to the next."""
    goal = written_goal_or_404(request.user, pk)
    need_when(step in STEPS and goal.status == Goal.Status.DRAFT)
    version = goal.versions.get(status=GoalVersion.Status.DRAFT)
    form = _FORMS[step](request, goal, version)
    if request.method == "POST" and form.is_valid():
        try:
            _SAVE[step](request, goal, form)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            following = after(step)
            return redirect("goals:step", pk=pk, step=following) if following else redirect("goals:goal", pk=pk)
    number = STEPS.index(step)
    context = {
        "goal": goal, "version": version, "form": form, "step": step, "steps": steps_of(goal, step),
        "measure": measured(goal.kpi),
        "back_url": reverse("goals:step", args=[pk, STEPS[number - 1]]) if number else reverse("goals:goal", args=[pk]),
        "is_last": not after(step), **_shown(request, goal, version, step),
    }  # fmt: skip
    return http.page(request, f"goals/step_{step}.html", context, status=422 if form.errors else 200)


@require_safe
def readings(request: Request, pk: int) -> HttpResponse:
    """The three readings of an uplift side by side, while it is typed."""
    goal = written_goal_or_404(request.user, pk)
    try:
        uplift = float(request.GET.get("uplift", ""))
    except ValueError:
        uplift = 0.0
    context = {"readings": previews.readings_of(goal, uplift), "goal": goal}
    return http.page(request, "goals/readings.html", context)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Throw the draft away."""
    return decided(
        request, lambda: services.drop_draft(goal_id=pk, by=request.user, now=timezone.now()),
        back=reverse("goals:list"), said=_("The draft is gone."),
    )  # fmt: skip


def _baseline_form(request: Request, goal: Goal, version: GoalVersion) -> forms.Form:
    edited = goal.baseline if goal.baseline_recorded is not None or goal.baseline_reason else None
    last = goal.baseline_to - timedelta(days=1) if goal.baseline_to else None
    initial = {"start": goal.baseline_from, "end": last, "value": edited, "reason": goal.baseline_reason}
    return BaselineForm(request.POST or None, initial=initial)


def _reading_form(request: Request, goal: Goal, version: GoalVersion) -> forms.Form:
    initial = {"uplift": goal.uplift, "reading": goal.reading, "scope": goal.scope}
    return ReadingForm(request.POST or None, goal=goal, initial=initial)


def _ramp_form(request: Request, goal: Goal, version: GoalVersion) -> forms.Form:
    months = version.months.filter(is_closed=False)
    return RampForm(request.POST or None, months=list(months), initial={"shape": goal.shape, "cap": goal.cap})


def _groups_form(request: Request, goal: Goal, version: GoalVersion) -> forms.Form:
    groups = version.groups.select_related("unit").order_by("unit__name", "unit")
    return GroupsForm(request.POST or None, groups=list(groups), measure=measured(goal.kpi))


_FORMS: Mapping[str, Callable[[Request, Goal, GoalVersion], Any]] = {
    "baseline": _baseline_form, "reading": _reading_form, "ramp": _ramp_form, "teams": _groups_form,
}  # fmt: skip


def _save_baseline(request: Request, goal: Goal, form: Any) -> None:
    data = form.cleaned_data
    services.set_baseline(
        goal_id=goal.pk, start=data["start"], end=data["end"] + timedelta(days=1), value=data["value"],
        reason=data["reason"], by=request.user, now=timezone.now(),
    )  # fmt: skip


def _save_reading(request: Request, goal: Goal, form: Any) -> None:
    services.choose_reading(goal_id=goal.pk, by=request.user, now=timezone.now(), **form.cleaned_data)


def _save_ramp(request: Request, goal: Goal, form: Any) -> None:
    services.set_ramp(
        goal_id=goal.pk, shape=form.cleaned_data["shape"], cap=form.cleaned_data["cap"], volumes=form.volumes(),
        by=request.user, now=timezone.now(),
    )  # fmt: skip


def _save_groups(request: Request, goal: Goal, form: Any) -> None:
    services.set_groups(
        goal_id=goal.pk, groups=form.edits(), reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
    )


_SAVE: Mapping[str, Callable[[Request, Goal, Any], None]] = {
    "baseline": _save_baseline, "reading": _save_reading, "ramp": _save_ramp, "teams": _save_groups,
}  # fmt: skip


def _shown(request: Request, goal: Goal, version: GoalVersion, step: str) -> dict[str, Any]:
    """What a step shows beside its fields: what the records say, and whether it can work out."""
    match step:
        case "baseline":
            start, end = goal.baseline_from, goal.baseline_to
            if start is None or end is None:
                start, end = baselines.window(timezone.localdate())
            measure = measured(goal.kpi)
            found = baselines.baseline_of(
                request.user, measure, unit=goal.unit_id, start=start, end=end, today=timezone.localdate()
            )
            return {"found": found}
        case "reading":
            return {"readings": previews.readings_of(goal, goal.uplift or 20.0)}
        case _:
            return {"preview": previews.preview(version)}
