"""The minimum wage: by the month for full-time work, by the hour × hours for work paid by the hour."""

from datetime import date
from decimal import Decimal

import pytest

from dengta.engines.labour_law.china.minimum_wage import floor
from dengta.engines.labour_law.errors import FactError, NotInForce
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.params import DatedValue
from tests.engines.labour_law.law import CALENDAR, ask, cited, said
from tests.engines.labour_law.reasons import changes

MONTH = DatedValue("minimum_wage", "CN-SH", Decimal(2690), date(2023, 7, 1), "沪人社规〔2023〕21号")
HOUR = DatedValue("hourly_minimum_wage", "CN-SH", Decimal("24.05"), date(2023, 7, 1), "沪人社规〔2023〕21号")


def law(*values: DatedValue) -> Law:
    return Law(region="CN-SH", calendar=CALENDAR, values=values)


def test_full_time_work_is_held_to_the_month_and_names_article_and_source() -> None:
    decision = ask(floor, law=law(MONTH, HOUR))

    assert decision.value.amount == Decimal("2690.00")
    assert cited(decision) == {"MW 5", "MW 12"}
    assert said(decision) == (
        "full-time work is held to the monthly minimum wage: 2,690.00 (沪人社规〔2023〕21号, since 1 July 2023)"
    )


def test_part_time_work_is_held_to_the_hour_times_hours() -> None:
    decision = ask(floor, law=law(MONTH, HOUR), part_time=True, by_hour=True, hours=Decimal("80.5"))

    assert decision.value.amount == Decimal("1936.03"), "1,936.025, the half cent up"
    assert cited(decision) == {"MW 5", "MW 12", "LCL 72"}
    assert "24.05 (沪人社规〔2023〕21号, since 1 July 2023) × 80.5 hours" in said(decision)
    assert changes(decision)[0].startswith("Part-time work of more than 4 hours a day on average")


@pytest.mark.parametrize(("hours", "amount"), [("100", "2690.00"), ("120", "2886.00")])
def test_full_time_work_paid_by_the_hour_is_held_to_both(hours: str, amount: str) -> None:
    decision = ask(floor, law=law(MONTH, HOUR), by_hour=True, hours=Decimal(hours))

    assert decision.value.amount == Decimal(amount)
    assert decision.confidence.value == "interpretation"


@pytest.mark.parametrize(
    ("values", "hours", "missing"),
    [
        ((MONTH,), Decimal(80), "Hourly minimum wage"),
        ((MONTH, HOUR), None, "the hours of the month are not on record"),
        ((), Decimal(80), "Hourly minimum wage"),
    ],
)
def test_what_nobody_entered_leaves_the_floor_unknown(
    values: tuple[DatedValue, ...], hours: Decimal | None, missing: str
) -> None:
    decision = ask(floor, law=law(*values), part_time=True, by_hour=True, hours=hours)

    assert decision.value.amount is None
    assert missing in said(decision)


def test_a_known_hourly_figure_alone_is_no_floor_for_full_time_work() -> None:
    assert ask(floor, law=law(HOUR), by_hour=True, hours=Decimal(80)).value.amount is None


def test_hours_below_nought_and_a_day_before_the_provisions_are_refused() -> None:
    with pytest.raises(FactError):
        ask(floor, law=law(HOUR), part_time=True, hours=Decimal(-1))
    with pytest.raises(NotInForce):
        ask(floor, law=law(HOUR), on=date(2004, 2, 29), part_time=True, hours=Decimal(1))
