"""The forecast on real calls: the accuracy that is promised, and never much worse than the median of six weeks."""

import csv
from datetime import datetime

import numpy as np
import pytest
from django.conf import settings

from dengta.config.bench.forecast import OURS, Figures, measure, windows
from dengta.config.bench.forecast_file import read
from dengta.engines.forecasting import History
from tests.engines.forecasting.queues import against_the_median, held

pytestmark = pytest.mark.shared


def at_the_bank(minutes: int, origins: range) -> dict[str, Figures]:
    rows = read(settings.SHARED / "data/service/bank_calls_5min.csv")
    found = measure(windows(History.from_rows(rows, minutes), origins, where="bank_calls_5min.csv"))
    return {figures.name: figures for figures in found}


def test_half_hours_of_four_weeks_are_off_by_six_per_cent_and_nine_tenths_of_the_median() -> None:
    figures = at_the_bank(30, range(80, 111, 5))

    ours = figures[OURS]
    assert ours.wape <= 0.061
    assert ours.mase <= 0.81
    assert ours.wape < 0.95 * figures["median of 6 weeks"].wape < 0.95 * figures["weekly naive"].wape
    assert ours.inside is not None
    assert 0.72 <= ours.inside <= 0.88
    assert ours.seconds <= 1


@pytest.mark.parametrize(
    ("minutes", "origins"), [(15, range(60, 111, 10)), (30, range(62, 109, 5)), (60, range(51, 110, 7))]
)
def test_other_intervals_and_other_days_are_no_worse(minutes: int, origins: range) -> None:
    figures = at_the_bank(minutes, origins)

    ours = figures[OURS]
    assert ours.wape <= figures["median of 6 weeks"].wape
    assert ours.inside is not None
    assert 0.72 <= ours.inside <= 0.88


def of_days(name: str, column: str, count: str | None) -> History:
    with (settings.SHARED / "data/service" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (datetime.fromisoformat(row[column]), float(row[count]) if count else 1.0) for row in csv.DictReader(file)
        ]
    return History.from_rows(rows, 1440)


@pytest.mark.parametrize(("every", "first"), [(35, 84), pytest.param(23, 91, marks=pytest.mark.sweep)])
def test_three_years_of_daily_calls_with_a_pandemic_are_no_worse_than_the_median(every: int, first: int) -> None:
    past = of_days("callcenter_daily_2020_2023.csv", "date", "incoming")

    assert against_the_median(held(past, first=first, every=every)) <= 1.03


def test_four_years_of_tickets_are_no_worse_than_the_median() -> None:
    past = of_days("helpdesk_eventlog.csv", "timestamp", None)

    assert against_the_median(held(past, every=70)) <= 1.03


def test_two_weeks_of_bookings_are_enough_for_a_forecast() -> None:
    with (settings.SHARED / "data/service/booking_calls_2wk.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(datetime.fromisoformat(f"{row['call_date']} {row['call_time']}"), 1.0) for row in csv.DictReader(file)]
    past = History.from_rows(rows, 30)

    (one,) = held(History(past.first, 30, past.slots, np.vstack([past.counts] * 3)), first=14, every=28)

    assert one.answer.expected.sum() == pytest.approx(np.nansum(past.counts) * 2, rel=0.1)
