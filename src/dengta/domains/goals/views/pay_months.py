"""The pages of the months: reckoning, releasing, and “My performance pay”."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.forms.pay import MonthForm
from dengta.domains.goals.models import PayFormula, PayRun, SlipLine
from dengta.domains.goals.models.published import Published
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.policies.covering import own_id, works_here
from dengta.domains.goals.selectors import pay as selectors
from dengta.domains.goals.selectors.pay import Opened
from dengta.domains.goals.services import pay_runs as services
from dengta.domains.goals.views.pay import Told
from dengta.domains.goals.views.telling import Request, kpi_interval, kpi_value, one_or_404, weight, yuan
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.foundation.access import any_of, facts_of, rights_on
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when


def money_of(opened: Opened) -> dict[str, str]:
    """The money of a slip in words."""
    names = ("fixed", "base", "amount", "lifted", "paid", "wage")
    told = {name: yuan(getattr(opened, name)) for name in names}
    return {**told, "floor": yuan(opened.floor) if opened.floor is not None else ""}


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
        "fixed": yuan(base.fixed) if base else "", "variable": yuan(base.variable) if base else "",
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
        "own": row.employee_id == facts_of(request.user).employee_id,
    }  # fmt: skip
    return http.page(request, "goals/pay/slip.html", context)


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
def months(request: Request) -> HttpResponse:
    need_when(policies.write_run.anywhere(request.user) or policies.release.anywhere(request.user))
    rows = policies.see_run.scope(request.user, PayRun.objects.select_related("formula__unit"))
    page = lists.list_page(request, rows, sorts={"month": ("month",)}, default="-month")
    context = {"page": page, "writes": policies.write_run.anywhere(request.user)}
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
def month(request: Request, pk: int) -> HttpResponse:
    row: Any = policies.see_run.get_or_404(request.user, PayRun.objects.select_related("formula__unit"), pk=pk)
    rights = rights_on(request.user, row, policies.write_run, policies.release)
    need_when(bool(rights))
    page = lists.list_page(
        request, selectors.slips(request.user).filter(run=row), sorts={"coefficient": ("coefficient",)},
        default="-coefficient",
    )  # fmt: skip
    shown = [(one, money_of(selectors.opened(one)), f"{one.coefficient:.3f}") for one in page.rows]
    releases = row.status == PayRun.Status.CALCULATED and policies.release in rights
    context = {
        "run": row, "page": page, "slips": shown, "releases": releases and row.made_by_id != request.user.pk,
        "waits": releases and row.made_by_id == request.user.pk,
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
