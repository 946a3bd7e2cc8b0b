"""The calculators: what is asked, and the answer with its steps. Nothing is kept unless somebody keeps it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.disputes import policies
from dengta.domains.disputes.forms.calculators import CALCULATORS, Calculator
from dengta.domains.disputes.forms.fields import CalculatorForm
from dengta.domains.disputes.selectors import calculations as selectors
from dengta.domains.disputes.selectors.prefill import figures_of, known_of
from dengta.domains.disputes.selectors.sheets import Ask, Sheet, sheet_of
from dengta.domains.disputes.services import calculations as services
from dengta.domains.disputes.views.shared import Request, language
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.labour_law import law_at
from dengta.domains.people.selectors.person import whose_file
from dengta.engines.labour_law.errors import FactError, LawError
from dengta.foundation.exports.pdf import pdf_of
from dengta.web import http, lists
from dengta.web.decisions import decided, need

PRINT, PRINT_STYLE = "disputes/print.html", "disputes/print.css"


@require_safe
def calculators(request: Request) -> HttpResponse:
    need(policies.see_calculations, request.user)
    context = {"calculators": CALCULATORS.values(), "kept": selectors.calculations(request.user).count()}
    return http.page(request, "disputes/calculators.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def calculator(request: Request, key: str, pk: int | None = None) -> HttpResponse:
    need(policies.see_calculations, request.user)
    chosen = _chosen(key)
    about = _about(request, pk)
    if request.method != "POST":
        return _shown(request, chosen, chosen.form(initial=known_of(about, on=timezone.localdate())), about)
    form = chosen.form(request.POST)
    sheet = _worked_out(chosen, form) if form.is_valid() else None
    wanted = request.POST.get("do")
    if sheet is not None and wanted == "keep":
        return _kept(request, chosen, form, sheet, about)
    if sheet is not None and wanted == "pdf":
        return _printed(request, chosen, form, sheet)
    return _shown(request, chosen, form, about, sheet)


def _chosen(key: str) -> Calculator:
    if key not in CALCULATORS:
        raise Http404
    return CALCULATORS[key]


def _about(request: Request, pk: int | None) -> Employee | None:
    """Whose record fills the form: the person asked for, where the reader may open that file; else the reader."""
    if pk is not None:
        return whose_file(request.user, pk)
    return Employee.objects.filter(account=request.user).first()


def _worked_out(chosen: Calculator, form: CalculatorForm) -> Sheet | None:
    """The answer; None where the law refuses the facts, which the form then says."""
    on = timezone.localdate()
    ask = Ask(law_at(form.cleaned_data["region"], on=on), on)
    if not form.complete(figures_of(ask.law, on=on)):
        return None
    try:
        return sheet_of(chosen.answer(form.facts(), ask), ask)
    except LawError as refusal:
        field = refusal.field if isinstance(refusal, FactError) and refusal.field in form.fields else None
        form.add_error(field, refusal.text.said(language()))
        return None


def _shown(
    request: Request, chosen: Calculator, form: CalculatorForm, about: Employee | None, sheet: Sheet | None = None
) -> HttpResponse:
    context = {"calculator": chosen, "form": form, "sheet": sheet, "about": about, "is_own": _is_own(request, about)}
    return http.page(request, "disputes/calculator.html", context, status=422 if form.errors else 200)


def _is_own(request: Request, about: Employee | None) -> bool:
    return about is None or about.account_id == request.user.pk


def _kept(
    request: Request, chosen: Calculator, form: CalculatorForm, sheet: Sheet, about: Employee | None
) -> HttpResponse:
    kept = services.keep_calculation(
        kind=chosen.key,
        inputs={name: str(value) for name, value in form.cleaned_data.items() if value not in (None, "")},
        sheet=sheet,
        about=None if _is_own(request, about) else about,
        by=request.user,
        now=timezone.now(),
    )
    return http.done(request, reverse("calculators:kept", args=[kept.pk]), _("Kept. Only you can open it."))


def _printed(request: Request, chosen: Calculator, form: CalculatorForm, sheet: Sheet) -> HttpResponse:
    """The PDF, or the print view where this machine has no means of making one."""
    return _pdf(request, {"calculator": chosen, "sheet": sheet, "inputs": _inputs(chosen, form.cleaned_data)})


def _pdf(request: Request, context: dict[str, Any]) -> HttpResponse:
    made = pdf_of(render_to_string(PRINT, {**context, "for_pdf": True}, request), stylesheet=PRINT_STYLE)
    if made is None:
        return http.page(request, PRINT, context)
    name = f"{context['calculator'].key}-{context['sheet']['on']}.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _inputs(chosen: Calculator, data: dict[str, Any]) -> list[tuple[Any, Any]]:
    """What was filled in, with the words of the form."""
    form = chosen.form(initial=data)
    shown = []
    for name, field in form.fields.items():
        value = data.get(name)
        if value in (None, "", "False", False):
            continue
        choices = dict(getattr(field, "choices", ()))
        said = _("Yes") if value in (True, "True") else choices.get(value, value)
        shown.append((field.label, said))
    return shown


@require_safe
def calculations(request: Request) -> HttpResponse:
    need(policies.see_calculations, request.user)
    page = lists.list_page(
        request, selectors.calculations(request.user), sorts={"made": ("made_at",)}, default="-made"
    )  # fmt: skip
    rows = [(kept, CALCULATORS.get(kept.kind), selectors.sheet(kept)) for kept in page.rows]
    return http.page(request, "disputes/calculations.html", {"page": page, "rows": rows}, fragment="list")


@require_safe
def kept(request: Request, pk: UUID) -> HttpResponse:
    found = policies.see_calculations.get_or_404(request.user, selectors.calculations(request.user), pk=pk)
    chosen = _chosen(found.kind)
    context = {
        "kept": found,
        "calculator": chosen,
        "sheet": selectors.sheet(found),
        "inputs": _inputs(chosen, selectors.inputs(found)),
    }
    if request.GET.get("as") == "pdf":
        return _pdf(request, context)
    return http.page(request, "disputes/calculation.html", context)


@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    return decided(
        request, lambda: services.discard_calculation(calculation_id=pk, by=request.user),
        back=reverse("calculators:calculations"), said=_("Thrown away."),
    )  # fmt: skip
