"""Who is among the best of two quarters, and what plan they have."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.recognition.forms.benefits import ChanceFilter, OutcomeForm, PlanForm
from dengta.domains.recognition.models import CareerChance
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors import chances as selectors
from dengta.domains.recognition.selectors.benefit_parameters import FEWEST_COMPARED, TOP_PERCENT
from dengta.domains.recognition.selectors.judged_days import quarter_of
from dengta.domains.recognition.services import chances as services
from dengta.domains.recognition.services.benefit_notices import own_page
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

State = CareerChance.State
SORTS = {"quarter": ("quarter", "-place"), "name": ("employee__pinyin",), "state": ("state",)}


@require_safe
def chances(request: Request) -> HttpResponse:
    need_when(policies.see_chances.beyond_own(request.user))
    today = timezone.localdate()
    rows = selectors.others(request.user)
    context = {
        "page": lists.list_page(request, rows, sorts=SORTS, default="-quarter", filters=ChanceFilter),
        "missing": rows.filter(state=State.LISTED).count(),
        "percent": TOP_PERCENT.on(today),
        "fewest": FEWEST_COMPARED.on(today),
    }
    return http.page(request, "recognition/benefits/chances.html", context, fragment="list")


@require_safe
def chance(request: Request, pk: int) -> HttpResponse:
    need_when(policies.see_chances.beyond_own(request.user))
    row = one_or_404(selectors.others(request.user), pk)
    context = {
        "row": row,
        "second": quarter_of(row.quarter, back=1),
        "overdue": selectors.is_overdue(row, timezone.localdate()),
        "plans": policies.plan_chances.allows(request.user, row),
    }
    return http.page(request, "recognition/benefits/chance.html", context)


def _planned_or_404(request: Request, pk: int, *states: str) -> CareerChance:
    rows = CareerChance.objects.exclude(employee=policies.own_id(request.user))
    row = policies.plan_chances.get_or_404(request.user, rows, pk=pk)
    need_when(row.state in states)
    return row


@require_http_methods(FORM)
def propose(request: Request, pk: int) -> HttpResponse:
    row = _planned_or_404(request, pk, State.LISTED, State.PROPOSED)
    initial = {"path": row.path, "plan": row.plan, "review_on": row.review_on}
    return answer_form(
        request,
        PlanForm(request.POST or None, initial=initial),
        lambda data: services.propose_plan(chance_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Propose a career plan"),
        submit=_("Put it before the person"),
        back=reverse("benefits:chance", args=[pk]),
        said=_("Proposed. The person chooses, and may decline."),
        intro=_("Talk first: the plan says what the person would like. Declining changes nothing for later."),
    )


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.own(request.user).filter(state=State.PROPOSED), pk)
    agree = request.POST.get("verdict") == "yes"
    return decided(
        request,
        lambda: services.answer_plan(chance_id=row.pk, agree=agree, by=request.user, now=timezone.now()),
        back=own_page(),
        said=_("Agreed. HR is told.") if agree else _("Declined. Nothing follows from it."),
    )


@require_http_methods(FORM)
def close(request: Request, pk: int) -> HttpResponse:
    _planned_or_404(request, pk, State.AGREED)
    return answer_form(
        request,
        OutcomeForm(request.POST or None),
        lambda data: services.close_plan(chance_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Close the plan"),
        submit=_("It is done"),
        back=reverse("benefits:chance", args=[pk]),
        said=_("Done."),
    )
