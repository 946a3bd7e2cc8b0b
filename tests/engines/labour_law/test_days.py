"""Days: what a day is to pay, which days are statutory, and what is not known of a year."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.china.days import Completeness, Weekday, data_available, day_type, statutory_count
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import WorktimeSystem
from tests.engines.labour_law.answers import stands_on, steps, taken, would_change
from tests.engines.labour_law.law import CALENDAR, ask, yuan

TUESDAY_WEDNESDAY = (Weekday.TUESDAY, Weekday.WEDNESDAY)


@pytest.mark.covers("L-14", "L-15")
@pytest.mark.parametrize(
    ("day", "kind", "makeup", "rate", "lieu"),
    [
        (date(2026, 9, 25), DayKind.STATUTORY, False, "3.00", False),
        (date(2026, 10, 6), DayKind.REST, False, "2.00", True),  # a Tuesday of the break
        (date(2026, 5, 9), DayKind.WORKDAY, True, "0.00", None),  # a Saturday worked in exchange
        (date(2026, 11, 21), DayKind.REST, False, "2.00", True),
        (date(2026, 11, 23), DayKind.WORKDAY, False, "0.00", None),
    ],
)
def test_a_day_has_its_kind_its_rate_and_its_answer_on_time_off(
    day: date, kind: DayKind, makeup: bool, rate: str, lieu: bool | None
) -> None:
    value = ask(day_type, date=day).value

    assert (value.day_type, value.makeup_workday) == (kind, makeup)
    assert str(value.premium_rate) == rate
    assert value.time_off_in_lieu_allowed is lieu


@pytest.mark.covers("L-14", "L-15")
def test_the_steps_say_what_the_day_is_and_what_work_on_it_earns() -> None:
    holiday = ask(day_type, date=date(2026, 9, 25))

    assert steps(holiday) == [
        "25 September 2026 is a statutory holiday: work is paid on top of the wage, and time off does not replace it",
        "Work on that day earns 300 % of the wage on top",
    ]
    assert steps(ask(day_type, date=date(2026, 5, 9)))[0].startswith("9 May 2026 is a weekend day worked in exchange")
    assert steps(ask(day_type, date=date(2026, 11, 23))) == [
        "23 November 2026 is a workday: overtime only beyond 8 hours",
        "Work on that day earns 0 % of the wage on top",
    ]
    assert steps(ask(day_type, date=date(2026, 11, 21)))[0].startswith("21 November 2026 is a rest day")
    assert taken(holiday) == []
    assert stands_on(holiday, "HR 2", "LL 44")


@pytest.mark.covers("L-17")
def test_whoever_rests_on_other_days_keeps_them_and_the_exchanges_of_the_notice_do_not_touch_them() -> None:
    tuesday = ask(day_type, date=date(2026, 11, 24), weekly_rest=TUESDAY_WEDNESDAY)
    saturday = ask(day_type, date=date(2026, 10, 10), weekly_rest=TUESDAY_WEDNESDAY)

    assert tuesday.value.day_type is DayKind.REST
    assert (saturday.value.day_type, saturday.value.makeup_workday) == (DayKind.WORKDAY, False)
    assert taken(tuesday) == ["The days of rest of this person's own roster count"]
    assert ask(day_type, date=date(2026, 10, 1), weekly_rest=TUESDAY_WEDNESDAY).value.day_type is DayKind.STATUTORY
    # 2027 is not announced, but an own day of rest is not moved by any notice.
    assert len(taken(ask(day_type, date=date(2027, 3, 2), weekly_rest=TUESDAY_WEDNESDAY))) == 1


@pytest.mark.covers("L-14")
def test_a_day_of_a_year_without_notice_is_said_to_be_uncertain_unless_it_is_statutory() -> None:
    assert taken(ask(day_type, date=date(2027, 3, 2))) == [
        "The holiday notice of 2027 is not loaded: rest days and days worked in exchange may still change, "
        "statutory days not"
    ]
    assert taken(ask(day_type, date=date(2027, 5, 1))) == []


@pytest.mark.covers("L-11", "L-12")
@pytest.mark.parametrize(
    ("system", "region", "holiday", "weekend"),
    [
        (WorktimeSystem.COMPREHENSIVE, "CN", "3.00", "0.00"),
        (WorktimeSystem.IRREGULAR, "CN", "0.00", "0.00"),
        (WorktimeSystem.IRREGULAR, "CN-BJ", "0.00", "0.00"),
        (WorktimeSystem.IRREGULAR, "CN-SH", "3.00", "0.00"),
        (WorktimeSystem.IRREGULAR, "CN-GD-SZ", "3.00", "0.00"),
    ],
)
def test_the_rate_follows_the_system_of_hours_and_the_region(
    system: WorktimeSystem, region: str, holiday: str, weekend: str
) -> None:
    law = Law(region=region, calendar=CALENDAR)
    on_holiday = ask(day_type, law=law, date=date(2026, 10, 1), worktime_system=system)
    on_sunday = ask(day_type, law=law, date=date(2026, 11, 22), worktime_system=system)

    assert str(on_holiday.value.premium_rate) == holiday
    assert on_holiday.value.time_off_in_lieu_allowed is (False if holiday == "3.00" else None)
    assert str(on_sunday.value.premium_rate) == weekend
    assert on_sunday.value.time_off_in_lieu_allowed is None
    answers = {"3.00": "yes", "0.00": "no"}
    assert taken(on_holiday) == ([answers[holiday]] if system is WorktimeSystem.IRREGULAR else [])
    assert taken(on_sunday) == []


@pytest.mark.covers("L-14")
@pytest.mark.parametrize(("year", "count"), [(2019, 11), (2020, 11), (2024, 11), (2025, 13), (2027, 13), (2028, 12)])
def test_the_statutory_days_are_counted_by_the_regulation_of_the_year(year: int, count: int) -> None:
    value = ask(statutory_count, year=year).value

    assert (value.count, len(set(value.dates))) == (count, count)
    assert list(value.dates) == sorted(value.dates)


@pytest.mark.covers("L-14")
def test_two_festivals_on_one_day_leave_one_more_day_to_expect() -> None:
    decision = ask(statutory_count, year=2031)

    assert taken(decision) == [
        "Two festivals coincide in 2031: 12 dates only. By the precedent of 2020 one more day is expected; "
        "wait for the notice of that year"
    ]
    assert stands_on(decision, "HR 2", "2020-135")
    assert steps(decision)[1] == "12 days in all"
    assert steps(decision, "zh-hans")[0].startswith("2031 年法定节假日：2031 年 1 月 1 日、2031 年 1 月 22 日")
    assert taken(ask(statutory_count, year=2030)) == []
    assert not stands_on(ask(statutory_count, year=2030), "2020-135")
    assert taken(ask(statutory_count, year=2008)) == []
    assert date(2020, 10, 4) in ask(statutory_count, year=2020).value.dates


def test_a_year_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(FactError) as refused:
        ask(statutory_count, law=Law(), year=2026)

    assert refused.value.field == "year"
    assert refused.value.text.said("en").startswith("The statutory days of 2026 are not known.")


@pytest.mark.covers("L-14")
@pytest.mark.parametrize(
    ("facts", "loaded"),
    [
        ({"year": 2026}, True),
        ({"year": 2027}, False),
        ({"year": 2027, "holiday_notice_loaded": True}, True),
        ({"year": 2026, "holiday_notice_loaded": False}, False),
    ],
)
def test_without_the_notice_only_statutory_days_are_paid_for_good(facts: dict[str, object], loaded: bool) -> None:
    decision = ask(data_available, **facts)
    value = decision.value

    assert value.status is (Completeness.COMPLETE if loaded else Completeness.UNKNOWN_MAKEUP_DAYS)
    assert (value.statutory_days_known, value.may_compute_holiday_premium) == (True, True)
    assert value.may_finalise_rest_day_premium is loaded
    said = "is loaded" if loaded else "is not loaded"
    assert steps(decision)[0].startswith(f"the notice of {facts['year']} {said}")
    assert would_change(decision) == (
        []
        if loaded
        else ["Once the State Council's notice of that year is loaded, pay for rest days can be made final"]
    )


@settings(max_examples=200)
@given(day=st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_a_statutory_day_is_one_for_everybody_and_no_other_day_earns_three_times(day: date) -> None:
    statutory = day in CALENDAR.year(day.year).statutory
    for rest in ((Weekday.SATURDAY, Weekday.SUNDAY), TUESDAY_WEDNESDAY, (Weekday.FRIDAY,)):
        value = ask(day_type, date=day, weekly_rest=rest).value
        assert (value.premium_rate == yuan("3.00")) is statutory
        assert value.premium_rate in {yuan(0), yuan(2), yuan(3)}
