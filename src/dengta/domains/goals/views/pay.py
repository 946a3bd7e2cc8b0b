"""The pages to read about performance pay: formulas, simulations, and the table of factors."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from dengta.domains.goals.models import FactorTable, FormulaPart, PayFormula, SimulatedPay, Simulation
from dengta.domains.goals.models.published import Published
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.policies.covering import works_here
from dengta.domains.goals.selectors.reckoning import table_of
from dengta.domains.goals.services.pay import digest_of
from dengta.domains.goals.views.telling import DASH, Request, kpi_value, one_or_404, weight, yuan
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.foundation.access import Permission, rights_on
from dengta.web import http, lists
from dengta.web.decisions import need_when

Status = Published.Status
# A sum about fewer people than this would tell what one of them gets.
FEWEST = 5


@dataclass(frozen=True)
class Told:
    """A part of a formula in words."""

    part: FormulaPart
    name: str
    weight: str
    baseline: str
    target: str
    table: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, part: FormulaPart) -> "Told":
        """With its table, step by step."""
        baseline, target = (kpi_value(part.kpi, value) for value in (part.baseline, part.target))
        table = [(f"{score:.0f}", f"{coefficient:.2f}") for score, coefficient in table_of(part)]
        return cls(part, str(kpi_named(part.kpi).name), weight(part.weight), baseline, target, table)


@require_safe
def formulas(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    rows = policies.formulas(request.user).select_related("unit")
    page = lists.list_page(request, rows, sorts={"starts": ("starts_on", "version")}, default="-starts")
    context = {"page": page, "writes": policies.write.anywhere(request.user)}
    return http.page(request, "goals/pay/list.html", context, fragment="list")


@require_safe
def formula(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(policies.formulas(request.user).select_related("unit", "published_by__employee"), pk)
    rights = rights_on(request.user, row, policies.write, policies.decide)
    simulations = _visible_simulations(request, row)
    context = {
        "formula": row,
        "parts": [Told.of(part) for part in row.parts.order_by("-weight", "pk")],
        "budget": yuan(row.budget) if policies.see_run.anywhere(request.user) and rights else "",
        "simulations": simulations,
        "current": digest_of(row),
        **steps_of(request, row, policies.write, policies.decide),
        "simulates": policies.write in rights and row.status == Status.DRAFT,
    }
    return http.page(request, "goals/pay/formula.html", context)


def steps_of(request: Request, row: Published, write: Permission[Any], decide: Permission[Any]) -> dict[str, bool]:
    """What this reader may do with a version as it stands."""
    rights = rights_on(request.user, row, write, decide)
    mine = row.proposed_by_id == request.user.pk
    proposed = row.status == Status.PROPOSED
    return {
        "edits": write in rights and row.status == Status.DRAFT,
        "publishes": proposed and decide in rights and request.user.pk not in (row.proposed_by_id, row.made_by_id),
        "returns": proposed and (mine or decide in rights),
    }


def _visible_simulations(request: Request, row: PayFormula) -> Sequence[Simulation]:
    if not _reads_simulations(request):
        return []
    return list(row.simulations.select_related("made_by__employee").order_by("-pk")[:5])


def _reads_simulations(request: Request) -> bool:
    """Who leads people under a formula, or decides about it; the figures and sums in it follow their own rights."""
    reads = policies.read.beyond_own(request.user) and policies.see_coefficients.beyond_own(request.user)
    return reads or policies.decide.anywhere(request.user)


@dataclass(frozen=True)
class Group:
    """A team in a simulation. `total` is empty for who may not see money, and where too few people are in it."""

    name: str
    people: int
    low: str
    mean: str
    high: str
    total: str


@require_safe
def simulation(request: Request, pk: int) -> HttpResponse:
    need_when(_reads_simulations(request))
    row: Any = one_or_404(Simulation.objects.select_related("formula__unit"), pk)
    one_or_404(PayFormula.objects.filter(_formula_in_sight(request)), row.formula_id)
    people = list(_of_reader(request, row))
    paying = _payable(request, row)
    sums = {one.pk: Decimal(one.amount) for one in people if one.amount and one.pk in paying.summed}
    context = {
        "simulation": row,
        "formula": row.formula,
        "groups": _groups(people, sums, paying),
        "shape": _shape(people),
        "money": _money(row, people, sums) if paying.whole and (paying.named or len(sums) >= FEWEST) else None,
        "people": [_person(one, paying) for one in people if one.pk in paying.named or one.pk in paying.figures],
        "shows_money": bool(paying.named),
    }
    return http.page(request, "goals/pay/simulation.html", context)


def _formula_in_sight(request: Request) -> Any:
    return policies.read.condition(request.user) | policies.write.condition(request.user)


@dataclass(frozen=True)
class Payable:
    """Which people of a simulation this reader sees how: figures by name, money by name, money in sums."""

    figures: frozenset[Any]
    named: frozenset[Any]
    summed: frozenset[Any]
    whole: bool


def _payable(request: Request, row: Simulation) -> Payable:
    rows = row.people.all()
    figures, named, summed = (
        frozenset(found.values_list("pk", flat=True))
        for found in (
            policies.see_coefficients.scope(request.user, rows),
            policies.see_simulated.scope(request.user, rows).exclude(employee__account=request.user),
            policies.see_simulated.aggregate_scope(request.user, rows),
        )
    )
    enough = len(summed) >= FEWEST
    summed = summed if enough and policies.see_simulated.anywhere(request.user, aggregates=True) else frozenset()
    beyond = named or policies.decide.anywhere(request.user)
    return Payable(
        figures, named, summed if beyond else frozenset(), bool(beyond) and len(summed) == row.people.count()
    )


def _of_reader(request: Request, row: Simulation) -> Any:
    """The people in this reader's sight, in figures or in sums."""
    rows = row.people.select_related("employee", "unit").order_by("unit__name", "employee__pinyin", "pk")
    return policies.see_coefficients.aggregate_scope(request.user, rows)


def _groups(people: Sequence[SimulatedPay], sums: dict[Any, Decimal], paying: Payable) -> list[Group]:
    """Team by team. To a reader of sums alone, small teams are closed; and as soon as one is, so are the totals of all,
    because the total of the house less the others would open it."""
    by_unit: dict[str, list[SimulatedPay]] = {}
    for one in people:
        by_unit.setdefault(one.unit.name, []).append(one)
    paid = {name: [sums[one.pk] for one in members if one.pk in sums] for name, members in by_unit.items()}
    totals = bool(paying.named) or all(not known or len(known) >= FEWEST for known in paid.values())
    return [_group(name, members, paid[name] if totals else [], paying) for name, members in by_unit.items()]


def _group(name: str, members: Sequence[SimulatedPay], paid: Sequence[Decimal], paying: Payable) -> Group:
    total = yuan(sum(paid, Decimal(0))) if paid else ""
    if len(members) < FEWEST and not all(one.pk in paying.figures for one in members):
        return Group(name, len(members), DASH, DASH, DASH, total)
    coefficients = [one.coefficient for one in members]
    low, middle, high = (f"{of(coefficients):.3f}" for of in (min, mean, max))
    return Group(name, len(members), low, middle, high, total)


def _shape(people: Sequence[SimulatedPay]) -> list[tuple[str, int]]:
    """How many people have which coefficient, in tenths."""
    counts: dict[int, int] = {}
    for one in people:
        counts[int(one.coefficient * 10)] = counts.get(int(one.coefficient * 10), 0) + 1
    return [(f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}", counts[tenth]) for tenth in sorted(counts)]


def _money(row: Simulation, people: Sequence[SimulatedPay], sums: dict[Any, Decimal]) -> dict[str, Any]:
    """The total of the quarter against three months of budget, and how many were lifted to the minimum wage."""
    lifted = [Decimal(one.lifted) for one in people if one.pk in sums and one.lifted]
    total, budget = sum(sums.values(), Decimal(0)) + sum(lifted, Decimal(0)), row.formula.budget * 3
    return {
        "total": yuan(total),
        "budget": yuan(budget),
        "over": yuan(total - budget) if total > budget else "",
        "lifted": sum(1 for one in lifted if one > 0),
    }


def _person(one: SimulatedPay, paying: Payable) -> dict[str, Any]:
    shown = one.pk in paying.named and one.amount
    return {
        "row": one,
        "coefficient": f"{one.coefficient:.3f}",
        "amount": yuan(Decimal(one.amount)) if shown else "",
        "lifted": yuan(Decimal(one.lifted)) if shown and Decimal(one.lifted) else "",
    }


# --- factors -----------------------------------------------------------------------------------------------


@require_safe
def tables(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    rows = policies.tables(request.user).select_related("unit")
    page = lists.list_page(request, rows, sorts={"starts": ("starts_on", "version")}, default="-starts")
    context = {"page": page, "writes": policies.write_table.anywhere(request.user)}
    return http.page(request, "goals/pay/tables.html", context, fragment="list")


@require_safe
def table(request: Request, pk: int) -> HttpResponse:
    row: FactorTable = one_or_404(policies.tables(request.user).select_related("unit", "published_by__employee"), pk)
    steps = [
        {"step": step, "from": f"{step.from_score:.0f}", "factor": f"{step.factor:.2f}"}
        for step in row.steps.order_by("from_score")
    ]
    context = {"table": row, "steps": steps, **steps_of(request, row, policies.write_table, policies.decide_table)}
    return http.page(request, "goals/pay/table.html", context)
