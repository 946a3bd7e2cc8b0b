"""Where the month will end: by counting all that can come, and by trying it out."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.metrics import Prior
from dengta.engines.scoring import project_mean, project_rate, project_sum

counts = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))
priors = st.builds(Prior, st.floats(0.01, 0.99), st.floats(0.1, 200))


# --- a share ---------------------------------------------------------------------------------------


@given(counts, st.integers(0, 200), priors)
@pytest.mark.covers("B6")
def test_the_end_lies_in_its_interval_and_what_is_there_stays(
    pair: tuple[int, int], to_come: int, prior: Prior
) -> None:
    satisfied, n = pair
    found = project_rate(satisfied, n, to_come=to_come, prior=prior)
    if n + to_come == 0:
        assert found is None
        return

    assert found is not None
    assert satisfied / (n + to_come) <= found.interval.low <= found.interval.high
    assert found.interval.high <= (satisfied + to_come) / (n + to_come)
    assert found.end == pytest.approx((satisfied + to_come * prior.shrink(satisfied, n)) / (n + to_come))


@given(st.integers(0, 6), st.integers(0, 6), st.integers(1, 6), st.integers(1, 6), st.integers(1, 8))
def test_the_chance_to_reach_a_target_is_that_of_counting(
    satisfied: int, others: int, good: int, bad: int, to_come: int
) -> None:
    """With a whole number of answers in the prior, the law is a ratio of factorials."""
    hits, misses = satisfied + good, others + bad
    total = Fraction(0)
    n = satisfied + others
    for more in range(to_come + 1):
        law = (
            Fraction(math.comb(to_come, more))
            * Fraction(math.factorial(hits + more - 1), math.factorial(hits - 1))
            * Fraction(math.factorial(misses + to_come - more - 1), math.factorial(misses - 1))
            * Fraction(math.factorial(hits + misses - 1), math.factorial(hits + misses + to_come - 1))
        )
        total += law if Fraction(satisfied + more, n + to_come) >= Fraction(4, 5) else 0
    found = project_rate(satisfied, n, to_come=to_come, prior=Prior(good / (good + bad), good + bad), target=0.8)

    assert found is not None
    assert found.reached == pytest.approx(float(total), abs=1e-9)


@given(counts, st.integers(1, 100), priors)
def test_one_more_satisfied_customer_never_lowers_the_end(pair: tuple[int, int], to_come: int, prior: Prior) -> None:
    satisfied, n = pair
    if satisfied < n:
        found = [project_rate(hits, n, to_come=to_come, prior=prior, target=0.8) for hits in (satisfied, satisfied + 1)]

        assert found[1].end >= found[0].end - 1e-12  # type: ignore[union-attr]
        assert found[1].reached >= found[0].reached - 1e-9  # type: ignore[union-attr, operator]


def test_a_month_that_is_over_is_certain_and_one_that_has_not_begun_is_the_prior() -> None:
    over, ahead = project_rate(40, 50, to_come=0, target=0.8), project_rate(0, 0, to_come=1000, prior=Prior(0.82, 40))

    assert over is not None
    assert ahead is not None
    assert (over.end, over.interval, over.reached) == (0.8, (0.8, 0.8), 1)
    assert (ahead.so_far, ahead.end) == (None, pytest.approx(0.82))
    assert 0.1 < 0.82 - ahead.interval.low < 0.2


@pytest.mark.parametrize("prior", [Prior(1.0, 50), Prior(0.0, 50), Prior(0.8, 0)])
def test_peers_without_a_miss_do_not_make_the_rest_certain(prior: Prior) -> None:
    found = project_rate(3, 3, to_come=30, prior=prior)

    assert found is not None
    assert found.interval.low < 1


@pytest.mark.parametrize("counts", [(5, 4, 10), (-1, 4, 10), (1, 4, -1)])
def test_impossible_counts_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="impossible"):
        project_rate(counts[0], counts[1], to_come=counts[2])


@pytest.mark.covers("B6")
def test_months_end_within_the_interval_as_often_as_it_says() -> None:
    chance = np.random.default_rng(5)
    prior = Prior(0.82, 25)
    held = []
    for rate in chance.beta(0.82 * 25, 0.18 * 25, 1500):
        so_far, rest = int(chance.binomial(30, rate)), int(chance.binomial(40, rate))
        found = project_rate(so_far, 30, to_come=40, prior=prior)
        held.append(found is not None and found.interval.covers((so_far + rest) / 70))

    assert 0.94 < np.mean(held) < 0.985


# --- means and sums --------------------------------------------------------------------------------


@pytest.mark.covers("B6")
def test_means_and_sums_end_within_the_interval_as_often_as_they_say() -> None:
    chance = np.random.default_rng(6)
    mean_held, sum_held = [], []
    for _month in range(1500):
        times, days = chance.normal(300, 80, 60), chance.poisson(30, 22)
        part = times[:25]
        mean = project_mean(25, part.sum(), (part**2).sum(), to_come=35)
        total = project_sum(days[:10].tolist(), days_to_come=12)
        mean_held.append(mean is not None and mean.interval.covers(times.mean()))
        sum_held.append(total is not None and total.interval.covers(days.sum()))

    assert np.mean(mean_held) == pytest.approx(0.95, abs=0.02)
    assert np.mean(sum_held) == pytest.approx(0.95, abs=0.02)


def test_a_prior_draws_what_is_to_come_to_the_peers_and_leaves_what_is_there() -> None:
    alone = project_mean(10, 4000, 1_640_000, to_come=10)
    among = project_mean(10, 4000, 1_640_000, to_come=10, prior=Prior(300, 10))

    assert alone is not None
    assert among is not None
    assert (alone.so_far, alone.end) == (400, 400)
    assert (among.so_far, among.end) == (400, 375)
    assert among.interval.high - among.interval.low < alone.interval.high - alone.interval.low


def test_what_is_over_is_certain_and_what_is_counted_is_not_taken_back() -> None:
    over = project_mean(10, 4000, 1_640_000, to_come=0)
    total = project_sum([0, 50, 0, 1], days_to_come=2)
    corrected = project_sum([10, -20, 10], days_to_come=5)

    assert over is not None
    assert total is not None
    assert corrected is not None
    assert over.interval == (400, 400)
    assert (total.so_far, total.end, total.interval.low) == (51, 76.5, 51)
    assert corrected.interval.low < 0
    assert project_sum([10, 12], days_to_come=0).interval == (22, 22)  # type: ignore[union-attr]


def test_one_observation_has_no_scatter() -> None:
    assert project_mean(1, 300, 90000, to_come=5) is None
    assert project_sum([12], days_to_come=5) is None
