"""What libraries make of the same past, where they are installed. Nothing of the product needs them.

Imported when asked only: they take seconds to load.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, TypeVar

import numpy as np

from dengta.config.bench.forecast_baselines import mean_of_weeks, repeated
from dengta.engines.forecasting import History
from dengta.engines.forecasting.history import WEEK, Floats, days_from

STATSFORECAST, LIGHTGBM = "statsforecast", "lightgbm"
WEEKS = 4
ROUNDS = 200


class Window(Protocol):
    """What was known at an origin, and how many days came after it."""

    @property
    def past(self) -> History:
        """What was known."""

    @property
    def actual(self) -> Floats:
        """What came, days × intervals."""


Said = TypeVar("Said")
Timed = Callable[[Callable[[], Floats]], Said]


def absent() -> Iterator[str]:
    """The libraries that are not installed."""
    return (name for name in (STATSFORECAST, LIGHTGBM) if find_spec(name) is None)


def installed(timed: Timed[Said]) -> Iterator[Callable[[Window], Mapping[str, Said]]]:
    """A way of forecasting for each library that is."""
    lacking = set(absent())
    if STATSFORECAST not in lacking:
        yield lambda window: {"statsforecast MSTL+ETS": timed(lambda: _mstl(window.past, len(window.actual)))}
    if LIGHTGBM not in lacking:
        yield lambda window: {"LightGBM direct": timed(lambda: _boosted(window.past, len(window.actual)))}


def _mstl(past: History, days: int) -> Floats:
    """Seasons of a day and of a week taken out (Bandara, Hyndman and Bergmeir 2021), exponential smoothing of the rest;
    closed days filled with the last one of their weekday, weekdays that are never open left out."""
    models = import_module("statsforecast.models")
    often = {day.weekday() for day, closed in zip(past.days, past.closed, strict=True) if not closed}
    kept = np.array([day.weekday() in often for day in past.days])
    series = _filled(past.counts)[kept].ravel()
    ahead = np.array([day.weekday() in often for day in days_from(past.end, days)])
    slots = len(past.slots)
    seasons = [slots, slots * len(often)] if slots > 1 else [len(often)]
    model = models.MSTL(season_length=seasons, trend_forecaster=models.AutoETS(model="ZZN"))
    found = np.zeros((days, slots))
    found[ahead] = model.forecast(y=series, h=int(ahead.sum()) * slots)["mean"].reshape(-1, slots)
    return found.clip(0)


def _filled(counts: Floats) -> Floats:
    filled = counts.copy()
    for day in range(WEEK, len(filled)):
        gaps = np.isnan(filled[day])
        filled[day][gaps] = filled[day - WEEK][gaps]
    return np.nan_to_num(filled)


def _boosted(past: History, days: int) -> Floats:
    """Trees on the calendar say how many times the mean of four weeks, the last of them four weeks ago, comes. With
    less than five weeks there is nothing to learn, and the mean stands."""
    lightgbm = import_module("lightgbm")
    base = repeated(past, days, mean_of_weeks)
    features, ratios = [], []
    for place in range((WEEKS + 1) * WEEK, len(past)):
        before = past.counts[place % WEEK : place - WEEKS * WEEK + 1 : WEEK][-WEEKS:]
        level = np.nanmean(before, axis=0) if not np.isnan(before).all() else np.zeros(len(past.slots))
        used = (level > 0) & ~np.isnan(past.counts[place])
        features.append(_features(past.first + timedelta(days=place), past)[used])
        ratios.append(past.counts[place][used] / level[used])
    if not features:
        return base
    # No leaf may be the memory of a single day.
    settings = {
        "objective": "l1", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": WEEK * len(past.slots),
        "num_threads": 1, "seed": 1, "verbose": -1,
    }  # fmt: skip
    data = lightgbm.Dataset(np.vstack(features), np.concatenate(ratios))
    trees = lightgbm.train(settings, data, num_boost_round=ROUNDS)
    times = np.array([trees.predict(_features(day, past)) for day in days_from(past.end, days)])
    found: Floats = base * times
    return found


def _features(day: date, past: History) -> Floats:
    """A row for each interval: its number, the weekday, the day of the month and how many are left."""
    left = ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - day).days
    return np.array([[slot, day.weekday(), day.day, left] for slot in range(len(past.slots))], dtype=np.float64)
