"""The forecast of a queue: what holds for any past."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.forecasting import Event, History, Memory, NotEnoughHistory, Problem, forecast, wape
from dengta.engines.forecasting.history import WEEK
from tests.engines.forecasting.queues import KINDS, MONDAY, history, queue

EXAMPLES = 25


@st.composite
def pasts(draw: st.DrawFn) -> History:
    """Three to nine weeks of a few intervals, with closed days and empty ones."""
    days = draw(st.integers(21, 63))
    slots = draw(st.integers(1, 3))
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    counts = chance.poisson(draw(st.sampled_from([0.2, 3.0, 80.0, 2000.0])), (days, slots)).astype(np.float64)
    counts[chance.random(days) < draw(st.sampled_from([0.0, 0.2]))] = np.nan
    closed = draw(st.sets(st.integers(0, 6), max_size=2))
    counts[[day for day in range(days) if day % WEEK in closed]] = np.nan
    if (~np.isnan(counts)).all(axis=1).sum() < 14:
        counts = np.nan_to_num(counts)
    return history(counts, first=MONDAY + timedelta(days=draw(st.integers(0, 400))))


@given(pasts(), st.integers(1, 30))
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_forecast_is_never_negative_never_endless_and_ordered_with_its_bands(past: History, days: int) -> None:
    answer = forecast(Problem(past, days))

    narrow, wide = answer.band(0.5), answer.band(0.9)
    assert answer.contacts.shape == answer.expected.shape == (days, len(past.slots))
    for each in (answer.contacts, answer.expected, *narrow, *wide):
        assert np.isfinite(each).all()
        assert (each >= 0).all()
    for said in (answer.contacts, answer.expected):
        assert (narrow[0] <= said).all()
        assert (said <= narrow[1]).all()
    assert (wide[0] <= narrow[0]).all()
    assert (narrow[1] <= wide[1]).all()


@given(pasts(), st.randoms(use_true_random=False))
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_order_of_rows_does_not_matter(past: History, random: "st.random.Random") -> None:
    rows = [
        (datetime.combine(day, datetime.min.time()) + timedelta(minutes=slot), float(count))
        for day, counts in zip(past.days, past.counts, strict=True)
        for slot, count in zip(past.slots, counts, strict=True)
        if not np.isnan(count)
    ]
    shuffled = random.sample(rows, len(rows))

    one, other = History.from_rows(rows, 60), History.from_rows(shuffled, 60)

    np.testing.assert_array_equal(one.counts, other.counts)
    if one.counts.any() and len(one) >= 14 and one.measured.sum() >= WEEK:
        np.testing.assert_array_equal(forecast(Problem(one, 7)).contacts, forecast(Problem(other, 7)).contacts)


@given(pasts(), st.sampled_from([0.25, 3.0, 100.0]))
@settings(max_examples=EXAMPLES, deadline=None)
def test_so_many_times_the_contacts_make_so_many_times_the_forecast(past: History, times: float) -> None:
    one = forecast(Problem(past, 14))
    other = forecast(Problem(history(past.counts * times, first=past.first), 14))

    np.testing.assert_allclose(other.expected, times * one.expected, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(other.contacts, times * one.contacts, rtol=1e-6, atol=1e-9)


@given(pasts(), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_was_counted_during_an_outage_does_not_matter(past: History, data: st.DataObject) -> None:
    days = data.draw(st.sets(st.sampled_from(past.days), min_size=1, max_size=4))
    left = data.draw(st.sampled_from([0.0, 7.0, 1e5, np.nan]))
    broken = past.counts.copy()
    broken[[day in days for day in past.days]] = left
    kept = past.counts.copy()
    kept[[day in days for day in past.days]] = 50.0

    one = forecast(Problem(history(broken, first=past.first), 14, outages=frozenset(days)))
    other = forecast(Problem(history(kept, first=past.first), 14, outages=frozenset(days)))

    np.testing.assert_array_equal(one.contacts, other.contacts)
    np.testing.assert_array_equal(one.expected, other.expected)
    np.testing.assert_array_equal(one.band(), other.band())


@given(pasts(), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_nothing_is_forecast_for_a_closed_day_nor_for_a_weekday_that_is_never_open(
    past: History, data: st.DataObject
) -> None:
    ahead = [past.end + timedelta(days=place) for place in range(14)]
    closed = data.draw(st.sets(st.sampled_from(ahead)))

    answer = forecast(Problem(past, 14, closed=frozenset(closed)))

    never = {weekday for weekday in range(7) if all(
        at for day, at in zip(past.days, past.closed, strict=True) if day.weekday() == weekday
    )}  # fmt: skip
    for day, is_open, contacts, expected in zip(
        answer.days, answer.open, answer.contacts, answer.expected, strict=True
    ):
        if day in closed or day.weekday() in never:
            assert not is_open
        if not is_open:
            assert not contacts.any()
            assert not expected.any()


@given(pasts(), st.integers(1, 20))
@settings(max_examples=EXAMPLES, deadline=None)
def test_looking_farther_ahead_does_not_change_what_is_near(past: History, days: int) -> None:
    near, far = forecast(Problem(past, days)), forecast(Problem(past, days + 10))

    np.testing.assert_allclose(near.contacts, far.contacts[:days], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(near.expected, far.expected[:days], rtol=1e-9, atol=1e-12)


def test_weeks_that_are_all_the_same_are_forecast_to_stay_so() -> None:
    week = np.random.default_rng(7).integers(5, 500, (7, 6)).astype(np.float64)

    answer = forecast(Problem(history(np.tile(week, (12, 1))), 28))

    assert wape(np.tile(week, (4, 1)), answer.contacts) < 0.002


def test_a_queue_without_a_single_contact_is_forecast_to_stay_so() -> None:
    answer = forecast(Problem(history(np.zeros((40, 4))), 10))

    assert not answer.contacts.any()
    assert not answer.expected.any()
    assert answer.open.all()


@pytest.mark.parametrize("weeks", [3, 12])
def test_a_long_gap_in_the_records_is_not_the_end_of_the_queue(weeks: int) -> None:
    past = queue(KINDS["closed at weekends"], 1)
    gap = past.counts.copy()
    gap[-7 * weeks :] = np.nan

    answer = forecast(Problem(history(gap), 14))

    assert answer.open.tolist() == [day.weekday() < 5 for day in answer.days]
    assert answer.expected.sum() == pytest.approx(forecast(Problem(past, 14)).expected.sum(), rel=0.15)


def test_a_day_with_a_gap_in_it_teaches_nothing() -> None:
    past = queue(KINDS["middling"], 2, weeks=12)
    half, none = past.counts.copy(), past.counts.copy()
    half[-3, 5:] = np.nan
    half[-3, :5] = 1e4
    none[-3] = np.nan
    empty = np.zeros((30, 2))
    empty[4] = [7.0, np.nan]

    assert forecast(Problem(history(half), 7)).expected.sum() == pytest.approx(
        forecast(Problem(history(none), 7)).expected.sum(), rel=0.02
    )
    assert not forecast(Problem(history(empty), 7)).expected.any()


@pytest.mark.parametrize("wrong", [{"half_life": 0.0}, {"trait": 0.0}, {"month": -1.0}, {"level": -0.1}])
def test_a_memory_without_length_or_evidence_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be above zero"):
        Memory(**wrong)


def test_one_wild_day_hardly_moves_the_forecast() -> None:
    past = queue(KINDS["middling"], 3)
    wild = past.counts.copy()
    wild[-9] *= 6

    before, after = forecast(Problem(past, 28)), forecast(Problem(history(wild), 28))

    assert abs(after.expected.sum() / before.expected.sum() - 1) < 0.02


def test_an_outage_that_is_named_costs_less_than_one_that_is_not() -> None:
    past = queue(KINDS["middling"], 5)
    known, came = past.until(past.days[-28]), past.counts[-28:]
    broken = known.counts.copy()
    days = [len(known) - back for back in (1, 2, 3, 8, 9, 10, 11)]
    broken[days] *= 0.1
    told = frozenset(known.days[day] for day in days)

    named = forecast(Problem(history(broken), 28, outages=told))
    silent = forecast(Problem(history(broken), 28))

    assert wape(came, named.contacts) < wape(came, silent.contacts)


def test_contacts_that_were_handled_make_a_forecast_that_says_so() -> None:
    past = queue(KINDS["small"], 1, weeks=8)
    handled = History(past.first, past.minutes, past.slots, past.counts, censored=True)

    assert forecast(Problem(handled, 7)).censored
    assert forecast(Problem(handled.until(past.days[30]), 7)).censored
    assert not forecast(Problem(past, 7)).censored


def test_too_short_a_past_is_told_and_sent_to_the_analogy() -> None:
    past = queue(KINDS["large"], 1, weeks=4)

    with pytest.raises(NotEnoughHistory, match=r"13 days, 13 of them measured: 14 and 7 are needed\. .* by analogy"):
        Problem(past.until(past.days[13]), 7)
    with pytest.raises(NotEnoughHistory, match="14 days, 6 of them measured"):
        Problem(past.until(past.days[14]), 7, outages=frozenset(past.days[:8]))
    assert forecast(Problem(past.until(past.days[14]), 7)).errors == {}
    with pytest.raises(ValueError, match="0 days ahead"):
        Problem(past, 0)


@pytest.mark.parametrize("uplift", [0.0, -1.0, float("inf"), float("nan")])
def test_an_uplift_that_no_event_has_is_refused(uplift: float) -> None:
    with pytest.raises(ValueError, match="Sale: an uplift is a number of times above zero"):
        Event("Sale", frozenset({date(2025, 6, 18)}), uplift=uplift)
