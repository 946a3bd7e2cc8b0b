"""The pages of KPI plans."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.kpi_plans import PlanForm, WeightForm
from dengta.domains.goals.models import KpiPlan, KpiWeight
from dengta.domains.goals.policies import kpi_plans as policies
from dengta.domains.goals.policies.covering import works_here
from dengta.domains.goals.selectors.kpi_plans import Sort, sort_of
from dengta.domains.goals.services import kpi_plans as services
from dengta.domains.goals.views.pay import steps_of
from dengta.domains.goals.views.pay_decisions import GET_POST, proposed, published, returned, units_for
from dengta.domains.goals.views.telling import Request, kpi_value, one_or_404, weight
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

SORTS = {
    Sort.EFFICIENCY: _("Efficiency"), Sort.SATISFACTION: _("Satisfaction"), Sort.COMPLAINTS: _("Complaints"),
    Sort.QUALITY: _("Quality"),
}  # fmt: skip


@require_safe
def plans(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    rows = policies.visible(request.user).select_related("unit")
    page = lists.list_page(request, rows, sorts={"starts": ("starts_on", "version")}, default="-starts")
    context = {"page": page, "writes": policies.write.anywhere(request.user)}
    return http.page(request, "goals/kpi_plans/list.html", context, fragment="list")


@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(policies.visible(request.user).select_related("unit", "published_by__employee"), pk)
    weights = list(row.weights.order_by("-weight", "kpi"))
    context = {
        "plan": row,
        "weights": [_told(one) for one in weights],
        "time_share": weight(services.time_share(weights)),
        "missing": [SORTS[sort] for sort in services.missing_sorts(weights)],
        "total": weight(sum((one.weight for one in weights), start=services.WHOLE - services.WHOLE)),
        **steps_of(request, row, policies.write, policies.decide),
    }
    return http.page(request, "goals/kpi_plans/plan.html", context)


def _told(one: KpiWeight) -> dict[str, Any]:
    return {
        "row": one, "name": kpi_named(one.kpi).name, "sort": SORTS[sort_of(one.kpi)], "weight": weight(one.weight),
        "baseline": kpi_value(one.kpi, one.baseline), "target": kpi_value(one.kpi, one.target),
    }  # fmt: skip


@require_http_methods(GET_POST)
def new(request: Request) -> HttpResponse:
    need(policies.write, request.user)
    return answer_form(
        request, PlanForm(request.POST or None, units=units_for(request, policies.write)),
        lambda data: services.draft_plan(by=request.user, now=timezone.now(), **data),
        title=_("New KPI plan"), submit=_("Begin the draft"), back=reverse("kpi_plans:list"),
        said=_("The draft is begun. Now put in its KPIs."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def edit(request: Request, pk: int) -> HttpResponse:
    row: KpiPlan = policies.write.get_or_404(request.user, policies.visible(request.user), pk=pk)
    initial = {name: getattr(row, name) for name in ("title", "starts_on", "grade", "reason")}
    return answer_form(
        request, PlanForm(request.POST or None, initial=initial),
        lambda data: services.edit_plan(plan_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Change the plan"), submit=_("Save"), back=_at(pk), said=_("Saved."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def put(request: Request, pk: int) -> HttpResponse:
    row: KpiPlan = policies.write.get_or_404(request.user, policies.visible(request.user), pk=pk)
    known = row.weights.filter(kpi=request.GET.get("kpi", "")).first()
    names = ("kpi", "weight", "baseline", "target")
    return answer_form(
        request,
        WeightForm(request.POST or None, initial={name: getattr(known, name) for name in names} if known else {}),
        lambda data: services.put_weight(plan_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("A KPI of the plan"), submit=_("Put in"), back=_at(pk), said=_("Saved."), intro=row.title,
    )  # fmt: skip


@require_POST
def drop(request: Request, pk: int, weight: int) -> HttpResponse:
    return decided(
        request, lambda: services.drop_weight(plan_id=pk, weight_id=weight, by=request.user, now=timezone.now()),
        back=_at(pk), said=_("Taken out."),
    )  # fmt: skip


@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    return proposed(request, services.PLANS, pk, _at(pk))


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    return published(request, services.PLANS, pk, _at(pk))


@require_http_methods(GET_POST)
def send_back(request: Request, pk: int) -> HttpResponse:
    one_or_404(policies.visible(request.user), pk)
    return returned(request, services.PLANS, pk, _at(pk))


def _at(pk: int) -> str:
    return reverse("kpi_plans:plan", args=[pk])
