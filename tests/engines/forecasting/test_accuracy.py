"""How far off a forecast was, and how far off any forecast has to be."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.forecasting import bias, coverage, floor_of, mase, poisson_floor, wape
from dengta.engines.forecasting.bands import GRID, Spread, spread_of

GAP = np.nan


def test_errors_are_weighed_by_what_came() -> None:
    actual, forecast = np.array([[100.0, 300.0, GAP]]), np.array([[110.0, 270.0, 999.0]])

    assert wape(actual, forecast) == pytest.approx(40 / 400)
    assert bias(actual, forecast) == pytest.approx(-20 / 400)


def test_an_error_like_that_of_last_week_again_scales_to_one() -> None:
    past = np.repeat(np.array([[10.0], [14.0], [10.0]]), 7, axis=0)

    assert mase(np.array([[20.0], [GAP]]), np.array([[24.0], [0.0]]), past) == pytest.approx(1)


def test_a_closed_day_takes_no_part_in_the_scale() -> None:
    past = np.repeat(np.array([[10.0], [14.0], [10.0]]), 7, axis=0)
    past[8] = GAP

    assert mase(np.array([[20.0]]), np.array([[24.0]]), past) == pytest.approx(1)


def test_without_anything_measured_nothing_is_claimed() -> None:
    nothing = np.array([[GAP]])

    assert all(math.isnan(each(nothing, np.ones((1, 1)))) for each in (wape, bias))
    assert math.isnan(coverage(nothing, np.zeros((1, 1)), np.ones((1, 1))))
    assert math.isnan(mase(np.ones((1, 1)), np.ones((1, 1)), np.ones((7, 1))))


def test_the_ends_of_a_band_belong_to_it() -> None:
    actual = np.array([1.0, 2.0, 3.0, 4.0, GAP])

    assert coverage(actual, np.full(5, 2.0), np.full(5, 3.0)) == pytest.approx(0.5)


@pytest.mark.parametrize("mean", [20.0, 50.0, 1188.0])
def test_the_floor_is_what_a_poisson_count_is_off_its_known_mean(mean: float) -> None:
    drawn = np.random.default_rng(1).poisson(mean, 200_000)

    assert np.abs(drawn - mean).mean() / mean == pytest.approx(poisson_floor(mean), rel=0.02)


def test_the_floor_of_fifty_contacts_is_eleven_per_cent() -> None:
    assert poisson_floor(50) == pytest.approx(0.113, abs=0.001)
    assert floor_of(np.full((2, 3), 50.0)) == pytest.approx(poisson_floor(50))
    assert poisson_floor(0) == math.inf == floor_of(np.zeros(3))


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.floats(0.01, 0.99), st.floats(0, 2))
def test_a_band_is_never_below_zero_and_wider_with_more_doubt(
    chance: float, mean: float, share: float, doubt: float
) -> None:
    spread = Spread(chance, 0.1, np.linspace(-2, 2, len(GRID)))

    plain, wider = (each.quantile(np.array([mean]), share)[0] for each in (spread, spread.wider(doubt)))

    assert plain >= 0
    assert wider >= 0
    assert (wider >= plain) if share > 0.5 else (wider <= plain + 1e-9)


def test_the_spread_tells_chance_from_what_grows_with_the_level() -> None:
    chance = np.random.default_rng(2)
    mean = chance.uniform(5, 3000, 40_000)
    poisson = spread_of([chance.poisson(mean).astype(float)], [mean])
    relative = spread_of([mean * chance.normal(1, 0.1, mean.size)], [mean])

    assert poisson.chance == pytest.approx(1, rel=0.1)
    assert poisson.relative < 0.02
    assert relative.relative == pytest.approx(0.1, rel=0.1)


def test_with_next_to_nothing_known_the_spread_is_a_guess_on_the_safe_side() -> None:
    guess = spread_of([np.array([3.0, np.nan])], [np.array([2.0, 2.0])])

    low, high = (guess.quantile(np.array([100.0]), share)[0] for share in (0.1, 0.9))
    assert low == pytest.approx(100 - 1.28 * math.hypot(10, 20), abs=0.5)
    assert high == pytest.approx(100 + 1.28 * math.hypot(10, 20), abs=0.5)
