"""The decisions about formulas and tables: writing, simulating, proposing, publishing."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from dengta.domains.goals.forms.pay import FormulaForm, PartForm, ReasonForm, StepForm, TableForm
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.selectors.reckoning import table_of
from dengta.domains.goals.services import pay as services
from dengta.domains.goals.services import publishing
from dengta.domains.goals.services.publishing import Versioned
from dengta.domains.goals.views.telling import Request
from dengta.domains.people.models import Unit
from dengta.domains.people.selectors.organisation import visible_units
from dengta.foundation.access import Permission, facts_of
from dengta.web.decisions import answer_form, decided, need, need_when

GET_POST = ["GET", "HEAD", "POST"]


def units_for(request: Request, right: Permission[Any]) -> QuerySet[Unit]:
    """The units for which this person may write: those of their branch in which a role of theirs reaches down."""
    units = visible_units(request.user, timezone.localdate())
    facts = facts_of(request.user)
    if any(held.whole for held in facts.roles):
        return units
    return units.filter(pk__in=frozenset().union(*(held.tree for held in facts.roles)))


@require_http_methods(GET_POST)
def new(request: Request) -> HttpResponse:
    need(policies.write, request.user)
    return answer_form(
        request,
        FormulaForm(request.POST or None, units=units_for(request, policies.write)),
        lambda data: services.draft_formula(by=request.user, now=timezone.now(), **data),
        title=_("New formula"), submit=_("Begin the draft"), back=reverse("pay:list"),
        said=_("The draft is begun. Now put in its parts."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def edit(request: Request, pk: int) -> HttpResponse:
    row = policies.write.get_or_404(request.user, policies.formulas(request.user), pk=pk)
    fields = ("title", "starts_on", "cap_low", "cap_high", "small_sample", "takes_factor", "budget")
    return answer_form(
        request,
        FormulaForm(request.POST or None, initial={name: getattr(row, name) for name in fields}),
        lambda data: services.edit_formula(formula_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Change the formula"), submit=_("Save"), back=_at(pk), said=_("Saved."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def part(request: Request, pk: int) -> HttpResponse:
    row = policies.write.get_or_404(request.user, policies.formulas(request.user), pk=pk)
    known = row.parts.filter(kpi=request.GET.get("kpi", "")).first()
    initial = {
        "kpi": known.kpi, "weight": known.weight, "baseline": known.baseline, "target": known.target,
        "steps": table_of(known),
    } if known else {}  # fmt: skip
    return answer_form(
        request,
        PartForm(request.POST or None, initial=initial),
        lambda data: services.put_part(formula_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("A part of the formula"), submit=_("Put in"), back=_at(pk), said=_("Saved."), intro=row.title,
    )  # fmt: skip


@require_POST
def drop(request: Request, pk: int, part: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.drop_part(formula_id=pk, part_id=part, by=request.user, now=timezone.now()),
        back=_at(pk), said=_("Taken out."),
    )  # fmt: skip


@require_POST
def simulate(request: Request, pk: int) -> HttpResponse:
    need(policies.write, request.user)
    return decided(
        request,
        lambda: services.simulate(formula_id=pk, by=request.user, now=timezone.now()),
        back=_at(pk), said=_("Simulated on the last quarter. Open it to see who would get what."),
    )  # fmt: skip


@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    return proposed(request, services.FORMULAS, pk, _at(pk))


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    return published(request, services.FORMULAS, pk, _at(pk))


@require_http_methods(GET_POST)
def send_back(request: Request, pk: int) -> HttpResponse:
    policies.read.get_or_404(request.user, policies.formulas(request.user), pk=pk)
    return returned(request, services.FORMULAS, pk, _at(pk))


def _at(pk: int) -> str:
    return reverse("pay:formula", args=[pk])


# --- what all versions have in common ------------------------------------------------------------------------


def proposed(request: Request, kind: Versioned[Any], pk: int, back: str) -> HttpResponse:
    need(kind.write, request.user)
    return decided(
        request, lambda: publishing.propose(kind=kind, pk=pk, by=request.user, now=timezone.now()), back=back,
        said=_("It waits for a second person, who publishes it."),
    )  # fmt: skip


def published(request: Request, kind: Versioned[Any], pk: int, back: str) -> HttpResponse:
    need(kind.decide, request.user)
    return decided(
        request, lambda: publishing.publish(kind=kind, pk=pk, by=request.user, now=timezone.now()), back=back,
        said=_("Published. Everybody for whom it holds can read it."),
    )  # fmt: skip


def returned(request: Request, kind: Versioned[Any], pk: int, back: str) -> HttpResponse:
    row = kind.model._default_manager.get(pk=pk)
    need_when(row.proposed_by_id == request.user.pk or kind.decide.allows(request.user, row))
    return answer_form(
        request,
        ReasonForm(request.POST or None),
        lambda data: publishing.send_back(kind=kind, pk=pk, by=request.user, now=timezone.now(), **data),
        title=_("Send back to the draft"), submit=_("Send back"), back=back, said=_("It is a draft again."),
    )  # fmt: skip


# --- factors -----------------------------------------------------------------------------------------------


@require_http_methods(GET_POST)
def new_table(request: Request) -> HttpResponse:
    need(policies.write_table, request.user)
    return answer_form(
        request,
        TableForm(request.POST or None, units=units_for(request, policies.write_table)),
        lambda data: services.draft_table(by=request.user, now=timezone.now(), **data),
        title=_("New table"), submit=_("Begin the draft"), back=reverse("pay:tables"),
        said=_("The draft is begun. Now put in its steps."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def step(request: Request, pk: int) -> HttpResponse:
    row = policies.write_table.get_or_404(request.user, policies.tables(request.user), pk=pk)
    return answer_form(
        request,
        StepForm(request.POST or None),
        lambda data: services.put_step(table_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("A step of the table"), submit=_("Put in"), back=_table_at(pk), said=_("Saved."), intro=row.title,
    )  # fmt: skip


@require_POST
def drop_step(request: Request, pk: int, step: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.drop_step(table_id=pk, step_id=step, by=request.user, now=timezone.now()),
        back=_table_at(pk), said=_("Taken out."),
    )  # fmt: skip


@require_POST
def propose_table(request: Request, pk: int) -> HttpResponse:
    return proposed(request, services.TABLES, pk, _table_at(pk))


@require_POST
def publish_table(request: Request, pk: int) -> HttpResponse:
    return published(request, services.TABLES, pk, _table_at(pk))


@require_http_methods(GET_POST)
def send_table_back(request: Request, pk: int) -> HttpResponse:
    policies.read_table.get_or_404(request.user, policies.tables(request.user), pk=pk)
    return returned(request, services.TABLES, pk, _table_at(pk))


def _table_at(pk: int) -> str:
    return reverse("pay:factor_table", args=[pk])
