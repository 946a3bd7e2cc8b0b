"""From agents at work to a plan: shrinkage by kind, bounds for several skills, and what if."""

from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.staffing import (
    Definition,
    Scenario,
    Shrinkage,
    Target,
    Work,
    compare,
    full_time,
    pooling_bounds,
    serve,
    size,
    together,
    whole_people,
)

SHARE = st.floats(min_value=0, max_value=0.19)
DAY = Work([20, 60, 120, 90, 0, 30], 240, patience_seconds=150)


@pytest.mark.covers("E3")
@given(leave=SHARE, training=SHARE, meeting=SHARE, sick=SHARE, late=SHARE)
def test_what_is_scheduled_less_shrinkage_is_what_is_needed(
    leave: float, training: float, meeting: float, sick: float, late: float
) -> None:
    away = Shrinkage(leave=leave, training=training, meeting=meeting, sick=sick, late=late)

    assert away.total == pytest.approx(away.planned + away.unplanned)
    assert away.at_work(away.scheduled(14)) == pytest.approx(14)
    assert away.scheduled(14) >= 14 * (1 + away.total)


def test_shrinkage_may_differ_from_day_to_day() -> None:
    away = Shrinkage(leave=[0.1, 0.3], sick=0.1)

    assert away.scheduled([8, 6]) == pytest.approx([10, 10])


@pytest.mark.parametrize(
    "wrong", [lambda: Shrinkage(leave=0.6, sick=0.4), lambda: Shrinkage(late=-0.1), lambda: Shrinkage(sick=np.nan)]
)
def test_shrinkage_that_cannot_be_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"paid time|at least 0"):
        wrong()


def test_rounding_is_the_last_step() -> None:
    queues = [size(Work([7, 3], 180), Target()) for _queue in range(4)]
    away = Shrinkage(leave=0.2)

    people = together(queues, away)

    assert people.tolist() == whole_people(4 * queues[0].fractional / 0.8).tolist()
    assert whole_people([20.0000000001, 20.01]).tolist() == [20, 21]


def test_full_time_equivalents_are_paid_hours_by_those_of_a_contract() -> None:
    assert full_time([10, 10, 20], interval_seconds=1800, hours=40) == pytest.approx(0.5)
    with pytest.raises(ValueError, match="hours"):
        full_time([1], interval_seconds=1800, hours=0)


# --- bounds ----------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(
    first=st.floats(min_value=1, max_value=200),
    second=st.floats(min_value=1, max_value=200),
    patience=st.sampled_from([np.inf, 60.0, 300.0]),
)
def test_all_skills_never_need_more_than_one_skill_each(first: float, second: float, patience: float) -> None:
    queues = [(Work(offered, 240, patience_seconds=patience), Target()) for offered in (first, second)]

    bounds = pooling_bounds(queues)

    assert bounds.fewest[0] <= bounds.most[0] + 1e-9
    assert bounds.fewest[0] >= max(queue.fractional[0] for queue in bounds.dedicated) - 1e-9


def test_pooled_queues_ask_for_the_mildest_of_each_target() -> None:
    strict = Target(service_level=0.9, within_seconds=10, abandonment=0.02, occupancy=0.8)
    mild = Target(
        service_level=0.7, within_seconds=60, abandonment=None, occupancy=0.9, definition=Definition.OF_STAYING
    )

    bounds = pooling_bounds([(DAY, strict), (DAY, mild)])

    both = Work(DAY.offered * 2, 240, patience_seconds=150)
    as_mild = Target(0.7, 60, Definition.OF_STAYING, abandonment=None, occupancy=0.9)
    assert bounds.pooled.agents.tolist() == size(both, as_mild).agents.tolist()


def test_queues_of_other_intervals_are_not_pooled() -> None:
    with pytest.raises(ValueError, match="same intervals"):
        pooling_bounds([(DAY, Target()), (Work([1] * 6, 240, interval_seconds=900), Target())])
    with pytest.raises(ValueError, match="At least one"):
        pooling_bounds([])


# --- what if ---------------------------------------------------------------------------------------


def test_scenarios_stand_side_by_side_with_cost_and_service_level() -> None:
    away = Shrinkage(leave=0.15, sick=0.1)
    now = Scenario("as it is", shrinkage=away)

    rows = compare(
        DAY,
        [
            now,
            replace(now, name="a fifth more", volume=1.2),
            replace(now, name="shorter", handle=0.9),
            replace(now, name="fewer away", shrinkage=Shrinkage(leave=0.1)),
            replace(now, name="stricter", target=Target(service_level=0.95, within_seconds=10)),
        ],
        hourly_cost=50,
    )

    base, more, shorter, present, stricter = rows
    assert [row.scenario for row in rows] == ["as it is", "a fifth more", "shorter", "fewer away", "stricter"]
    assert base.paid_hours == pytest.approx(base.work_hours / 0.75)
    assert base.cost == pytest.approx(50 * base.paid_hours)
    assert more.cost > base.cost > shorter.cost
    assert present.work_hours == base.work_hours
    assert present.cost < base.cost
    assert stricter.of_offered > base.of_offered
    assert all(row.intervals_met == 1 for row in rows)


def test_the_people_there_are_may_be_asked_what_they_would_give() -> None:
    people = size(DAY, Target()).agents

    enough, short = compare(
        DAY, [Scenario("now", scheduled=people), Scenario("a third more", volume=4 / 3, scheduled=people)]
    )

    assert enough.intervals_met == 1
    assert short.intervals_met < 1
    assert short.of_offered < enough.of_offered
    assert short.abandonment > enough.abandonment
    assert short.paid_hours == enough.paid_hours


def test_with_the_same_people_more_patient_customers_leave_less_and_wait_longer() -> None:
    people = np.array([3, 6, 11, 9, 0, 4])

    now, patient = compare(
        DAY, [Scenario("now", scheduled=people), Scenario("more patient", patience=3, scheduled=people)]
    )

    assert patient.abandonment < now.abandonment
    assert patient.answer_seconds > now.answer_seconds


def test_ratios_of_a_row_are_ratios_of_sums() -> None:
    people = np.array([3, 6, 11, 9, 1, 4])

    (row,) = compare(DAY, [Scenario("now", scheduled=people)])

    service = serve(DAY, people, within_seconds=20)
    assert row.of_offered == pytest.approx((service.of_offered * DAY.offered).sum() / DAY.offered.sum())
    assert row.occupancy == pytest.approx((service.occupancy * people).sum() / people.sum())


def test_a_day_without_work_costs_nothing() -> None:
    (row,) = compare(Work([0, 0], 240), [Scenario("quiet")], hourly_cost=50)

    assert astuple(row)[1:7] == (0, 0, 0, 0, 0, 0)
    assert row.intervals_met == 1
