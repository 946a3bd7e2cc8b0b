"""Requests to the next level and to other departments."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.requests import (
    AcrossForm,
    AnswerForm,
    CloseForm,
    LinkForm,
    RequestFilter,
    UpForm,
    WithdrawForm,
)
from dengta.domains.communication.models import MonthlyStatement, OutsiderLink, WorkRequest
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors import requests as selectors
from dengta.domains.communication.selectors.wording import UNSTATED, hints, unstated
from dengta.domains.communication.services import outsiders, request_answers
from dengta.domains.communication.services import requests as services
from dengta.domains.communication.views.shared import Request, one_or_404
from dengta.domains.people.selectors.people import people
from dengta.foundation.access import facts_of
from dengta.foundation.errors import RuleViolation
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

FORM = ["GET", "HEAD", "POST"]


def need_employee(request: Request) -> int:
    """The employee signed in; 404 for a guest of a client."""
    me = facts_of(request.user).employee_id
    need_when(me is not None and bool(facts_of(request.user).home_units))
    return me or 0


def need_reader(request: Request) -> int:
    """Whoever may read a request: employees, and those who look after the whole."""
    facts = facts_of(request.user)
    need_when(bool(facts.employee_id and facts.home_units) or policies.see.beyond_own(request.user))
    return facts.employee_id or 0


def _need_part(request: Request) -> int:
    """Whoever may ask or be asked, with a team or without; and whoever reads the requests of others."""
    need_when(policies.takes_part(request.user) or policies.see.beyond_own(request.user))
    return facts_of(request.user).employee_id or 0


def _one(request: Request, pk: int) -> WorkRequest:
    return policies.see.get_or_404(request.user, selectors.requests(request.user), pk=pk)


def _followed_up(request: Request, pk: int) -> WorkRequest:
    return policies.follow_up.get_or_404(request.user, WorkRequest.objects.all(), pk=pk)


def _page_of(pk: int) -> str:
    return reverse("requests:one", args=[pk])


@require_safe
def listing(request: Request) -> HttpResponse:
    me = _need_part(request)
    page = lists.list_page(
        request, selectors.requests(request.user), sorts={"asked": ("asked_at",), "due": ("answer_by",)},
        default="-asked", filters=RequestFilter, ids_first=True,
    )  # fmt: skip
    context = {"page": page, "me": me, "today": timezone.localdate(), "asks": policies.takes_part(request.user)}
    return http.page(request, "communication/requests/list.html", context, fragment="list")


@require_safe
def one(request: Request, pk: int) -> HttpResponse:
    me = _need_part(request)
    row: Any = one_or_404(selectors.requests(request.user), pk)
    follows_up = policies.follow_up.allows(request.user, row)
    context = {
        "row": row,
        "options": list(row.options.all()),
        # What somebody else wrote when they closed it stays at the client it was written for.
        "own_result": row.is_inside or row.closed_by_id == me,
        "follows_up": follows_up,
        "asked": row.is_inside and me in {row.addressee_id, row.escalated_to_id},
        "links": selectors.links_of(row) if follows_up else [],
        "today": timezone.localdate(),
        "now": timezone.now(),
        "most_wrong_codes": outsiders.WRONG_CODES.on(timezone.localdate()),
        "may_link": follows_up and row.status == row.Status.OPEN and row.direction == row.Direction.ACROSS,
    }
    return http.page(request, "communication/requests/one.html", context)


@require_http_methods(FORM)
def new_up(request: Request) -> HttpResponse:
    need_when(policies.takes_part(request.user))
    asked_for = request.GET.get("statement", "")
    statement = get_object_or_404(MonthlyStatement, pk=int(asked_for)) if asked_for.isdecimal() else None
    need_when(statement is None or policies.may_add_asks(request.user, statement))
    form = UpForm(request.POST or None)
    return answer_form(
        request,
        form,
        lambda _data: services.ask_up(by=request.user, now=timezone.localtime(), statement=statement, **form.asked()),
        title=_("Ask the next level"),
        submit=_("Send"),
        back=reverse("requests:statements" if statement else "requests:list"),
        said=_("Sent. The answer is due in a few working days; otherwise the level above is asked."),
        intro=_("Facts, at least one way out, and what you recommend: so a yes or no can come quickly."),
    )


@require_http_methods(FORM)
def new_across(request: Request) -> HttpResponse:
    need_when(policies.takes_part(request.user))
    form = AcrossForm(
        request.POST or None, people=people(request.user, timezone.localdate()), initial={"cause_code": "unknown"}
    )
    context: dict[str, Any] = {
        "form": form, "title": _("Ask another department"), "back": reverse("requests:list"),
        "hints": hints(*form.spoken) if form.is_bound else [],
        "unstated": [UNSTATED[part] for part in unstated(**form.parts)] if form.is_bound else [],
    }  # fmt: skip
    # A first look shows the hints; sending again, or a text without any, sends it as it stands.
    looked = not (context["hints"] or context["unstated"]) or "read_hints" in request.POST
    if request.method == "POST" and form.is_valid() and looked:
        try:
            sent = services.ask_across(by=request.user, now=timezone.localtime(), **form.asked())
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return http.done(request, _page_of(sent.pk), _("Sent. You follow it here to the end."))
    status = 422 if form.errors else 200
    return http.page(request, "communication/requests/across.html", context, status=status)


@require_http_methods(FORM)
def answer(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk)
    need_when(facts_of(request.user).employee_id in {row.addressee_id, row.escalated_to_id})
    return answer_form(
        request,
        AnswerForm(request.POST or None),
        lambda data: request_answers.answer(request_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Answer the request"),
        submit=_("Answer"),
        back=_page_of(pk),
        said=_("Answered. Whoever asked is told."),
        intro=row.summary,
    )


@require_http_methods(FORM)
def close(request: Request, pk: int) -> HttpResponse:
    row = _followed_up(request, pk)
    return answer_form(
        request,
        CloseForm(request.POST or None, initial={"cause_code": row.cause_code}, customer_waits=row.concerns_customer),
        lambda data: request_answers.close(request_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Close the request"),
        submit=_("Finish"),
        back=_page_of(pk),
        said=_("Closed."),
        intro=_("A customer waits: please say what they were told.") if row.concerns_customer else "",
    )


@require_http_methods(FORM)
def withdraw(request: Request, pk: int) -> HttpResponse:
    row = _followed_up(request, pk)
    return answer_form(
        request,
        WithdrawForm(request.POST or None, customer_waits=row.concerns_customer),
        lambda data: request_answers.withdraw(request_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Take the request back"),
        submit=_("Take back"),
        back=_page_of(pk),
        said=_("Taken back."),
        intro=_("A customer waits: please say what they were told.") if row.concerns_customer else "",
    )


@never_cache
@require_http_methods(FORM)
def link_new(request: Request, pk: int) -> HttpResponse:
    """The link and its code are shown this once, on the answer to the form."""
    row = _followed_up(request, pk)
    form = LinkForm(request.POST or None)
    context: dict[str, Any] = {"row": row, "form": form, "back": _page_of(pk)}
    if request.method == "POST" and form.is_valid():
        try:
            opened = outsiders.open_link(request_id=pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            address = request.build_absolute_uri(reverse("requests:outside", args=[opened.token]))
            context |= {"opened": opened, "address": address}
    return http.page(request, "communication/requests/link.html", context, status=422 if form.errors else 200)


@require_POST
def link_revoke(request: Request, pk: int, link: int) -> HttpResponse:
    row = _one(request, pk)
    found = get_object_or_404(OutsiderLink, pk=link, request=row)
    return decided(
        request,
        lambda: outsiders.revoke_link(link_id=found.pk, by=request.user, now=timezone.now()),
        back=_page_of(pk),
        said=_("The link is closed."),
    )
