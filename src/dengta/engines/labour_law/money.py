"""Money without loss: exact fractions until the end, one rounding half up to the cent.

Amounts come in as `Decimal` yuan (or the currency of the pack). A wage divided by 21.75 has no finite decimal, so what
is computed on the way is a `Fraction`; only what is paid becomes a `Decimal` again.
"""

from decimal import Decimal
from fractions import Fraction

Amount = Decimal | Fraction | int


def exact(amount: Amount) -> Fraction:
    """The amount as a fraction, nothing lost."""
    return Fraction(amount)


def to_cent(amount: Amount) -> Decimal:
    """The amount as it is paid: rounded half up to the cent, once."""
    return rounded(amount, 2)


def rounded(number: Amount, places: int) -> Decimal:
    """`number` rounded half up (away from zero at the half) to so many decimals."""
    fraction = Fraction(number) * 10**places
    sign = -1 if fraction < 0 else 1
    whole = (abs(fraction) * 2 + 1) // 2
    return (Decimal(whole) * sign).scaleb(-places)


def to_decimal(number: Fraction) -> Decimal:
    """A fraction whose decimal is finite (hours, months of service) as that decimal."""
    return (Decimal(number.numerator) / Decimal(number.denominator)).normalize() + 0
