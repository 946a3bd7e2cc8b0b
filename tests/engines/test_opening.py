"""The clock of a promise that is only given while the doors are open."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.metrics import open_seconds

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
HOUR = 3600
WEEK = frozenset({1, 2, 3, 4, 5})


def friday(hour: int, *, plus: int = 0) -> datetime:
    return datetime(2026, 11, 13, hour, tzinfo=SHANGHAI) + timedelta(days=plus)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (friday(10), friday(11), HOUR),
        (friday(7), friday(10), HOUR),
        (friday(17), friday(23), HOUR),
        (friday(20), friday(23), 0),
        # The weekend is closed: Friday 17 to 18, Monday 9 to 10.
        (friday(17), friday(10, plus=3), 2 * HOUR),
        (friday(12, plus=1), friday(12, plus=2), 0),
    ],
)
def test_only_opening_hours_count(start: datetime, end: datetime, expected: int) -> None:
    assert open_seconds(start, end, opens=time(9), closes=time(18), zone=SHANGHAI, weekdays=WEEK) == expected


def test_doors_that_close_after_midnight_belong_to_the_evening_they_opened() -> None:
    def open_at_night(start: datetime, end: datetime, weekdays: frozenset[int] = frozenset(range(1, 8))) -> int:
        return open_seconds(start, end, opens=time(20), closes=time(2), zone=SHANGHAI, weekdays=weekdays)

    assert open_at_night(friday(19), friday(3, plus=1)) == 6 * HOUR
    assert open_at_night(friday(1), friday(3)) == HOUR
    assert open_at_night(friday(19), friday(3, plus=1), frozenset({6})) == 0


@pytest.mark.parametrize(("day", "hours"), [(29, 8), (28, 9)])
def test_a_day_on_which_the_clocks_change_is_as_long_as_it_was(day: int, hours: int) -> None:
    """On 29 March 2026 the hour from two to three did not exist in Berlin."""
    start, end = datetime(2026, 3, day, 0, tzinfo=BERLIN), datetime(2026, 3, day, 23, tzinfo=BERLIN)

    assert open_seconds(start, end, opens=time(0), closes=time(9), zone=BERLIN) == hours * HOUR


@given(start=st.integers(0, 10**6), length=st.integers(0, 10**6), more=st.integers(0, 10**6), opens=st.integers(0, 23))
def test_open_time_adds_up_and_is_never_longer_than_the_span(start: int, length: int, more: int, opens: int) -> None:
    def opened(since: datetime, until: datetime) -> int:
        return open_seconds(since, until, opens=time(opens), closes=time((opens + 9) % 24), zone=BERLIN)

    first = datetime(2026, 3, 25, tzinfo=UTC) + timedelta(seconds=start)
    middle, last = first + timedelta(seconds=length), first + timedelta(seconds=length + more)

    assert opened(first, middle) + opened(middle, last) == opened(first, last)
    assert 0 <= opened(first, middle) <= length
