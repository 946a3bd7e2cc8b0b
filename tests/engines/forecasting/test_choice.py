"""The promise of the choice: hardly ever worse than the median of six weeks, whatever the queue is like."""

import numpy as np
import pytest

from dengta.engines.forecasting import Model, Problem, coverage, forecast
from dengta.engines.forecasting.choice import START, Trial, choose, mix
from tests.engines.forecasting.queues import KINDS, against_the_median, held, history, queue

PROMISED = 1.03


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_queue_is_forecast_much_worse_than_by_the_median_of_six_weeks(kind: str) -> None:
    assert against_the_median(held(queue(KINDS[kind], 11), every=21)) <= PROMISED


@pytest.mark.sweep
@pytest.mark.parametrize("kind", KINDS)
def test_sweep_many_queues_of_each_kind(kind: str) -> None:
    ratios = [against_the_median(held(queue(KINDS[kind], seed))) for seed in range(30)]

    assert max(ratios) <= PROMISED
    assert np.mean(ratios) <= 1.015


@pytest.mark.parametrize("kind", ["large", "small", "days that went wrong", "closed at weekends", "drifting"])
def test_four_of_five_intervals_lie_within_the_band(kind: str) -> None:
    tests = [one for seed in range(4) for one in held(queue(KINDS[kind], seed), every=28)]
    actual = np.concatenate([one.actual for one in tests])
    low, high = (np.concatenate([one.answer.band()[end] for one in tests]) for end in (0, 1))

    assert 0.72 <= coverage(actual, low, high) <= 0.88


@pytest.mark.parametrize("kind", ["small", "nearly empty"])
def test_what_is_planned_for_adds_up_where_most_intervals_have_no_contact(kind: str) -> None:
    tests = [one for seed in range(4) for one in held(queue(KINDS[kind], seed), every=28)]
    came = sum(one.actual.sum() for one in tests)

    assert sum(one.answer.expected.sum() for one in tests) == pytest.approx(came, rel=0.1)
    assert sum(one.median.sum() for one in tests) < 0.85 * came


def test_where_the_level_moves_the_regression_is_believed_most() -> None:
    answer = forecast(Problem(queue(KINDS["growing two in a hundred a week"], 1), 28))

    assert answer.weights[Model.REGRESSION] > 0.6
    assert answer.errors[Model.REGRESSION] < answer.errors[Model.NAIVE]
    assert sum(answer.weights.values()) == pytest.approx(1)


def _trial(*, regression: float, median: float, naive: float = 9.0) -> Trial:
    """What came was 100; each model was off by so much."""
    off = {Model.REGRESSION: regression, Model.MEDIAN: median, Model.NAIVE: naive}
    return Trial(np.full((7, 2), 100.0), {model: np.full((7, 2), 100.0 + each) for model, each in off.items()})


def test_the_better_model_is_believed_as_far_as_its_lead_is_steady() -> None:
    steady = choose([_trial(regression=20, median=2 + 0.1 * place) for place in range(8)])
    chance = choose([_trial(regression=20 - 18 * (place % 2), median=2 + 16 * (place % 2)) for place in range(8)])

    assert steady[Model.MEDIAN] > 0.95
    assert abs(chance[Model.MEDIAN] - START[Model.MEDIAN]) < 0.25


def test_one_trial_or_none_changes_nothing() -> None:
    assert choose([]) == START
    assert choose([_trial(regression=50, median=0)]) == START


def test_a_mixture_lies_between_what_is_mixed() -> None:
    trial = _trial(regression=-10, median=10, naive=0)

    assert mix(trial.forecasts, {Model.REGRESSION: 0.5, Model.MEDIAN: 0.5, Model.NAIVE: 0.0}) == pytest.approx(100)


def test_a_closed_day_of_the_past_is_held_against_nobody() -> None:
    past = queue(KINDS["calm"], 3, weeks=12)
    gap = past.counts.copy()
    gap[-10] = np.nan

    with_gap, without = forecast(Problem(history(gap), 7)), forecast(Problem(past, 7))

    assert with_gap.errors[Model.REGRESSION] == pytest.approx(without.errors[Model.REGRESSION], abs=0.01)
