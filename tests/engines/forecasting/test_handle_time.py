"""Handle times are forecast apart from the contacts: seconds over contacts, by interval and weekday."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.forecasting import History, NotEnoughHistory, forecast_handle_times
from tests.engines.forecasting.queues import KINDS, history, queue

SLOW_EVENING = np.linspace(0.9, 1.2, 12)


def took(contacts: History, mean: float, seed: int, *, slots: np.ndarray | float = 1.0, sunday: float = 1.0) -> History:
    """Seconds of so many contacts, each exponential with this mean, longer by interval and on Sundays."""
    chance = np.random.default_rng(seed)
    weekdays = np.array([day.weekday() for day in contacts.days])
    means = mean * np.outer(np.where(weekdays == 6, sunday, 1.0), np.broadcast_to(slots, contacts.counts.shape[1]))
    return history(np.where(contacts.counts > 0, chance.gamma(np.maximum(contacts.counts, 1), means), 0.0))


def test_intervals_and_weekdays_that_take_longer_are_told_from_those_that_do_not() -> None:
    contacts = queue(KINDS["large"], 1, weeks=10)

    found = forecast_handle_times(contacts, took(contacts, 300, 2, slots=SLOW_EVENING, sunday=1.3), 14)

    tuesday, sunday = found.seconds[1], found.seconds[6]
    np.testing.assert_allclose(tuesday, 300 * SLOW_EVENING, rtol=0.05)
    np.testing.assert_allclose(sunday, 390 * SLOW_EVENING, rtol=0.05)
    assert found.first == contacts.end


def test_where_few_contacts_come_their_chance_is_not_taken_for_a_peculiarity() -> None:
    contacts = queue(KINDS["nearly empty"], 3, weeks=8)
    seconds = took(contacts, 300, 4)
    raw = seconds.counts.sum(axis=0) / np.maximum(contacts.counts.sum(axis=0), 1)

    found = forecast_handle_times(contacts, seconds, 7)

    assert np.abs(found.seconds - 300).max() < 0.5 * np.abs(raw - 300).max()


def test_long_contacts_of_few_do_not_count_like_short_ones_of_many() -> None:
    contacts, seconds = np.tile([100.0, 1.0], (28, 1)), np.tile([100.0 * 60, 600.0], (28, 1))

    found = forecast_handle_times(history(contacts), history(seconds), 1)

    assert found.seconds[0, 0] == pytest.approx(60, rel=0.01)


def test_a_day_that_cannot_be_and_an_outage_do_not_count() -> None:
    contacts = queue(KINDS["large"], 1, weeks=8)
    seconds = took(contacts, 300, 2).counts.copy()
    seconds[-3] *= 60
    wrong = history(seconds)

    plain = forecast_handle_times(contacts, wrong, 7)
    masked = forecast_handle_times(contacts, wrong, 7, outages={contacts.end - timedelta(days=3)})

    assert plain.seconds.mean() == pytest.approx(300, rel=0.03)
    np.testing.assert_allclose(plain.seconds, masked.seconds, rtol=0.02)


def test_a_level_that_moved_is_followed() -> None:
    contacts = queue(KINDS["large"], 1, weeks=20)
    seconds = took(contacts, 300, 2).counts.copy()
    seconds[-56:] *= 1.2

    assert forecast_handle_times(contacts, history(seconds), 7).seconds.mean() == pytest.approx(360, rel=0.06)


@given(st.integers(0, 1000), st.floats(0.1, 50))
@settings(max_examples=20, deadline=None)
def test_handle_times_scale_with_seconds_and_not_with_contacts(seed: int, times: float) -> None:
    contacts = queue(KINDS["small"], seed, weeks=4)
    seconds = took(contacts, 200, seed)

    one = forecast_handle_times(contacts, seconds, 7).seconds
    longer = forecast_handle_times(contacts, history(seconds.counts * times), 7).seconds

    np.testing.assert_allclose(longer, times * one, rtol=1e-9)
    assert (one > 0).all()


def test_work_is_contacts_times_seconds_over_the_length_of_the_interval() -> None:
    hour = forecast_handle_times(history(np.full((14, 1), 30.0)), history(np.full((14, 1), 30.0 * 240)), 1)

    assert hour.erlangs(np.array([[30.0]]))[0, 0] == pytest.approx(2.0)


def test_histories_that_do_not_belong_together_and_empty_ones_are_refused() -> None:
    contacts = queue(KINDS["small"], 1, weeks=2)

    with pytest.raises(ValueError, match="the same days and intervals"):
        forecast_handle_times(contacts, contacts.until(contacts.days[-1]), 7)
    with pytest.raises(NotEnoughHistory, match="no contact with a handle time"):
        forecast_handle_times(history(np.zeros((14, 2))), history(np.zeros((14, 2))), 7)
