"""The loyalty plan as everybody reads it, its next version, and who reaches what soon."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.recognition.forms.benefits import LoyaltyForm
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors import loyalty as selectors
from dengta.domains.recognition.services.loyalty import Step, write_plan
from dengta.domains.recognition.views.shared import FORM, Request
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need, need_when

# Of those who reach a step soon: as many as a page shows; how many more there are is said below them.
SHOWN = lists.PER_PAGE
SORTS = {"day": ("reached_on",), "years": ("years",), "name": ("employee__pinyin",)}


@require_safe
def plan(request: Request) -> HttpResponse:
    need_when(policies.works_here(request.user) and policies.see_plan.anywhere(request.user))
    today, known = timezone.localdate(), selectors.plans()
    now = selectors.plan_on(known, today)
    leads = policies.see_milestones.beyond_own(request.user)
    rows = selectors.milestones(request.user)
    if not leads:
        rows = rows.filter(employee=policies.own_id(request.user))
    ahead = selectors.ahead(request.user, today) if leads else []
    context = {
        "plan": now,
        "coming": [one for one in known if one.effective_on > today],
        "versions": known,
        "leads": leads,
        "ahead": ahead[:SHOWN],
        "more": max(0, len(ahead) - SHOWN),
        "page": lists.list_page(request, rows, sorts=SORTS, default="-day"),
        "may_write": policies.decide_plan.anywhere(request.user),
        "next": selectors.own_next(request.user, today),
    }
    return http.page(request, "recognition/benefits/loyalty.html", context, fragment="list")


@require_http_methods(FORM)
def write(request: Request) -> HttpResponse:
    need(policies.decide_plan, request.user)
    known = selectors.plans()
    steps = list(known[0].steps.all()) if known else []

    def decide(data: dict[str, Any]) -> object:
        chosen = [Step(years, form, amount) for years, form, amount in data.pop("steps")]
        return write_plan(steps=chosen, by=request.user, now=timezone.now(), **data)

    return answer_form(
        request,
        LoyaltyForm(request.POST or None, initial=LoyaltyForm.initial_of(steps)),
        decide,
        title=_("Write the next version"),
        submit=_("Put it in force"),
        back=reverse("benefits:loyalty"),
        said=_("Written. From its day on it holds for everybody."),
        template="recognition/benefits/loyalty_form.html",
    )
