"""Sampling plans, and the proof that what was drawn is a fair sample."""

import secrets

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.performance.forms import qa as forms
from dengta.domains.performance.models import QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_rhythm as rhythms
from dengta.domains.performance.selectors import qa_sampling as selectors
from dengta.domains.performance.selectors.qa_forms import published_forms, units_for
from dengta.domains.performance.services import qa_rhythm as rhythm_services
from dengta.domains.performance.services import qa_sampling as services
from dengta.domains.performance.views.qa_shown import Request, name_of, one_or_404, percent
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need

BOTH = ["GET", "HEAD", "POST"]
SEEDS = 2**40


@require_safe
def plans(request: Request) -> HttpResponse:
    need(policies.see_plans, request.user)
    page = lists.list_page(
        request, selectors.plans(request.user), sorts={"name": ("name",), "made": ("created_at",)}, default="-made"
    )
    context = {"page": page, "may_plan": policies.units.anywhere(request.user)}
    return http.page(request, "performance/qa/plans.html", context, fragment="list")


@require_http_methods(BOTH)
def new(request: Request) -> HttpResponse:
    need(policies.units, request.user)
    form = forms.PlanForm(
        request.POST or None, units=units_for(request.user), forms_=published_forms(request.user),
        initial={"method": "stratified", "period": "week"},
    )  # fmt: skip
    return answer_form(
        request,
        form,
        lambda data: services.make_plan(
            unit_id=data["unit"].pk, form_id=data["qa_form"].pk, name=data["name"], method=data["method"],
            period=data["period"], per_agent=data["per_agent"], by=request.user, now=timezone.now(),
        ),
        title=_("A new sampling plan"),
        submit=_("Make the plan"),
        back=reverse("qa:plans"),
        said=_("The plan is made. Please open it to draw the last whole period, or to say when it draws by itself."),
    )  # fmt: skip


@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.plans(request.user), pk)
    first, last = selectors.period_before(row.period, timezone.localdate())
    draws, today = selectors.draws_of(row), timezone.localdate()
    upcoming = rhythms.next_draw(row, today, drawn={draw.first_day for draw in draws})
    may_plan = row.ended_at is None and policies.plan.allows(request.user, row)
    context = {
        "rhythm": rhythms.day_words(row.period, row.draw_day) if row.draw_day else "", "next": upcoming,
        "is_due": upcoming is not None and upcoming.day <= today, "last_draw": draws[0] if draws else None,
        "last_by": name_of(draws[0].drawn_by) if draws else "", "may_plan": may_plan,
        "plan": row, "first": first, "last": last, "draws": [(draw, selectors.fit(draw)) for draw in draws],
        "may_draw": may_plan and not any(draw.first_day == first for draw in draws),
    }  # fmt: skip
    return http.page(request, "performance/qa/plan.html", context)


@require_POST
def draw(request: Request, pk: int) -> HttpResponse:
    policies.plan.get_or_404(request.user, selectors.plans(request.user), pk=pk)
    return decided(
        request,
        lambda: services.draw_sample(
            plan_id=pk, seed=secrets.randbelow(SEEDS), by=request.user, now=timezone.localtime()
        ),
        back=reverse("qa:plan", args=[pk]),
        said=_("Drawn, and given to the reviewers."),
    )


@require_http_methods(BOTH)
def rhythm(request: Request, pk: int) -> HttpResponse:
    row = policies.plan.get_or_404(request.user, selectors.plans(request.user), pk=pk)
    return answer_form(
        request,
        forms.RhythmForm(request.POST or None, period=row.period, initial={"draw_day": row.draw_day}),
        lambda data: rhythm_services.set_rhythm(plan_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("When the plan draws"),
        submit=_("Save"),
        back=reverse("qa:plan", args=[pk]),
        said=_("Saved. The page says when it draws next."),
    )


@require_POST
def pause(request: Request, pk: int) -> HttpResponse:
    policies.plan.get_or_404(request.user, selectors.plans(request.user), pk=pk)
    return decided(
        request,
        lambda: rhythm_services.pause_plan(plan_id=pk, by=request.user, now=timezone.localtime()),
        back=reverse("qa:plan", args=[pk]),
        said=_("It pauses; what was drawn stays."),
    )


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    policies.plan.get_or_404(request.user, selectors.plans(request.user), pk=pk)
    return decided(
        request,
        lambda: rhythm_services.resume_plan(plan_id=pk, by=request.user, now=timezone.localtime()),
        back=reverse("qa:plan", args=[pk]),
        said=_("It draws again, from the next day on that is due."),
    )


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    policies.plan.get_or_404(request.user, selectors.plans(request.user), pk=pk)
    return decided(
        request,
        lambda: services.end_plan(plan_id=pk, by=request.user, now=timezone.now()),
        back=reverse("qa:plan", args=[pk]),
        said=_("The plan has ended; what was drawn stays."),
    )


@require_safe
def one_draw(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.draws(request.user), pk)
    fit = selectors.fit(row)
    may_repeat = policies.plan.allows(request.user, row.plan)
    again = selectors.drawn_again(request.user, row) if may_repeat and request.GET.get("again") == "yes" else None
    names = dict(QaReview._meta.get_field("contact").related_model._meta.get_field("channel").flatchoices)  # type: ignore[union-attr]
    cells = [
        {
            **cell, "channel": names.get(cell["channel"], ""), "expected": f"{cell['expected']:.1f}",
            "share": percent(100 * cell["population"] / row.population),
            "share_drawn": percent(100 * cell["drawn"] / row.drawn), "share_expected": percent(
                100 * cell["expected"] / row.drawn
            ),
        }
        for cell in row.cells
    ]  # fmt: skip
    context = {
        "draw": row, "fit": fit, "again": again, "may_repeat": may_repeat, "cells": cells,
        "is_risk": row.method == "risk", "p": f"{fit.p:.3f}" if fit else "", "chi2": f"{fit.chi2:.1f}" if fit else "",
        "signs": list(selectors.SIGNS.values()),
    }  # fmt: skip
    return http.page(request, "performance/qa/draw.html", context)
