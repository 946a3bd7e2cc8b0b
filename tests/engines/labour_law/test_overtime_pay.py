"""Overtime pay: by hours, by the days of a roster, on part holidays, and what is left of a payment too low."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.days import Weekday
from dengta.engines.labour_law.china.overtime_pay import (
    WorkedDay,
    difference,
    partial_citizen_holiday,
    pay,
    rostered,
)
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.money import to_cent
from dengta.engines.labour_law.pack import WorktimeSystem
from dengta.engines.labour_law.rules import Rule
from tests.engines.labour_law.answers import stands_on, steps, taken, would_change
from tests.engines.labour_law.law import BEIJING, CALENDAR, ask, yuan

BASE = yuan(17_400)  # 100 an hour
TUESDAY_WEDNESDAY = (Weekday.TUESDAY, Weekday.WEDNESDAY)
WAGES = st.decimals(min_value=1, max_value=100_000, places=2)
HOURS = st.decimals(min_value=0, max_value=200, places=2)


def refusal(rule: Rule[object, object], **facts: object) -> FactError:
    with pytest.raises(FactError) as refused:
        ask(rule, **facts)
    return refused.value


# --- by hours ----------------------------------------------------------------------------------------


@pytest.mark.covers("L-07", "L4", "F7")
def test_each_kind_of_day_has_its_rate_on_top_of_the_wage() -> None:
    decision = ask(
        pay, monthly_base=BASE, weekday_hours=Decimal("2.5"), rest_day_hours=Decimal(4), statutory_hours=Decimal(8)
    )
    value = decision.value

    assert (value.weekday, value.rest_day, value.holiday) == (yuan(375), yuan(800), yuan(2400))
    assert (value.total, value.hourly_exact) == (yuan(3575), Fraction(100))
    assert steps(decision) == [
        "hourly wage = 17,400.00 ÷ 21.75 ÷ 8 = 17,400.00 ÷ 174 = 100",
        "overtime on a workday: 17,400.00 ÷ 174 × 2.5 hours × 150 % = 375.00",
        "work on a rest day: 17,400.00 ÷ 174 × 4 hours × 200 % = 800.00",
        "work on a statutory holiday: 17,400.00 ÷ 174 × 8 hours × 300 % = 2,400.00",
        "total 3,575.00, on top of the monthly wage",
    ]
    assert steps(decision, "zh-hans")[1] == "工作日延长工作时间：17,400.00 ÷ 174 × 2.5 小时 × 150% = 375.00 元"
    assert would_change(decision) == ["With as much time off, the 4 rest-day hours need not be paid"]
    assert stands_on(decision, "LL 44", "WP 13", "2025-2 2")
    assert taken(decision) == []


@pytest.mark.covers("L-07")
def test_a_month_without_overtime_earns_nothing_and_says_so_shortly() -> None:
    decision = ask(pay, monthly_base=BASE)

    assert decision.value.total == 0
    assert len(steps(decision)) == 2
    assert would_change(decision) == []


@pytest.mark.covers("L-07")
def test_only_the_total_of_exact_amounts_is_rounded() -> None:
    value = ask(pay, monthly_base=yuan(5000), weekday_hours=Decimal(1), rest_day_hours=Decimal(1)).value

    assert (value.weekday, value.rest_day) == (yuan("43.10"), yuan("57.47"))  # 43.103…, 57.471…
    assert value.total == yuan("100.57")  # 100.574…
    assert value.hourly_exact == Fraction(5000, 174)


@pytest.mark.covers("L-07", "L4")
@pytest.mark.parametrize(
    ("lieu", "paid", "beyond"), [("0", "1000", ""), ("1.5", "700", ""), ("5", "0", ""), ("7", "0", "2 hours")]
)
def test_time_off_makes_good_rest_days_hour_for_hour_and_nothing_else(lieu: str, paid: str, beyond: str) -> None:
    decision = ask(
        pay, monthly_base=BASE, rest_day_hours=Decimal(5), lieu_hours=Decimal(lieu), weekday_hours=Decimal(2)
    )

    assert decision.value.rest_day == yuan(paid)
    assert decision.value.weekday == yuan(300)
    left = max(Decimal(0), 5 - Decimal(lieu))
    told = f"5 hours on rest days, {lieu} hours of time off given: {left} hours to be paid"
    assert (told in steps(decision)) is (lieu != "0")
    more = f"time off of {beyond} beyond the rest-day hours makes good no other overtime"
    assert (more in steps(decision)) is bool(beyond)
    assert len([step for step in steps(decision) if "beyond the rest-day hours" in step]) == bool(beyond)
    assert bool(would_change(decision)) is (left > 0)


@pytest.mark.covers("L-07")
def test_time_off_after_a_statutory_day_replaces_nothing() -> None:
    decision = ask(pay, monthly_base=BASE, statutory_hours=Decimal(3), lieu_for_statutory=Decimal(3))

    assert decision.value.total == yuan(900)
    assert "time off after a statutory holiday (3 hours) does not replace the 300 %" in steps(decision)


@pytest.mark.covers("L-11", "L-12")
@pytest.mark.parametrize(
    ("system", "region", "paid"),
    [
        (WorktimeSystem.COMPREHENSIVE, "CN", ("150", "0", "300")),
        (WorktimeSystem.IRREGULAR, "CN-BJ", ("0", "0", "0")),
        (WorktimeSystem.IRREGULAR, "CN-SH", ("0", "0", "300")),
    ],
)
def test_special_systems_of_hours_pay_less_of_it(system: WorktimeSystem, region: str, paid: tuple[str, ...]) -> None:
    decision = ask(
        pay, law=Law(region=region, calendar=CALENDAR), monthly_base=BASE, worktime_system=system,
        weekday_hours=Decimal(1), rest_day_hours=Decimal(1), statutory_hours=Decimal(1),
    )  # fmt: skip
    value = decision.value

    assert (value.weekday, value.rest_day, value.holiday) == tuple(map(yuan, paid))
    assert value.total == sum(map(yuan, paid))
    assert "work on a rest day: 1 hour, nothing on top" in steps(decision)
    expected = {"CN": [], "CN-BJ": ["no"], "CN-SH": ["yes"]}[region]
    assert taken(decision) == expected


def test_the_question_of_irregular_holidays_is_asked_only_where_it_matters() -> None:
    assert taken(ask(pay, monthly_base=BASE, worktime_system=WorktimeSystem.IRREGULAR, rest_day_hours=Decimal(1))) == []
    assert taken(ask(pay, monthly_base=BASE, statutory_hours=Decimal(1))) == []


@pytest.mark.parametrize(
    "name",
    ["monthly_base", "weekday_hours", "rest_day_hours", "statutory_hours", "lieu_hours", "lieu_for_statutory"],
)
def test_wages_and_hours_below_nothing_are_refused(name: str) -> None:
    refused = refusal(pay, **{"monthly_base": BASE, name: Decimal("-0.01")})

    assert refused.field == name
    assert refused.text.said("en") == f"{name} cannot be below 0. Please correct it."


@settings(max_examples=200)
@given(base=WAGES, more=WAGES, weekday=HOURS, rest=HOURS, statutory=HOURS, extra=HOURS)
def test_more_wage_or_more_hours_never_earn_less_and_parts_add_up(
    *, base: Decimal, more: Decimal, weekday: Decimal, rest: Decimal, statutory: Decimal, extra: Decimal
) -> None:
    def value(wage: Decimal, *hours: Decimal) -> Decimal:
        facts = dict(zip(("weekday_hours", "rest_day_hours", "statutory_hours"), hours, strict=True))
        total: Decimal = ask(pay, monthly_base=wage, **facts).value.total
        return total

    total = value(base, weekday, rest, statutory)
    assert value(base + more, weekday, rest, statutory) >= total
    for hours in (
        (weekday + extra, rest, statutory),
        (weekday, rest + extra, statutory),
        (weekday, rest, statutory + extra),
    ):
        assert value(base, *hours) >= total
    parts = value(base, weekday, Decimal(0), Decimal(0)) + value(base, Decimal(0), rest, statutory)
    assert abs(parts - total) <= yuan("0.01")
    assert total == to_cent(
        Fraction(base) / 174 * (Fraction(weekday) * 3 / 2 + Fraction(rest) * 2 + Fraction(statutory) * 3)
    )


# --- by the days of a roster -------------------------------------------------------------------------


def on(day: date, hours: str, *, scheduled: bool = True) -> WorkedDay:
    return WorkedDay(date=day, hours=Decimal(hours), scheduled=scheduled)


@pytest.mark.covers("L-07", "L-17")
@pytest.mark.parametrize(
    ("worked", "total"),
    [
        (on(date(2026, 11, 21), "8"), "0"),  # a Saturday of the roster
        (on(date(2026, 11, 21), "8.5"), "75"),  # half an hour beyond the daily standard
        (on(date(2026, 11, 21), "2", scheduled=False), "300"),
        (on(date(2026, 11, 24), "8", scheduled=False), "1600"),  # an own day of rest
        (on(date(2026, 11, 24), "8"), "1600"),
        (on(date(2026, 10, 1), "8"), "2400"),
        (on(date(2026, 10, 1), "8", scheduled=False), "2400"),
        (on(date(2026, 10, 10), "8"), "0"),
    ],
)
def test_whoever_rests_on_other_days_is_paid_by_these(worked: WorkedDay, total: str) -> None:
    facts = {"monthly_base": BASE, "weekly_rest": TUESDAY_WEDNESDAY, "worked": (worked,)}

    assert ask(rostered, **facts).value.total == yuan(total)


@pytest.mark.covers("L-17")
def test_the_hours_of_a_day_are_taken_together() -> None:
    day = date(2026, 11, 23)
    decision = ask(rostered, monthly_base=BASE, worked=(on(day, "5"), on(day, "4.5"), on(day, "1", scheduled=False)))

    assert decision.value.total == yuan(375)  # one and a half beyond eight, one beyond the roster
    assert steps(decision) == [
        "hourly wage = 17,400.00 ÷ 21.75 ÷ 8 = 17,400.00 ÷ 174 = 100",
        "23 November 2026: 8 hours of the ordinary roster on a workday, nothing on top",
        "23 November 2026 (overtime on a workday): 17,400.00 ÷ 174 × 2.5 hours × 150 % = 375.00",
        "total 375.00, on top of the monthly wage",
    ]
    assert taken(decision) == ["23 November 2026: 1 hour not rostered, taken as beyond the normal shift"]
    assert stands_on(decision, "LL 44", "O174 7")


@pytest.mark.covers("L-17")
def test_the_reader_is_told_why_a_rostered_shift_earns_on_top() -> None:
    decision = ask(
        rostered, monthly_base=BASE, worked=(on(date(2026, 11, 22), "2"), on(date(2026, 10, 2), "3"))
    )  # fmt: skip

    assert decision.value.total == yuan(1300)
    assert steps(decision)[1:5] == [
        "2 October 2026 is a statutory holiday: a normal shift earns 300 % on top as well",
        "2 October 2026 (work on a statutory holiday): 17,400.00 ÷ 174 × 3 hours × 300 % = 900.00",
        "22 November 2026 is this person's own day of rest: even a rostered shift is work on a rest day",
        "22 November 2026 (work on a rest day): 17,400.00 ÷ 174 × 2 hours × 200 % = 400.00",
    ]
    called = ask(rostered, monthly_base=BASE, worked=(on(date(2026, 10, 2), "3", scheduled=False),))
    assert len(steps(called)) == 3


def test_a_year_without_notice_is_named_once_for_all_its_days() -> None:
    days = (on(date(2027, 3, 2), "8"), on(date(2027, 3, 3), "8"), on(date(2028, 3, 3), "8"), on(date(2027, 5, 1), "8"))
    said = taken(ask(rostered, monthly_base=BASE, worked=days))

    assert [one[:26] for one in said] == ["The holiday notice of 2027", "The holiday notice of 2028"]


def test_nothing_worked_earns_nothing_and_negative_hours_are_refused() -> None:
    assert ask(rostered, monthly_base=BASE).value.total == 0
    assert refusal(rostered, monthly_base=BASE, worked=(on(date(2026, 11, 23), "-1"),)).field == "hours"
    assert refusal(rostered, monthly_base=yuan(-1)).field == "monthly_base"


# --- holidays of part of the citizens ----------------------------------------------------------------


@pytest.mark.covers("L-16")
@pytest.mark.parametrize(
    ("day", "normal", "total"),
    [
        (date(2027, 3, 8), True, "0"),  # a Monday
        (date(2027, 3, 8), False, "300"),
        (date(2027, 3, 8), None, "0"),
        (date(2026, 3, 8), True, "0"),  # a Sunday
        (date(2026, 3, 8), False, "400"),
        (date(2026, 3, 8), None, "400"),
        (date(2027, 5, 4), True, "0"),
        (date(2025, 5, 4), None, "400"),
    ],
)
def test_a_normal_shift_on_a_part_holiday_earns_nothing_extra(day: date, normal: bool | None, total: str) -> None:
    facts = {"date": day, "hours_worked": Decimal(2), "monthly_base": BASE, "shift_normal": normal}
    decision = ask(partial_citizen_holiday, sex="female", **facts)

    assert decision.value.total == yuan(total)
    assert any("Nobody said whether this was the normal shift" in one for one in taken(decision)) is (normal is None)
    assert stands_on(decision, "HR 3", "2000-18")
    assert not stands_on(decision, "BJWP 20")
    assert stands_on(ask(partial_citizen_holiday, law=BEIJING, **facts), "BJWP 20")


@pytest.mark.covers("L-16")
def test_the_steps_name_the_holiday_and_whose_it_is() -> None:
    facts = {"hours_worked": Decimal(2), "monthly_base": BASE, "shift_normal": True}
    half = "The half day off, or the celebration, is on full pay"
    normal = "2 hours of a normal shift: the wage goes on, no overtime pay"

    women = ask(partial_citizen_holiday, date=date(2026, 3, 8), **facts)
    man = ask(partial_citizen_holiday, date=date(2026, 3, 8), sex="Male", **facts)
    youth = ask(partial_citizen_holiday, date=date(2026, 5, 4), sex="male", **facts)

    assert steps(women) == ["8 March: half a day off for women", half, normal]
    assert steps(man) == [
        "8 March: half a day off for women", "this person is not among those who have it off", normal,
    ]  # fmt: skip
    assert steps(youth) == ["4 May: half a day off for young people from 14 on", half, normal]
    beyond = ask(partial_citizen_holiday, date=date(2026, 3, 8), **{**facts, "shift_normal": False})
    assert steps(beyond)[2:] == [
        "hourly wage = 17,400.00 ÷ 21.75 ÷ 8 = 17,400.00 ÷ 174 = 100",
        "8 March 2026 (work on a rest day): 17,400.00 ÷ 174 × 2 hours × 200 % = 400.00",
        "total 400.00, on top of the monthly wage",
    ]


def test_other_days_and_negative_figures_are_refused() -> None:
    facts = {"date": date(2026, 3, 8), "hours_worked": Decimal(2), "monthly_base": BASE}
    other = refusal(partial_citizen_holiday, **{**facts, "date": date(2026, 3, 9)})

    assert other.field == "date"
    assert other.text.said("en").startswith("9 March 2026 is no holiday of part of the citizens.")
    assert refusal(partial_citizen_holiday, **{**facts, "hours_worked": Decimal(-1)}).field == "hours_worked"
    assert refusal(partial_citizen_holiday, **{**facts, "monthly_base": Decimal(-1)}).field == "monthly_base"


# --- what was paid too low ---------------------------------------------------------------------------


@pytest.mark.covers("L-07", "L-08", "L4")
def test_the_difference_is_taken_of_exact_amounts() -> None:
    decision = ask(difference, monthly_base=yuan(10_000), rest_days_worked=Decimal(7), paid_multiple_already=Decimal(1))
    value = decision.value

    assert (value.due, value.due_total) == (yuan("6436.78"), yuan("6436.78"))  # 6436.7816…
    assert (value.paid, value.already_paid) == (yuan("3218.39"), yuan("3218.39"))  # 3218.3908…
    assert value.difference == yuan("3218.39")
    assert steps(decision) == [
        "7 days × 8 = 56 hours",
        "due: 10,000.00 ÷ 174 × 56 hours × 200 % = 6,436.78",
        "paid: 10,000.00 ÷ 174 × 56 hours × 100 % = 3,218.39",
        "difference of the exact amounts = 3,218.39",
    ]
    assert taken(decision) == []


@pytest.mark.covers("L-08")
def test_a_lower_base_leaves_its_share_unpaid() -> None:
    facts = {"contract_monthly_wage": BASE, "rest_day_hours": Decimal(10)}

    lower = ask(difference, paid_on_base=yuan(8700), **facts)
    nothing = ask(difference, **facts)
    single = ask(difference, paid_on_base=yuan(8700), paid_multiple_already=Decimal("1.5"), **facts)

    assert (lower.value.due, lower.value.paid, lower.value.difference) == (yuan(2000), yuan(1000), yuan(1000))
    assert taken(lower) == ["Only the base was stated: taken as paid with 200 % of it"]
    assert (nothing.value.paid, nothing.value.difference) == (yuan(0), yuan(2000))
    assert taken(nothing) == ["Nothing was said of payment: taken as none"]
    assert (single.value.paid, single.value.difference) == (yuan(750), yuan(1250))
    assert steps(single)[-2] == "paid: 8,700.00 ÷ 174 × 10 hours × 150 % = 750.00"
    assert not [step for step in steps(single) if "days × 8" in step]


def test_days_and_hours_add_up_and_what_was_overpaid_is_no_debt() -> None:
    both = ask(difference, monthly_base=BASE, rest_days_worked=Decimal(1), rest_day_hours=Decimal(2))
    over = ask(difference, monthly_base=BASE, rest_day_hours=Decimal(1), paid_multiple_already=Decimal(3))

    assert both.value.due == yuan(2000)
    assert over.value.difference == 0
    assert ask(
        difference, monthly_base=BASE, contract_monthly_wage=2 * BASE, rest_day_hours=Decimal(1)
    ).value.due == yuan(400)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["monthly_base", "contract_monthly_wage", "rest_days_worked", "rest_day_hours", "paid_on_base",
     "paid_multiple_already"],
)  # fmt: skip
def test_a_difference_of_figures_below_nothing_is_refused(name: str) -> None:
    assert refusal(difference, **{"monthly_base": BASE, name: Decimal(-1)}).field == name


def test_a_difference_without_a_wage_is_refused() -> None:
    refused = refusal(difference, rest_day_hours=Decimal(1))

    assert refused.field == "monthly_base"
    assert refused.text.said("en").startswith("The monthly wage is missing.")


@pytest.mark.covers("L-12")
def test_time_off_changes_nothing_where_rest_days_earn_nothing() -> None:
    facts = {"monthly_base": yuan(8700), "rest_day_hours": Decimal(16)}

    assert ask(pay, **facts).changes
    assert ask(pay, worktime_system=WorktimeSystem.IRREGULAR, **facts).changes == ()
