"""How tests of this room put figures into the sums, write formulas and publish them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dengta.domains.goals.models import PayBase, PayFormula, PayRun, Simulation
from dengta.domains.goals.services import pay, pay_bases, pay_runs, publishing
from dengta.domains.people.models import Employee, Unit
from dengta.domains.service.models import AgentDay, Queue, UnitDay
from dengta.foundation.errors import RuleViolation
from dengta.foundation.settings.models import RegionalValue
from tests.conftest import NOW

TODAY = NOW.date()
SOON = date(2026, 12, 1)
STEPS = [(Decimal(0), Decimal("0.80")), (Decimal(60), Decimal("1.00")), (Decimal(90), Decimal("1.20"))]


def put_figures(agent: Employee, unit: Unit, day: date, **sums: int) -> None:
    """Sums of one agent on one day, and those of the team with them."""
    queue, _new = Queue.objects.get_or_create(code="line", defaults={"name": "line", "unit": unit})
    AgentDay.objects.create(agent=agent, unit=unit, day=day, queue=queue, channel=1, **sums)
    row, _new = UnitDay.objects.get_or_create(unit=unit, day=day)
    for name, value in sums.items():
        setattr(row, name, getattr(row, name) + value)
    row.save()


def satisfied(agent: Employee, unit: Unit, day: date, good: int, of: int) -> None:
    """So many good answers of so many."""
    put_figures(agent, unit, day, csat_5=good, csat_1=of - good, surveys=of, answered=of)


def minimum_wage(amount: str = "2690", region: str = "CN") -> None:
    """The legal minimum wage as the house has entered it."""
    RegionalValue.objects.get_or_create(
        name="law.figure.minimum_wage", region=region, valid_from=date(2020, 1, 1),
        defaults={"value": amount, "source": "公告"},
    )  # fmt: skip


def base(employee: Employee, fixed: str = "5000", variable: str = "2000") -> None:
    """What somebody's pay is reckoned on, unless it is known already."""
    if PayBase.objects.filter(employee=employee).exists():
        return
    pay_bases.write_base(
        employee_id=employee.pk, fixed=Decimal(fixed), variable=Decimal(variable), since=date(2026, 1, 1), by=None
    )


def draft(unit: Unit, by: Employee, **more: Any) -> PayFormula:
    """A formula of one part, not yet simulated."""
    told: dict[str, Any] = {
        "title": "客服绩效", "starts_on": SOON, "cap_low": Decimal("0.6"), "cap_high": Decimal("1.5"),
        "small_sample": "team", "budget": Decimal(10_000),
    }  # fmt: skip
    row = pay.draft_formula(unit=unit, by=by.account, now=NOW, **{**told, **more})
    put_part(row, by)
    return row


def put_part(row: PayFormula, by: Employee, **more: Any) -> None:
    """Satisfaction from 70 % to 90 %, alone."""
    told: dict[str, Any] = {"kpi": "csat", "weight": Decimal(1), "baseline": 0.7, "target": 0.9, "steps": STEPS}
    pay.put_part(formula_id=row.pk, by=by.account, now=NOW, **{**told, **more})


def simulate(row: PayFormula, by: Employee) -> Simulation:
    """On the last quarter."""
    return pay.simulate(formula_id=row.pk, by=by.account, now=NOW)


def published(unit: Unit, maker: Employee, publisher: Employee, **more: Any) -> PayFormula:
    """Drafted, simulated, proposed, published."""
    row = draft(unit, maker, **more)
    simulate(row, maker)
    publishing.propose(kind=pay.FORMULAS, pk=row.pk, by=maker.account, now=NOW)
    publishing.publish(kind=pay.FORMULAS, pk=row.pk, by=publisher.account, now=NOW)
    return PayFormula.objects.get(pk=row.pk)


def in_force(unit: Unit, maker: Employee, publisher: Employee, **more: Any) -> PayFormula:
    """One that began with October."""
    row = published(unit, maker, publisher, **more)
    PayFormula.objects.filter(pk=row.pk).update(starts_on=date(2026, 10, 1))
    row.refresh_from_db()
    return row


def october(row: PayFormula, by: Employee) -> PayRun:
    """The month that is over."""
    return pay_runs.calculate_month(formula_id=row.pk, month=date(2026, 10, 1), by=by.account, now=NOW)


def refused(code: str) -> "pytest.RaisesContext":  # type: ignore[name-defined]
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)
