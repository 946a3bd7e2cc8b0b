"""Maternity leave by the national rule."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.maternity import maternity
from dengta.engines.labour_law.errors import FactError, NotInForce
from tests.engines.labour_law.law import ask, cited, said
from tests.engines.labour_law.reasons import changes


@pytest.mark.covers("L-38")
@pytest.mark.parametrize(
    ("babies", "difficult", "days"), [(1, False, 98), (1, True, 113), (2, False, 113), (2, True, 128), (4, False, 143)]
)
def test_difficult_births_and_further_babies_add_fifteen_days_each(babies: int, difficult: bool, days: int) -> None:
    decision = ask(maternity, babies=babies, difficult_birth=difficult)

    assert decision.value.national_days == days
    assert said(decision).endswith(f"together {days} calendar days")
    assert ("a difficult birth adds 15 days" in said(decision)) is difficult
    assert cited(decision) == {"O619 7"}
    assert changes(decision) == ["Provinces grant further days on top of the national ones"]


@pytest.mark.covers("L-38")
def test_a_plain_birth_has_98_days() -> None:
    decision = ask(maternity)

    assert decision.value.national_days == 98
    assert said(decision).splitlines() == [
        "maternity leave of 98 days, 15 of which may be before birth",
        "together 98 calendar days",
    ]
    assert "3 babies, 15 days for each beyond the first: 30 days more" in said(ask(maternity, babies=3))


@pytest.mark.covers("L-38")
@pytest.mark.parametrize(
    ("months", "days", "step"),
    [
        ("0", 15, "miscarriage at 0 months, fewer than four → 15 days"),
        ("3.9", 15, "miscarriage at 3.9 months, fewer than four → 15 days"),
        ("4", 42, "miscarriage at 4 months, four or more → 42 days"),
        ("6", 42, "miscarriage at 6 months, four or more → 42 days"),
    ],
)
def test_a_miscarriage_gives_days_by_the_months_of_pregnancy(months: str, days: int, step: str) -> None:
    decision = ask(maternity, babies=0, miscarriage_gestation_months=Decimal(months))

    assert decision.value.national_days == days
    assert said(decision) == step


def test_a_birth_without_a_baby_is_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(maternity, babies=0)

    assert refused.value.field == "babies"
    assert refused.value.text.said("en") == (
        "The number of babies is 0. A birth has at least one; for a miscarriage give the months of pregnancy."
    )


def test_months_of_pregnancy_below_nought_are_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(maternity, miscarriage_gestation_months=Decimal(-1))

    assert refused.value.field == "miscarriage_gestation_months"


def test_the_order_is_not_asked_for_days_before_it_was_law() -> None:
    with pytest.raises(NotInForce):
        ask(maternity, on=date(2012, 4, 27))
    assert ask(maternity, on=date(2012, 4, 28)).value.national_days == 98


@settings(max_examples=200)
@given(babies=st.integers(1, 8), difficult=st.booleans())
def test_each_further_baby_adds_the_same(babies: int, difficult: bool) -> None:
    def days(count: int) -> int:
        value: int = ask(maternity, babies=count, difficult_birth=difficult).value.national_days
        return value

    assert days(babies + 1) - days(babies) == 15
