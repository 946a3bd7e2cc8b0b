"""The strategy map: vision, service strategy, goals and actions on one page."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.strategy import HangForm, StepForm
from dengta.domains.goals.models import StrategyStep
from dengta.domains.goals.policies import strategy as policies
from dengta.domains.goals.policies.covering import works_here
from dengta.domains.goals.selectors import strategy as selectors
from dengta.domains.goals.services import strategy as services
from dengta.domains.goals.views.pay_decisions import GET_POST, units_for
from dengta.domains.goals.views.telling import Request, one_or_404
from dengta.domains.people.models import Employee, Membership
from dengta.foundation.access import rights_on
from dengta.web import http
from dengta.web.decisions import answer_form, decided, need, need_when


@require_safe
def strategy_map(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    context = {"chain": selectors.chain(request.user), "writes": policies.write.anywhere(request.user)}
    return http.page(request, "goals/strategy/map.html", context)


@require_safe
def step(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    row = one_or_404(selectors.steps(request.user), pk)
    writes = policies.write in rights_on(request.user, row, policies.write)
    context = {"step": row, "writes": writes, "below": selectors.steps(request.user).filter(parent=row)}
    return http.page(request, "goals/strategy/step.html", context)


@require_http_methods(GET_POST)
def new(request: Request) -> HttpResponse:
    need(policies.write, request.user)
    units = units_for(request, policies.write)
    members = Membership.objects.on(timezone.localdate()).filter(unit__in=units).values("employee_id")
    people = Employee.objects.filter(pk__in=members).order_by("pinyin", "pk")
    return answer_form(
        request,
        StepForm(
            request.POST or None, units=units, above=_above(request), people=people,
            goals=selectors.goals_in_sight(request.user),
            initial={"kind": request.GET.get("kind", ""), "parent": request.GET.get("parent", "")},
        ),
        lambda data: services.add_step(
            by=request.user, now=timezone.now(), **{**data, "parent": data["parent"].pk if data["parent"] else None}
        ),
        title=_("Put a link into the chain"), submit=_("Put in"), back=reverse("strategy:map"), said=_("Saved."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def hang(request: Request, pk: int) -> HttpResponse:
    row = policies.write.get_or_404(request.user, selectors.steps(request.user), pk=pk)
    level = selectors.ORDER.index(selectors.Kind(row.kind)) - 1
    need_when(level >= 0)
    return answer_form(
        request, HangForm(request.POST or None, above=_above(request).filter(kind=selectors.ORDER[level])),
        lambda data: services.hang_step(step_id=pk, parent=data["parent"].pk, by=request.user, now=timezone.now()),
        title=_("Hang it under another link"), submit=_("Save"), back=reverse("strategy:map"), said=_("Saved."),
        intro=row.title,
    )  # fmt: skip


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    need(policies.write, request.user)
    done = request.GET.get("done") == "yes"
    return decided(
        request, lambda: services.close_step(step_id=pk, done=done, by=request.user, now=timezone.now()),
        back=reverse("strategy:map"), said=_("It is off the page."),
    )  # fmt: skip


def _above(request: Request) -> "selectors.QuerySet[StrategyStep]":
    return selectors.steps(request.user).exclude(kind=selectors.Kind.ACTION)
