"""A new queue like one that resembles it, and what a planner changes by hand."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.forecasting import (
    Event,
    Forecast,
    History,
    Override,
    Planned,
    Problem,
    by_analogy,
    coverage,
    forecast,
    wape,
)
from tests.engines.forecasting.queues import KINDS, history, queue

PAST = queue(KINDS["large"], 1)
KNOWN = PAST.until(PAST.days[-28])
FORECAST = forecast(Problem(KNOWN, 28))


# --- by analogy --------------------------------------------------------------------------------------


def new_queue(ratio: float, days: int, seed: int = 5) -> tuple[History, np.ndarray]:
    """A new queue with so many times the contacts of the other, open since so many days; and what comes then."""
    counts = np.random.default_rng(seed).poisson(ratio * PAST.counts).astype(float)
    first = len(KNOWN) - days
    return history(counts[first : len(KNOWN)], first=PAST.days[first]), counts[len(KNOWN) :]


def test_a_new_queue_has_the_shape_of_the_similar_one_at_the_level_that_is_expected() -> None:
    answer = by_analogy(FORECAST, ratio=0.2)

    np.testing.assert_allclose(answer.expected, 0.2 * FORECAST.expected)
    np.testing.assert_allclose(answer.contacts, 0.2 * FORECAST.contacts)


def test_the_first_days_correct_an_expectation_that_was_wrong() -> None:
    own, came = new_queue(0.1, days=10)

    guessed = by_analogy(FORECAST, ratio=0.2)
    corrected = by_analogy(FORECAST, ratio=0.2, own=own, theirs=KNOWN)
    counted = by_analogy(FORECAST, own=own, theirs=KNOWN)

    errors = [wape(came, each.contacts) for each in (guessed, corrected, counted)]
    assert errors[0] > errors[1] > errors[2]
    assert counted.expected.sum() == pytest.approx(0.1 * FORECAST.expected.sum(), rel=0.02)


def test_what_is_unknown_of_the_ratio_widens_the_bands_less_with_every_day() -> None:
    def width(answer: Forecast) -> float:
        low, high = answer.band()
        return float((high - low).sum() / answer.expected.sum())

    widths = [width(by_analogy(FORECAST, own=new_queue(0.1, days)[0], theirs=KNOWN)) for days in (1, 5, 20)]

    assert width(by_analogy(FORECAST, ratio=0.1)) > widths[0] > widths[1] > widths[2] > width(FORECAST)


def test_the_bands_of_a_small_queue_allow_for_the_chance_of_small_numbers() -> None:
    own, came = new_queue(0.005, days=20)

    low, high = by_analogy(FORECAST, own=own, theirs=KNOWN).band()

    assert coverage(came, low, high) >= 0.75


def test_an_analogy_without_a_ratio_or_between_other_intervals_is_refused() -> None:
    own, _came = new_queue(0.1, days=5)
    other = History(own.first, 30, own.slots, own.counts)

    with pytest.raises(ValueError, match="give the ratio that is expected"):
        by_analogy(FORECAST)
    with pytest.raises(ValueError, match="give the ratio that is expected"):
        by_analogy(FORECAST, own=own, theirs=KNOWN.until(KNOWN.days[30]))
    with pytest.raises(ValueError, match="intervals of both queues"):
        by_analogy(FORECAST, own=other, theirs=KNOWN)
    with pytest.raises(ValueError, match="a ratio is a number of times above zero"):
        by_analogy(FORECAST, ratio=-0.5)


# --- by hand -----------------------------------------------------------------------------------------

days = st.frozensets(st.sampled_from(FORECAST.days), min_size=1)
overrides = st.one_of(
    st.builds(Override, days=days, by=st.just("planner"), reason=st.just("live stream"), times=st.floats(0, 5)),
    st.builds(
        Override,
        days=days,
        by=st.just("planner"),
        reason=st.just("told by the client"),
        total=st.floats(0, 1e5),
        start=st.sampled_from([0, 600]),
        end=st.sampled_from([660, 1440]),
    ),
)


@given(st.lists(overrides, max_size=3), overrides)
@settings(max_examples=40, deadline=None)
def test_an_override_is_kept_apart_and_can_be_taken_back(earlier: list[Override], override: Override) -> None:
    before = FORECAST.expected.copy()
    planned = Planned(FORECAST, tuple(earlier)).without(override)

    changed = planned.changed_by(override)

    assert changed.overrides[-1] == override
    assert (changed.expected >= 0).all()
    np.testing.assert_array_equal(changed.without(override).expected, planned.expected)
    np.testing.assert_array_equal(changed.without(override).contacts, planned.contacts)
    np.testing.assert_array_equal(changed.forecast.expected, before)
    np.testing.assert_array_equal(FORECAST.expected, before)


def test_an_override_changes_its_intervals_and_no_others() -> None:
    day = FORECAST.days[3]
    afternoon = Override(frozenset({day}), by="planner", reason="live stream", times=2, start=780, end=1020)
    sum_of_the_day = Override(frozenset({day}), by="planner", reason="told by the client", total=9000)

    twice = Planned(FORECAST, (afternoon,)).expected
    whole = Planned(FORECAST, (sum_of_the_day,)).expected

    at = [780 <= slot < 1020 for slot in FORECAST.slots]
    np.testing.assert_allclose(twice[3, at], 2 * FORECAST.expected[3, at])
    np.testing.assert_array_equal(twice[3, ~np.array(at)], FORECAST.expected[3, ~np.array(at)])
    np.testing.assert_array_equal(np.delete(twice, 3, axis=0), np.delete(FORECAST.expected, 3, axis=0))
    assert whole[3].sum() == pytest.approx(9000)
    np.testing.assert_allclose(whole[3] / 9000, FORECAST.expected[3] / FORECAST.expected[3].sum())


def test_overrides_apply_in_the_order_in_which_they_were_made() -> None:
    day = frozenset({FORECAST.days[0]})
    total = Override(day, by="planner", reason="told by the client", total=1000)
    twice = Override(day, by="leader", reason="live stream", times=2)

    assert Planned(FORECAST).changed_by(total).changed_by(twice).expected[0].sum() == pytest.approx(2000)
    assert Planned(FORECAST).changed_by(twice).changed_by(total).expected[0].sum() == pytest.approx(1000)


def test_nothing_is_planned_for_a_closed_day_by_hand() -> None:
    closed = forecast(Problem(KNOWN, 3, closed=frozenset({KNOWN.end})))

    planned = Planned(closed, (Override(frozenset({KNOWN.end}), by="planner", reason="mistaken", total=50),))

    assert not planned.expected[0].any()


@pytest.mark.parametrize(
    "wrong",
    [{}, {"times": 1.0, "total": 3.0}, {"times": -1.0}, {"total": float("inf")}, {"times": 1.0, "by": " "},
     {"times": 1.0, "reason": ""}],
)  # fmt: skip
def test_an_override_without_a_size_or_without_somebody_who_answers_for_it_is_refused(wrong: dict[str, object]) -> None:
    given_: dict[str, object] = {"days": frozenset(FORECAST.days[:1]), "by": "planner", "reason": "live stream"}

    with pytest.raises(ValueError, match="override"):
        Override(**{**given_, **wrong})


@pytest.mark.covers("E1")
@pytest.mark.parametrize("minutes", [15, 30, 60])
def test_intervals_of_a_queue_are_forecast_with_an_event_and_with_a_change_by_hand(minutes: int) -> None:
    past = History(KNOWN.first, minutes, tuple(range(480, 480 + 12 * minutes, minutes)), KNOWN.counts)
    sale = Event("618", frozenset({KNOWN.end}), uplift=1.8)

    plain, answer = forecast(Problem(past, 14)), forecast(Problem(past, 14, events=(sale,)))
    planned = Planned(answer).changed_by(
        Override(frozenset({KNOWN.end + timedelta(days=1)}), by="planner", reason="live stream", times=1.5)
    )

    assert (answer.minutes, answer.contacts.shape) == (minutes, (14, 12))
    np.testing.assert_allclose(planned.contacts[0], 1.8 * plain.contacts[0], rtol=1e-9)
    np.testing.assert_allclose(planned.contacts[1], 1.5 * plain.contacts[1], rtol=1e-9)
    np.testing.assert_allclose(planned.contacts[2:], plain.contacts[2:], rtol=1e-9)
