"""The pages of raises: proposals, their decisions, bands and budgets."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.raises import BandForm, BudgetForm, DeclineForm, RaiseForm
from dengta.domains.goals.models import FixedPer, PayBand, RaiseBudget, RaiseProposal
from dengta.domains.goals.policies import raises as policies
from dengta.domains.goals.services import raises as services
from dengta.domains.goals.views.pay_decisions import GET_POST, units_for
from dengta.domains.goals.views.telling import Request, one_or_404, wage, yuan
from dengta.domains.people.models import Account, Employee, Membership
from dengta.foundation import exports
from dengta.foundation.access import Role, facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

COLUMNS = (
    exports.Column("number", _("Staff number"), "employee.number"),
    exports.Column("name", _("Name"), "employee.name"),
    exports.Column("team", _("Team"), "unit.name"),
    exports.Column("percent", _("Raise in per cent"), kind="decimal"),
    exports.Column("starts_on", _("From which day"), kind="date"),
    exports.Column("evidence", _("Evidence")),
    exports.Column("proposed_by", _("Proposed by"), "proposed_by.employee.name"),
    exports.Column("proposed_at", _("Proposed on"), kind="datetime"),
    exports.Column("status", _("Status"), "get_status_display"),
    exports.Column("why_second", _("Why two people approve"), "get_why_second_display"),
    exports.Column("first_by", _("Approved by"), lambda row: _name(row.first_by)),
    exports.Column("second_by", _("Second approver"), lambda row: _name(row.second_by)),
    exports.Column("decided_at", _("Decided on"), kind="datetime"),
)


def _name(account: Account | None) -> str:
    return account.employee.name if account is not None else ""


@require_safe
def raises(request: Request) -> HttpResponseBase:
    need_when(policies.propose.beyond_own(request.user) or policies.decide.anywhere(request.user))
    rows = policies.visible(request.user).select_related(
        "employee", "unit", "proposed_by__employee", "first_by__employee", "second_by__employee"
    )
    page = lists.list_page(request, rows, sorts={"made": ("proposed_at",)}, default="-made")
    if exports.wanted(request):
        return exports.respond(
            request, name="goals.raises", columns=COLUMNS, rows=page.everything, permission=policies.take,
            label=_("Raises"),
        )  # fmt: skip
    context = {
        "page": page, "may_export": policies.take.anywhere(request.user),
        "writes": policies.propose.beyond_own(request.user),
        "decides": policies.decide.anywhere(request.user),
    }  # fmt: skip
    return http.page(request, "goals/raises/list.html", context, fragment="list")


@require_http_methods(GET_POST)
def new(request: Request) -> HttpResponse:
    need_when(policies.propose.beyond_own(request.user))
    units = units_for(request, policies.propose)
    members = Membership.objects.on(timezone.localdate()).filter(unit__in=units).values("employee_id")
    people = Employee.objects.filter(pk__in=members, status=Employee.Status.ACTIVE).order_by("pinyin", "pk")
    return answer_form(
        request,
        RaiseForm(request.POST or None, people=people.exclude(account=request.user)),
        lambda data: services.propose_raise(
            by=request.user, now=timezone.now(), employee_id=data.pop("employee").pk, **data
        ),
        title=_("Propose a raise"), submit=_("Propose"), back=reverse("raises:list"),
        said=_("Proposed. Whoever decides reads your evidence."),
        intro=_("You propose per cent; what somebody earns is not shown to you."),
    )  # fmt: skip


@require_safe
def proposal(request: Request, pk: UUID) -> HttpResponse:
    rows = policies.visible(request.user).select_related(
        "employee", "unit", "proposed_by__employee", "first_by__employee", "second_by__employee"
    )
    row: Any = one_or_404(rows, pk)
    deciding = policies.decide.allows(request.user, row)
    open_ = row.status in services.UNDECIDED
    outside = request.user.pk not in (row.proposed_by_id, row.first_by_id, row.employee.account_id)
    context = {
        "proposal": row,
        "decides": deciding and open_ and outside,
        "waits_for_other": deciding and open_ and request.user.pk == row.first_by_id,
        "withdraws": open_ and row.proposed_by_id == request.user.pk,
        "deciding": deciding,
        "amounts": _amounts(request, row),
    }
    return http.page(request, "goals/raises/proposal.html", context)


def _amounts(request: Request, row: RaiseProposal) -> dict[str, str]:
    """Wages, band and what is left of the budget, for who may see pay."""
    if not policies.see_amounts.allows(request.user, row):
        return {}
    band, left = services.limits_of(row)
    return {
        "before": wage(Decimal(row.before), row.fixed_per),
        "after": wage(Decimal(row.after), row.fixed_per),
        "by_month": yuan(services.by_month(row, Decimal(row.after))) if row.fixed_per == FixedPer.HOUR else "",
        "band": f"{yuan(band.low)} – {yuan(band.high)}" if band else "",
        "left": yuan(left) if left is not None else "",
    }


@require_POST
def approve(request: Request, pk: UUID) -> HttpResponse:
    need(policies.decide, request.user)
    return decided(
        request, lambda: services.approve_raise(raise_id=pk, by=request.user, now=timezone.now()), back=_at(pk),
        said=_("Your approval is noted."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def decline(request: Request, pk: UUID) -> HttpResponse:
    policies.decide.get_or_404(request.user, policies.visible(request.user), pk=pk)
    return answer_form(
        request, DeclineForm(request.POST or None),
        lambda data: services.decline_raise(raise_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Decline the raise"), submit=_("Send the answer"), back=_at(pk),
        said=_("Declined; whoever proposed it reads your reason."),
    )  # fmt: skip


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    return decided(
        request, lambda: services.withdraw_raise(raise_id=pk, by=request.user, now=timezone.now()),
        back=reverse("raises:list"), said=_("Taken back."),
    )  # fmt: skip


def _at(pk: UUID) -> str:
    return reverse("raises:proposal", args=[pk])


@require_safe
def bands(request: Request) -> HttpResponse:
    need(policies.decide, request.user)
    rows = lists.list_page(request, PayBand.objects.all(), sorts={"grade": ("grade", "starts_on")}, default="grade")
    budgets = policies.write_budget.scope(request.user, RaiseBudget.objects.select_related("unit"))
    context = {
        "page": rows,
        "bands": [(row, yuan(row.low), yuan(row.high)) for row in rows.rows],
        "budgets": [(row, yuan(row.amount)) for row in budgets.order_by("-year", "unit__name")[:50]],
        "writes_bands": facts_of(request.user).holds(Role.HR),
    }
    return http.page(request, "goals/raises/bands.html", context, fragment="list")


@require_http_methods(GET_POST)
def band(request: Request) -> HttpResponse:
    need_when(facts_of(request.user).holds(Role.HR))
    return answer_form(
        request, BandForm(request.POST or None),
        lambda data: services.write_band(by=request.user, now=timezone.now(), **data),
        title=_("Band of a grade"), submit=_("Save"), back=reverse("raises:bands"), said=_("Saved."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def budget(request: Request) -> HttpResponse:
    need(policies.decide, request.user)
    return answer_form(
        request, BudgetForm(request.POST or None, units=units_for(request, policies.write_budget)),
        lambda data: services.write_budget(by=request.user, now=timezone.now(), **data),
        title=_("Budget for raises"), submit=_("Save"), back=reverse("raises:bands"), said=_("Saved."),
    )  # fmt: skip
