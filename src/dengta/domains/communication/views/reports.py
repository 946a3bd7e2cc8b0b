"""Reports from the floor: the list, one of them, and every step it can take."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.reports import (
    CustomerForm,
    JoinReportForm,
    OwnerForm,
    ReportAnswerForm,
    ReportFilter,
    ReportForm,
    ToldForm,
)
from dengta.domains.communication.models import ConcernedCustomer, FloorReport
from dengta.domains.communication.policies import reports as policies
from dengta.domains.communication.policies.floor import has_team, own_id, works_here
from dengta.domains.communication.selectors import reports as selectors
from dengta.domains.communication.selectors.answering import who_can_do_it
from dengta.domains.communication.services import customers_told
from dengta.domains.communication.services import reports as services
from dengta.domains.communication.views.presenting import report_steps
from dengta.domains.communication.views.shared import Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

Status = FloorReport.Status
SORTS = {"made": ("created_at",), "due": ("due_on",), "voices": ("n_voices", "created_at")}


@require_safe
def reports(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, selectors.listed(request.user), sorts=SORTS, default="-made", filters=ReportFilter,
        ids_first=True,
    )  # fmt: skip
    context = {"page": page, "today": timezone.localdate(), "may_report": has_team(request.user)}
    return http.page(request, "communication/reports/list.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    need_when(has_team(request.user))
    return answer_form(
        request,
        ReportForm(request.POST or None, topics=selectors.topics_for(request.user), initial={"kind": "problem"}),
        lambda data: _report(request, data),
        title=_("Report a problem"),
        submit=_("Report"),
        back=reverse("reports:list"),
        said=_("Thank you. You get an answer by the day that stands beside it."),
        template="communication/reports/new.html",
    )


def _report(request: Request, data: dict[str, Any]) -> FloorReport:
    reference, contact = data.pop("reference").strip(), data.pop("contact")
    customers = [(reference, contact)] if reference else []
    return services.report_problem(by=request.user, now=timezone.now(), customers=customers, **data)


@require_safe
def similar(request: Request) -> HttpResponse:
    need_when(has_team(request.user))
    found = selectors.similar_to(request.user, request.GET.get("title", ""))
    return http.page(request, "communication/reports/similar.html", {"found": found})


@require_safe
def report(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.reports(request.user).select_related("merged_into", "answered_by__employee"), pk)
    answers = policies.answer.allows(request.user, row)
    is_open = row.status in (Status.OPEN, Status.ANSWERED)
    names = dict(selectors.topics_for(request.user)) if row.topic else {}
    context = {
        "report": row,
        "steps": report_steps(row),
        "voices": selectors.voices_of(row) if row.is_inside else [],
        "customers": selectors.customers_of(row) if row.is_inside else [],
        "answered_by": row.answered_by.employee.name if row.answered_by and row.is_inside else "",
        "topic": names.get(row.topic, ""),
        "contacts": row.is_inside and selectors.contacts_about(request.user, row, timezone.localdate(row.created_at)),
        "answers": answers and is_open,
        "closes": answers and row.status == Status.ANSWERED,
        "joins_in": is_open and not row.is_own and works_here(request.user),
        "names": is_open and row.is_inside and works_here(request.user),
        "tells": row.status == Status.ANSWERED and (answers or row.is_own or row.owner_id == own_id(request.user)),
    }
    return http.page(request, "communication/reports/report.html", context)


@require_POST
def me_too(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    return decided(
        request,
        lambda: services.join_voice(report_id=pk, by=request.user, now=timezone.now()),
        back=_back(pk),
        said=_("Noted: the answer reaches you too."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def customer_new(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    one_or_404(FloorReport.objects.filter(policies.inside(request.user)), pk)
    return answer_form(
        request,
        CustomerForm(request.POST or None),
        lambda data: services.name_customer(report_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Name a customer concerned"),
        submit=_("Add"),
        back=_back(pk),
        said=_("Added to the customers to be told."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: Request, pk: int) -> HttpResponse:
    row = policies.answer.get_or_404(request.user, FloorReport.objects.all(), pk=pk)
    return answer_form(
        request,
        OwnerForm(request.POST or None, people=who_can_do_it(row.unit_id, timezone.localdate())),
        lambda data: services.give_owner(
            report_id=pk, owner=data["owner"].pk, mend_by=data["mend_by"], by=request.user, now=timezone.now()
        ),
        title=_("Say who sees to it"),
        submit=_("Give it"),
        back=_back(pk),
        said=_("The owner knows."),
        intro=row.title,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    row = policies.answer.get_or_404(request.user, FloorReport.objects.all(), pk=pk)
    return answer_form(
        request,
        ReportAnswerForm(
            request.POST or None, initial={"answer": row.answer}, told=row.customers.exclude(outcome="").exists()
        ),
        lambda data: services.answer_report(report_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer the report"),
        submit=_("Send the answer"),
        back=_back(pk),
        said=_("Everybody who reported it reads your answer."),
        intro=row.title,
    )


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    policies.answer.get_or_404(request.user, FloorReport.objects.all(), pk=pk)
    return decided(
        request,
        lambda: services.close_report(report_id=pk, by=request.user, now=timezone.now()),
        back=_back(pk),
        said=_("Closed: everybody who asked has an answer."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, pk: int) -> HttpResponse:
    row = policies.answer.get_or_404(request.user, FloorReport.objects.all(), pk=pk)
    return answer_form(
        request,
        JoinReportForm(request.POST or None, others=selectors.to_join(request.user, row)),
        lambda data: customers_told.join_reports(
            report_id=pk, into=data["into"].pk, by=request.user, now=timezone.now()
        ),
        title=_("Join reports of one matter"),
        submit=_("Join"),
        back=_back(pk),
        said=_("Joined: reporters and customers went along."),
        intro=_("Reporters and customers go along; each of them gets the answer."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def told(request: Request, pk: int) -> HttpResponse:
    reports = FloorReport.objects.filter(policies.inside(request.user)).values("pk")
    customer = one_or_404(ConcernedCustomer.objects.filter(report__in=reports).select_related("report"), pk)
    need_when(policies.may_tell(request.user, customer.report))
    return answer_form(
        request,
        ToldForm(request.POST or None),
        lambda data: customers_told.tell_customer(customer_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("The answer at the customer"),
        submit=_("Note it"),
        back=_back(customer.report_id),
        said=_("Noted."),
        intro=_("Customer {reference}").format(reference=customer.reference),
    )


def _back(pk: int) -> str:
    return reverse("reports:report", args=[pk])
