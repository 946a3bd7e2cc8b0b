"""The pages of pay bases: the list for whoever keeps them, the history of a person, and what is entered."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.goals.forms.pay_bases import AmountsForm, ChangeForm, HoursForm, PayBaseFilter
from dengta.domains.goals.models import PayBase, PayBaseChange
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.selectors import pay_bases as selectors
from dengta.domains.goals.selectors.pay_bases import Entry
from dengta.domains.goals.services import pay_bases as services
from dengta.domains.goals.views.pay_decisions import GET_POST
from dengta.domains.goals.views.telling import Request, wage
from dengta.domains.people.models import Employee
from dengta.foundation import exports
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

NAMED = 20
SORTS = {"name": ("employee__pinyin", "employee__number"), "team": ("team_name",), "since": ("valid_from",)}
COLUMNS = (
    exports.Column("number", _("Staff number"), "employee.number"),
    exports.Column("name", _("Name"), "employee.name"),
    exports.Column("team", _("Team"), "team_name"),
    exports.Column("since", _("From which day"), "valid_from", kind="date"),
    exports.Column("until", _("Before which day"), "valid_to", kind="date"),
    exports.Column("fixed", _("Fixed wage"), lambda row: Decimal(row.fixed), kind="decimal"),
    exports.Column("per", _("Fixed wage for"), "get_fixed_per_display"),
    exports.Column("variable", _("Base"), lambda row: Decimal(row.variable), kind="decimal"),
    exports.Column("written", _("Entered on"), "written_at", kind="datetime"),
)


@require_safe
def bases(request: Request) -> HttpResponseBase:
    """Who has which entry from when, without amounts: these stand on the page of a person, and reading is recorded."""
    need_when(policies.see_base.beyond_own(request.user))
    rows = _asked_for(request)
    page = lists.list_page(request, rows, sorts=SORTS, default="name", filters=PayBaseFilter)
    if exports.wanted(request):
        return exports.respond(
            request, name="goals.pay_bases", columns=COLUMNS, rows=page.everything, permission=policies.take_base,
            label=_("Pay bases"),
        )  # fmt: skip
    missing = selectors.without_base(request.user, timezone.localdate())
    context = {
        "page": page, "may_export": policies.take_base.anywhere(request.user),
        "missing": list(missing[:NAMED]), "missing_count": missing.count(),
    }  # fmt: skip
    return http.page(request, "goals/pay/bases.html", context, fragment="list")


def _asked_for(request: Request) -> QuerySet[PayBase]:
    """Entries in force today, unless others are asked for."""
    today = timezone.localdate()
    rows = selectors.bases(request.user, today)
    narrowed = {"later": rows.filter(valid_from__gt=today), "past": rows.filter(valid_to__lte=today), "all": rows}
    in_force = rows.filter(pk__in=PayBase.objects.on(today).values("pk"))
    return narrowed.get(request.GET.get("when", ""), in_force)


@never_cache
@require_safe
def person(request: Request, pk: int) -> HttpResponse:
    """What somebody's pay is reckoned on and was: opening it is on record, and says so."""
    try:
        employee = services.open_bases(employee_id=pk, by=request.user)
    except ObjectDoesNotExist as hidden:
        raise Http404 from hidden
    own = employee.account_id == request.user.pk
    context = {
        "employee": employee, "own": own,
        "entries": [_entry(entry) for entry in selectors.history_of(request.user, employee)],
        "hours": selectors.hours_on_record(employee),
        "writes": not own and policies.write_bases_of.allows(request.user, employee),
    }  # fmt: skip
    return http.page(request, "goals/pay/base.html", context)


def _entry(entry: Entry) -> dict[str, Any]:
    row = entry.base
    return {
        "entry": entry, "row": row, "fixed": wage(entry.fixed, row.fixed_per), "variable": wage(entry.variable),
        "changes": [_change(change) for change in entry.changes],
    }  # fmt: skip


def _change(change: PayBaseChange) -> dict[str, Any]:
    """A correction: of both amounts those that it changed, before and after."""
    fixed = (wage(Decimal(change.fixed_before), change.per_before), wage(Decimal(change.fixed_after), change.per_after))
    variable = (wage(Decimal(change.variable_before)), wage(Decimal(change.variable_after)))
    named = ((_("Fixed wage"), fixed), (_("Base"), variable))
    return {"row": change, "moved": [(name, *pair) for name, pair in named if pair[0] != pair[1]]}


def _kept(request: Request, pk: int) -> Employee:
    """Somebody else whose base this person may write; 404 for anybody else."""
    others = Employee.objects.exclude(account=request.user)
    return policies.write_bases_of.get_or_404(request.user, others, pk=pk)


@require_http_methods(GET_POST)
def change(request: Request, pk: int) -> HttpResponse:
    """Other amounts from a day on."""
    employee = _kept(request, pk)
    return answer_form(
        request, ChangeForm(request.POST or None),
        lambda data: services.change_base(employee_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Pay base of {name}").format(name=employee.name), submit=_("Save"), back=_at(pk),
        said=_("Saved. The person reads it, with your reason."),
        intro=_("What holds until then ends the day before. Amounts of the past are corrected in their place."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def correct(request: Request, pk: UUID) -> HttpResponse:
    """Put an entry right in its place."""
    row = policies.write_base.get_or_404(request.user, PayBase.objects.all(), pk=pk)
    employee = _kept(request, row.employee_id)
    if request.method != "POST":
        # The form shows the amounts, so it stands in the record as their page does.
        services.open_bases(employee_id=employee.pk, by=request.user)
    initial = {"fixed": Decimal(row.fixed), "fixed_per": row.fixed_per, "variable": Decimal(row.variable)}
    return answer_form(
        request, AmountsForm(request.POST or None, initial=initial),
        lambda data: services.correct_base(base_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Correct the pay base of {name}").format(name=employee.name), submit=_("Save"), back=_at(employee.pk),
        said=_("Corrected. What stood there before stays to be read."),
        intro=_("Only for amounts that were entered wrongly. What was released already stays as it is."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def hours(request: Request, pk: int) -> HttpResponse:
    """How many hours somebody worked in a month."""
    _kept(request, pk)
    employee = policies.write_hours_of.get_or_404(request.user, Employee.objects.all(), pk=pk)
    return answer_form(
        request, HoursForm(request.POST or None),
        lambda data: services.write_hours(employee_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Hours of {name}").format(name=employee.name), submit=_("Save"), back=_at(pk), said=_("Saved."),
        intro=_("From these hours the fixed wage is reckoned, and the minimum wage of the hour is held against it."),
    )  # fmt: skip


def _at(pk: int) -> str:
    return reverse("pay:base", args=[pk])
