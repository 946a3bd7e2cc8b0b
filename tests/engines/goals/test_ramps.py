"""Months of a year: exact averages, caps, frozen months, shapes; and what is said where it cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.goals import Bounds, Direction, RampProblem, Scope, Shape, ramp, required_rest, shares

YEAR = (1000, 800, 1000, 1000, 1200, 1600, 1000, 1000, 1000, 1200, 2200, 1000)


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("periods", [1, 2, 3, 5, 12])
def test_every_shape_begins_above_nothing_never_falls_and_ends_at_the_whole_way(shape: Shape, periods: int) -> None:
    way = shares(shape, periods)

    assert len(way) == periods
    assert way[0] > 0
    assert way == sorted(way)
    assert way[-1] == pytest.approx(1.0)


def test_the_shapes_of_a_year() -> None:
    assert shares(Shape.STEPS) == [0.25] * 3 + [0.5] * 3 + [0.75] * 3 + [1.0] * 3
    assert shares(Shape.S_CURVE)[5] == pytest.approx(0.5)
    assert shares(Shape.S_CURVE)[0] < shares(Shape.LINEAR)[0]


@given(
    st.floats(min_value=0, max_value=1),
    st.lists(st.floats(min_value=0.1, max_value=1e4), min_size=2, max_size=12),
    st.sampled_from(Shape),
    st.floats(min_value=1, max_value=95),
)
def test_the_weighted_average_is_the_target_and_no_month_exceeds_its_cap(
    share: float, volumes: list[float], shape: Shape, base: float
) -> None:
    cap = base + 4.0
    target = base + share * 4.0

    found = ramp(RampProblem(target=target, volumes=volumes, baseline=base, cap=cap, shape=shape))

    assert found.feasible
    assert found.average == pytest.approx(target, abs=1e-9)
    assert max(found.months) <= cap
    assert min(found.months) >= base - 1e-9


def test_caps_that_differ_by_month_bind_one_after_the_other() -> None:
    caps = [80.0, 90.0, 78.0, 95.0]

    found = ramp(RampProblem(target=84.0, volumes=[1, 1, 1, 1], baseline=[70, 71, 72, 73], cap=caps))

    assert found.average == pytest.approx(84.0)
    assert found.months[0] < 80
    assert found.months[2] == 78.0
    assert all(month <= cap for month, cap in zip(found.months, caps, strict=True))


def test_a_target_beyond_every_cap_says_what_could_be() -> None:
    found = ramp(RampProblem(target=99.0, volumes=YEAR, baseline=75.0, cap=98.0))

    assert (found.feasible, found.reason, found.best) == (False, "above_cap", pytest.approx(98.0))


def test_a_target_below_the_baseline_is_no_plan() -> None:
    for scope in Scope:
        found = ramp(RampProblem(target=70.0, volumes=YEAR, baseline=75.0, scope=scope))
        assert (found.feasible, found.reason) == (False, "below_own_baseline")
        assert set(found.months) == {75.0}


def test_a_time_that_should_fall_goes_down_to_its_floor() -> None:
    found = ramp(
        RampProblem(
            target=45.0, volumes=[1, 1, 1], baseline=58.0, cap=27.0, direction=Direction.DOWN, bounds=Bounds(0.0)
        )
    )

    assert found.feasible
    assert found.average == pytest.approx(45.0)
    assert found.months[0] > found.months[1] > found.months[2] >= 27.0


def test_a_time_below_its_floor_is_refused() -> None:
    problem = RampProblem(
        target=20.0, volumes=[1, 1], baseline=58.0, cap=27.0, direction=Direction.DOWN, bounds=Bounds(0.0)
    )

    assert ramp(problem).reason == "below_floor"


def test_closed_months_keep_what_was_reached_and_the_rest_is_solved_anew() -> None:
    done = dict.fromkeys(range(6), 76.5)

    found = ramp(RampProblem(target=80.0, volumes=YEAR, baseline=75.0, cap=98.0, frozen=done))

    assert found.months[:6] == (76.5,) * 6
    assert found.mean(6, 12) == pytest.approx(83.121622, abs=1e-6)
    assert found.average == pytest.approx(80.0)


def test_a_year_that_is_reached_already_asks_for_no_less_than_the_baseline() -> None:
    found = ramp(RampProblem(target=76.0, volumes=[1, 1], baseline=75.0, cap=98.0, frozen={0: 90.0}))

    assert (found.feasible, found.months) == (True, (90.0, 75.0))


@pytest.mark.parametrize("volumes", [[], [0, 0], [1, -1]])
def test_volumes_that_mean_nothing_are_refused(volumes: list[float]) -> None:
    with pytest.raises(ValueError, match="volumes must be"):
        RampProblem(target=80.0, volumes=volumes, baseline=75.0)


def test_the_rest_of_a_year_that_cannot_make_up_names_the_best_year() -> None:
    found = required_rest(90.0, done=6600, reached=76.5, rest=7400, ceiling=92.6)

    assert found.required == pytest.approx(102.040541, abs=1e-6)
    assert not found.feasible
    assert found.best_year == pytest.approx(85.01)


def test_the_rest_of_a_year_for_times_is_judged_by_the_floor() -> None:
    slow = required_rest(50.0, done=100, reached=70.0, rest=100, ceiling=35.0, direction=Direction.DOWN)

    assert slow.required == 30.0
    assert not slow.feasible
    assert required_rest(55.0, done=100, reached=70.0, rest=100, ceiling=35.0, direction=Direction.DOWN).feasible


def test_a_year_that_is_over_has_no_rest() -> None:
    with pytest.raises(ValueError, match="nothing is left"):
        required_rest(80.0, done=100, reached=79.0, rest=0)
