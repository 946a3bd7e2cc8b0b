"""Standard working time: one number to roster with, another to pay with."""

from datetime import date
from decimal import Decimal

import pytest

from dengta.engines.labour_law.china.worktime import Period, standard, standard_hours
from dengta.engines.labour_law.errors import FactError
from tests.engines.labour_law.answers import stands_on, steps
from tests.engines.labour_law.law import ask


@pytest.mark.covers("L-01", "L-08")
@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        (Period.MONTH, date(2025, 1, 1), ("20.67", "165.36", "21.75", "174")),
        (Period.MONTH, date(2024, 12, 31), ("20.83", "166.64", "21.75", "174")),
        (Period.QUARTER, date(2024, 12, 31), ("62.5", "500", "65.25", "522")),
        (Period.QUARTER, date(2026, 1, 1), ("62", "496", "65.25", "522")),
        (Period.HALF_YEAR, date(2026, 1, 1), ("124", "992", "130.5", "1044")),
        (Period.YEAR, date(2026, 1, 1), ("248", "1984", "261", "2088")),
        (Period.YEAR, date(2008, 1, 3), ("250", "2000", "261", "2088")),
    ],
)
def test_working_days_follow_the_holidays_of_the_time_and_paid_days_do_not(
    period: Period, day: date, expected: tuple[str, ...]
) -> None:
    value = ask(standard, period=period, as_of=day).value

    assert (value.work_days, value.hours, value.paid_days, value.paid_hours) == tuple(map(Decimal, expected))
    assert standard_hours(period, day) == value.hours


@pytest.mark.covers("L-01")
def test_a_week_has_forty_hours_and_no_paid_days_of_its_own() -> None:
    value = ask(standard, period=Period.WEEK).value

    assert (value.work_days, value.hours, value.paid_days, value.paid_hours) == (5, 40, None, None)
    assert standard_hours(Period.WEEK, date(2026, 1, 1)) == 40
    assert steps(ask(standard, period=Period.WEEK)) == ["five days of 8 hours, 40 hours a week"]


def test_the_steps_can_be_checked_with_a_pocket_calculator() -> None:
    decision = ask(standard, period=Period.MONTH)

    assert steps(decision) == [
        "working days of a year = 365 − 104 days of rest − 13 statutory days = 248",
        "working days = 248 ÷ 12 = 20.67; working hours = 20.67 × 8 = 165.36",
        "paid days = (365 − 104) ÷ 12 = 21.75; paid hours = 21.75 × 8 = 174 (statutory days included)",
        "Rosters go by working days, wages by paid days; the two are not the same",
    ]
    assert stands_on(decision, "2025-2 1", "O174 3")
    assert stands_on(ask(standard, period=Period.MONTH, as_of=date(2024, 1, 1)), "2008-3 1")


def test_a_day_before_the_present_reckoning_is_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(standard, period=Period.MONTH, as_of=date(2008, 1, 2))

    assert refused.value.field == "as_of"
    assert "2 January 2008 is before the present way of reckoning" in refused.value.text.said("en")
