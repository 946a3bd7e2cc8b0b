"""The base of overtime pay, all-in wages, and agreements or house rules that cannot defeat the pay."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.overtime_base import (
    Evidence,
    NamedBase,
    Reason,
    all_in_wage,
    approval_missing,
    base,
    base_floor,
    waiver,
)
from dengta.engines.labour_law.decision import Confidence
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from tests.engines.labour_law.answers import stands_on, steps, taken, would_change
from tests.engines.labour_law.law import BEIJING, CALENDAR, ask, yuan

AGREEMENT_HOLDS = Law(calendar=CALENDAR, answers={"overtime.agreed_base": "agreement"})
MINIMUM_UNKNOWN = "No minimum wage was given; whether the base lies below it was not looked at"
WAGES = st.decimals(min_value=0, max_value=50_000, places=2)
HOURS = st.decimals(min_value=0, max_value=100, places=1)


@pytest.mark.covers("L-08")
@pytest.mark.parametrize(
    ("contract", "agreed", "counted", "reason"),
    [
        ("7000", None, "7000", Reason.CONTRACT),
        ("7000", Decimal(7000), "7000", Reason.CONTRACT),
        ("7000", Decimal("6999.99"), "7000", Reason.AGREED_LOWER),
        ("7000", Decimal("7000.01"), "7000.01", Reason.AGREED),
        ("7000", NamedBase.LOCAL_MIN_WAGE, "7000", Reason.MINIMUM_CLAUSE),
        ("2499.99", None, "2500", Reason.FLOOR),
        ("2500", None, "2500", Reason.CONTRACT),
        ("2400", NamedBase.LOCAL_MIN_WAGE, "2500", Reason.FLOOR),
    ],
)
def test_the_contract_wage_counts_unless_more_was_agreed_and_never_less_than_the_minimum(
    contract: str, agreed: NamedBase | Decimal | None, counted: str, reason: Reason
) -> None:
    decision = ask(
        base, law=BEIJING, contract_monthly_wage=yuan(contract), agreed_overtime_base=agreed, local_min_wage=yuan(2500)
    )

    assert (decision.value.base, decision.value.reason) == (yuan(counted), reason)
    assert stands_on(decision, "BJWP 44", "BJQA 57")


@pytest.mark.covers("L-08")
def test_the_steps_name_what_was_set_aside() -> None:
    facts = {"contract_monthly_wage": yuan(7000), "local_min_wage": yuan(2500)}
    lower = ask(base, agreed_overtime_base=yuan(5000), **facts)
    clause = ask(base, agreed_overtime_base=NamedBase.LOCAL_MIN_WAGE, **facts)
    higher = ask(base, agreed_overtime_base=yuan(8000), **facts)
    poor = ask(base, contract_monthly_wage=yuan(2000), local_min_wage=yuan(2500))

    assert steps(lower) == ["the agreed base of 5,000.00 is below the contract wage of 7,000.00: disregarded"]
    assert taken(lower) == ["contract_wage"]
    assert lower.confidence is Confidence.INTERPRETATION
    assert steps(clause) == [
        "the clause that takes the minimum wage as base is void: the contract wage of 7,000.00 counts"
    ]
    assert stands_on(clause, "LCL 26", "BJCASES")
    assert not stands_on(clause, "BJWP 44")
    assert not stands_on(lower, "LCL 26")
    assert steps(higher) == ["the agreed base of 8,000.00 counts"]
    assert steps(poor) == [
        "the monthly wage of the contract counts: 2,000.00",
        "2,000.00 is below the minimum wage of 2,500.00, which counts in its place",
    ]
    assert steps(ask(base, contract_monthly_wage=yuan(2500), local_min_wage=yuan(2500))) == [
        "the monthly wage of the contract counts: 2,500.00"
    ]
    assert taken(higher) == taken(clause) == taken(poor) == []


@pytest.mark.covers("L-08")
def test_where_agreements_hold_a_lower_base_counts_down_to_the_minimum_wage() -> None:
    facts = {"contract_monthly_wage": yuan(7000), "local_min_wage": yuan(2500)}

    held = ask(base, law=AGREEMENT_HOLDS, agreed_overtime_base=yuan(5000), **facts).value
    low = ask(base, law=AGREEMENT_HOLDS, agreed_overtime_base=yuan(2000), **facts).value

    assert (held.base, held.reason) == (yuan(5000), Reason.AGREED)
    assert (low.base, low.reason) == (yuan(2500), Reason.FLOOR)


def test_without_a_minimum_wage_the_floor_is_not_looked_at_and_that_is_said() -> None:
    decision = ask(base, contract_monthly_wage=yuan(1000))

    assert (decision.value.base, decision.value.reason) == (yuan(1000), Reason.CONTRACT)
    assert taken(decision) == [MINIMUM_UNKNOWN]


@pytest.mark.covers("L-08", "L-07")
def test_hours_are_paid_at_least_with_the_minimum_wage() -> None:
    facts = {"local_min_wage": yuan(1740)}
    low = ask(base_floor, contract_monthly_wage=yuan(1000), rest_day_hours=Decimal(3), **facts)
    high = ask(
        base_floor, contract_monthly_wage=yuan(3480), weekday_hours=Decimal(2), rest_day_hours=Decimal(1),
        statutory_hours=Decimal(4), **facts,
    )  # fmt: skip

    assert (low.value.base, low.value.total) == (yuan(1740), yuan(60))
    assert steps(low) == [
        "1,000.00 is below the minimum wage of 1,740.00, which counts in its place",
        "hourly wage = 1,740.00 ÷ 21.75 ÷ 8 = 1,740.00 ÷ 174 = 10",
        "work on a rest day: 1,740.00 ÷ 174 × 3 hours × 200 % = 60.00",
        "total 60.00, on top of the monthly wage",
    ]
    assert (high.value.base, high.value.total) == (yuan(3480), yuan(60 + 40 + 240))
    assert [step.split(":")[0] for step in steps(high)[1:4]] == [
        "overtime on a workday", "work on a rest day", "work on a statutory holiday",
    ]  # fmt: skip
    assert stands_on(low, "MW 12")
    assert not stands_on(low, "BJWP 44")
    assert stands_on(ask(base_floor, law=BEIJING, contract_monthly_wage=yuan(1000), **facts), "BJWP 44")


@pytest.mark.covers("L-10", "L4")
@pytest.mark.parametrize(
    ("wage", "shortfall"), [("2029.99", "0.01"), ("2030", "0.00"), ("2030.01", "0.00"), ("0", "2030.00")]
)
def test_an_all_in_wage_must_leave_the_minimum_wage_for_normal_hours(wage: str, shortfall: str) -> None:
    decision = ask(
        all_in_wage, all_in_monthly_wage=yuan(wage), local_min_wage=yuan(1740), weekday_hours=Decimal(10),
        rest_day_hours=Decimal(4), statutory_hours=Decimal(2),
    )  # fmt: skip

    assert decision.value.minimum_due == yuan(2030)
    assert str(decision.value.shortfall) == shortfall


@pytest.mark.covers("L-10")
def test_the_all_in_wage_is_computed_back_step_by_step() -> None:
    facts = {"local_min_wage": yuan(1740), "weekday_hours": Decimal(10), "rest_day_hours": Decimal(4)}
    short = ask(all_in_wage, all_in_monthly_wage=yuan(1800), **facts)

    assert steps(short) == [
        "overtime at the minimum wage: 1,740.00 ÷ 174 × (10 × 150 % + 4 × 200 % + 0 × 300 %) = 230.00",
        "at least due: 1,740.00 + 230.00 = 1,970.00",
        "paid 1,800.00: 170.00 too little",
    ]
    assert steps(ask(all_in_wage, all_in_monthly_wage=yuan(1970), **facts))[-1] == "paid 1,970.00, which is enough"
    assert would_change(short)[0].startswith("Where the contract names the wage of normal hours")
    assert stands_on(short, "MW 12", "LL 44")


@pytest.mark.covers("L-09", "L-81")
@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("admitted", [True, False])
def test_a_waiver_is_never_valid_and_pay_hangs_on_the_facts(signed: bool, admitted: bool) -> None:
    decision = ask(waiver, waiver_signed=signed, overtime_facts_admitted=admitted)

    assert (decision.value.waiver_valid, decision.value.pay_due) == (False, admitted)
    first = (
        "a waiver of overtime pay takes away a right of the employee and is void"
        if signed
        else ("no waiver was signed")
    )
    second = (
        "the overtime is admitted: it must be paid"
        if admitted
        else ("the overtime is not admitted: the employee has to show it")
    )
    assert steps(decision) == [first, second]
    assert stands_on(decision, "J1 42") is not admitted
    assert len(would_change(decision)) == (1 if admitted else 2)
    assert would_change(decision)[-1].startswith("A settlement of overtime already worked")
    assert stands_on(decision, "LCL 26", "J1 35")


@pytest.mark.covers("L-09")
@pytest.mark.parametrize(
    ("facts", "recognised", "said"),
    [
        ({"employer_processed": True}, True, "the employer approved it"),
        ({"evidence": (Evidence.ATTENDANCE, Evidence.CHAT)}, True, "chats show that the employer arranged"),
        ({"evidence": (Evidence.EMAIL, Evidence.TASK)}, True, "e-mails, orders show"),
        ({"evidence": (Evidence.MINUTES,)}, True, "minutes show"),
        ({"evidence": (Evidence.ATTENDANCE,)}, False, "attendance alone"),
        ({"evidence": (Evidence.SYSTEM_LOG,)}, False, "attendance alone"),
        ({"evidence": (Evidence.ATTENDANCE,), "employee_applied": True}, True, "left the application lying"),
        ({"evidence": (Evidence.ATTENDANCE,), "rule_requires_approval": False}, True, "no rule asks for approval"),
        ({"employee_applied": True}, False, "nothing shows"),
        ({"rule_requires_approval": False}, False, "nothing shows"),
        ({}, False, "nothing shows"),
    ],
)
def test_overtime_that_the_employer_wanted_counts_without_approval(
    facts: dict[str, object], recognised: bool, said: str
) -> None:
    decision = ask(approval_missing, **facts)

    assert decision.value.overtime_recognised is recognised
    assert said in steps(decision)[0]
    assert bool(would_change(decision)) is not recognised
    assert decision.confidence is (Confidence.OFFICIAL_CASE if recognised else Confidence.INTERPRETATION)


def test_figures_below_nothing_are_refused() -> None:
    floor = {"contract_monthly_wage": yuan(1), "local_min_wage": yuan(1)}
    all_in = {"all_in_monthly_wage": yuan(1), "local_min_wage": yuan(1)}
    hours = ("weekday_hours", "rest_day_hours", "statutory_hours")
    for rule, facts, names in (
        (base, floor, tuple(floor)),
        (base_floor, floor, (*floor, *hours)),
        (all_in_wage, all_in, (*all_in, *hours)),
    ):
        for name in names:
            with pytest.raises(FactError) as refused:
                ask(rule, **{**facts, name: Decimal(-1)})  # type: ignore[arg-type]
            assert refused.value.field == name


@settings(max_examples=200)
@given(contract=WAGES, agreed=WAGES, minimum=WAGES)
def test_no_base_lies_below_the_contract_wage_or_the_minimum(
    contract: Decimal, agreed: Decimal, minimum: Decimal
) -> None:
    value = ask(
        base, contract_monthly_wage=contract, agreed_overtime_base=agreed, local_min_wage=minimum
    ).value  # fmt: skip

    assert value.base == max(contract, agreed, minimum)


@settings(max_examples=200)
@given(wage=WAGES, minimum=WAGES, hours=HOURS, more=HOURS)
def test_more_overtime_never_makes_an_all_in_wage_more_enough(
    wage: Decimal, minimum: Decimal, hours: Decimal, more: Decimal
) -> None:
    def answer(worked: Decimal) -> tuple[Decimal, Decimal]:
        value = ask(
            all_in_wage, all_in_monthly_wage=wage, local_min_wage=minimum, weekday_hours=worked
        ).value  # fmt: skip
        return value.minimum_due, value.shortfall

    less, later = answer(hours), answer(hours + more)
    assert less[0] <= later[0]
    assert less[1] <= later[1]
    assert less[1] == max(Decimal(0), less[0] - wage)
