"""Holidays, exchanged days, pauses and events: what is known of a day counts, however often it came before."""

from datetime import date, timedelta

import numpy as np
import pytest

from dengta.config.bench.forecast_baselines import repeated
from dengta.engines.forecasting import Event, Problem, forecast, wape
from dengta.engines.forecasting.history import days_from
from dengta.engines.forecasting.models import median_of_weeks
from tests.engines.forecasting.queues import CHINA, DOUBLE_11, KINDS, MONDAY, history, queue, shop

NATIONAL_DAY = date(2025, 9, 22)


def test_the_week_of_the_national_holiday_is_foretold_with_its_worked_weekends() -> None:
    past = shop(1)
    known, came = past.until(NATIONAL_DAY), past.counts[(NATIONAL_DAY - past.first).days :][:28]
    events = (Event("Double 11", DOUBLE_11),)

    told = wape(came, forecast(Problem(known, 28, kind_of=CHINA.kind, events=events)).contacts)
    silent = wape(came, forecast(Problem(known, 28)).contacts)

    assert told < 0.15
    assert told < 0.5 * silent
    assert told < 0.5 * wape(came, repeated(known, 28, median_of_weeks))


def test_a_worked_weekend_day_is_forecast_like_a_working_day_and_shaped_like_one() -> None:
    known = shop(2).until(NATIONAL_DAY)
    answer = forecast(Problem(known, 28, kind_of=CHINA.kind))
    worked, plain, sunday = (answer.days.index(day) for day in (
        date(2025, 9, 28), date(2025, 9, 25), date(2025, 10, 19),
    ))  # fmt: skip

    assert answer.expected[worked].sum() == pytest.approx(answer.expected[plain].sum(), rel=0.15)
    assert answer.expected[worked].sum() > 1.2 * answer.expected[sunday].sum()
    assert answer.expected[worked].argmax() == answer.expected[plain].argmax() != answer.expected[sunday].argmax()


def test_a_centre_closed_at_weekends_opens_on_a_worked_saturday() -> None:
    past = queue(KINDS["closed at weekends"], 4, weeks=20, first=date(2025, 5, 5)).until(NATIONAL_DAY)

    answer = forecast(Problem(past, 28, kind_of=CHINA.kind))

    open_at = {day for day, at in zip(answer.days, answer.open, strict=True) if at}
    assert {date(2025, 9, 28), date(2025, 10, 11)} <= open_at
    assert date(2025, 10, 12) not in open_at
    assert answer.expected[answer.days.index(date(2025, 10, 11))].sum() > 0


def test_the_uplift_of_an_event_is_learnt_from_a_year_ago_and_one_that_is_known_is_used() -> None:
    past = shop(3)
    known = past.until(date(2025, 11, 3))
    at = (date(2025, 11, 11) - known.end).days
    came = past.counts[len(known) + at].sum()

    learnt = forecast(Problem(known, 14, kind_of=CHINA.kind, events=(Event("Double 11", DOUBLE_11),)))
    given = forecast(Problem(known, 14, kind_of=CHINA.kind, events=(Event("Double 11", DOUBLE_11, uplift=2.2),)))
    none = forecast(Problem(known, 14, kind_of=CHINA.kind))

    assert learnt.unknown_events == ()
    assert learnt.expected[at].sum() == pytest.approx(came, rel=0.25)
    assert given.expected[at].sum() == pytest.approx(came, rel=0.25)
    assert none.expected[at].sum() < 0.6 * came
    assert given.expected[at - 3].sum() == pytest.approx(learnt.expected[at - 3].sum(), rel=0.02)


def test_a_known_uplift_multiplies_what_would_come_without_it() -> None:
    past = queue(KINDS["middling"], 1)
    day = past.end + timedelta(days=2)

    plain = forecast(Problem(past, 7))
    sale = forecast(Problem(past, 7, events=(Event("Sale", frozenset({day}), uplift=1.5),)))

    np.testing.assert_allclose(sale.expected[2], 1.5 * plain.expected[2], rtol=1e-9)
    np.testing.assert_allclose(sale.contacts[2], 1.5 * plain.contacts[2], rtol=1e-9)
    np.testing.assert_allclose(sale.expected[3], plain.expected[3], rtol=1e-9)


def test_an_event_that_never_was_changes_nothing_and_is_named() -> None:
    past = queue(KINDS["middling"], 1)
    new = Event("Opening", frozenset({past.end}))

    answer = forecast(Problem(past, 7, events=(new,)))

    assert answer.unknown_events == ("Opening",)
    np.testing.assert_allclose(answer.expected, forecast(Problem(past, 7)).expected, rtol=1e-9)


def test_last_weeks_promotion_is_not_repeated_by_any_model() -> None:
    past = queue(KINDS["calm"], 2, weeks=14)
    counts = past.counts.copy()
    counts[-7:] *= 2.0
    promotion = Event("Promotion", frozenset(past.days[-7:]))

    told = forecast(Problem(history(counts), 7, events=(promotion,)))
    never = forecast(Problem(past, 7))

    assert told.expected.sum() == pytest.approx(never.expected.sum(), rel=0.05)
    assert told.contacts.sum() == pytest.approx(never.contacts.sum(), rel=0.05)


def test_the_day_after_a_long_weekend_runs_high_where_it_did_before() -> None:
    past = queue(KINDS["closed at weekends"], 8, weeks=26)
    counts = past.counts.copy()
    holidays = [day for day in days_from(MONDAY, len(past)) if day.weekday() == 0][4::5]
    for day in holidays:
        place = (day - MONDAY).days
        counts[place] = np.nan
        counts[place + 1] *= 1.4

    plain = forecast(Problem(history(counts), 7))
    after = forecast(Problem(history(counts), 7, closed=frozenset({past.end})))

    assert past.end.weekday() == 0
    assert not after.expected[0].any()
    assert 1.15 < after.expected[1].sum() / plain.expected[1].sum() < 1.6
    assert after.expected[3].sum() == pytest.approx(plain.expected[3].sum(), rel=0.02)


def test_the_turn_of_the_month_is_learnt() -> None:
    past = queue(KINDS["much at the turn of the month"], 6, weeks=34)
    answer = forecast(Problem(past, 28))
    flat = forecast(Problem(queue(KINDS["middling"], 6, weeks=34), 28))

    turn = np.array([day.day <= 3 or day.day >= 29 for day in answer.days])
    assert turn.any()
    shares = [each.expected[turn].sum() / each.expected.sum() for each in (answer, flat)]
    assert shares[0] > 1.08 * shares[1]
