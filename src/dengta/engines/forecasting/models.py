"""The three ways of forecasting: regression × shape, the median of six weeks, and last week again."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from dengta.engines.forecasting.days import Known
from dengta.engines.forecasting.history import WEEK, Flags, Floats, complete
from dengta.engines.forecasting.level import Level, Memory, fit_level, measured_totals
from dengta.engines.forecasting.profile import shapes
from dengta.engines.forecasting.special import fit_special

WEEKS = 6


class Model(Enum):
    """A way of forecasting."""

    REGRESSION = "regression"
    MEDIAN = "median_of_six_weeks"
    NAIVE = "last_week"


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What the models learn from: contacts (days × intervals; not a number: masked or closed) and what was known."""

    counts: Floats
    known: Known
    memory: Memory

    @property
    def measured(self) -> Flags:
        """By day, whether it counts."""
        return complete(self.counts)

    def before(self, day: int) -> "Past":
        """The first days alone."""
        return Past(self.counts[:day], self.known.rows(slice(0, day)), self.memory)


Forecasts = dict[Model, Floats]


def forecast_all(past: Past, ahead: Known) -> Forecasts:
    """The forecasts of every model for the days that follow the past: contacts, days × intervals; closed days zero.

    The effect of holidays, long pauses and events is estimated once and taken out of what the two simple models repeat:
    no model repeats last week's promotion, and none forgets the next one.
    """
    totals = measured_totals(past.counts, past.measured)
    if not np.nansum(totals):
        return {model: np.zeros((len(ahead.open), past.counts.shape[1])) for model in Model}
    special = fit_special(totals, past.known, trait=past.memory.trait, event=past.memory.event)
    before, after = special.times(past.known), special.times(ahead)[:, None]
    level = fit_level(totals / before, past.known, past.memory)
    usual = past.counts / before[:, None]
    found = {
        Model.REGRESSION: after * level.totals(ahead)[:, None] * (ahead.week @ _shapes(past, level)),
        Model.MEDIAN: after * (ahead.week @ repeat(usual, past.known.week, median_of_weeks)),
        Model.NAIVE: after * (ahead.week @ repeat(usual, past.known.week, last_week)),
    }
    for forecast in found.values():
        forecast[~ahead.open] = 0.0
    return found


def median_of_weeks(weeks: Floats) -> Floats:
    """The median of the last six."""
    middle: Floats = np.median(weeks[-WEEKS:], axis=0)
    return middle


def last_week(weeks: Floats) -> Floats:
    """The last one again."""
    last: Floats = weeks[-1]
    return last


def repeat(counts: Floats, week: Floats, of: Callable[[Floats], Floats]) -> Floats:
    """What `of` makes of the measured days of each weekday, oldest first (weekdays × intervals).

    `week`: how far each day is like each weekday; days in exchange for others take no part. A weekday that was never
    measured is made of all days.
    """
    measured = complete(counts)
    found = []
    for weekday in range(WEEK):
        same = measured & (week[:, weekday] == 1)
        found.append(of(counts[same if same.any() else measured]))
    return np.array(found)


def _shapes(past: Past, level: Level) -> Floats:
    seen = past.measured
    age = np.arange(len(past.counts), 0, -1, dtype=np.float64)
    weight = level.trust * 0.5 ** (age / past.memory.half_life)
    return shapes(past.counts[seen], past.known.week[seen], weight[seen])
