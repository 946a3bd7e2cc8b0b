"""What may be held back from wages, and what never."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.deductions import Action, Basis, Reason, limit
from dengta.engines.labour_law.decision import Confidence
from dengta.engines.labour_law.errors import FactError
from tests.engines.labour_law.law import BEIJING, ask, cited, said, yuan

CLAUSE = {"basis": Basis.CONTRACT_CLAUSE, "employee_fault": True, "local_min_wage": yuan(2000)}
MONEY = st.decimals(min_value=0, max_value=100_000, places=2)


@pytest.mark.covers("L-67", "H8")
@pytest.mark.parametrize(
    ("wage", "loss", "limited", "rest"),
    [
        ("2500", "9000", "500.00", "8500.00"),  # a fifth and the room above the minimum wage are alike
        ("2500.01", "9000", "500.00", "8500.00"),
        ("2499.99", "9000", "499.99", "8500.01"),
        ("8000", "1599.99", "1599.99", "0.00"),
        ("8000", "1600.01", "1600.00", "0.01"),
        ("2000", "10", "0.00", "10.00"),
        ("2000.01", "10", "0.01", "9.99"),
    ],
)
def test_a_loss_is_held_back_to_a_fifth_and_never_below_the_minimum_wage(
    wage: str, loss: str, limited: str, rest: str
) -> None:
    decision = ask(limit, month_wage=yuan(wage), loss=yuan(loss), **CLAUSE)

    assert decision.value.allowed
    assert (decision.value.max_deduction, decision.value.carry_forward) == (yuan(limited), yuan(rest))
    assert (decision.value.action, decision.value.reason) == (None, None)
    assert {"WP 15", "WP 16", "LCL 30"} <= cited(decision)
    assert decision.confidence is Confidence.STATUTE


@pytest.mark.covers("L-67")
def test_the_steps_can_be_checked_with_a_pocket_calculator() -> None:
    decision = ask(limit, month_wage=yuan(6000), loss=yuan(5000), **CLAUSE)

    assert "6,000.00 × 20 % = 1,200.00" in said(decision)
    assert "6,000.00 − 2,000.00 = 4,000.00" in said(decision)
    assert "本月最多扣除 1,200.00 元，其余 3,800.00 元结转以后月份" in said(decision, "zh-hans")


@pytest.mark.covers("L-67", "H8")
@pytest.mark.parametrize("basis", [Basis.CONTRACT_CLAUSE, Basis.HANDBOOK_ONLY, Basis.CUSTOMER_COMPENSATION])
def test_without_fault_nothing_is_taken(basis: Basis) -> None:
    value = ask(limit, basis=basis, month_wage=yuan(6000), loss=yuan(300), employee_fault=False).value

    assert (value.allowed, value.action, value.reason) == (False, Action.BLOCK, Reason.NO_FAULT)
    assert (value.max_deduction, value.carry_forward, value.deduction) == (0, 0, 0)


@pytest.mark.covers("L-67")
def test_a_handbook_alone_is_no_contract_except_where_the_region_says_so() -> None:
    facts = CLAUSE | {"basis": Basis.HANDBOOK_ONLY, "month_wage": yuan(6000), "loss": yuan(5000)}
    country, beijing = ask(limit, **facts), ask(limit, law=BEIJING, **facts)

    assert (country.value.allowed, country.value.action, country.value.reason) == (
        False, Action.WARN, Reason.NO_CLAUSE,
    )  # fmt: skip
    assert country.confidence is Confidence.INTERPRETATION
    assert (beijing.value.allowed, beijing.value.max_deduction, beijing.value.carry_forward) == (True, 4000, 1000)
    assert "BJWP 11" in cited(beijing)
    assert beijing.assumptions[0].switch is not None
    assert beijing.assumptions[0].switch.key == "deductions.loss_rule"


def test_what_was_paid_to_a_customer_shows_no_fault_and_is_no_clause() -> None:
    facts = {"basis": Basis.CUSTOMER_COMPENSATION, "month_wage": yuan(6000), "loss": yuan(300)}

    assert ask(limit, **facts).value.reason is Reason.NO_FAULT
    assert ask(limit, **facts, employee_fault=True).value.reason is Reason.NO_CLAUSE
    assert ask(limit, law=BEIJING, **facts, employee_fault=True).value.reason is Reason.NO_CLAUSE


def test_what_nobody_stated_is_said_to_be_assumed() -> None:
    decision = ask(limit, basis=Basis.CONTRACT_CLAUSE, month_wage=yuan(5000), amount=yuan(3000))

    assert decision.value.max_deduction == 1000
    assert [one.text.said("en")[:22] for one in decision.assumptions] == [
        "Whether the employee w", "No local minimum wage ",
    ]  # fmt: skip


@pytest.mark.covers("L-69", "R-106", "H8")
@pytest.mark.parametrize("basis", [Basis.FINE, Basis.FINE_LATE])
def test_a_fine_has_no_basis_at_all(basis: Basis) -> None:
    decision = ask(limit, basis=basis, month_wage=yuan(6000), amount=yuan(50), employee_fault=True)

    assert (decision.value.allowed, decision.value.action, decision.value.is_fine) == (False, Action.BLOCK, True)
    assert (decision.value.reason, decision.value.max_deduction) == (Reason.FINES, 0)
    assert "O516" in cited(decision)


@pytest.mark.covers("L-69")
@pytest.mark.parametrize(
    ("hours", "deduction"), [("1", "28.74"), ("3", "86.21"), ("174", "5000.00"), ("180", "5000.00"), ("0", "0.00")]
)
def test_time_not_worked_is_not_paid_and_that_is_no_fine(hours: str, deduction: str) -> None:
    value = ask(limit, basis=Basis.ABSENCE, month_wage=yuan(5000), hours_absent_unpaid=Decimal(hours)).value

    assert (value.allowed, value.is_fine, value.deduction) == (True, False, yuan(deduction))


@pytest.mark.covers("L-69")
def test_a_bonus_by_a_published_rule_is_reckoned_not_deducted() -> None:
    decision = ask(
        limit, basis=Basis.KPI_RULE, month_wage=yuan(6000), variable_bonus=yuan(900), bonus_earned=yuan("412.5")
    )

    assert (decision.value.allowed, decision.value.bonus_paid, decision.value.is_fine) == (True, yuan("412.50"), False)
    assert decision.confidence is Confidence.INTERPRETATION
    assert "of up to 900.00, 412.50 was earned" in said(decision)


@pytest.mark.covers("L-68")
@pytest.mark.parametrize("basis", [Basis.TAX, Basis.INSURANCE, Basis.COURT_ORDER, Basis.STATUTE])
def test_what_statute_orders_is_held_back(basis: Basis) -> None:
    value = ask(limit, basis=basis, month_wage=yuan(6000), amount=yuan("321.5")).value

    assert (value.allowed, value.deduction) == (True, yuan("321.50"))


@pytest.mark.covers("L-69")
def test_a_fine_a_bonus_and_a_loss_without_fault_need_no_wage() -> None:
    fine = ask(limit, basis=Basis.FINE_LATE, amount=yuan(80)).value
    bonus = ask(limit, basis=Basis.KPI_RULE, variable_bonus=yuan(700), bonus_earned=yuan("315.25")).value
    blameless = ask(limit, basis=Basis.CUSTOMER_COMPENSATION, employee_fault=False)

    assert (fine.allowed, fine.reason) == (False, Reason.FINES)
    assert (bonus.allowed, bonus.bonus_paid) == (True, yuan("315.25"))
    assert (blameless.value.allowed, blameless.value.reason) == (False, Reason.NO_FAULT)
    assert "wage of the month" not in said(blameless)


@pytest.mark.parametrize(
    ("basis", "amounts"),
    [
        (Basis.CONTRACT_CLAUSE, {"loss": yuan(400)}),
        (Basis.ABSENCE, {"hours_absent_unpaid": Decimal(2)}),
    ],
)
def test_what_is_reckoned_from_the_wage_asks_for_it(basis: Basis, amounts: dict[str, Decimal]) -> None:
    with pytest.raises(FactError) as refused:
        ask(limit, basis=basis, **amounts)

    assert refused.value.field == "month_wage"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"basis": Basis.CONTRACT_CLAUSE}, "loss"),
        ({"basis": Basis.CONTRACT_CLAUSE, "loss": yuan(-1)}, "loss"),
        ({"basis": Basis.ABSENCE}, "hours_absent_unpaid"),
        ({"basis": Basis.KPI_RULE}, "bonus_earned"),
        ({"basis": Basis.TAX}, "amount"),
        ({"basis": Basis.FINE, "month_wage": yuan(-1)}, "month_wage"),
    ],
)
def test_amounts_that_are_missing_or_negative_are_refused(facts: dict[str, object], field: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(limit, **{"month_wage": yuan(1)} | facts)

    assert refused.value.field == field


@settings(max_examples=200)
@given(wage=MONEY, loss=MONEY, minimum=MONEY, more=MONEY)
def test_no_deduction_exceeds_its_limits_and_none_is_lost(
    wage: Decimal, loss: Decimal, minimum: Decimal, more: Decimal
) -> None:
    def value(month: Decimal) -> tuple[Decimal, Decimal]:
        answer = ask(limit, month_wage=month, loss=loss, **CLAUSE | {"local_min_wage": minimum}).value
        return answer.max_deduction, answer.carry_forward

    taken, rest = value(wage)
    assert 0 <= taken <= loss
    assert taken + rest == loss
    assert taken <= wage / 5 + Decimal("0.005")
    assert taken == 0 or wage - taken >= minimum
    assert value(wage + more)[0] >= taken
