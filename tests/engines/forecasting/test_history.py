"""The past of a queue from the rows of a file, and what was handled against what was wanted."""

from datetime import UTC, date, datetime, time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.forecasting import History, NotEnoughHistory, divides_a_day, offered
from tests.engines.forecasting.queues import MONDAY, history


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date(2025, 1, 5 + day), time(hour, minute))


def test_rows_of_one_interval_are_added_up_and_a_missing_one_within_a_day_is_empty() -> None:
    past = History.from_rows([(at(1, 9), 3), (at(1, 9, 15), 4), (at(1, 10, 30), 5), (at(3, 9, 45), 2)], 60)

    assert (past.first, past.minutes, past.slots) == (MONDAY, 60, (540, 600))
    np.testing.assert_array_equal(past.counts, [[7, 5], [np.nan, np.nan], [2, 0]])
    assert past.closed.tolist() == [False, True, False]
    assert past.end == date(2025, 1, 9)


def test_a_lone_last_interval_is_left_out_and_half_a_one_is_not() -> None:
    fives = [(at(1, 20, minute), 10.0) for minute in range(0, 60, 5)]

    lone = History.from_rows([*fives, (at(1, 21, 0), 99.0)], 30)
    half = History.from_rows([*fives, *((at(1, 21, minute), 9.0) for minute in (0, 5, 10))], 30)

    assert lone.slots == (1200, 1230)
    assert lone.counts.sum() == 120
    assert half.slots == (1200, 1230, 1260)


def test_a_day_of_a_busy_queue_without_a_single_contact_was_closed_and_of_a_quiet_one_was_not() -> None:
    def of(level: float) -> History:
        return History.from_rows([(at(day, 9), 0.0 if day == 2 else level) for day in range(1, 6)], 60)

    assert of(50.0).closed.tolist() == [False, True, False, False, False]
    assert not of(1.0).closed.any()


def test_times_are_those_of_the_clock_on_the_wall() -> None:
    past = History.from_rows([(at(1, 23).replace(tzinfo=UTC), 1.0)], 60)

    assert (past.first, past.slots) == (MONDAY, (1380,))


def test_what_was_known_on_a_day_ends_the_day_before() -> None:
    past = history(np.arange(12.0).reshape(6, 2))

    assert past.until(date(2025, 1, 8)).counts.tolist() == [[0, 1], [2, 3]]
    assert past.without([date(2025, 1, 8), date(2030, 1, 1)]).closed.tolist() == [False, False, True] + [False] * 3
    assert not past.closed.any()


def test_a_history_cannot_be_changed_nor_follow_what_it_was_made_of() -> None:
    counts = np.ones((3, 2))
    past = history(counts)
    counts[0] = 9

    assert past.counts.max() == 1
    with pytest.raises(ValueError, match="read-only"):
        past.counts[0] = 5


@pytest.mark.parametrize(
    ("counts", "minutes", "said"),
    [
        (np.ones((3, 2)), 60, "days × 1 intervals"),
        (np.ones((0, 1)), 60, "days × 1 intervals"),
        (np.ones(3), 60, "days × 1 intervals"),
        (np.ones((3, 1)), 7, "7 minutes do not divide a day"),
        (np.full((3, 1), -1.0), 60, "from zero on"),
        (np.full((3, 1), np.inf), 60, "from zero on"),
    ],
)
def test_what_cannot_have_been_counted_is_refused(counts: np.ndarray, minutes: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        History(MONDAY, minutes, (540,), counts)


def test_no_row_and_no_interval_are_refused() -> None:
    with pytest.raises(NotEnoughHistory, match="no row"):
        History.from_rows([], 30)
    with pytest.raises(ValueError, match="50 minutes do not divide a day"):
        History.from_rows([(at(1, 9), 1.0)], 50)


@pytest.mark.parametrize(
    ("minutes", "whole"), [(15, True), (30, True), (60, True), (1440, True), (0, False), (7, False)]
)
def test_which_intervals_divide_a_day(minutes: int, whole: bool) -> None:
    assert divides_a_day(minutes) is whole


@pytest.mark.parametrize("minutes", [15, 30, 45])
def test_rows_of_whole_hours_cannot_be_told_in_parts_of_them(minutes: int) -> None:
    hours = [(at(day, hour), 5.0) for day in range(1, 4) for hour in range(9, 17)]

    with pytest.raises(ValueError, match=f"rows lie 60 minutes apart, which do not make up intervals of {minutes}"):
        History.from_rows(hours, minutes)
    assert History.from_rows(hours, 120).slots == (480, 600, 720, 840, 960)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1))
def test_offered_lies_between_handled_and_handled_with_everybody_who_gave_up(
    handled: float, abandoned: float, redialled: float
) -> None:
    assert handled <= offered(handled, abandoned, redialled=redialled) <= handled + abandoned
    assert offered(handled, abandoned) == handled + abandoned


def test_who_gave_up_and_called_again_is_one_customer() -> None:
    assert offered(90, 10, redialled=0.4) == pytest.approx(96)
    for wrong in ((-1, 0, 0), (0, -1, 0), (1, 1, 1.5)):
        with pytest.raises(ValueError, match="handled"):
            offered(wrong[0], wrong[1], redialled=wrong[2])
