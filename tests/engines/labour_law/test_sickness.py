"""Sickness and stoppages: the medical period by table and region, the floor of sick pay, pay while no work is given."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.sickness import medical_period, sick_pay, stoppage
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.params import DatedValue
from tests.engines.labour_law.law import BEIJING, CALENDAR, ask, cited, said, yuan
from tests.engines.labour_law.reasons import changes, options, taken

SHANGHAI = Law(region="CN-SH-PD", calendar=CALENDAR)
LONGER = "Cancer, paralysis, psychiatric and other grave illness may prolong it; a longer agreed period prevails"
WAGES = st.decimals(min_value=1, max_value=200_000, places=2)


@pytest.mark.covers("L-36")
@pytest.mark.parametrize(
    ("career", "unit", "months", "window"),
    [
        ("9.99", "0", 3, 6),
        ("9.99", "4.99", 3, 6),
        ("9.99", "5", 6, 12),
        ("9.99", "9.99", 6, 12),
        ("10", "0", 6, 12),
        ("10", "4.99", 6, 12),
        ("10", "5", 9, 15),
        ("10", "9.99", 9, 15),
        ("10", "10", 12, 18),
        ("30", "14.99", 12, 18),
        ("30", "15", 18, 24),
        ("30", "19.99", 18, 24),
        ("30", "20", 24, 30),
        ("40", "39", 24, 30),
    ],
)
def test_the_medical_period_follows_career_and_years_here(career: str, unit: str, months: int, window: int) -> None:
    decision = ask(medical_period, total_work_years=Decimal(career), unit_years=Decimal(unit))

    assert (decision.value.months, decision.value.counting_window_months) == (months, window)
    assert cited(decision) == {"1994-479 3", "1994-479 4"}
    assert said(decision) == (
        f"{career} years of work, {unit} of them here → a medical period of {months} months, "
        f"counted over sick leave within {window} months"
    )
    assert taken(decision) == ["The national table is taken; some regions (Shanghai for one) have their own"]


@pytest.mark.covers("L-36")
@pytest.mark.parametrize(
    ("career", "unit", "following"),
    [("8", "2", (5, 6)), ("8", "5", None), ("12", "2", (5, 9)), ("22", "16", (20, 24)), ("22", "20", None)],
)
def test_the_next_step_of_the_table_is_told(career: str, unit: str, following: tuple[int, int] | None) -> None:
    decision = ask(medical_period, total_work_years=Decimal(career), unit_years=Decimal(unit))
    told = [LONGER]
    if following:
        told.append("With {} years here the medical period becomes {} months".format(*following))

    assert changes(decision) == told


@pytest.mark.covers("L-36")
@pytest.mark.parametrize(
    ("unit", "months"), [("0", 3), ("1.99", 3), ("2", 4), ("3.5", 5), ("21.9", 23), ("22", 24), ("23", 24), ("30", 24)]
)
def test_shanghai_counts_the_years_here_alone(unit: str, months: int) -> None:
    decision = ask(medical_period, law=SHANGHAI, total_work_years=Decimal(35), unit_years=Decimal(unit))

    assert (decision.value.months, decision.value.counting_window_months) == (months, None)
    assert "SHMED 2" in cited(decision)
    assert options(decision) == ["by_unit_years"]
    assert len(taken(decision)) == 1
    assert said(decision) == (
        f"{unit} years here: 3 months in the first, one more for each further full year, 24 at most "
        f"→ a medical period of {months} months, counted over all sick leave with this employer"
    )


def test_shanghai_tells_the_next_month_until_there_is_none() -> None:
    facts = {"law": SHANGHAI, "total_work_years": Decimal(35)}

    assert changes(ask(medical_period, unit_years=Decimal("0.5"), **facts)) == [
        LONGER, "With 2 years here the medical period becomes 4 months",
    ]  # fmt: skip
    assert changes(ask(medical_period, unit_years=Decimal("21.5"), **facts))[-1] == (
        "With 22 years here the medical period becomes 24 months"
    )
    assert changes(ask(medical_period, unit_years=Decimal(22), **facts)) == [LONGER]


def test_more_years_here_than_were_worked_are_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(medical_period, total_work_years=Decimal(3), unit_years=Decimal("3.1"))

    assert refused.value.field == "unit_years"
    assert refused.value.text.said("en") == (
        "Service of 3.1 years with this employer is more than the 3 years of work. "
        "Check both; the years of work include other employers."
    )
    assert ask(medical_period, total_work_years=Decimal(3), unit_years=Decimal(3)).value.months == 3


@pytest.mark.covers("L-37")
def test_sick_pay_is_at_least_80_percent_of_the_minimum_wage() -> None:
    decision = ask(sick_pay, local_min_wage=yuan("2010.33"))

    assert decision.value.floor == yuan("1608.26")  # 1608.264
    assert said(decision) == "sick pay is at least 80 % of the local minimum wage: 2,010.33 × 80 % = 1,608.26"
    assert changes(decision) == [
        "Several provinces set higher scales of sick pay; "
        "more by contract, collective contract or company rule prevails"
    ]
    assert cited(decision) == {"1995-309 59"}


def test_the_first_wage_cycle_is_paid_in_full_and_the_rest_by_the_region() -> None:
    decision = ask(
        stoppage, monthly_wage=yuan(8700), days_full=Decimal(10), days_basic=Decimal(5), local_min_wage=yuan(2175),
        basic_ratio=Decimal("0.8"),
    )  # fmt: skip

    assert decision.value.total == yuan(4400)
    assert said(decision).splitlines() == [
        "within the first wage cycle the wage goes on: 10 × 8,700.00 ÷ 21.75 = 4,000.00",
        "beyond the first cycle, no work given: 5 × 2,175.00 × 0.8 ÷ 21.75 = 400.00 (basic pay)",
        "total = 4,000.00 + 400.00 = 4,400.00",
    ]
    assert cited(decision) == {"WP 12"}
    assert taken(decision) == []
    assert changes(decision) == [
        "The whole first wage cycle is due in full when the employee is not the cause; "
        "if full pay for 10 days does not cover it, the difference is owed",
        "For days on which work was given the wage is at least the local minimum wage",
    ]


def test_within_the_first_cycle_no_minimum_wage_is_needed() -> None:
    decision = ask(stoppage, monthly_wage=yuan(8700), days_full=Decimal("21.75"))

    assert decision.value.total == yuan(8700)
    assert changes(decision) == []
    assert ask(stoppage, monthly_wage=yuan(8700)).value.total == 0


@pytest.mark.parametrize(
    ("law_of", "facts"),
    [(BEIJING, {}), (BEIJING, {"region": "CN-BJ-HD"}), (SHANGHAI, {"region": "CN-BJ"})],
)
def test_beijing_pays_70_percent_of_its_minimum_wage(law_of: Law, facts: dict[str, Any]) -> None:
    decision = ask(
        stoppage, law=law_of, monthly_wage=yuan(8700), days_basic=Decimal(10), local_min_wage=yuan(2175), **facts
    )  # fmt: skip

    assert decision.value.total == yuan(700)
    assert "BJWP 27" in cited(decision)
    assert taken(decision) == ["No ratio of basic pay was given; Beijing's 0.7 of the minimum wage is taken"]


def test_a_ratio_given_goes_before_that_of_beijing() -> None:
    decision = ask(
        stoppage, law=BEIJING, monthly_wage=yuan(8700), days_basic=Decimal(10), local_min_wage=yuan(2175),
        basic_ratio=Decimal("0.75"),
    )  # fmt: skip

    assert decision.value.total == yuan(750)
    assert "BJWP 27" in cited(decision)
    assert taken(decision) == []


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("local_min_wage", {"basic_ratio": Decimal("0.8")}),
        ("basic_ratio", {"local_min_wage": Decimal(2175)}),
        ("basic_ratio", {"local_min_wage": Decimal(2175), "region": "CN-SH"}),
    ],
)
def test_what_the_region_must_say_is_asked_for_and_not_guessed(field: str, facts: dict[str, Any]) -> None:
    with pytest.raises(FactError) as refused:
        ask(stoppage, monthly_wage=yuan(8700), days_basic=Decimal(3), **facts)

    assert refused.value.field == field
    assert f"Pay beyond the first cycle (3 days) needs the {'local' if 'min' in field else 'region'}" in (
        refused.value.text.said("en")
    )


@pytest.mark.parametrize(
    ("rule", "field", "facts"),
    [
        (medical_period, "total_work_years", {"unit_years": Decimal(0)}),
        (sick_pay, "local_min_wage", {}),
        (stoppage, "days_basic", {"monthly_wage": Decimal(1)}),
    ],
)
def test_numbers_below_nought_are_refused(rule: Any, field: str, facts: dict[str, Any]) -> None:
    with pytest.raises(FactError) as refused:
        ask(rule, **{field: Decimal(-1)}, **facts)

    assert refused.value.field == field


@settings(max_examples=200)
@given(career=st.decimals(0, 45, places=1), part=st.decimals(0, 1, places=2), more=st.decimals(0, 10, places=1))
def test_more_years_never_shorten_the_medical_period(career: Decimal, part: Decimal, more: Decimal) -> None:
    def months(total: Decimal, unit: Decimal, law: Law) -> int:
        value: int = ask(medical_period, law=law, total_work_years=total, unit_years=unit).value.months
        return value

    for law in (BEIJING, SHANGHAI):
        assert 3 <= months(career, career * part, law) <= months(career + more, career * part + more, law) <= 24


@settings(max_examples=200)
@given(wage=WAGES, raise_by=WAGES, full=st.integers(0, 22), basic=st.integers(0, 60))
def test_more_wage_or_days_never_pay_less_in_a_stoppage(
    wage: Decimal, raise_by: Decimal, full: int, basic: int
) -> None:
    def total(monthly: Decimal, days: int) -> Decimal:
        value: Decimal = ask(
            stoppage, monthly_wage=monthly, days_full=Decimal(full), days_basic=Decimal(days),
            local_min_wage=yuan(2000), basic_ratio=Decimal("0.7"),
        ).value.total  # fmt: skip
        return value

    assert total(wage, basic) <= total(wage + raise_by, basic)
    assert total(wage, basic) < total(wage, basic + 1)


@pytest.mark.covers("L-37")
@pytest.mark.parametrize(("share", "floor"), [("60", "2000.00"), ("80", "2000.00"), ("90", "2250.00")])
def test_a_region_may_ask_for_a_greater_share_of_the_minimum_wage_and_never_for_less(share: str, floor: str) -> None:
    value = DatedValue("sick_pay_share", "CN-SH", Decimal(share), date(2026, 1, 1), "沪")
    shanghai = Law(region="CN-SH", calendar=CALENDAR, values=(value,))

    decision = ask(sick_pay, law=shanghai, local_min_wage=yuan(2500))

    assert decision.value.floor == Decimal(floor)
    assert f"{max(80, int(share))} %" in said(decision)
    assert ask(sick_pay, on=date(2025, 12, 31), law=shanghai, local_min_wage=yuan(2500)).value.floor == 2000
