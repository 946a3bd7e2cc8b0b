"""Shifts cut into minutes that are paid alike, and what these earn."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.china.roster import classify, day_type, overtime_pay
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import PaidSegment, PayKind, Shift, Terms, WorktimeSystem
from dengta.engines.labour_law.params import Unknown
from tests.engines.labour_law.law import CALENDAR, CHINA, TODAY, said, yuan
from tests.engines.labour_law.shifts import shift

TERMS = Terms(monthly_wage=yuan(17_400))  # 100 an hour
NORMAL, WORKDAY = PayKind.NORMAL, PayKind.WORKDAY_OVERTIME
REST, STATUTORY = PayKind.REST_DAY_OVERTIME, PayKind.STATUTORY_HOLIDAY
Cut = list[tuple[str, PayKind, int]]


def cut(*shifts: Shift, law: Law = CHINA, **terms: Any) -> Cut:
    segments = classify(shifts, Terms(monthly_wage=yuan(17_400), **terms), law=law)
    assert not isinstance(segments, Unknown)
    return [(f"{segment.day:%m-%d}", segment.kind, segment.minutes) for segment in segments]


@pytest.mark.covers("L-17", "L-14")
def test_a_day_is_known_unless_the_notice_may_still_move_it() -> None:
    weekend, sunday_only = frozenset({5, 6}), frozenset({1, 2})

    assert day_type(date(2026, 10, 10), weekend, law=CHINA) is DayKind.WORKDAY
    assert day_type(date(2027, 10, 1), weekend, law=CHINA) is DayKind.STATUTORY
    assert day_type(date(2027, 3, 2), sunday_only, law=CHINA) is DayKind.REST
    unknown = day_type(date(2027, 3, 2), weekend, law=CHINA)
    assert isinstance(unknown, Unknown)
    assert unknown.text.said("en") == "Not known: holiday notice of 2027 (region CN, 2 March 2027)."


@pytest.mark.covers("L-07")
def test_a_workday_has_eight_normal_hours_and_overtime_beyond() -> None:
    assert cut(shift("2026-11-23T09:00", 9, unpaid=60)) == [("11-23", NORMAL, 480)]
    assert cut(shift("2026-11-23T09:00", 10.5, unpaid=60)) == [("11-23", NORMAL, 480), ("11-23", WORKDAY, 90)]
    assert cut(shift("2026-11-23T07:00", 5), shift("2026-11-23T14:00", 4)) == [
        ("11-23", NORMAL, 480), ("11-23", WORKDAY, 60),
    ]  # fmt: skip


@pytest.mark.covers("L-07")
def test_hours_ordered_beyond_the_roster_are_overtime_even_below_eight_and_do_not_use_them_up() -> None:
    early = shift("2026-11-23T06:00", 2, overtime=True)

    assert cut(early, shift("2026-11-23T09:00", 8)) == [("11-23", NORMAL, 480), ("11-23", WORKDAY, 120)]
    assert cut(shift("2026-11-23T09:00", 4), shift("2026-11-23T14:00", 1, overtime=True)) == [
        ("11-23", NORMAL, 240), ("11-23", WORKDAY, 60),
    ]  # fmt: skip


@pytest.mark.covers("L-17", "L-07")
def test_days_of_rest_and_holidays_are_paid_from_the_first_minute() -> None:
    assert cut(shift("2026-11-21T09:00", 9)) == [("11-21", REST, 540)]
    assert cut(shift("2026-10-01T09:00", 9)) == [("10-01", STATUTORY, 540)]
    assert cut(shift("2026-10-10T09:00", 8)) == [("10-10", NORMAL, 480)]
    own = frozenset({1, 2})
    assert cut(shift("2026-11-21T09:00", 8), shift("2026-11-24T09:00", 3), rest_days=own) == [
        ("11-21", NORMAL, 480), ("11-24", REST, 180),
    ]  # fmt: skip


@pytest.mark.covers("L-18")
def test_midnight_splits_the_days_but_neither_makes_nor_hides_overtime() -> None:
    assert cut(shift("2026-11-23T18:00", 12)) == [
        ("11-23", NORMAL, 360), ("11-24", NORMAL, 120), ("11-24", WORKDAY, 240),
    ]  # fmt: skip
    # Eight hours each, though the calendar day between them has twelve.
    assert cut(shift("2026-11-23T20:00", 8), shift("2026-11-24T16:00", 8)) == [
        ("11-23", NORMAL, 240), ("11-24", NORMAL, 720),
    ]  # fmt: skip
    assert cut(shift("2026-09-30T20:00", 12, unpaid=60)) == [("09-30", NORMAL, 180), ("10-01", STATUTORY, 480)]
    # The hours of the holiday are the first of the eight.
    assert cut(shift("2026-10-07T22:00", 10)) == [("10-07", REST, 120), ("10-08", NORMAL, 360), ("10-08", WORKDAY, 120)]


@pytest.mark.covers("L-18")
def test_the_switches_of_midnight_hold_for_rosters_too() -> None:
    start = Law(calendar=CALENDAR, answers={"overtime.midnight": "shift_start"})
    share = Law(calendar=CALENDAR, answers={"overtime.break_position": "pro_rata"})
    night = shift("2026-09-30T20:00", 8, unpaid=60)

    assert cut(night, law=start) == [("09-30", NORMAL, 420)]
    assert cut(night, law=share) == [("09-30", NORMAL, 210), ("10-01", STATUTORY, 210)]


@pytest.mark.covers("L-11", "L-12")
@pytest.mark.parametrize("system", [WorktimeSystem.COMPREHENSIVE, WorktimeSystem.IRREGULAR])
def test_where_hours_are_not_counted_by_the_day_only_holidays_differ(system: WorktimeSystem) -> None:
    shifts = (shift("2026-11-21T09:00", 10), shift("2026-11-23T09:00", 10), shift("2026-10-01T09:00", 10))

    assert cut(*shifts, system=system) == [
        ("10-01", STATUTORY, 600), ("11-21", NORMAL, 600), ("11-23", NORMAL, 600),
    ]  # fmt: skip


@pytest.mark.covers("L-07", "L-12")
def test_each_segment_has_its_premium() -> None:
    shifts = [shift("2026-10-01T09:00", 8), shift("2026-11-21T09:00", 8), shift("2026-11-23T09:00", 9)]
    standard = classify(shifts, TERMS, law=CHINA)
    irregular = Terms(monthly_wage=yuan(1), system=WorktimeSystem.IRREGULAR)

    assert not isinstance(standard, Unknown)
    assert [str(one.premium) for one in standard] == ["3.00", "2.00", "0.00", "1.50"]
    for region, rate in (("CN-BJ", "0.00"), ("CN-SH", "3.00")):
        found = classify(shifts[:1], irregular, law=Law(region=region, calendar=CALENDAR))
        assert not isinstance(found, Unknown)
        assert str(found[0].premium) == rate


@pytest.mark.covers("L-14")
def test_a_day_that_is_not_settled_leaves_the_whole_window_unknown() -> None:
    known = shift("2026-12-31T09:00", 8)

    assert isinstance(classify([known, shift("2027-01-04T09:00", 8)], TERMS, law=CHINA), Unknown)
    assert not isinstance(classify([known, shift("2027-01-01T09:00", 8)], TERMS, law=CHINA), Unknown)


def test_no_minute_is_worked_twice() -> None:
    one = shift("2026-11-23T09:00", 8)

    with pytest.raises(FactError) as refused:
        classify([shift("2026-11-23T16:59", 2), one], TERMS, law=CHINA)
    assert refused.value.field == "shifts"
    assert refused.value.text.said("en") == (
        "The shifts starting 23 November 2026 09:00 and 23 November 2026 16:59 overlap. Correct them first."
    )
    assert cut(shift("2026-11-23T17:00", 1), one) == [("11-23", NORMAL, 480), ("11-23", WORKDAY, 60)]
    aware = Shift(
        start=datetime(2026, 11, 24, 9, tzinfo=UTC), end=datetime(2026, 11, 24, 10, tzinfo=UTC)
    )  # fmt: skip
    assert cut(one, aware)[-1] == ("11-24", NORMAL, 60)


@pytest.mark.covers("L-07", "F7")
def test_segments_earn_by_their_kind_to_the_exact_minute() -> None:
    shifts = [
        shift("2026-11-23T09:00", 8 + 14 / 60), shift("2026-11-21T09:00", 3), shift("2026-11-22T09:00", 1),
        shift("2026-10-01T09:00", 2),
    ]  # fmt: skip
    segments = classify(shifts, TERMS, law=CHINA)
    assert not isinstance(segments, Unknown)
    decision = overtime_pay(segments, TERMS, on=TODAY, law=CHINA)

    assert not isinstance(decision, Unknown)
    assert decision.value == yuan(35 + 800 + 600)
    assert decision.rule == "overtime.pay"
    assert "× 0.2333… hours × 150 %" in said(decision)
    # An hourly wage of 0.30: 14 minutes at 150 % are exactly 10.5 cents, which is 11.
    small = overtime_pay(
        [PaidSegment(day=date(2026, 11, 23), kind=WORKDAY, minutes=14, premium=Decimal("1.50"))],
        Terms(monthly_wage=yuan("52.20")), on=TODAY, law=CHINA,
    )  # fmt: skip
    assert not isinstance(small, Unknown)
    assert small.value == yuan("0.11")
    nothing = overtime_pay([], TERMS, on=TODAY, law=CHINA)
    assert not isinstance(nothing, Unknown)
    assert nothing.value == 0


@pytest.mark.covers("L-12")
def test_segments_of_irregular_hours_earn_what_the_region_says() -> None:
    terms = Terms(monthly_wage=yuan(17_400), system=WorktimeSystem.IRREGULAR)
    segments = [PaidSegment(day=date(2026, 10, 1), kind=STATUTORY, minutes=60, premium=Decimal(0))]

    for region, amount in (("CN-BJ", 0), ("CN-SH", 300)):
        decision = overtime_pay(segments, terms, on=TODAY, law=Law(region=region, calendar=CALENDAR))
        assert not isinstance(decision, Unknown)
        assert decision.value == amount


SHIFTS = st.lists(
    st.tuples(st.integers(1, 20 * 60), st.integers(1, 16 * 60), st.integers(0, 90), st.booleans()), max_size=12
)  # fmt: skip


@settings(max_examples=200)
@given(
    rows=SHIFTS,
    system=st.sampled_from(list(WorktimeSystem)),
    rest=st.frozensets(st.integers(0, 6), max_size=2),
    position=st.sampled_from(["ordinary_first", "pro_rata"]),
    midnight=st.sampled_from(["calendar_day", "shift_start"]),
)
def test_every_minute_is_in_exactly_one_segment(
    *,
    rows: list[tuple[int, int, int, bool]],
    system: WorktimeSystem,
    rest: frozenset[int],
    position: str,
    midnight: str,
) -> None:
    """Shifts of random length and distance from 26 September 2026 on, across the National Day break."""
    law = Law(calendar=CALENDAR, answers={"overtime.break_position": position, "overtime.midnight": midnight})
    moment, shifts, worked = datetime(2026, 9, 26), [], 0  # noqa: DTZ001 - local time
    for pause, length, unpaid, overtime in rows:
        start = moment + timedelta(minutes=pause)
        moment = start + timedelta(minutes=length)
        off = min(unpaid, length - 1)
        worked += length - off
        shifts.append(Shift(start=start, end=moment, unpaid_break_minutes=off, overtime=overtime))
    terms = Terms(monthly_wage=yuan(9000), system=system, rest_days=rest)
    segments = classify(shifts, terms, law=law)

    assert not isinstance(segments, Unknown)
    assert sum(one.minutes for one in segments) == worked
    assert len({(one.day, one.kind) for one in segments}) == len(segments)
    assert all(one.minutes > 0 for one in segments)
    holidays = {date(2026, 10, day) for day in (1, 2, 3)}
    assert {one.day for one in segments if one.kind is STATUTORY} == {
        one.day for one in segments if one.day in holidays
    }  # fmt: skip
    both = [classify(half, terms, law=law) for half in (shifts[:5], shifts[5:])]
    assert sum(one.minutes for half in both if not isinstance(half, Unknown) for one in half) == worked
