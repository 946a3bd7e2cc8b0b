"""Weekly reports and the monthly risks and asks."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.forms.requests import RemarkForm, StatementForm
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors import weekly as selectors
from dengta.domains.communication.services import weekly as services
from dengta.domains.communication.views.requests import need_reader
from dengta.domains.communication.views.shared import Request, one_or_404
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

FORM = ["GET", "HEAD", "POST"]


@require_safe
def reports(request: Request) -> HttpResponse:
    need_reader(request)
    page = lists.list_page(
        request, selectors.reports(request.user), sorts={"week": ("week",), "unit": ("unit__name", "week")},
        default="-week",
    )  # fmt: skip
    return http.page(request, "communication/requests/reports.html", {"page": page}, fragment="list")


@require_safe
def report(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.reports(request.user), pk)
    context = {
        "row": row,
        "lines": selectors.lines_of(row) if row.is_inside else [],
        "own": row.is_inside and row.author_id == facts_of(request.user).employee_id,
        "last": row.week + selectors.WEEK - timedelta(days=1),
    }
    return http.page(request, "communication/requests/report.html", context)


@require_http_methods(FORM)
def report_remark(request: Request, pk: int) -> HttpResponse:
    row = policies.see_reports.get_or_404(request.user, selectors.reports(request.user), pk=pk)
    need_when(row.author_id == facts_of(request.user).employee_id)
    return answer_form(
        request,
        RemarkForm(request.POST or None, initial={"remark": row.remark}),
        lambda data: services.remark_on_report(report_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Add a remark"),
        submit=_("Save"),
        back=reverse("requests:report", args=[pk]),
        said=_("Saved."),
    )


@require_safe
def statements(request: Request) -> HttpResponse:
    need_reader(request)
    today = timezone.localdate()
    page = lists.list_page(
        request, selectors.statements(request.user).prefetch_related("asks"), sorts={"month": ("month",)},
        default="-month",
    )  # fmt: skip
    owed = selectors.owed(request.user, today)
    context = {
        "page": page,
        "own": owed.own,
        "me": facts_of(request.user).employee_id,
        "missing": owed.missing,
        "day": selectors.STATEMENT_DAY.on(today),
    }
    return http.page(request, "communication/requests/statements.html", context, fragment="list")


@require_http_methods(FORM)
def statement_new(request: Request) -> HttpResponse:
    groups = selectors.own_groups(request.user, timezone.localdate())
    need_when(bool(groups))
    return answer_form(
        request,
        StatementForm(request.POST or None, groups=[(unit.pk, unit.name) for unit in groups]),
        lambda data: services.write_statement(by=request.user, now=timezone.localtime(), **data),
        title=_("Risks of this month"),
        submit=_("Send"),
        back=reverse("requests:statements"),
        said=_("Sent. Now add what you need, one by one."),
    )
