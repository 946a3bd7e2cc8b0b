"""E-mail and tickets: earliest due first, who is late and by how much, and how many keep everything in time."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.staffing import Lot, least_agents, lots, work_off

HALF_HOUR, HOUR = 1800.0, 3600.0

SOME_LOTS = st.lists(
    st.builds(
        Lot,
        arrived=st.integers(0, 6),
        due_seconds=st.integers(9000, 9000 + 12 * HALF_HOUR),
        items=st.one_of(st.just(0.0), st.floats(0.01, 60)),
    ),
    max_size=8,
)
SHAPES = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=12, max_size=12)


@pytest.mark.covers("E3")
def test_what_is_due_first_is_done_first_whenever_it_came() -> None:
    work = [Lot(0, 9 * HOUR, 10), Lot(1, 2 * HOUR, 10)]

    done = work_off(work, 1, handle_seconds=300, interval_seconds=HALF_HOUR, intervals=6)

    late, soon = done.lots
    # Six in the first half-hour are of the first lot; then the second goes before.
    assert soon.finished_seconds == pytest.approx(HALF_HOUR + 10 * 300)
    assert late.finished_seconds == pytest.approx(20 * 300)
    assert done.open.tolist() == pytest.approx([14, 8, 2, 0, 0, 0])
    assert done.done_late.sum() == 0


@pytest.mark.covers("E3")
def test_who_is_late_is_told_and_by_how_much() -> None:
    done = work_off([Lot(0, HOUR, 24)], 1, handle_seconds=300, interval_seconds=HALF_HOUR, intervals=4)

    (lot,) = done.lots
    assert lot.late == pytest.approx(12)
    assert lot.late_by_seconds == pytest.approx(HOUR)
    assert done.done_late.tolist() == pytest.approx([0, 0, 6, 6])
    assert done.overdue.tolist() == pytest.approx([0, 0, 6, 0])


def test_what_is_open_at_the_end_has_no_time_of_finishing() -> None:
    done = work_off([Lot(0, HOUR, 24)], 0.5, handle_seconds=300, interval_seconds=HALF_HOUR, intervals=4)

    (lot,) = done.lots
    assert lot.open == pytest.approx(12)
    assert lot.finished_seconds is None
    assert lot.late_by_seconds is None
    assert done.overdue[-1] == pytest.approx(12)


def test_what_comes_in_can_be_done_from_the_next_interval_on_and_stands_behind_what_is_open() -> None:
    work = lots([6, 0, 12], due_after_seconds=4 * HOUR, opening=[Lot(0, 0.0, 3)])

    done = work_off(work, 1, handle_seconds=300, interval_seconds=HALF_HOUR, intervals=5)

    assert [lot.lot.arrived for lot in done.lots] == [0, 1, 3]
    assert work[1].due_seconds == 4 * HOUR
    assert done.done.tolist() == pytest.approx([3, 6, 0, 6, 6])
    # Late already when the period begins.
    assert done.lots[0].late == pytest.approx(3)


def test_what_is_due_within_its_own_interval_is_no_backlog() -> None:
    with pytest.raises(ValueError, match="later than its interval"):
        lots([5], due_after_seconds=900)


@given(SOME_LOTS, SHAPES)
def test_as_much_is_open_as_came_and_was_not_done(work: list[Lot], shape: list[float]) -> None:
    done = work_off(work, shape, handle_seconds=600, interval_seconds=HALF_HOUR, intervals=12)

    came = np.array([sum(lot.items for lot in work if lot.arrived <= end) for end in range(1, 13)])
    assert came - np.cumsum(done.done) == pytest.approx(done.open, abs=1e-6)
    assert (done.done <= np.array(shape) * 3 + 1e-9).all()
    assert sum(lot.late for lot in done.lots) == pytest.approx(done.done_late.sum(), abs=1e-6)
    assert sum(lot.open for lot in done.lots) == pytest.approx(done.open[-1], abs=1e-6)


@given(SOME_LOTS, SHAPES)
def test_the_least_agents_keep_everything_in_time_and_fewer_do_not(work: list[Lot], shape: list[float]) -> None:
    least = least_agents(work, shape, handle_seconds=600, interval_seconds=HALF_HOUR)

    def behind(times: float) -> float:
        agents = np.array(shape) * times
        done = work_off(work, agents, handle_seconds=600, interval_seconds=HALF_HOUR, intervals=12)
        end = 12 * HALF_HOUR
        return sum(lot.late + lot.open for lot in done.lots if lot.lot.due_seconds <= end)

    if math.isinf(least):
        assert behind(1e9) > 0
    elif least > 1e-6:
        assert behind(least * (1 + 1e-9)) < 1e-5
        assert behind(least * 0.98) > 0


def test_what_is_due_before_anybody_works_cannot_be_kept() -> None:
    shape = [0, 0, 1, 1]

    assert least_agents([Lot(0, HOUR, 1)], shape, handle_seconds=300, interval_seconds=HALF_HOUR) == math.inf
    assert least_agents([], shape, handle_seconds=300, interval_seconds=HALF_HOUR) == 0
