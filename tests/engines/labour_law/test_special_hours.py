"""Comprehensive and irregular hours: what is paid, and what without approval."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.special_hours import Refusal, comprehensive, irregular
from dengta.engines.labour_law.china.worktime import Period
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import WorktimeSystem
from tests.engines.labour_law.answers import stands_on, steps, taken
from tests.engines.labour_law.law import BEIJING, CALENDAR, CHINA, ask, yuan

BASE = yuan(17_400)  # 100 an hour
TWICE = Law(calendar=CALENDAR, answers={"overtime.comprehensive_holiday": "twice"})
WEEKDAY_ONLY = Law(calendar=CALENDAR, answers={"overtime.cap_scope": "weekday_only"})
HOURS = st.decimals(min_value=0, max_value=700, places=1)


def cycle(actual: str, holiday: str = "0", *, law: Law = CHINA, **facts: Any) -> Any:
    given_facts = {"cycle": Period.QUARTER, "cycle_standard_hours": Decimal(500), "approved": True, **facts}
    return ask(
        comprehensive, law=law, monthly_base=BASE, actual_hours=Decimal(actual),
        statutory_holiday_hours=Decimal(holiday), **given_facts,
    )  # fmt: skip


@pytest.mark.covers("L-11")
@pytest.mark.parametrize(
    ("actual", "hours", "pay", "average", "over"),
    [
        ("499", "0", "0", "0.00", False),
        ("500", "0", "0", "0.00", False),
        ("510", "10", "1500", "3.33", False),
        ("608", "108", "16200", "36.00", False),
        ("608.1", "108.1", "16215", "36.03", True),
    ],
)
def test_hours_above_the_cycle_earn_one_and_a_half_and_average_thirty_six_at_most(
    actual: str, hours: str, pay: str, average: str, over: bool
) -> None:
    value = cycle(actual).value

    assert (value.overtime_hours, value.overtime_pay, value.total) == (Decimal(hours), yuan(pay), yuan(pay))
    assert (str(value.avg_monthly_overtime), value.cap_violation) == (average, over)
    assert (value.holiday_pay, value.error, value.fallback_system) == (yuan(0), None, None)
    said = "the average month is above 36 hours: the cap is broken"
    assert (said in steps(cycle(actual))) is over


@pytest.mark.covers("L-11", "L-07")
def test_hours_of_statutory_days_earn_three_times_and_are_not_paid_twice() -> None:
    decision = cycle("530", "8")
    value = decision.value

    assert (value.overtime_hours, value.overtime_pay) == (22, yuan(3300))
    assert (value.holiday_pay, value.total) == (yuan(2400), yuan(5700))
    assert value.avg_monthly_overtime == Decimal("10.00")
    assert steps(decision) == [
        "above the standard = 530 − 500 − 8 on statutory holidays = 22 hours (not below 0)",
        "hourly wage = 17,400.00 ÷ 21.75 ÷ 8 = 17,400.00 ÷ 174 = 100",
        "hours above the standard of the cycle: 17,400.00 ÷ 174 × 22 hours × 150 % = 3,300.00",
        "work on a statutory holiday: 17,400.00 ÷ 174 × 8 hours × 300 % = 2,400.00",
        "overtime of an average month: 30 ÷ 3 months = 10 hours, the cap is 36",
        "Work on weekends within the cycle earns no 200 %; its hours count toward the cycle",
        "total 5,700.00, on top of the monthly wage",
    ]
    assert taken(decision) == [
        "The hours worked (530) contain those on statutory holidays (8)", "once", "all_uncompensated",
    ]  # fmt: skip
    assert stands_on(decision, "LL 39", "WP 13(3)", "1997-271 5")
    assert not stands_on(decision, "BJWP 16")
    assert stands_on(cycle("530", law=BEIJING), "BJWP 16")
    assert cycle("505", "8").value.overtime_hours == 0
    assert cycle("505", "8").value.holiday_pay == yuan(2400)


@pytest.mark.covers("L-11")
def test_the_other_reading_pays_holiday_hours_above_the_standard_as_well() -> None:
    decision = cycle("530", "8", law=TWICE)

    assert (decision.value.overtime_hours, decision.value.total) == (30, yuan(6900))
    assert decision.value.avg_monthly_overtime == Decimal("10.00")  # the eight are among the thirty
    assert steps(decision)[0] == "above the standard = 530 − 500 = 30 hours (not below 0)"
    assert taken(decision)[1] == "twice"
    assert cycle("502", "8", law=TWICE).value.avg_monthly_overtime == Decimal("2.67")


@pytest.mark.covers("L-05", "L-11")
def test_holiday_hours_count_toward_the_average_unless_policy_leaves_them_out() -> None:
    assert cycle("616", "8").value.cap_violation is True is not cycle("608", "8").value.cap_violation
    assert cycle("616", "8", law=WEEKDAY_ONLY).value.cap_violation is False
    assert cycle("616", "8", law=WEEKDAY_ONLY).value.avg_monthly_overtime == 36


@pytest.mark.covers("L-11")
@pytest.mark.parametrize(
    ("period", "standard", "average"),
    [
        (Period.WEEK, "40", "43.33"),
        (Period.MONTH, "165.36", "10.00"),
        (Period.QUARTER, "496", "3.33"),
        (Period.HALF_YEAR, "992", "1.67"),
        (Period.YEAR, "1984", "0.83"),
    ],
)
def test_without_a_stated_standard_the_legal_one_of_the_cycle_counts(
    period: Period, standard: str, average: str
) -> None:
    actual = str(Decimal(standard) + 10)
    decision = cycle(actual, cycle=period, cycle_standard_hours=None)

    assert decision.value.overtime_hours == 10
    assert str(decision.value.avg_monthly_overtime) == average
    assert taken(decision)[0].startswith("No standard of the cycle was given: ")


@pytest.mark.covers("L-11")
def test_without_approval_of_the_post_standard_hours_apply() -> None:
    decision = cycle("600", approved=False)
    value = decision.value

    assert (value.error, value.fallback_system) == (Refusal.NOT_APPROVED, WorktimeSystem.STANDARD)
    assert value.total is value.overtime_hours is value.overtime_pay is value.holiday_pay is None
    assert value.avg_monthly_overtime is value.cap_violation is None
    assert steps(decision) == [
        "the post has no approval for special hours (a signed consent does not replace it): standard hours apply"
    ]
    assert stands_on(decision, "1994-503 7")
    assert decision.changes[0].said("en").startswith("Only cycles after the labour authority has approved")


@pytest.mark.covers("L-12")
@pytest.mark.parametrize(
    ("facts", "law", "total"),
    [
        ({"approved": True}, BEIJING, "0"),
        ({"approved": True, "region": "CN-SH"}, CHINA, "900"),
        ({"approved": True, "region": "CN-GD-SZ"}, BEIJING, "900"),
        ({"approved": True, "region": "CN-GD"}, CHINA, "0"),
        ({"approved": False}, BEIJING, "1450"),
        ({"senior_manager": True}, BEIJING, "0"),
        ({"senior_manager": True}, CHINA, "1450"),
        ({"senior_manager": True, "region": "CN-SH"}, BEIJING, "1450"),
        ({"approved": True, "worktime_system": WorktimeSystem.COMPREHENSIVE}, CHINA, "1050"),
        ({"approved": True, "worktime_system": WorktimeSystem.STANDARD}, CHINA, "1450"),
    ],
)
def test_irregular_hours_earn_nothing_on_top_where_they_are_lawful(facts: dict[str, Any], law: Law, total: str) -> None:
    hours = {"weekday_hours": Decimal(1), "rest_day_hours": Decimal(2), "statutory_hours": Decimal(3)}

    assert ask(irregular, law=law, monthly_base=BASE, **hours, **facts).value.total == yuan(total)


@pytest.mark.covers("L-12", "L-13")
def test_the_steps_of_irregular_hours_say_what_they_stand_on() -> None:
    facts = {"monthly_base": BASE, "statutory_hours": Decimal(1)}
    approved = ask(irregular, law=BEIJING, approved=True, rest_day_hours=Decimal(2), **facts)
    refused = ask(irregular, law=CHINA, senior_manager=True, **facts)
    senior = ask(irregular, law=BEIJING, senior_manager=True, **facts)

    assert steps(approved) == [
        "irregular hours approved: no pay for workdays and rest days",
        "hourly wage = 17,400.00 ÷ 21.75 ÷ 8 = 17,400.00 ÷ 174 = 100",
        "work on a rest day: 2 hours, nothing on top",
        "work on a statutory holiday: 1 hour, nothing on top",
        "Contact-centre posts on fixed rosters rarely qualify for irregular hours",
        "total 0.00, on top of the monthly wage",
    ]
    assert taken(approved) == ["no"]
    assert stands_on(approved, "LL 39", "BJWP 17")
    assert not stands_on(refused, "BJWP 17")
    assert taken(ask(irregular, approved=True, monthly_base=BASE)) == []
    assert taken(refused) == ["approval"]
    assert steps(refused)[0].startswith("the post has no approval for special hours")
    assert stands_on(refused, "1994-503 7")
    assert not stands_on(approved, "1994-503 7")
    assert taken(senior) == ["exempt", "no"]
    assert steps(senior)[0] == "a senior manager needs no approval"
    weekday = ask(irregular, monthly_base=BASE, weekday_hours=Decimal(1))
    assert "overtime on a workday: 17,400.00 ÷ 174 × 1 hour × 150 % = 150.00" in steps(weekday)
    assert taken(weekday) == []


def test_hours_that_cannot_be_are_refused() -> None:
    with pytest.raises(FactError) as refused:
        cycle("7", "8")
    assert refused.value.field == "statutory_holiday_hours"
    assert "The holiday hours 8 cannot be more than the hours worked in the cycle, 7." in str(refused.value)
    assert cycle("8", "8").value.holiday_pay == yuan(2400)
    base = {"monthly_base": BASE, "actual_hours": Decimal(1), "cycle": Period.MONTH, "approved": True}
    for name in ("monthly_base", "actual_hours", "cycle_standard_hours", "statutory_holiday_hours"):
        with pytest.raises(FactError) as refused:
            ask(comprehensive, **{**base, name: Decimal(-1)})
        assert refused.value.field == name
    for name in ("monthly_base", "weekday_hours", "rest_day_hours", "statutory_hours"):
        with pytest.raises(FactError) as refused:
            ask(irregular, **{"monthly_base": BASE, name: Decimal(-1)})
        assert refused.value.field == name


@settings(max_examples=200)
@given(actual=HOURS, more=HOURS, share=st.integers(0, 10))
def test_no_hour_of_a_cycle_is_paid_twice_and_more_hours_never_earn_less(
    actual: Decimal, more: Decimal, share: int
) -> None:
    holiday = actual * share / 10
    value = cycle(str(actual), str(holiday)).value

    assert value.overtime_hours + holiday <= max(actual, holiday)
    assert value.overtime_hours == max(0, actual - holiday - 500)
    assert value.cap_violation is (value.overtime_hours + holiday > 108)
    assert cycle(str(actual + more), str(holiday)).value.total >= value.total
