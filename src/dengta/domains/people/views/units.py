"""The tree as of any day, and its changes."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.people import policies
from dengta.domains.people.forms.units import ChangeForm, CloseForm, FoundForm, MoveUnitForm
from dengta.domains.people.models import Unit
from dengta.domains.people.selectors import organisation
from dengta.domains.people.services import organisation as services
from dengta.domains.people.views.shared import Request, today
from dengta.web import http
from dengta.web.decisions import answer_form, need


def _day(request: Request) -> date:
    try:
        return parse_date(request.GET.get("on", "")) or today()
    except ValueError:
        return today()


def _unit(request: Request, pk: int) -> Unit:
    return policies.edit_organisation.get_or_404(request.user, Unit.objects.all(), pk=pk)


@require_safe
def units(request: Request) -> HttpResponse:
    need(policies.see_organisation, request.user)
    day = _day(request)
    may_edit = policies.edit_organisation.anywhere(request.user)
    asked = request.GET.get("open", "")
    opened = int(asked) if asked.isdecimal() else None
    nodes = organisation.unfolded(organisation.unit_tree(request.user, day), opened=opened)
    organisation.name_leaders(nodes, day)
    context = {"nodes": nodes, "day": day, "today": today(), "may_edit": may_edit}
    return http.page(request, "people/units.html", context, fragment="tree")


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: Request) -> HttpResponse:
    need(policies.edit_organisation, request.user)
    form = FoundForm(
        request.POST or None,
        units=organisation.visible_units(request.user, today()),
        initial={"on": today(), "kind": Unit.Kind.TEAM, "parent": request.GET.get("under")},
    )
    return answer_form(
        request, form, lambda data: services.found_unit(**data, by=request.user), title=_("Add a unit"),
        submit=_("Add the unit"), back=reverse("people:units"), said=_("The unit is added."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    unit = _unit(request, pk)
    form = ChangeForm(request.POST or None, initial={"name": unit.name, "region": unit.region})
    return answer_form(
        request, form, lambda data: services.change_unit(unit_id=pk, by=request.user, **data),
        title=_("Change the unit"), submit=_("Save"), back=reverse("people:units"), said=_("The unit is changed."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: int) -> HttpResponse:
    unit = _unit(request, pk)
    others = organisation.visible_units(request.user, today()).exclude(pk=pk)
    form = MoveUnitForm(request.POST or None, units=others, initial={"on": today()})
    return answer_form(
        request, form, lambda data: services.move_unit(unit_id=pk, by=request.user, **data),
        title=_("Move the unit"), submit=_("Move the unit"), back=reverse("people:units"),
        said=_("{unit} moves; what lies before that day stays.").format(unit=unit.name),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    _unit(request, pk)
    form = CloseForm(request.POST or None, initial={"on": today()})
    return answer_form(
        request, form, lambda data: services.close_unit(unit_id=pk, by=request.user, **data),
        title=_("Close the unit"), submit=_("Close the unit"), back=reverse("people:units"),
        said=_("The unit is closed. Its history stays."),
    )  # fmt: skip
