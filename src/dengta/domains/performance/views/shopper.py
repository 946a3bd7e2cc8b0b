"""Mystery visits: plans for whoever plans, the script for whoever visits, the result for whoever was visited."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.models import Account, Unit
from dengta.domains.performance.forms import shopper as forms
from dengta.domains.performance.models import ShopperVisit
from dengta.domains.performance.policies import shopper as policies
from dengta.domains.performance.policies.raters import own_id, works_here
from dengta.domains.performance.selectors import shopper as selectors
from dengta.domains.performance.services import shopper as services
from dengta.domains.performance.services import shopper_results
from dengta.foundation.access.limits import limited
from dengta.foundation.files.services import redraw
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

Request = http.Request[Account]
FORM = "performance/raters/form.html"
FORMS = ["GET", "HEAD", "POST"]
Status, Objection = ShopperVisit.Status, ShopperVisit.Objection
# Each picture costs seconds of drawing.
pictures_limited = limited("shopper_picture", times=60, seconds=600, only=lambda request: bool(request.FILES))


@require_safe
def plan_list(request: Request) -> HttpResponse:
    need(policies.see_plans, request.user)
    page = lists.list_page(
        request, selectors.plans(request.user), sorts={"made": ("made_on",), "title": ("title",)}, default="-made"
    )
    context = {"page": page, "plans": policies.plan.anywhere(request.user)}
    return http.page(request, "performance/shopper/list.html", context, fragment="list")


@require_http_methods(FORMS)
def plan_new(request: Request) -> HttpResponse:
    need(policies.plan_in, request.user)
    return answer_form(
        request,
        forms.PlanForm(request.POST or None, units=_units(request)),
        lambda data: services.make_plan(
            unit_id=data["unit"].pk, title=data["title"], by=request.user, now=timezone.now()
        ),
        title=_("New plan of visits"),
        submit=_("Save"),
        back=reverse("shopper:list"),
        said=_("Saved. Nobody is told of it."),
    )


def _units(request: Request) -> Any:
    return policies.plan_in.scope(request.user, Unit.objects.filter(closed_on=None)).order_by("name", "pk")


@require_safe
def plan_page(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.plans(request.user), pk=pk)
    context = {
        "plan": row,
        "visits": selectors.visits(request.user, row),
        "plans": policies.plan.allows(request.user, row),
    }
    return http.page(request, "performance/shopper/plan.html", context)


@require_http_methods(FORMS)
def visit_new(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.plans(request.user), pk=pk)
    need_when(policies.plan.allows(request.user, row))
    today = timezone.localdate()
    form = forms.VisitForm(
        request.POST or None, scenarios=selectors.scenarios(request.user), people=selectors.people_of(row, today),
        shoppers=selectors.shoppers(today),
    )  # fmt: skip
    return answer_form(
        request,
        form,
        lambda data: services.plan_visit(
            plan_id=pk, scenario_id=data["scenario"].pk, target_id=data["target"].pk, shopper_id=data["shopper"].pk,
            visit_by=data["visit_by"], by=request.user, now=timezone.now(),
        ),
        title=_("Plan a visit"),
        submit=_("Give it to the shopper"),
        back=reverse("shopper:plan", args=[pk]),
        said=_("Planned. Only the shopper is told."),
    )  # fmt: skip


@require_safe
def scenarios(request: Request) -> HttpResponse:
    need(policies.see_scenarios, request.user)
    context = {"scenarios": selectors.scenarios(request.user), "keeps": policies.keep_scenarios.anywhere(request.user)}
    return http.page(request, "performance/shopper/scenarios.html", context)


@require_http_methods(FORMS)
def scenario_new(request: Request) -> HttpResponse:
    need(policies.plan_in, request.user)

    def add(data: dict[str, Any]) -> object:
        unit = data.pop("unit")
        return services.add_scenario(unit_id=unit.pk, by=request.user, now=timezone.now(), **data)

    return answer_form(
        request,
        forms.ScenarioForm(request.POST or None, units=_units(request)),
        add,
        title=_("New scenario"),
        submit=_("Save"),
        back=reverse("shopper:scenarios"),
        said=_("Saved."),
    )


@require_POST
def scenario_retire(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.retire_scenario(scenario_id=pk, by=request.user, now=timezone.now()),
        back=reverse("shopper:scenarios"),
        said=_("Taken out. Visits that use it keep it."),
    )


@require_safe
def visit(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.visit(request.user), pk=pk)
    plans = policies.plan.allows(request.user, row.plan)
    outside = own_id(request.user) not in (row.shopper_id, row.target_id)
    context = {
        "visit": row,
        "judged": selectors.judged(row),
        "evidence": row.evidence.all(),
        "closes": plans and row.status == Status.HANDED_IN and own_id(request.user) != row.shopper_id,
        "cancels": plans and row.status in (Status.PLANNED, Status.HANDED_IN),
        "decides": plans and row.objection == Objection.OPEN and outside and row.closed_by_id != request.user.pk,
    }
    return http.page(request, "performance/shopper/visit.html", context)


@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    return decided(
        request,
        lambda: services.close_visit(visit_id=pk, by=request.user, now=timezone.now()),
        back=reverse("shopper:visit", args=[pk]),
        said=_("Closed. The person visited reads the result and may object."),
    )


@require_POST
def cancel(request: Request, pk: UUID) -> HttpResponse:
    return decided(
        request,
        lambda: services.cancel_visit(visit_id=pk, by=request.user, now=timezone.now()),
        back=reverse("shopper:visit", args=[pk]),
        said=_("Called off."),
    )


@require_http_methods(FORMS)
def decide(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.visit(request.user), pk=pk)
    need_when(policies.plan.allows(request.user, row.plan))
    return answer_form(
        request,
        forms.DecisionForm(request.POST or None),
        lambda data: shopper_results.decide_objection(visit_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Decide the objection"),
        submit=_("Decide"),
        back=reverse("shopper:visit", args=[pk]),
        said=_("Decided. The person reads it."),
        intro=row.objection_text,
    )


@require_http_methods(FORMS)
def make(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.given_to(request.user), pk=pk)
    form = forms.HandInForm(request.POST or None, criteria=row.criteria)
    return answer_form(
        request,
        form,
        lambda data: services.hand_in(
            visit_id=pk, answers=form.answers(), report=data["report"], visited_on=data["visited_on"], by=request.user,
            now=timezone.now(),
        ),
        title=_("A visit to make"),
        submit=_("Hand in"),
        back=reverse("todos:inbox"),
        said=_("Handed in. Thank you."),
        template="performance/shopper/make.html",
        visit=row,
        pictures=row.evidence.count(),
    )  # fmt: skip


@require_http_methods(FORMS)
@pictures_limited
def evidence(request: Request, pk: UUID) -> HttpResponse:
    get_object_or_404(selectors.given_to(request.user), pk=pk, status=Status.PLANNED)

    def add(data: dict[str, Any]) -> object:
        picture = redraw(data["picture"], most_bytes=shopper_results.MOST_BYTES)
        return shopper_results.add_evidence(visit_id=pk, picture=picture, by=request.user, now=timezone.now())

    return answer_form(
        request,
        forms.EvidenceForm(request.POST or None, request.FILES or None),
        add,
        title=_("Add a picture"),
        submit=_("Add"),
        back=reverse("shopper:make", args=[pk]),
        said=_("Added."),
        template=FORM,
    )


@require_safe
def results(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, selectors.results(request.user), sorts={"closed": ("closed_on",), "score": ("score",)},
        default="-closed",
    )  # fmt: skip
    return http.page(request, "performance/shopper/results.html", {"page": page}, fragment="list")


@require_safe
def result(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.results(request.user), pk=pk)
    own = row.target_id == own_id(request.user)
    context = {
        "visit": row,
        "judged": selectors.judged(row),
        "evidence": row.evidence.all(),
        "objects": own and row.objection == Objection.NONE,
        "own": own,
    }
    return http.page(request, "performance/shopper/result.html", context)


@require_http_methods(FORMS)
def object_to(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.results(request.user), pk=pk, target_id=own_id(request.user))
    return answer_form(
        request,
        forms.ObjectionForm(request.POST or None),
        lambda data: shopper_results.object_to_visit(visit_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Object to this visit"),
        submit=_("Raise an objection"),
        back=reverse("shopper:result", args=[row.pk]),
        said=_("Somebody who was not part of it looks into it and answers."),
    )
