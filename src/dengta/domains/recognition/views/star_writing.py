"""Fixing criteria and tiers, for a month that has not begun."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dengta.domains.recognition.forms import stars as forms
from dengta.domains.recognition.selectors import stars as selectors
from dengta.domains.recognition.services import star_criteria
from dengta.domains.recognition.views.shared import FORM, Request
from dengta.web.decisions import answer_form, need_when

FIRST = {
    "csat_weight": 60, "min_answers": 30, "min_solved": 60, "places": 3, "vote_days": 2, "bonus": 500, "points": 200,
}  # fmt: skip
NAMES = tuple(FIRST)
TEMPLATE = "recognition/stars/form.html"


@require_http_methods(FORM)
def new_criteria(request: Request) -> HttpResponse:
    units = selectors.clients_to_write(request.user)
    need_when(units.exists())
    last = selectors.all_criteria(request.user).filter(unit__in=units).first()
    initial: dict[str, Any] = {name: getattr(last, name) for name in NAMES} if last is not None else dict(FIRST)
    form = forms.CriteriaForm(
        request.POST or None, units=units, today=timezone.localdate(), initial={"unit": units.first(), **initial}
    )
    return answer_form(
        request,
        form,
        lambda data: star_criteria.set_criteria(
            unit=data["unit"], terms=form.terms(), why=data["why"], applies_from=data["applies_from"],
            by=request.user, now=timezone.now(),
        ),
        title=_("Set the criteria"),
        submit=_("Publish the criteria"),
        back=reverse("stars:criteria"),
        said=_("Published. Everybody can read them before the month begins."),
        template=TEMPLATE,
        intro=_("Figures are compared like with like and by their lower bound: hard contacts cost nobody a place."),
    )  # fmt: skip


@require_http_methods(FORM)
def new_tiers(request: Request) -> HttpResponse:
    units = selectors.clients_to_write(request.user)
    need_when(units.exists())
    last = selectors.schemes(request.user).filter(unit__in=units).first()
    initial: dict[str, Any] = {"unit": units.first()}
    for tier in last.tiers.all() if last is not None else ():
        for name in ("name", "name_en", "from_score", "points"):
            initial[f"{name}_{tier.place}"] = getattr(tier, name)
    form = forms.TiersForm(request.POST or None, units=units, today=timezone.localdate(), initial=initial)
    return answer_form(
        request,
        form,
        lambda data: star_criteria.set_tiers(
            unit=data["unit"], lines=form.lines(), why=data["why"], applies_from=data["applies_from"],
            by=request.user, now=timezone.now(),
        ),
        title=_("Publish tiers"),
        submit=_("Publish tiers"),
        back=reverse("stars:tiers"),
        said=_("Published. Everybody sees the own distance from that month on."),
        template=TEMPLATE,
        intro=_("A tier is a line, not a quota: all may reach the highest, and nobody has to be last."),
    )  # fmt: skip
