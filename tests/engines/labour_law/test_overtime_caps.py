"""The caps of overtime: by the day, by the month, by schedule, and what lifts them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.overtime_caps import Alert, Emergency, ExtraDay, Violation, cap
from dengta.engines.labour_law.china.plan import Plan, plan
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from tests.engines.labour_law.answers import stands_on, steps, taken, would_change
from tests.engines.labour_law.law import CALENDAR, ask

NOVEMBER = "2026-11"
HOURS = st.decimals(min_value=0, max_value=60, places=1)


def extra(day: int, hours: str, month: int = 11) -> ExtraDay:
    return ExtraDay(date=date(2026, month, day), extra_hours=Decimal(hours))


# --- a day -------------------------------------------------------------------------------------------


@pytest.mark.covers("L-03", "F8")
@pytest.mark.parametrize(
    ("hours", "special", "broken"),
    [
        ("1", False, ()),
        ("1.01", False, (Violation.DAILY_GENERAL,)),
        ("1.01", True, ()),
        ("3", False, (Violation.DAILY_GENERAL,)),
        ("3", True, ()),
        ("3.01", True, (Violation.DAILY_SPECIAL,)),
        ("3.01", False, (Violation.DAILY_SPECIAL,)),
    ],
)
def test_a_day_takes_one_hour_and_with_a_reason_three(hours: str, special: bool, broken: tuple[Violation, ...]) -> None:
    decision = ask(cap, month=NOVEMBER, days=(extra(3, hours),), special_reason=special, consulted=True)

    assert (decision.value.violations, decision.value.warnings) == (broken, ())
    assert decision.value.employee_may_refuse is bool(broken)
    assert decision.value.counted_hours == Decimal(hours)
    assert stands_on(decision, "LL 41", "LL 43")


@pytest.mark.covers("L-03")
def test_the_steps_say_of_each_day_and_month_whether_it_is_within_the_cap() -> None:
    decision = ask(cap, days=(extra(4, "2"), extra(3, "1"), extra(5, "3.5")), consulted=True)

    assert steps(decision) == [
        "3 November 2026: 1 hour of overtime, within the cap",
        "4 November 2026: 2 hours of overtime, above the general cap of 1 without a recorded special reason",
        "5 November 2026: 3.5 hours of overtime, above the cap of 3 a day",
        "2026-11: 6.5 hours counted, not above 36",
    ]
    assert would_change(decision) == ["29.5 more hours may be arranged in the month"]
    assert decision.value.violations == (Violation.DAILY_GENERAL, Violation.DAILY_SPECIAL)


@pytest.mark.covers("L-03")
def test_the_hours_of_one_day_are_added_before_they_are_judged() -> None:
    decision = ask(cap, days=(extra(3, "2"), extra(3, "1.5")), special_reason=True, consulted=True)

    assert decision.value.violations == (Violation.DAILY_SPECIAL,)


# --- a month -----------------------------------------------------------------------------------------


@pytest.mark.covers("L-03", "F8")
@pytest.mark.parametrize(
    ("hours", "broken", "alerts"),
    [
        ("35.9", (), ()),
        ("36", (), (Alert.REACHED,)),
        ("36.1", (Violation.MONTHLY,), ()),
    ],
)
def test_thirty_six_hours_are_lawful_and_are_the_last(
    hours: str, broken: tuple[Violation, ...], alerts: tuple[Alert, ...]
) -> None:
    decision = ask(cap, month=NOVEMBER, monthly_extra_hours=Decimal(hours), consulted=True)

    assert (decision.value.violations, decision.value.warnings) == (broken, alerts)
    said = "36 hours are reached: still lawful, but no more may be added"
    assert (said in steps(decision)) is bool(alerts)
    assert would_change(decision) == (["0.1 more hours may be arranged in the month"] if hours == "35.9" else [])
    assert steps(decision)[0] == f"2026-11: {hours} hours counted, " + ("above 36" if broken else "not above 36")


@pytest.mark.covers("L-03")
def test_days_add_up_to_their_own_month() -> None:
    days = tuple(extra(day, "3") for day in range(2, 14))  # 36 hours in November
    october = tuple(extra(day, "3", month=10) for day in range(9, 22))  # 39 in October
    facts: dict[str, Any] = {"special_reason": True, "consulted": True}

    november = ask(cap, days=days, **facts).value
    both = ask(cap, month=NOVEMBER, days=days + october, **facts).value

    assert (november.violations, november.warnings, november.counted_hours) == ((), (Alert.REACHED,), 36)
    assert (both.violations, both.warnings, both.counted_hours) == ((Violation.MONTHLY,), (Alert.REACHED,), 36)
    assert ask(cap, days=days + october, **facts).value.counted_hours == 39
    assert ask(cap, month="2026-12", days=days, **facts).value.counted_hours == 0
    assert ask(cap, month="2026-11-01", days=days, **facts).value.counted_hours == 36


@pytest.mark.covers("L-03")
def test_a_sum_stated_for_the_month_holds_its_days() -> None:
    facts: dict[str, Any] = {"special_reason": True, "consulted": True}

    one = ask(cap, days=(extra(3, "3"),), monthly_extra_hours=Decimal(20), **facts)
    assert one.value.counted_hours == 20
    assert steps(one)[1:] == ["2026-11: 20 hours counted, not above 36"]
    assert ask(cap, days=(extra(3, "3"),), monthly_extra_hours=Decimal(2), **facts).value.counted_hours == 3
    apart = ask(cap, days=(extra(3, "3"), extra(5, "3", month=10)), monthly_extra_hours=Decimal(37), **facts)
    assert apart.value.violations == (Violation.MONTHLY,)
    assert steps(apart)[2] == "the month: 37 hours counted, above 36"
    named = ask(cap, month="2026-10", days=(extra(3, "3"),), monthly_extra_hours=Decimal(20), **facts)
    assert named.value.counted_hours == 20
    assert ask(cap, month="2026-10-31", monthly_extra_hours=Decimal(20), **facts).value.counted_hours == 20
    assert ask(cap, monthly_extra_hours=Decimal(37), **facts).value.violations == (Violation.MONTHLY,)


@pytest.mark.covers("L-05")
@pytest.mark.parametrize(
    ("policy", "counted"), [(None, "34"), ("all_uncompensated", "34"), ("all", "42"), ("weekday_only", "20")]
)
def test_what_counts_toward_the_month_is_a_switch(policy: str | None, counted: str) -> None:
    decision = ask(
        cap, month=NOVEMBER, weekday_extra_hours=Decimal(20), rest_day_hours_paid=Decimal(6),
        rest_day_hours_compensated=Decimal(8), statutory_hours=Decimal(8), scope_policy=policy, consulted=True,
    )  # fmt: skip

    assert decision.value.counted_hours == Decimal(counted)
    assert decision.value.violations == ((Violation.MONTHLY,) if policy == "all" else ())
    assert taken(decision) == [policy or "all_uncompensated"]


@pytest.mark.covers("L-05")
def test_the_sum_by_kind_is_written_out_and_missing_kinds_are_none() -> None:
    facts: dict[str, Any] = {"month": NOVEMBER, "consulted": True}
    rest = ask(cap, rest_day_hours_paid=Decimal(6), rest_day_hours_compensated=Decimal(4), **facts)

    assert steps(rest)[0] == (
        "counted: workdays 0 + rest days without time off 6 + rest days with time off 0 + statutory days 0 = 6 hours"
    )
    assert ask(cap, statutory_hours=Decimal(8), **facts).value.counted_hours == 8
    assert ask(cap, weekday_extra_hours=Decimal(8), **facts).value.counted_hours == 8
    stated = ask(cap, weekday_extra_hours=Decimal(8), monthly_extra_hours=Decimal(9), **facts)
    assert stated.value.counted_hours == 9
    other = Law(calendar=CALENDAR, answers={"overtime.cap_scope": "all"})
    assert ask(cap, law=other, rest_day_hours_compensated=Decimal(4), **facts).value.counted_hours == 4


# --- consultation and emergencies --------------------------------------------------------------------


@pytest.mark.covers("L-03")
def test_overtime_needs_consultation_and_no_overtime_needs_none() -> None:
    ten: dict[str, Any] = {"month": NOVEMBER, "monthly_extra_hours": Decimal(10)}

    assert ask(cap, consulted=False, **ten).value.violations == (Violation.NO_CONSULTATION,)
    assert ask(cap, consulted=False, **ten).value.employee_may_refuse is True
    assert steps(ask(cap, consulted=False, **ten))[-1] == "neither the trade union nor the employee was consulted"
    assert ask(cap, consulted=True, **ten).value.violations == ()
    assert taken(ask(cap, consulted=True, **ten)) == []
    unsaid = ask(cap, **ten)
    assert (unsaid.value.violations, unsaid.value.employee_may_refuse) == ((), False)
    assert taken(unsaid) == ["Nobody said whether union and employee were consulted: taken as done"]
    nothing = ask(cap, month=NOVEMBER, monthly_extra_hours=Decimal(0), consulted=False)
    assert nothing.value.violations == ()
    assert ask(cap, consulted=False).value.counted_hours is None


@pytest.mark.covers("L-04")
@pytest.mark.parametrize("emergency", list(Emergency))
def test_only_the_emergencies_of_the_law_lift_the_caps(emergency: Emergency) -> None:
    decision = ask(
        cap, month=NOVEMBER, days=(extra(3, "9"),), monthly_extra_hours=Decimal(50), consulted=False,
        emergency=emergency,
    )  # fmt: skip
    value = decision.value

    assert value.counted_hours == 50
    if emergency in {Emergency.PROMOTION, Emergency.BUSINESS_PEAK}:
        assert set(value.violations) == {Violation.DAILY_SPECIAL, Violation.MONTHLY, Violation.NO_CONSULTATION}
        assert (value.warnings, value.employee_may_refuse) == ((), True)
        assert steps(decision)[0] == "a peak of business is no emergency of the law: the caps apply"
        assert not stands_on(decision, "LL 42")
    else:
        assert (value.violations, value.warnings) == ((), (Alert.EVIDENCE,))
        assert value.employee_may_refuse is False
        assert steps(decision)[0].startswith("an emergency of the law")
        assert steps(decision)[1].startswith("Keep evidence of the emergency")
        assert stands_on(decision, "LL 42")


# --- schedules ---------------------------------------------------------------------------------------


@pytest.mark.covers("L-06")
@pytest.mark.parametrize(
    ("schedule", "broken"),
    [
        ("10:00-22:30 6 days a week", (Violation.DAILY_SPECIAL, Violation.MONTHLY, Violation.RULE_VOID)),
        ("9:00-20:00 5 days a week", (Violation.DAILY_GENERAL, Violation.MONTHLY, Violation.RULE_VOID)),
        ("09:00-17:00 six days a week", ()),  # eight more hours a week, 34.67 a month
        ("09:00-17:00 seven days a week", (Violation.MONTHLY, Violation.RULE_VOID)),
        ("09:00-18:00 5 days a week", ()),
        ("09:00-15:40 六天", ()),
    ],
)
def test_a_schedule_that_breaks_a_cap_is_void_and_may_be_refused(schedule: str, broken: tuple[Violation, ...]) -> None:
    decision = ask(cap, month=NOVEMBER, schedule=schedule)

    assert (decision.value.violations, decision.value.warnings) == (broken, ())
    assert decision.value.employee_may_refuse is bool(broken)
    assert decision.value.counted_hours is None
    assert stands_on(decision, "LCL 26", "LCL 31") is bool(broken)
    assert any("is void; refusing it" in step for step in steps(decision)) is bool(broken)
    assert any("no day of rest" in step for step in steps(decision)) is ("seven" in schedule)
    assert stands_on(decision, "LL 38") is ("seven" in schedule)


@pytest.mark.covers("L-06")
def test_a_schedule_is_turned_into_hours_of_an_average_month() -> None:
    decision = ask(cap, schedule="09:00-19:00 six days a week", consulted=True, special_reason=True)

    assert steps(decision)[:3] == [
        "the schedule has 10 hours a day on 6 days a week: 2 beyond 8 a day, 20 hours of overtime a week, "
        "about 20 × 52 ÷ 12 = 86.6667… a month",
        "every working day: 2 hours of overtime, within the cap",
        "the average month: 86.6667… hours counted, above 36",
    ]
    assert taken(decision) == ["none"]
    assert taken(ask(cap, schedule="09:00-19:00", consulted=True)) == [
        "The schedule does not say how many days a week: taken as 5", "none",
    ]  # fmt: skip
    assert would_change(ask(cap, schedule="09:00-17:00 5 days a week")) == []
    unconsulted = ask(cap, schedule="09:00-18:00 5 days a week", consulted=False)
    assert unconsulted.value.violations == (Violation.NO_CONSULTATION,)
    within = ask(cap, schedule="09:00-17:00 5 days a week", consulted=False)
    assert within.value.violations == ()


@pytest.mark.covers("L-06")
def test_where_a_meal_break_is_taken_off_an_hour_a_day_goes() -> None:
    law = Law(calendar=CALENDAR, answers={"overtime.schedule_break": "one_hour"})
    decision = ask(cap, law=law, schedule="09:00-19:00 5 days a week", consulted=True)

    assert decision.value.violations == ()  # one hour a day, 21.67 a month
    assert steps(decision)[0].startswith("the schedule has 9 hours a day on 5 days a week: 1 beyond 8 a day")


@pytest.mark.parametrize(
    ("schedule", "hours", "days"),
    [
        ("09:00-21:30 six days a week", "12.5", 6),
        ("9:00–22:00，每周 5 天", "13", 5),
        ("早 9 点至晚 9 点，每周六天", "12", 6),
        ("上午9点到下午6点半 一周五天", "9", 5),
        ("早上9:00到晚上8:30，六天", "11.5", 6),
        ("9am to 6pm, five-day week", "9", 5),
        ("12pm-8pm 5 days", "8", 5),
        ("下午 2 点到 22:00", "8", None),
        ("早 9 点至晚 12 点，每周六天", "15", 6),
        ("上午 12 点到晚上 8 点", "8", None),
        ("下午 12:30 到晚 9 点半", "8.5", None),
        ("12am to 8:30am", "8.5", None),
        ("1am-12pm", "11", None),
        ("1pm-12am", "11", None),
        ("22:00-06:00 5 days a week", "8", 5),
        ("9：00～18：00", "9", None),
        ("9-18:30", "9.5", None),
        ("seven days a week, 10:00 until 19:15", "9.25", 7),
        ("08:00-08:00 2 days a week", "24", 2),
        ("996", "12", 6),
        ("995工作制", "12", 5),
        ("10107 rota", "12", 7),
        ("大小周 8106", "14", 6),
    ],
)
def test_schedules_are_read_as_people_write_them(schedule: str, hours: str, days: int | None) -> None:
    assert plan(schedule) == Plan(Fraction(hours), days)


@pytest.mark.parametrize(
    ("hours", "days", "extra_hours", "week"),
    [("12", 6, "4", "32"), ("8", 6, "0", "8"), ("10", 4, "2", "8"), ("6.5", 6, "0", "0"), ("9", None, "1", "5")],
)
def test_the_overtime_of_a_week_is_what_exceeds_forty_hours_or_eight_a_day(
    hours: str, days: int | None, extra_hours: str, week: str
) -> None:
    found = Plan(Fraction(hours), days)

    assert (found.extra, found.week) == (Fraction(extra_hours), Fraction(week))
    assert found.month == Fraction(week) * 13 / 3


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"schedule": "flexible"}, "schedule"),
        ({"schedule": "998 or 20261"}, "schedule"),
        ({"month": "November"}, "month"),
        ({"month": "2026-13"}, "month"),
        ({"monthly_extra_hours": Decimal(-1)}, "monthly_extra_hours"),
        ({"weekday_extra_hours": Decimal(-1)}, "weekday_extra_hours"),
        ({"rest_day_hours_paid": Decimal(-1)}, "rest_day_hours_paid"),
        ({"rest_day_hours_compensated": Decimal(-1)}, "rest_day_hours_compensated"),
        ({"statutory_hours": Decimal(-1)}, "statutory_hours"),
        ({"days": (extra(3, "-1"),)}, "extra_hours"),
        ({"weekday_extra_hours": Decimal(1), "scope_policy": "none"}, "overtime.cap_scope"),
    ],
)
def test_what_cannot_be_is_refused(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(cap, **facts)

    assert refused.value.field == field
    if field == "schedule":
        assert f"No times can be read from “{facts['schedule']}”" in refused.value.text.said("en")
    if facts.get("month") == "November":
        assert refused.value.text.said("en") == "The month November cannot be read. Write it like 2026-11."


@settings(max_examples=200)
@given(weekday=HOURS, rest=HOURS, lieu=HOURS, statutory=HOURS)
def test_the_month_is_broken_exactly_above_thirty_six(
    weekday: Decimal, rest: Decimal, lieu: Decimal, statutory: Decimal
) -> None:
    value = ask(
        cap, month=NOVEMBER, weekday_extra_hours=weekday, rest_day_hours_paid=rest, rest_day_hours_compensated=lieu,
        statutory_hours=statutory, consulted=True,
    ).value  # fmt: skip

    assert value.counted_hours == weekday + rest + statutory
    assert (Violation.MONTHLY in value.violations) is (value.counted_hours > 36)
    assert (Alert.REACHED in value.warnings) is (value.counted_hours == 36)
