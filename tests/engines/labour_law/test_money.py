"""Amounts without loss, and the one rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest

from dengta.engines.labour_law.money import Amount, exact, rounded, to_cent, to_decimal


@pytest.mark.parametrize(
    ("amount", "paid"),
    [
        (Decimal("0.005"), "0.01"),
        (Decimal("0.0049"), "0.00"),
        (Decimal("1.015"), "1.02"),
        (Decimal("-0.005"), "-0.01"),
        (Decimal("-0.0049"), "0.00"),
        (Fraction(1, 3), "0.33"),
        (Fraction(-2, 3), "-0.67"),
        (7, "7.00"),
    ],
)
def test_half_a_cent_is_rounded_away_from_nothing(amount: Amount, paid: str) -> None:
    assert to_cent(amount) == Decimal(paid)
    assert to_cent(amount).as_tuple().exponent == -2


def test_other_places_are_rounded_the_same_way() -> None:
    assert str(rounded(Fraction(25, 3), 4)) == "8.3333"
    assert str(rounded(Decimal("2.5"), 0)) == "3"
    assert str(rounded(Decimal("-2.5"), 0)) == "-3"


def test_nothing_is_lost_on_the_way() -> None:
    assert exact(Decimal("0.1")) * 3 == Fraction(3, 10)
    assert [str(to_decimal(Fraction(one))) for one in ("10", "5/2", "0", "-1/4")] == ["10", "2.5", "0", "-0.25"]
