"""The wage of one day: a month's wage by the paid days of a month."""

from fractions import Fraction

from dengta.engines.labour_law.money import Amount, exact

# 365 days less 104 rest days, over twelve months; statutory holidays are paid days (2025-2).
PAID_DAYS_OF_A_MONTH = Fraction("21.75")


def daily_wage(monthly: Amount) -> Fraction:
    """Yuan a day, exact."""
    return exact(monthly) / PAID_DAYS_OF_A_MONTH
