"""A formula from the draft to its publication: parts, a simulation of exactly this content, a second person."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import FactorStep, FactorTable, FormulaPart, PayFormula, SimulatedPay, Simulation
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.selectors.pay import Base, bases_on, members_for
from dengta.domains.goals.selectors.reckoning import month_end, reckon
from dengta.domains.goals.selectors.scoring import measurable
from dengta.domains.goals.selectors.wage_floors import Floor, floors_of
from dengta.domains.goals.services.publishing import Versioned, starts_later
from dengta.domains.people.models import Account, Unit
from dengta.engines.pay import CENT, ONE, THOUSANDTH, Money, Steps, money, steps_fault
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

WHOLE = Decimal(1)


def _check_formula(row: PayFormula, today: date) -> None:
    """Complete, beginning with a month to come, and simulated as it stands."""
    total = sum((part.weight for part in row.parts.all()), Decimal(0))
    if total != WHOLE:
        raise RuleViolation("goals.weights_not_whole", total=f"{total:.0%}")
    starts_later(row, today)
    if row.starts_on.day != 1:
        raise RuleViolation("goals.starts_within_month", day=row.starts_on)
    if not row.simulations.filter(digest=digest_of(row)).exists():
        raise RuleViolation("goals.formula_not_simulated", title=row.title)


FORMULAS: Versioned[PayFormula] = Versioned(
    PayFormula, policies.write, policies.decide, "goals.formula", _check_formula
)


def digest_of(formula: PayFormula) -> str:
    """What a simulation is bound to: everything that decides what somebody gets."""
    parts = [
        [part.kpi, f"{part.weight:.3f}", part.baseline, part.target, part.steps]
        for part in formula.parts.order_by("kpi")
    ]
    told = [
        formula.unit_id, f"{formula.cap_low:.2f}", f"{formula.cap_high:.2f}", formula.small_sample,
        f"{formula.budget:.2f}", parts,
    ]  # fmt: skip
    if formula.takes_factor:
        told.append("factor")
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@transaction.atomic
def draft_formula(*, unit: Unit, by: Account, now: datetime, copy_of: int | None = None, **fields: Any) -> PayFormula:
    """Begin a new version; with the parts of an older one where it is to be like that."""
    _check_caps(fields["cap_low"], fields["cap_high"])
    row = FORMULAS.begin(unit=unit, by=by, now=now, **fields)
    if copy_of is not None:
        for part in policies.formulas(by).get(pk=copy_of).parts.order_by("pk"):
            part.pk, part.formula = None, row
            part.save(force_insert=True)
    return row


@transaction.atomic
def edit_formula(*, formula_id: int, by: Account, now: datetime, **fields: Any) -> PayFormula:
    """Change title, caps, budget or first day of a draft."""
    row = FORMULAS.open_draft(formula_id, by=by)
    _check_caps(fields["cap_low"], fields["cap_high"])
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    FORMULAS.write.require(by, row)
    record(by, "goals.formula_edited", row)
    return row


def _check_caps(low: Decimal, high: Decimal) -> None:
    if not 0 <= low <= ONE <= high:
        raise RuleViolation("goals.caps_exclude_one", low=low, high=high)


@transaction.atomic
def put_part(
    *, formula_id: int, kpi: str, weight: Decimal, baseline: float, target: float, steps: Steps, by: Account,
    now: datetime,
) -> FormulaPart:  # fmt: skip
    """Put a KPI into a draft, or write it anew. No coefficient below zero, no table that falls: no hidden fines."""
    row = FORMULAS.open_draft(formula_id, by=by)
    if kpi not in {one.key for one in measurable()}:
        raise RuleViolation("goals.kpi_unknown", kpi=kpi)
    if baseline == target:
        raise RuleViolation("goals.target_is_baseline")
    if not 0 < weight <= ONE:
        raise RuleViolation("goals.weight_out_of_range")
    if fault := steps_fault(steps):
        raise RuleViolation(f"goals.steps_{fault}")
    written = [[float(score), f"{coefficient:.2f}"] for score, coefficient in steps]
    values = {"weight": weight, "baseline": baseline, "target": target, "steps": written}
    part, _new = FormulaPart.objects.update_or_create(formula=row, kpi=kpi, defaults=values)
    record(by, "goals.formula_part_put", row, kpi=kpi, weight=weight)
    return part


@transaction.atomic
def drop_part(*, formula_id: int, part_id: int, by: Account, now: datetime) -> None:
    """Take a KPI out of a draft."""
    row = FORMULAS.open_draft(formula_id, by=by)
    part = row.parts.get(pk=part_id)
    record(by, "goals.formula_part_dropped", row, kpi=part.kpi)
    part.delete()


# --- simulation --------------------------------------------------------------------------------------------


def last_quarter(today: date) -> list[date]:
    """The first days of the three months of the last whole quarter."""
    first = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    months = []
    for _back in range(3):
        first = (first - timedelta(days=1)).replace(day=1)
        months.append(first)
    return months[::-1]


@transaction.atomic
def simulate(*, formula_id: int, by: Account, now: datetime) -> Simulation:
    """What this formula would have paid in the last quarter, to whom. Nothing of it is paid, nobody is told."""
    row = FORMULAS.locked(formula_id)
    FORMULAS.write.require(by, row)
    if not row.parts.exists():
        raise RuleViolation("goals.formula_empty", title=row.title)
    today = day_of(now)
    months = last_quarter(today)
    end = month_end(months[-1])
    people = members_for(row, end)
    bases = bases_on(people, end)
    floors = [floors_of(people, month_end(month)) for month in months]
    by_month = [{one.employee_id: one for one in reckon(row, people, month, today=today)} for month in months]
    simulation = Simulation.objects.create(
        formula=row, start=months[0], end=end, digest=digest_of(row), made_by=by, made_at=now,
        without_base=len(set(people) - set(bases)),
        without_floor=sum(any(month[one].amount is None for month in floors) for one in people),
    )  # fmt: skip
    rows = []
    for employee_id, unit_id in people.items():
        coefficients = [month[employee_id].coefficient for month in by_month]
        line = SimulatedPay(simulation=simulation, employee_id=employee_id, unit_id=unit_id)
        line.coefficient = (sum(coefficients, Decimal(0)) / len(months)).quantize(THOUSANDTH)
        if (base := bases.get(employee_id)) is not None:
            paid = [_paid(base, one, month[employee_id]) for one, month in zip(coefficients, floors, strict=True)]
            line.amount, line.lifted = _total(paid)
        rows.append(line)
    SimulatedPay.objects.bulk_create(rows)
    record(by, "goals.formula_simulated", row, start=simulation.start, end=simulation.end, people=len(rows))
    return simulation


def _paid(base: Base, coefficient: Decimal, floor: Floor) -> Money:
    """Where the hours of who is paid by the hour are not known, the wage is not either, and nothing is lifted."""
    return money(fixed=base.month(floor.hours), base=base.variable, coefficient=coefficient, floor=floor.amount)


def _total(paid: list[Money]) -> tuple[str, str]:
    amount = sum((one.amount for one in paid), Decimal(0)).quantize(CENT)
    lifted = sum((one.lifted for one in paid), Decimal(0)).quantize(CENT)
    return str(amount), str(lifted)


# --- the table from score to ability plan and factor (B8) -----------------------------------------------------


def _check_table(row: FactorTable, today: date) -> None:
    """From score 0 on, never falling, beginning with a day to come."""
    steps: Mapping[Decimal, Decimal] = dict(row.steps.order_by("from_score").values_list("from_score", "factor"))
    fault = steps_fault(list(steps.items()))
    if fault:
        raise RuleViolation(f"goals.steps_{fault}")
    starts_later(row, today)


TABLES: Versioned[FactorTable] = Versioned(
    FactorTable, policies.write_table, policies.decide_table, "goals.factors", _check_table
)


@transaction.atomic
def draft_table(*, unit: Unit, title: str, starts_on: date, by: Account, now: datetime) -> FactorTable:
    """Begin a new version of the table."""
    return TABLES.begin(unit=unit, title=title, starts_on=starts_on, by=by, now=now)


@transaction.atomic
def put_step(
    *, table_id: int, from_score: Decimal, factor: Decimal, ability_plan: str, by: Account, now: datetime
) -> FactorStep:
    """Put a step into a draft, or write it anew. Each names what is done for the person's ability (R-007)."""
    row = TABLES.open_draft(table_id, by=by)
    if not ability_plan.strip():
        raise RuleViolation("goals.step_without_plan")
    if factor < 0:
        raise RuleViolation("goals.steps_negative")
    values = {"factor": factor, "ability_plan": ability_plan.strip()}
    step, _new = FactorStep.objects.update_or_create(table=row, from_score=from_score, defaults=values)
    record(by, "goals.factors_step_put", row, from_score=from_score, factor=factor)
    return step


@transaction.atomic
def drop_step(*, table_id: int, step_id: int, by: Account, now: datetime) -> None:
    """Take a step out of a draft."""
    row = TABLES.open_draft(table_id, by=by)
    step = row.steps.get(pk=step_id)
    record(by, "goals.factors_step_dropped", row, from_score=step.from_score)
    step.delete()
