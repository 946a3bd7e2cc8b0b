"""The pages of the months: reckoning, releasing, and “My performance pay”."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.pay import MonthForm
from dengta.domains.goals.models import FixedPer, PayFormula, PayRun, PaySlip, SlipLine
from dengta.domains.goals.models.published import Published
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.policies.covering import own_id, works_here
from dengta.domains.goals.selectors import pay as selectors
from dengta.domains.goals.selectors.pay import Opened
from dengta.domains.goals.services import pay_runs as services
from dengta.domains.goals.views.pay import Told
from dengta.domains.goals.views.telling import Request, kpi_interval, kpi_value, one_or_404, wage, weight, yuan
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.foundation import exports
from dengta.foundation.access import any_of, facts_of, rights_on
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

MONTH_COLUMNS = (
    exports.Column("month", _("Month"), kind="date"),
    exports.Column("formula", _("Formula"), "formula.title"),
    exports.Column("version", _("Version"), "formula.version", kind="integer"),
    exports.Column("unit", _("For whom"), "formula.unit.name"),
    exports.Column("status", _("Status"), "get_status_display"),
    exports.Column("people", _("People"), kind="integer"),
    exports.Column("without_base", _("Without a pay base"), kind="integer"),
    exports.Column("released_at", _("Released on"), kind="datetime"),
)
SLIP_COLUMNS = (
    exports.Column("number", _("Staff number"), "employee.number"),
    exports.Column("name", _("Name"), "employee.name"),
    exports.Column("team", _("Team"), "unit.name"),
    exports.Column("month", _("Month"), "run.month", kind="date"),
    exports.Column("coefficient", _("Coefficient"), kind="decimal"),
    exports.Column("factor", _("Factor of the appraisal"), kind="decimal"),
    exports.Column("base", _("Base"), lambda row: Decimal(row.base), kind="decimal"),
    exports.Column("amount", _("Performance pay"), lambda row: Decimal(row.amount), kind="decimal"),
    exports.Column("lifted", _("Lifted"), lambda row: Decimal(row.lifted), kind="decimal"),
    exports.Column("fixed", _("Fixed wage"), lambda row: Decimal(row.fixed), kind="decimal"),
    exports.Column("hours", _("Hours"), kind="decimal"),
    exports.Column("together", _("Together"), lambda row: selectors.opened(row).wage, kind="decimal"),
    exports.Column(
        "floor", _("Legal minimum wage"), lambda row: Decimal(row.floor) if row.floor else None, kind="decimal"
    ),
    exports.Column("region", _("Region")),
)


def money_of(opened: Opened) -> dict[str, str]:
    """The money of a slip in words."""
    names = ("fixed", "base", "amount", "lifted", "paid", "wage")
    told = {name: yuan(getattr(opened, name)) for name in names}
    floor = yuan(opened.floor) if opened.floor is not None else ""
    return {**told, "floor": floor, "rate": wage(opened.rate, FixedPer.HOUR) if opened.rate is not None else ""}


@require_safe
def mine(request: Request) -> HttpResponse:
    """My months, and the formula that pays me."""
    me = own_id(request.user)
    need_when(works_here(request.user))
    rows = selectors.slips(request.user).filter(employee_id=me)
    page = lists.list_page(request, rows, sorts={"month": ("run__month",)}, default="-month")
    shown = [(slip, yuan(selectors.opened(slip).paid), f"{slip.coefficient:.3f}") for slip in page.rows]
    today = timezone.localdate()
    home = next(iter(facts_of(request.user).home_units), None)
    formula = selectors.holding(PayFormula.objects.all(), home, today) if home is not None else None
    base = selectors.bases_on([me], today).get(me)
    context = {
        "page": page, "slips": shown, "formula": formula,
        "me": me, "fixed": wage(base.fixed, base.fixed_per) if base else "",
        "variable": yuan(base.variable) if base else "",
    }  # fmt: skip
    return http.page(request, "goals/pay/mine.html", context, fragment="list")


@require_safe
def slip(request: Request, pk: UUID) -> HttpResponse:
    row = one_or_404(selectors.slips(request.user), pk)
    opened = selectors.opened(row)
    lines = row.lines.select_related("part").order_by("-weight", "pk")
    context = {
        "slip": row, "opened": opened, "money": money_of(opened), "lines": [_line(line) for line in lines],
        "coefficient": f"{row.coefficient:.3f}", "uncapped": f"{row.uncapped:.3f}",
        "own": row.employee_id == facts_of(request.user).employee_id, "law": _law_said(row),
        # What somebody earns without performance pay is for the person and HR, whoever reckons the month.
        "sees_wage": policies.see_bases_of.allows(request.user, row.employee),
    }  # fmt: skip
    return http.page(request, "goals/pay/slip.html", context)


def _law_said(row: PaySlip) -> Any:
    """How the minimum wage was worked out when the month was reckoned, in the language of the reader."""
    chinese = (get_language() or "").startswith("zh")
    return row.floor_said.get("zh-hans" if chinese else "en", {})


def _line(line: SlipLine) -> dict[str, Any]:
    return {
        "line": line,
        "name": kpi_named(line.kpi).name,
        "weight": weight(line.weight),
        "value": kpi_value(line.kpi, line.value),
        "interval": kpi_interval(line.kpi, line.low, line.high),
        "score": f"{line.score:.1f}" if line.score is not None else "–",
        "coefficient": f"{line.coefficient:.2f}",
        "adds": f"{line.weight * line.coefficient:.3f}",
        "told": Told.of(line.part),
    }


@require_safe
def months(request: Request) -> HttpResponseBase:
    need_when(policies.write_run.anywhere(request.user) or policies.release.anywhere(request.user))
    rows = policies.see_run.scope(request.user, PayRun.objects.select_related("formula__unit"))
    page = lists.list_page(request, rows, sorts={"month": ("month",)}, default="-month")
    if exports.wanted(request):
        return exports.respond(
            request, name="goals.pay_months", columns=MONTH_COLUMNS, permission=policies.take_runs, label=_("Months"),
            rows=page.everything.annotate(people=Count("slips")),
        )  # fmt: skip
    context = {
        "page": page, "writes": policies.write_run.anywhere(request.user),
        "may_export": policies.take_runs.anywhere(request.user),
    }  # fmt: skip
    return http.page(request, "goals/pay/months.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def calculate(request: Request) -> HttpResponse:
    need(policies.write_run, request.user)
    formulas = policies.formulas(request.user).filter(
        any_of(policies.write.condition(request.user)), status=Published.Status.PUBLISHED
    )
    return answer_form(
        request,
        MonthForm(request.POST or None, formulas=formulas),
        lambda data: services.calculate_month(
            formula_id=data["formula"].pk, month=data["month"], by=request.user, now=timezone.now()
        ),
        title=_("Reckon a month"), submit=_("Reckon"), back=reverse("pay:months"),
        said=_("Reckoned. Nobody sees a figure before a second person releases it."),
    )  # fmt: skip


@require_safe
def month(request: Request, pk: int) -> HttpResponseBase:
    row: Any = policies.see_run.get_or_404(request.user, PayRun.objects.select_related("formula__unit"), pk=pk)
    rights = rights_on(request.user, row, policies.write_run, policies.release)
    need_when(bool(rights))
    page = lists.list_page(
        request, selectors.slips(request.user).filter(run=row), sorts={"coefficient": ("coefficient",)},
        default="-coefficient",
    )  # fmt: skip
    if exports.wanted(request):
        return exports.respond(
            request, name="goals.pay", columns=SLIP_COLUMNS, rows=page.everything, permission=policies.take_slips,
            label=_("Performance pay"),
        )  # fmt: skip
    shown = [(one, money_of(selectors.opened(one)), f"{one.coefficient:.3f}") for one in page.rows]
    lacking = row.slips.filter(by_hour=True, hours=None)
    releases = row.status == PayRun.Status.CALCULATED and policies.release in rights
    context = {
        "run": row, "page": page, "slips": shown, "releases": releases and row.made_by_id != request.user.pk,
        "waits": releases and row.made_by_id == request.user.pk, "lacking": lacking.count(),
        "may_export": policies.take_slips.anywhere(request.user),
        "sees_wages": policies.see_base.beyond_own(request.user),
    }  # fmt: skip
    return http.page(request, "goals/pay/month.html", context, fragment="list")


@require_POST
def release(request: Request, pk: int) -> HttpResponse:
    need(policies.release, request.user)
    return decided(
        request,
        lambda: services.release_month(run_id=pk, by=request.user, now=timezone.now()),
        back=reverse("pay:month", args=[pk]),
        said=_("Released. Everybody sees their figure, with formula and rows."),
    )
