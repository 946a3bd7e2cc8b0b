"""What anybody would forecast without a model: the same weekday of earlier weeks."""

from collections.abc import Callable

import numpy as np

from dengta.engines.forecasting import History
from dengta.engines.forecasting.history import WEEK, Floats, days_from
from dengta.engines.forecasting.models import repeat

WEEKS = 4


def mean_of_weeks(weeks: Floats) -> Floats:
    """The mean of the last four."""
    mean: Floats = weeks[-WEEKS:].mean(axis=0)
    return mean


def repeated(past: History, days: int, of: Callable[[Floats], Floats]) -> Floats:
    """The coming days, each as `of` makes it of the measured days of its weekday (days × intervals)."""
    by_weekday = repeat(past.counts, np.eye(WEEK)[[day.weekday() for day in past.days]], of)
    return by_weekday[[day.weekday() for day in days_from(past.end, days)]]
