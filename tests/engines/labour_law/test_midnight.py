"""Shifts across midnight: which day the hours belong to, and from which the break comes off."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.days import Weekday
from dengta.engines.labour_law.china.midnight import cross_midnight
from dengta.engines.labour_law.decision import Confidence, Decision
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from tests.engines.labour_law.answers import stands_on, steps, taken, would_change
from tests.engines.labour_law.law import CALENDAR, CHINA, ask, yuan

BASE = yuan(17_400)  # 100 an hour


def shift(start: str, end: str, *, law: Law = CHINA, **facts: Any) -> Decision[Any]:
    return ask(
        cross_midnight,
        law=law,
        monthly_base=BASE,
        shift_start=datetime.fromisoformat(start),
        shift_end=datetime.fromisoformat(end),
        **facts,
    )


@pytest.mark.covers("L-18")
@pytest.mark.parametrize(
    ("start", "end", "unpaid", "hours", "total"),
    [
        ("2026-09-30T20:00", "2026-10-01T06:00", 0, "6", "1800"),
        ("2026-09-30T20:00", "2026-10-01T06:00", 60, "6", "1800"),  # off the four ordinary hours
        ("2026-09-30T23:30", "2026-10-01T06:00", 60, "5.5", "1650"),  # only half an hour is ordinary
        ("2026-10-03T20:00", "2026-10-04T06:00", 30, "4", "1200"),
        ("2026-10-01T20:00", "2026-10-02T06:00", 60, "9", "2700"),  # both days are statutory
        ("2026-09-30T20:00", "2026-10-01T00:00", 0, "0", "0"),  # ends at midnight
        ("2026-11-23T22:00", "2026-11-24T06:00", 0, "0", "0"),
        ("2026-10-01T09:00", "2026-10-01T17:20", 0, "8.3333", "2500"),
    ],
)
def test_a_rostered_shift_earns_its_hours_on_the_statutory_day(
    start: str, end: str, unpaid: int, hours: str, total: str
) -> None:
    value = shift(start, end, unpaid_break_minutes=unpaid).value

    assert (value.statutory_hours, value.total) == (Decimal(hours), yuan(total))


@pytest.mark.covers("L-18")
@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-09-30T21:00", "05:30", "5.5"),
        ("2026-10-01T08:00", "16:00", "8"),
        ("2026-10-01T16:00", "00:00", "8"),
        ("2026-10-03T16:00", "16:00", "8"),  # once around the clock
    ],
)
def test_a_clock_time_alone_is_the_next_such_time_after_the_start(start: str, end: str, hours: str) -> None:
    facts = {"monthly_base": BASE, "shift_start": datetime.fromisoformat(start), "shift_end": time.fromisoformat(end)}

    assert ask(cross_midnight, **facts).value.statutory_hours == Decimal(hours)


@pytest.mark.covers("L-18")
@pytest.mark.parametrize(
    ("start", "end", "total"),
    [
        ("2026-09-30T20:00", "2026-10-01T06:00", "2400"),  # four on a workday, six statutory
        ("2026-10-03T20:00", "2026-10-04T06:00", "2400"),  # four statutory, six on a rest day
        ("2026-11-23T22:00", "2026-11-24T00:30", "375"),
    ],
)
def test_a_shift_beyond_the_roster_is_overtime_of_each_of_its_days(start: str, end: str, total: str) -> None:
    decision = shift(start, end, scheduled=False)

    assert decision.value.total == yuan(total)
    assert not [one for one in taken(decision) if "was rostered" in one]


@pytest.mark.covers("L-18")
def test_the_steps_show_each_day_and_the_assumptions_say_what_is_a_choice() -> None:
    decision = shift("2026-09-30T20:00", "2026-10-01T06:00", unpaid_break_minutes=60)

    assert steps(decision) == [
        "shift from 30 September 2026 20:00 to 1 October 2026 06:00, less an unpaid break of 60 minutes",
        "hourly wage = 17,400.00 ÷ 21.75 ÷ 8 = 17,400.00 ÷ 174 = 100",
        "30 September 2026 (workday): 3 hours",
        "1 October 2026 (statutory holiday): 6 hours",
        "work on a statutory holiday: 17,400.00 ÷ 174 × 6 hours × 300 % = 1,800.00",
        "total 1,800.00, on top of the monthly wage",
    ]
    assert taken(decision)[:2] == ["calendar_day", "ordinary_first"]
    assert taken(decision)[2].startswith("The shift was rostered")
    assert would_change(decision) == ["A record of when the break was taken would settle from which day it comes off"]
    assert decision.confidence is Confidence.INTERPRETATION
    assert stands_on(decision, "LL 44", "WP 13")


def test_without_a_break_its_place_is_no_question() -> None:
    decision = shift("2026-09-30T20:00", "2026-10-01T06:00", scheduled=False)

    assert taken(decision) == ["calendar_day"]
    assert would_change(decision) == []


@pytest.mark.covers("L-18")
def test_the_other_answers_of_the_switches() -> None:
    start = Law(calendar=CALENDAR, answers={"overtime.midnight": "shift_start"})
    share = Law(calendar=CALENDAR, answers={"overtime.break_position": "pro_rata"})
    facts: dict[str, Any] = {"unpaid_break_minutes": 60}

    assert shift("2026-09-30T20:00", "2026-10-01T06:00", law=start, **facts).value.statutory_hours == 0
    assert shift("2026-10-03T20:00", "2026-10-04T06:00", law=start, **facts).value.statutory_hours == 9
    # Six of ten hours are statutory: 36 of the 60 minutes come off them.
    assert shift("2026-09-30T20:00", "2026-10-01T06:00", law=share, **facts).value.statutory_hours == Decimal("5.4")
    assert shift("2026-10-03T20:00", "2026-10-04T06:00", law=share, **facts).value.statutory_hours == Decimal("3.6")


def test_an_own_pattern_of_rest_decides_what_the_ordinary_hours_are() -> None:
    decision = shift("2026-11-24T20:00", "2026-11-24T22:00", scheduled=False, weekly_rest=(Weekday.TUESDAY,))

    assert decision.value.total == yuan(400)


def test_the_clock_of_the_site_counts_to_the_minute() -> None:
    aware = ask(
        cross_midnight,
        monthly_base=BASE,
        shift_start=datetime(2026, 10, 1, 9, 0, 59, 1, tzinfo=UTC),
        shift_end=datetime(2026, 10, 1, 10, 0, 1),  # noqa: DTZ001 - local time
    )

    assert aware.value.statutory_hours == 1


@pytest.mark.parametrize(
    ("end", "unpaid", "field", "said"),
    [
        ("2026-09-30T22:00", 0, "shift_end", "not after its start"),
        ("2026-09-30T06:00", 0, "shift_end", "The shift ends at 30 September 2026 06:00"),
        ("2026-10-01T06:00", 480, "unpaid_break_minutes", "not shorter than the shift of 480 minutes"),
        ("2026-10-01T06:00", -1, "unpaid_break_minutes", "cannot be below 0"),
    ],
)
def test_a_shift_that_cannot_be_is_refused(end: str, unpaid: int, field: str, said: str) -> None:
    with pytest.raises(FactError) as refused:
        shift("2026-09-30T22:00", end, unpaid_break_minutes=unpaid)

    assert refused.value.field == field
    assert said in refused.value.text.said("en")
    assert shift("2026-09-30T22:00", "2026-10-01T06:00", unpaid_break_minutes=479).value.statutory_hours > 0


def test_a_wage_below_nothing_is_refused() -> None:
    facts: dict[str, Any] = {"shift_start": datetime(2026, 10, 1, 9), "shift_end": datetime(2026, 10, 1, 10)}  # noqa: DTZ001

    with pytest.raises(FactError) as refused:
        ask(cross_midnight, monthly_base=yuan(-1), **facts)

    assert refused.value.field == "monthly_base"
    assert ask(cross_midnight, monthly_base=yuan(0), **facts).value.total == 0


@settings(max_examples=200)
@given(
    start=st.datetimes(datetime(2026, 9, 28), datetime(2026, 10, 9)),  # noqa: DTZ001
    minutes=st.integers(1, 24 * 60),
    unpaid=st.integers(0, 120),
    position=st.sampled_from(["ordinary_first", "pro_rata"]),
)
def test_no_more_hours_are_statutory_than_were_worked(
    start: datetime, minutes: int, unpaid: int, position: str
) -> None:
    law = Law(calendar=CALENDAR, answers={"overtime.break_position": position})
    unpaid = min(unpaid, minutes - 1)
    end = start + timedelta(minutes=minutes)
    decision = ask(
        cross_midnight, law=law, monthly_base=BASE, shift_start=start, shift_end=end, unpaid_break_minutes=unpaid
    )  # fmt: skip

    worked = Decimal(minutes - unpaid) / 60
    assert 0 <= decision.value.statutory_hours <= worked + Decimal("0.0001")
    assert decision.value.total <= 300 * worked + Decimal("0.01")
