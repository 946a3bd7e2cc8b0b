"""Grievances: for whoever brought them and whoever handles them; for everybody else there is nothing here."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.forms.delegations import ReasonForm
from dengta.domains.communication.forms.grievances import (
    GrievanceForm,
    OutcomeForm,
    ReactionForm,
    StepForm,
    WithdrawForm,
)
from dengta.domains.communication.models import Grievance
from dengta.domains.communication.policies import grievances as policies
from dengta.domains.communication.selectors import grievances as selectors
from dengta.domains.communication.services import grievance_handling, grievances
from dengta.domains.communication.views.shared import Request
from dengta.foundation.access import facts_of
from dengta.foundation.access.limits import limited
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

FORM = ["GET", "HEAD", "POST"]


def _is_post(request: HttpRequest) -> bool:
    return request.method == "POST"


def _need_employee(request: Request) -> int:
    me = facts_of(request.user).employee_id
    need_when(me is not None)
    return me or 0


def _one(request: Request, pk: UUID) -> Grievance:
    _need_employee(request)
    return policies.see.get_or_404(request.user, selectors.grievances(request.user), pk=pk)


def _page_of(pk: UUID) -> str:
    return reverse("grievances:one", args=[pk])


@never_cache
@require_safe
def listing(request: Request) -> HttpResponse:
    me = _need_employee(request)
    page = lists.list_page(
        request, selectors.grievances(request.user), sorts={"received": ("received_at",), "due": ("answer_by",)},
        default="-received",
    )  # fmt: skip
    context = {"page": page, "me": me, "today": timezone.localdate()}
    return http.page(request, "communication/grievances/list.html", context, fragment="list")


@never_cache
@limited("grievance", times=10, seconds=3600, only=_is_post)
@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    _need_employee(request)
    form = GrievanceForm(request.POST or None, people=selectors.may_be_about(request.user, timezone.localdate()))
    return answer_form(
        request,
        form,
        lambda data: grievances.bring(by=request.user, now=timezone.localtime(), **data),
        title=_("Bring a grievance"),
        submit=_("Send"),
        back=reverse("grievances:list"),
        said=_("Received. The number, the clock and who handles it stand in the list."),
        template="communication/grievances/new.html",
        calm=grievances.CALM_DAYS.on(timezone.localdate()),
        answer=grievances.ANSWER_DAYS.on(timezone.localdate()),
    )


@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    row, me = _one(request, pk), _need_employee(request)
    context = {
        "grievance": row,
        "steps": selectors.steps_of(row, reader=me),
        "own": row.complainant_id == me,
        "today": timezone.localdate(),
        "late": grievance_handling.overdue_on(row, timezone.localdate()),
    }
    return http.page(request, "communication/grievances/one.html", context)


@never_cache
@require_http_methods(FORM)
def step(request: Request, pk: UUID) -> HttpResponse:
    row = _one(request, pk)
    need_when(row.complainant_id != _need_employee(request))
    return answer_form(
        request,
        StepForm(request.POST or None),
        lambda data: grievance_handling.add_handling_step(
            grievance_id=pk, by=request.user, now=timezone.localtime(), **data
        ),
        title=_("Write down a step"),
        submit=_("Write down"),
        back=_page_of(pk),
        said=_("Written down."),
        intro=_("First hear the person and let them calm down. A solution can only follow that."),
    )


@never_cache
@require_http_methods(FORM)
def outcome(request: Request, pk: UUID) -> HttpResponse:
    row = _one(request, pk)
    need_when(row.complainant_id != _need_employee(request))
    return answer_form(
        request,
        OutcomeForm(request.POST or None),
        lambda data: grievance_handling.tell_outcome(
            grievance_id=pk, by=request.user, now=timezone.localtime(), **data
        ),
        title=_("Tell the outcome"),
        submit=_("Tell"),
        back=_page_of(pk),
        said=_("Told. The answer comes to this page."),
    )


@never_cache
@require_http_methods(FORM)
def react(request: Request, pk: UUID) -> HttpResponse:
    row = _one(request, pk)
    need_when(row.complainant_id == _need_employee(request))
    return answer_form(
        request,
        ReactionForm(request.POST or None),
        lambda data: grievances.react(
            grievance_id=pk, accept=data["verdict"] == "accept", text=data["text"], by=request.user,
            now=timezone.localtime(),
        ),
        title=_("Answer to the outcome"),
        submit=_("Answer"),
        back=_page_of(pk),
        said=_("Your answer is written down."),
    )  # fmt: skip


@never_cache
@require_http_methods(FORM)
def hand_on(request: Request, pk: UUID) -> HttpResponse:
    _one(request, pk)
    return answer_form(
        request,
        ReasonForm(request.POST or None),
        lambda data: grievances.ask_for_another(grievance_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Hand it to somebody else"),
        submit=_("Hand on"),
        back=reverse("grievances:list"),
        said=_("Handed to the next who has not had it."),
        intro=_("It goes to the next level, never to the person it is about. The reason stays with the case."),
    )


@never_cache
@require_http_methods(FORM)
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    row = _one(request, pk)
    need_when(row.complainant_id == _need_employee(request))
    return answer_form(
        request,
        WithdrawForm(request.POST or None),
        lambda data: grievances.withdraw(grievance_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Take the grievance back"),
        submit=_("Take back"),
        back=_page_of(pk),
        said=_("Taken back."),
    )
