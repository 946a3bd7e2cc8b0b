"""Covenants: whom a non-compete binds and what it costs, and what a bond for a training may claim."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.covenants import (
    BREACHES,
    NO_BREACHES,
    Exit,
    Position,
    Reason,
    Training,
    internal_training,
    noncompete,
    penalty,
)
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.money import to_cent
from tests.engines.labour_law.law import CALENDAR, ask, cited, said, yuan
from tests.engines.labour_law.reasons import changes, options, taken

AT_LEAST_30 = Law(calendar=CALENDAR, answers={"covenants.agreed_compensation": "at_least_30_percent"})
MONEY = st.decimals(min_value=1, max_value=200_000, places=2)
BOUND = {
    "avg_wage_12m": yuan(10_000), "local_min_wage": yuan(2000), "months": Decimal(12),
    "position": Position.CONFIDENTIAL,
}  # fmt: skip


@pytest.mark.covers("L-50")
def test_without_agreement_30_percent_of_the_average_wage_is_due() -> None:
    decision = ask(noncompete, **BOUND)

    assert decision.value.clause_effective is True
    assert decision.value.employee_may_terminate is False
    assert (decision.value.monthly, decision.value.total, decision.value.valid_months) == (yuan(3000), yuan(36_000), 12)
    assert said(decision).splitlines() == [
        "bound to secrecy → the clause has effect",
        "30 % of the average wage of the twelve months before the end: 10,000.00 × 30 % = 3,000.00",
        "a non-compete of 12 months",
        "3,000.00 × 12 = 36,000.00",
    ]
    assert taken(decision) == []
    assert changes(decision) == [
        "The employer may release the employee early; three months' compensation more may then be asked"
    ]
    assert cited(decision) == {"LCL 23", "LCL 24", "J1 36", "J1 37", "J1 38", "J1 39"}


@pytest.mark.covers("L-50")
@pytest.mark.parametrize(
    ("minimum", "monthly"), [("2999.99", "3000"), ("3000", "3000"), ("3000.01", "3000.01"), ("4000", "4000")]
)
def test_the_compensation_is_at_least_the_minimum_wage(minimum: str, monthly: str) -> None:
    decision = ask(noncompete, **(BOUND | {"local_min_wage": yuan(minimum)}))

    assert decision.value.monthly == yuan(monthly)
    prevails = f"this is below the local minimum wage of {yuan(minimum):,.2f}, which prevails"
    assert (prevails in said(decision).splitlines()) is (Decimal(minimum) > 3000)
    agreed = ask(noncompete, **(BOUND | {"local_min_wage": yuan(minimum), "agreed": yuan(3000)}))
    assert agreed.value.monthly == yuan(monthly)


@pytest.mark.covers("L-50")
def test_what_was_agreed_counts_unless_the_house_holds_to_30_percent() -> None:
    higher, level = ask(noncompete, agreed=yuan(5000), **BOUND), ask(noncompete, agreed=yuan(3000), **BOUND)
    lower = ask(noncompete, agreed=yuan("2999.99"), **BOUND)
    strict = ask(noncompete, law=AT_LEAST_30, agreed=yuan("2999.99"), **BOUND)

    assert (higher.value.monthly, options(higher), higher.confidence.value) == (yuan(5000), [], "statute")
    assert "agreed compensation: 5,000.00 a month" in said(higher)
    assert (level.value.monthly, options(level)) == (yuan(3000), [])
    assert (lower.value.monthly, options(lower)) == (yuan("2999.99"), ["as_agreed"])
    assert (strict.value.monthly, options(strict)) == (yuan(3000), ["at_least_30_percent"])
    assert lower.confidence.value == "interpretation"


@pytest.mark.covers("L-50")
def test_an_agreement_of_nothing_is_no_agreement() -> None:
    assert ask(noncompete, agreed=yuan(0), **BOUND).value.monthly == yuan(3000)


def test_an_agreed_amount_needs_no_average_wage() -> None:
    decision = ask(noncompete, **(BOUND | {"avg_wage_12m": None, "agreed": yuan(2500)}))

    assert (decision.value.monthly, decision.value.total, options(decision)) == (yuan(2500), yuan(30_000), [])


@pytest.mark.covers("L-50")
@pytest.mark.parametrize(
    ("months", "valid", "step"),
    [
        ("6", "6", "a non-compete of 6 months"),
        ("24", "24", "a non-compete of 24 months"),
        ("24.5", "24", "24.5 months were agreed; what is beyond two years is void → 24 months"),
        ("36", "24", "36 months were agreed; what is beyond two years is void → 24 months"),
    ],
)
def test_a_non_compete_lasts_two_years_at_most(months: str, valid: str, step: str) -> None:
    decision = ask(noncompete, **(BOUND | {"months": Decimal(months)}))

    assert decision.value.valid_months == Decimal(valid)
    assert decision.value.total == 3000 * Decimal(valid)
    assert step in said(decision).splitlines()


@pytest.mark.covers("L-50")
@pytest.mark.parametrize(
    ("position", "access", "effective"),
    [
        (None, None, True),
        (None, True, True),
        (None, False, False),
        (Position.FRONTLINE, None, False),
        (Position.FRONTLINE, False, False),
        (Position.FRONTLINE, True, True),
        (Position.EXECUTIVE, None, True),
        (Position.EXECUTIVE, False, False),
        (Position.TECHNICIAN, None, True),
    ],
)
def test_only_people_with_secrets_are_bound(position: Position | None, access: bool | None, effective: bool) -> None:
    decision = ask(noncompete, **(BOUND | {"position": position, "trade_secret_access": access}))

    assert decision.value.clause_effective is effective
    assert (decision.value.total == 0) is not effective
    assert taken(decision) == (
        [
            "Neither post nor access to secrets was stated; "
            "the employee is taken as bound to secrecy and the clause as valid"
        ]
        if position is access is None
        else []
    )


@pytest.mark.covers("L-50")
def test_a_clause_without_effect_costs_nothing_and_binds_nobody() -> None:
    facts = {"unpaid_months": Decimal(9), "employer_fault": True, "agreed": yuan(5000)}
    frontline = ask(noncompete, position=Position.FRONTLINE, **facts)
    executive = ask(noncompete, position=Position.EXECUTIVE, trade_secret_access=False, **facts)

    for decision in (frontline, executive):
        assert (decision.value.monthly, decision.value.total, decision.value.valid_months) == (0, 0, 0)
        assert (decision.value.clause_effective, decision.value.employee_may_terminate) == (False, False)
        assert "J2 13" in cited(decision)
        assert changes(decision) == ["The clause would bind only if the employer proves access to trade secrets"]
    assert said(frontline).startswith("an ordinary frontline post")
    assert said(executive).startswith("the employee neither knew nor had access to trade secrets")


@pytest.mark.covers("L-50")
@pytest.mark.parametrize(
    ("unpaid", "fault", "may", "assumed"),
    [
        ("2.9", True, False, False),
        ("3", True, True, False),
        ("3", False, False, False),
        ("3", None, True, True),
        ("1", None, False, True),
    ],
)
def test_three_months_unpaid_by_the_employers_fault_set_the_employee_free(
    unpaid: str, fault: bool | None, may: bool, assumed: bool
) -> None:
    decision = ask(noncompete, unpaid_months=Decimal(unpaid), employer_fault=fault, **BOUND)

    assert decision.value.employee_may_terminate is may
    assert taken(decision) == (["Nobody stated why it was not paid; taken as the employer's fault"] if assumed else [])
    step = (
        f"{unpaid} months unpaid by the employer's fault, three or more → the employee may end the non-compete"
        if may
        else "not three months unpaid by the employer's fault → the employee cannot end it on that account yet"
    )
    assert step in said(decision).splitlines()


def test_while_everything_is_paid_nothing_is_said_of_arrears() -> None:
    decision = ask(noncompete, **BOUND)

    assert "unpaid" not in said(decision)
    assert ask(noncompete, employer_fault=True, **BOUND).value.employee_may_terminate is False


def test_what_was_not_given_is_told_and_not_guessed() -> None:
    bare = ask(noncompete, position=Position.EXECUTIVE)
    termless = ask(noncompete, position=Position.EXECUTIVE, avg_wage_12m=yuan(10_000))
    wageless = ask(noncompete, position=Position.EXECUTIVE, months=Decimal(6), local_min_wage=yuan(2000))

    assert (bare.value.monthly, bare.value.total, bare.value.valid_months) == (None, None, None)
    assert taken(bare) == [
        "Neither an agreed compensation nor an average wage was given; no compensation was reckoned",
        "The months of the non-compete were not given; no total was reckoned",
    ]
    assert (termless.value.monthly, termless.value.total, termless.value.valid_months) == (yuan(3000), None, None)
    assert taken(termless)[0] == ("No minimum wage of the place of work was given; the amount was not compared with it")
    assert (wageless.value.monthly, wageless.value.total, wageless.value.valid_months) == (None, None, 6)


BOND = {"documented_cost": yuan(36_000), "service_months": Decimal(36), "served_months": Decimal(24)}


@pytest.mark.covers("L-49")
def test_the_penalty_is_the_cost_of_the_months_not_served() -> None:
    decision = ask(penalty, of_which_wages=yuan(6000), **BOND)

    assert decision.value.max_penalty == yuan(10_000)
    assert said(decision).splitlines() == [
        "the employee resigned within the agreed service → a breach",
        "documented cost 36,000.00 − wages in it 6,000.00 = 30,000.00 (wages are not a cost of training)",
        "12 of 36 months not served: 30,000.00 × 12 ÷ 36 = 10,000.00",
        "the penalty is 10,000.00 at most",
    ]
    assert changes(decision) == ["Each further month of service lowers the share of the cost by 833.33"]
    assert cited(decision) == {"LCL 22", "Regs 16"}


@pytest.mark.covers("L-49")
@pytest.mark.parametrize(
    ("agreed", "most"), [(None, "12000"), ("12000.01", "12000"), ("12000", "12000"), ("11999.99", "11999.99")]
)
def test_a_lower_agreed_penalty_is_the_limit(agreed: str | None, most: str) -> None:
    decision = ask(penalty, agreed_penalty=agreed and yuan(agreed), **BOND)

    assert decision.value.max_penalty == yuan(most)
    lower = "the agreed penalty of 11,999.99 is lower and is the limit"
    assert (lower in said(decision).splitlines()) is (agreed == "11999.99")


@pytest.mark.covers("L-49")
@pytest.mark.parametrize(("served", "most"), [("0", 36_000), ("35", 1000), ("36", 0), ("40", 0)])
def test_a_bond_that_was_served_costs_nothing(served: str, most: int) -> None:
    decision = ask(penalty, **(BOND | {"served_months": Decimal(served)}))

    assert decision.value.max_penalty == yuan(most)
    assert bool(changes(decision)) is bool(most)


@pytest.mark.covers("L-49")
@pytest.mark.parametrize("ending", list(Exit))
def test_only_the_employees_breach_costs_a_penalty(ending: Exit) -> None:
    breach = ending in {Exit.RESIGNATION, Exit.RESIGNATION_WITH_NOTICE, Exit.SERIOUS_FAULT}
    decision = ask(penalty, exit=ending, **BOND)

    assert (ending in BREACHES, ending in NO_BREACHES) == (breach, not breach)
    assert decision.value.max_penalty == yuan(12_000 if breach else 0)
    assert ("Regs 26" in cited(decision)) is not breach
    assert said(decision).endswith("at most" if breach else "→ no penalty")


@pytest.mark.covers("L-49")
def test_an_ending_without_breach_is_named_and_one_nobody_stated_is_a_resignation() -> None:
    fault = ask(penalty, exit=Exit.EMPLOYER_FAULT, **BOND)
    unstated = ask(penalty, exit=None, **BOND)

    assert said(fault) == "the employee left for the employer's fault (art. 38) → no penalty"
    assert unstated.value.max_penalty == yuan(12_000)
    assert said(unstated).startswith("the employee resigned within the agreed service → a breach")


@pytest.mark.covers("L-49")
def test_a_service_of_one_month_is_a_service() -> None:
    assert ask(penalty, documented_cost=yuan(500), service_months=Decimal(1)).value.max_penalty == yuan(500)


@pytest.mark.covers("L-49")
def test_without_documented_cost_there_is_no_penalty() -> None:
    decision = ask(penalty, agreed_penalty=yuan(10_000), service_months=Decimal(12))

    assert decision.value.max_penalty == yuan(0)
    assert ask(penalty, exit=Exit.EMPLOYER_FAULT).value.max_penalty == yuan(0)


@pytest.mark.covers("L-48", "L-49")
def test_internal_training_carries_no_bond() -> None:
    decision = ask(
        internal_training, training=Training.INTERNAL, agreed_penalty=yuan(5000), documented_cost=yuan(3000)
    )  # fmt: skip

    assert (decision.value.max_penalty, decision.value.reason) == (yuan(0), Reason.NOT_SPECIAL)
    assert said(decision) == (
        "induction, product and other internal training is no special training → no bond and no penalty"
    )
    assert changes(decision) == ["Only special professional training with documented cost may carry a bond"]
    assert "LCL 25" in cited(decision)


@pytest.mark.covers("L-49")
@pytest.mark.parametrize(("agreed", "most"), [(None, 3000), ("5000", 3000), ("2000", 2000)])
def test_special_training_carries_a_bond_of_its_cost_at_most(agreed: str | None, most: int) -> None:
    decision = ask(
        internal_training, training=Training.SPECIAL, agreed_penalty=agreed and yuan(agreed),
        documented_cost=yuan(3000),
    )  # fmt: skip

    assert (decision.value.max_penalty, decision.value.reason) == (yuan(most), None)
    assert said(decision).splitlines()[0].startswith("special professional training paid for → a bond may be agreed")
    assert said(decision).endswith(f"the penalty is {yuan(most):,}.00 at most")
    assert "LCL 25" not in cited(decision)


@pytest.mark.parametrize(
    ("rule", "field", "facts", "sentence"),
    [
        (
            penalty,
            "of_which_wages",
            BOND | {"of_which_wages": yuan("36000.01")},
            "The wages of 36,000.01 are more than the cost of 36,000.00 they are part of. Check both amounts.",
        ),
        (
            penalty,
            "service_months",
            {"documented_cost": yuan(1)},
            "The months of the agreed service (service_months) are missing; they are more than 0. Enter them.",
        ),
        (penalty, "served_months", BOND | {"served_months": Decimal(-1)}, "served_months is -1"),
        (noncompete, "agreed", {"agreed": yuan(-1)}, "agreed is -1"),
        (
            internal_training,
            "agreed_penalty",
            {"training": Training.SPECIAL, "agreed_penalty": yuan(-1)},
            "agreed_penalty is -1",
        ),
    ],
)
def test_facts_that_cannot_be_are_refused(rule: Any, field: str, facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(rule, **facts)

    assert refused.value.field == field
    assert refused.value.text.said("en").startswith(sentence)


def test_a_cost_of_wages_alone_is_no_cost() -> None:
    assert ask(penalty, **(BOND | {"of_which_wages": yuan(36_000)})).value.max_penalty == yuan(0)


@settings(max_examples=200)
@given(average=MONEY, raise_by=MONEY, minimum=MONEY, months=st.integers(0, 60))
def test_the_compensation_keeps_its_floor_and_its_two_years(
    average: Decimal, raise_by: Decimal, minimum: Decimal, months: int
) -> None:
    def value(wage: Decimal) -> Any:
        return ask(noncompete, avg_wage_12m=wage, local_min_wage=minimum, months=Decimal(months)).value

    less, more = value(average), value(average + raise_by)
    assert minimum <= less.monthly <= more.monthly
    assert less.total <= more.total
    assert less.valid_months == min(months, 24)
    assert less.total == to_cent(max(average * Decimal("0.3"), minimum) * min(months, 24))


@settings(max_examples=200)
@given(cost=MONEY, agreed=MONEY, term=st.integers(1, 120), served=st.integers(0, 130))
def test_no_penalty_exceeds_the_agreed_one_or_the_cost(cost: Decimal, agreed: Decimal, term: int, served: int) -> None:
    def most(months: int) -> Decimal:
        value: Decimal = ask(
            penalty, documented_cost=cost, agreed_penalty=agreed, service_months=Decimal(term),
            served_months=Decimal(months),
        ).value.max_penalty  # fmt: skip
        return value

    assert 0 <= most(served) <= min(agreed, cost)
    assert most(served + 1) <= most(served)
