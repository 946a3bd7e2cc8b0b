"""A factor reaches pay because somebody hands it over, from a closed cycle to a month that is not released."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.goals.models import FactorTable, PayFactor, PayFormula, PaySlip
from dengta.domains.goals.services import pay_runs
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Appraisal, Cycle
from dengta.domains.performance.services import pay_factors
from dengta.engines.pay import multiplied
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals import paying
from tests.goals.paying import refused
from tests.performance.appraising import account, of

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def closed(talking: Cycle, house: dict[str, Employee], tree: Tree) -> Cycle:
    """The cycle is over, and a table says what its scores lead to."""
    hr, boss = account(house["hr"]), talking.opened_by
    table = FactorTable.objects.create(
        unit=tree.company, title="系数表", version=1, starts_on=date(2026, 1, 1), status="published", made_by=boss,
        made_at=NOW, proposed_by=boss, published_by=hr, published_at=NOW,
    )  # fmt: skip
    table.steps.create(from_score=0, factor=Decimal("0.90"), ability_plan="跟听")
    table.steps.create(from_score=80, factor=Decimal("1.10"), ability_plan="带一名新人")
    Appraisal.objects.filter(cycle=talking).update(state="closed", closed_at=NOW)
    Cycle.objects.filter(pk=talking.pk).update(state="closed", closed_at=NOW)
    talking.refresh_from_db()
    return talking


@pytest.fixture
def formula(tree: Tree, house: dict[str, Employee], supervisor: Employee) -> PayFormula:
    """In force since October, with a place for the factor; 李佳怡 reached her target."""
    paying.minimum_wage()
    paying.base(house["agent"])
    paying.satisfied(house["agent"], tree.aftersales_1, date(2026, 10, 12), 36, 40)
    return paying.in_force(tree.qinghe, supervisor, house["hr"], takes_factor=True)


def hand_over(cycle: Cycle, by: Employee) -> int:
    return pay_factors.hand_to_pay(cycle_id=cycle.pk, month=date(2026, 10, 20), by=account(by), now=NOW)


@pytest.mark.covers("B8", "R-007")
def test_a_factor_that_was_handed_over_multiplies_the_pay_and_the_slip_says_where_it_comes_from(
    closed: Cycle, formula: PayFormula, house: dict[str, Employee], supervisor: Employee,
    signed_in: Callable[[Employee], Client],
) -> None:  # fmt: skip
    agent, row = house["agent"], of(closed, house["agent"])
    run = paying.october(formula, supervisor)
    assert PaySlip.objects.get(run=run, employee=agent).coefficient == Decimal("1.200"), "nothing follows by itself"

    browser = signed_in(supervisor)
    handed = browser.post(reverse("appraisals:hand_factors", args=[closed.pk]), {"month": "2026-10-20"})
    assert handed.status_code == 302
    assert AuditEntry.objects.filter(verb="performance.factors_handed").count() == 1
    assert AuditEntry.objects.filter(verb="goals.factors_handed").count() == 1
    hr = account(house["hr"])
    with refused("goals.factors_handed_since"):
        pay_runs.release_month(run_id=run.pk, by=hr, now=NOW)

    run = pay_runs.calculate_month(formula_id=formula.pk, month=OCTOBER, by=account(supervisor), now=NOW)
    slip = PaySlip.objects.get(run=run, employee=agent)
    assert (slip.factor, slip.coefficient, slip.amount) == (Decimal("1.10"), Decimal("1.320"), "2640.00")
    pay_runs.release_month(run_id=run.pk, by=hr, now=NOW)
    mine = signed_in(agent)
    page = mine.get(reverse("pay:slip", args=[slip.pk])).content.decode()
    assert reverse("appraisals:appraisal", args=[row.pk]) in page
    assert "系数表" in page
    assert "1.10" in mine.get(reverse("appraisals:appraisal", args=[row.pk])).content.decode()
    with refused("goals.pay_released_already"):
        hand_over(closed, supervisor)


@pytest.mark.covers("B8")
def test_factors_are_refused_before_the_cycle_is_closed_and_by_a_formula_without_a_place_for_them(
    closed: Cycle, formula: PayFormula, supervisor: Employee
) -> None:
    PayFormula.objects.filter(pk=formula.pk).update(takes_factor=False)
    with refused("goals.formula_takes_no_factor"):
        hand_over(closed, supervisor)
    Cycle.objects.filter(pk=closed.pk).update(state="talks", closed_at=None)
    with refused("performance.cycle_elsewhere"):
        hand_over(closed, supervisor)
    assert not PayFactor.objects.exists()


@pytest.mark.covers("B8")
def test_nobody_hands_over_their_own_factor(
    closed: Cycle, formula: PayFormula, house: dict[str, Employee], supervisor: Employee
) -> None:
    mine = of(closed, house["peer"])
    Appraisal.objects.filter(pk=mine.pk).update(employee=supervisor)
    hand_over(closed, supervisor)

    assert PayFactor.objects.filter(employee=house["agent"]).exists()
    assert not PayFactor.objects.filter(employee=supervisor).exists()


def test_the_caps_hold_for_the_product_as_well() -> None:
    caps = {"low": Decimal("0.60"), "high": Decimal("1.50")}
    assert multiplied(Decimal("1.400"), Decimal("1.20"), **caps) == (Decimal("1.500"), Decimal("1.680"))
    assert multiplied(Decimal("1.000"), Decimal(0), **caps) == (Decimal("0.600"), Decimal("0.000"))
