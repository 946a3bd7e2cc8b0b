"""The pages of balanced scorecards."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.pay import ReasonForm
from dengta.domains.goals.forms.scorecards import LineForm, PeriodForm, TaskForm
from dengta.domains.goals.models import Scorecard, ScorecardLine
from dengta.domains.goals.policies import scorecards as policies
from dengta.domains.goals.policies.covering import own_id
from dengta.domains.goals.services import scorecards as services
from dengta.domains.goals.views.pay_decisions import GET_POST
from dengta.domains.goals.views.telling import Request
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when


def _leads(request: Request) -> bool:
    return facts_of(request.user).holds(*services.LEADING_ROLES)


@require_safe
def scorecards(request: Request) -> HttpResponse:
    need_when(policies.read.anywhere(request.user))
    rows = policies.read.scope(request.user, Scorecard.objects.select_related("employee", "unit"))
    page = lists.list_page(request, rows, sorts={"start": ("start",)}, default="-start")
    return http.page(request, "goals/scorecards/list.html", {"page": page, "writes": _leads(request)}, fragment="list")


@require_safe
def scorecard(request: Request, pk: int) -> HttpResponse:
    rows = Scorecard.objects.select_related("employee", "unit", "confirmed_by__employee")
    row: Any = policies.read.get_or_404(request.user, rows, pk=pk)
    lines = list(row.lines.prefetch_related("tasks").order_by("pk"))
    own = row.employee_id == own_id(request.user)
    above = row.status == Scorecard.Status.SUBMITTED and not own and _is_next(request, row)
    context = {
        "card": row,
        "views": [
            (one, [line for line in lines if line.perspective == one.value]) for one in ScorecardLine.Perspective
        ],
        "own": own, "edits": own and row.status == Scorecard.Status.DRAFT, "confirms": above,
        "add_url": reverse("scorecards:line", args=[pk]),
    }  # fmt: skip
    return http.page(request, "goals/scorecards/scorecard.html", context)


def _is_next(request: Request, row: Scorecard) -> bool:
    return policies.confirm.allows(request.user, row) and services.is_above(row, request.user, timezone.localdate())


@require_http_methods(GET_POST)
def new(request: Request) -> HttpResponse:
    need_when(_leads(request))
    return answer_form(
        request, PeriodForm(request.POST or None),
        lambda data: services.begin_scorecard(by=request.user, now=timezone.now(), **data),
        title=_("New scorecard"), submit=_("Begin the draft"), back=reverse("scorecards:list"),
        said=_("The draft is begun. Now put in goals for all four perspectives."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def line(request: Request, pk: int) -> HttpResponse:
    _own(request, pk)
    initial = {"perspective": request.GET.get("perspective", "")}
    return answer_form(
        request, LineForm(request.POST or None, initial=initial),
        lambda data: services.put_line(scorecard_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("A goal of the scorecard"), submit=_("Put in"), back=_at(pk), said=_("Saved."),
    )  # fmt: skip


@require_POST
def drop(request: Request, pk: int, line: int) -> HttpResponse:
    _own(request, pk)
    return decided(
        request, lambda: services.drop_line(scorecard_id=pk, line_id=line, by=request.user, now=timezone.now()),
        back=_at(pk), said=_("Taken out."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def task(request: Request, pk: int, line: int) -> HttpResponse:
    row = _own(request, pk)
    need_when(row.lines.filter(pk=line).exists())
    return answer_form(
        request, TaskForm(request.POST or None),
        lambda data: services.add_task(line_id=line, by=request.user, now=timezone.now(), **data),
        title=_("One more task"), submit=_("Put in"), back=_at(pk), said=_("Saved."),
    )  # fmt: skip


@require_POST
def finish(request: Request, pk: int, task: int) -> HttpResponse:
    _own(request, pk)
    return decided(
        request, lambda: services.finish_task(task_id=task, by=request.user, now=timezone.now()), back=_at(pk),
        said=_("The task is done."),
    )  # fmt: skip


@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    _own(request, pk)
    return decided(
        request, lambda: services.submit_scorecard(scorecard_id=pk, by=request.user, now=timezone.now()), back=_at(pk),
        said=_("It is with the next level now."),
    )  # fmt: skip


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    need_when(policies.confirm.anywhere(request.user))
    return decided(
        request, lambda: services.confirm_scorecard(scorecard_id=pk, by=request.user, now=timezone.now()),
        back=_at(pk), said=_("Confirmed."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def send_back(request: Request, pk: int) -> HttpResponse:
    row = policies.confirm.get_or_404(request.user, Scorecard.objects.all(), pk=pk)
    need_when(_is_next(request, row))
    return answer_form(
        request, ReasonForm(request.POST or None),
        lambda data: services.return_scorecard(scorecard_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Send back to the draft"), submit=_("Send back"), back=_at(pk), said=_("It is a draft again."),
    )  # fmt: skip


def _own(request: Request, pk: int) -> Scorecard:
    row = policies.read.get_or_404(request.user, Scorecard.objects.all(), pk=pk)
    need_when(row.employee_id == own_id(request.user))
    return row


def _at(pk: int) -> str:
    return reverse("scorecards:scorecard", args=[pk])
