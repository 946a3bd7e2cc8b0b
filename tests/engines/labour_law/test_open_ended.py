"""The right to an open-ended contract: ten years, two terms, or a term made longer."""

from decimal import Decimal
from typing import Any

import pytest

from dengta.engines.labour_law.china.written_contract import open_ended
from dengta.engines.labour_law.errors import FactError
from tests.engines.labour_law.law import ask, cited, said
from tests.engines.labour_law.reasons import changes, taken


@pytest.mark.covers("L-44")
@pytest.mark.parametrize(
    ("facts", "must"),
    [
        ({}, False),
        ({"continuous_years": Decimal("9.99")}, False),
        ({"continuous_years": Decimal(10)}, True),
        ({"continuous_years": Decimal(10), "art39_or_40_1_2": True}, True),
        ({"continuous_years": Decimal(3), "fixed_terms_completed": 2}, True),
        ({"fixed_terms_completed": 1}, False),
        ({"fixed_terms_completed": 2}, True),
        ({"fixed_terms_completed": 3}, True),
        ({"fixed_terms_completed": 2, "art39_or_40_1_2": True}, False),
        ({"extension_agreed_months": Decimal("11.9"), "extension_expired": True}, False),
        ({"extension_agreed_months": Decimal(12), "extension_expired": True}, True),
        ({"extension_agreed_months": Decimal(24)}, False),
        ({"extension_expired": True}, False),
        ({"fixed_terms_completed": 1, "extension_agreed_months": Decimal(12), "extension_expired": True}, True),
        ({"extension_agreed_months": Decimal(12), "extension_expired": True, "art39_or_40_1_2": True}, False),
    ],
)
def test_an_open_ended_contract_is_due_after_ten_years_or_two_terms(facts: dict[str, Any], must: bool) -> None:
    asked, silent = ask(open_ended, employee_asks=True, **facts), ask(open_ended, **facts)
    declined = ask(open_ended, employee_asks=False, **facts)

    assert asked.value.must_offer_open_ended is must
    assert silent.value.must_offer_open_ended is must
    assert declined.value.must_offer_open_ended is False
    assert taken(asked) == taken(declined) == []
    assert taken(silent) == (
        ["Nobody stated whether the employee asks or agrees to go on; taken as asked"] if must else []
    )


@pytest.mark.covers("L-44")
def test_the_ground_of_an_open_ended_contract_is_named() -> None:
    years = ask(open_ended, continuous_years=Decimal(10), fixed_terms_completed=2, employee_asks=True)
    terms = ask(open_ended, fixed_terms_completed=2, employee_asks=True)
    extended = ask(
        open_ended, fixed_terms_completed=1, extension_agreed_months=Decimal(14), extension_expired=True,
        employee_asks=True,
    )  # fmt: skip
    due = "the employee asks or agrees to go on → an open-ended contract must be concluded"

    assert said(years).splitlines() == ["10 years worked without a break, ten or more", due]
    assert cited(years) == {"LCL 14", "LCL 14(2)(1)"}
    assert said(terms).splitlines() == [
        "2 fixed terms one after the other, and none of the grounds of art. 39 and 40(1), (2)", due,
    ]  # fmt: skip
    assert cited(terms) == {"LCL 14", "LCL 14(2)(3)"}
    assert said(extended).splitlines() == [
        "extensions of 14 months in all (a year or more) have run out → they count as a second fixed term, "
        "and none of the grounds of art. 39 and 40(1), (2)",
        due,
    ]
    assert cited(extended) == {"LCL 14", "LCL 14(2)(3)", "J2 10"}


@pytest.mark.covers("L-44")
def test_without_the_right_the_reader_learns_what_is_lacking() -> None:
    short = ask(open_ended, continuous_years=Decimal("7.5"), fixed_terms_completed=1, employee_asks=True)
    barred = ask(open_ended, fixed_terms_completed=2, art39_or_40_1_2=True, employee_asks=True)
    declined = ask(open_ended, continuous_years=Decimal(10), employee_asks=False)

    assert changes(short) == [
        "Years still to be worked without a break until the ten are reached: 2.5",
        "After a second fixed term a renewal must be open-ended",
    ]
    assert said(short) == (
        "neither ten years without a break nor two fixed terms → no duty to conclude an open-ended contract"
    )
    assert said(barred).splitlines()[0] == "a ground of art. 39 or 40(1), (2) is there → two fixed terms give no right"
    assert changes(barred) == []
    assert said(declined).endswith(
        "the condition is met, but the employee neither asks nor agrees to go on → no duty now"
    )
    assert changes(declined) == ["Once the employee asks, the contract must be concluded"]


def test_years_below_nought_are_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(open_ended, continuous_years=Decimal(-1))

    assert refused.value.field == "continuous_years"
