"""Mediations, for the three who are in them."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.mediations import AgreementForm, MediationForm, OutcomeForm, ViewForm
from dengta.domains.communication.models import Mediation
from dengta.domains.communication.policies import mediations as policies
from dengta.domains.communication.selectors import mediations as selectors
from dengta.domains.communication.services import mediations as services
from dengta.domains.communication.views.requests import need_employee
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.selectors.people import people
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

FORM = ["GET", "HEAD", "POST"]


def _one(request: Request, pk: UUID) -> Mediation:
    return policies.see.get_or_404(request.user, selectors.mediations(request.user), pk=pk)


def _me(request: Request) -> int:
    me = facts_of(request.user).employee_id
    need_when(me is not None)
    return me or 0


def _page_of(pk: UUID) -> str:
    return reverse("mediations:one", args=[pk])


@never_cache
@require_safe
def listing(request: Request) -> HttpResponse:
    me = _me(request)
    page = lists.list_page(
        request, selectors.mediations(request.user), sorts={"opened": ("opened_at",)}, default="-opened"
    )
    context = {"page": page, "me": me, "today": timezone.localdate(), "opens": bool(facts_of(request.user).home_units)}
    return http.page(request, "communication/mediations/list.html", context, fragment="list")


@never_cache
@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    need_employee(request)
    return answer_form(
        request,
        MediationForm(request.POST or None, people=people(request.user, timezone.localdate())),
        lambda data: services.open_mediation(by=request.user, now=timezone.localtime(), **data),
        title=_("Settle something between two"),
        submit=_("Begin the mediation"),
        back=reverse("mediations:list"),
        said=_("Opened. Both are asked how they see it."),
        intro=_("Only the two and the mediator ever read it. Either of the two may ask for another mediator."),
    )


@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    row, me = _one(request, pk), _me(request)
    context = {"row": row, "mediates": row.mediator_id == me, "me": me, "today": timezone.localdate()}
    return http.page(request, "communication/mediations/one.html", context)


@never_cache
@require_http_methods(FORM)
def view(request: Request, pk: UUID) -> HttpResponse:
    row, me = _one(request, pk), _me(request)
    sides = [("first", row.first.name), ("second", row.second.name)] if row.mediator_id == me else []
    return answer_form(
        request,
        ViewForm(request.POST or None, sides=sides),
        lambda data: services.say_view(mediation_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("How it looks from one side"),
        submit=_("Save"),
        back=_page_of(pk),
        said=_("Saved."),
    )


@never_cache
@require_http_methods(FORM)
def agree(request: Request, pk: UUID) -> HttpResponse:
    need_when(_one(request, pk).mediator_id == _me(request))
    return answer_form(
        request,
        AgreementForm(request.POST or None),
        lambda data: services.agree(mediation_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Write down the agreement"),
        submit=_("Save"),
        back=_page_of(pk),
        said=_("Written down. You are reminded on the day."),
    )


@never_cache
@require_http_methods(FORM)
def look_back(request: Request, pk: UUID) -> HttpResponse:
    need_when(_one(request, pk).mediator_id == _me(request))
    return answer_form(
        request,
        OutcomeForm(request.POST or None),
        lambda data: services.look_back(mediation_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Look back"),
        submit=_("Finish"),
        back=_page_of(pk),
        said=_("Closed."),
    )


@require_POST
def another(request: Request, pk: UUID) -> HttpResponse:
    row, me = _one(request, pk), _me(request)
    need_when(me in {row.first_id, row.second_id})
    return decided(
        request,
        lambda: services.another_mediator(mediation_id=pk, by=request.user, now=timezone.localtime()),
        back=_page_of(pk),
        said=_("Somebody else mediates now."),
    )
