"""Which model to believe, queue by queue: by how each did on the queue's own past."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from dengta.engines.forecasting.history import WEEK, Floats
from dengta.engines.forecasting.models import Forecasts, Model, Past, forecast_all

# Origins need so many days before them, lie a week apart, a quarter of a year at most, and look so far ahead.
LEAST_DAYS = 2 * WEEK
MOST_ORIGINS = 13
HORIZON = 4 * WEEK
# Mixtures are tried in quarters, and drawn to the one that is believed without any trial.
PARTS = 4
# Origins a week apart look at nearly the same four weeks: a difference between them counts as a quarter of what it is.
ALIKE = HORIZON / WEEK

Weights = Mapping[Model, float]
Loss = Callable[[Floats], Floats]

START: Weights = {Model.REGRESSION: 2 / 3, Model.MEDIAN: 1 / 3, Model.NAIVE: 0.0}
# The median of an interval that is mostly empty is nothing: what is to add up starts without it.
THAT_ADDS_UP: Weights = {Model.REGRESSION: 1.0, Model.MEDIAN: 0.0, Model.NAIVE: 0.0}


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """What the models would have said on an earlier day, and what came (days × intervals)."""

    actual: Floats
    forecasts: Forecasts

    def mixed(self, weights: Weights) -> Floats:
        """The forecast of the mixture."""
        return mix(self.forecasts, weights)


def mix(forecasts: Forecasts, weights: Weights) -> Floats:
    """The weighted mean of the forecasts."""
    mixed: Floats = np.sum([weight * forecasts[model] for model, weight in weights.items()], axis=0)
    return mixed


def trials(past: Past) -> list[Trial]:
    """Rolling origins, a week apart, the latest a week ago: each model learns what was known then, and is held against
    what came. A day that is masked or closed is held against nothing."""
    found = []
    for origin in range(len(past.counts) - WEEK, LEAST_DAYS - 1, -WEEK)[:MOST_ORIGINS]:
        then = slice(origin, min(origin + HORIZON, len(past.counts)))
        actual = past.counts[then]
        before = past.before(origin)
        if before.measured.sum() >= WEEK and np.nansum(actual) > 0:
            found.append(Trial(actual, forecast_all(before, past.known.rows(then))))
    return found


def choose(found: Sequence[Trial], loss: Loss = np.abs, *, start: Weights = START) -> Weights:
    """The mixture that would have lost least, drawn to the one to start from.

    It is drawn as far as its lead over that one could be chance: lead² / (lead² + its variance), as James and
    Stein (1961) do. A few origins tell little; and a mixture is hardly ever worse than the better of two by more than
    a little, whichever that turns out to be. `loss` of each error; every origin has one vote for each day.
    """
    if len(found) < 2:
        return start
    mixtures = list(_mixtures())
    days = np.array([np.count_nonzero(~np.isnan(trial.actual).all(axis=1)) for trial in found], dtype=np.float64)
    votes = days / days.sum()
    losses = np.array([[_lost(trial, weights, loss) for trial in found] for weights in (*mixtures, start)])
    means = losses @ votes
    best = min(range(len(mixtures)), key=lambda place: (means[place], -mixtures[place][Model.MEDIAN]))
    own = _trusted(losses[-1] - losses[best], votes)
    return {model: own * mixtures[best][model] + (1 - own) * start[model] for model in Model}


def _mixtures() -> Iterator[dict[Model, float]]:
    for parts in product(range(PARTS + 1), repeat=len(Model)):
        if sum(parts) == PARTS:
            yield {model: part / PARTS for model, part in zip(Model, parts, strict=True)}


def _lost(trial: Trial, weights: Weights, loss: Loss) -> float:
    """Relative to the contacts of the trial, so that busy weeks have no more say than others."""
    return float(np.nansum(loss(trial.mixed(weights) - trial.actual)) / np.nansum(loss(trial.actual)))


def _trusted(leads: Floats, votes: Floats) -> float:
    lead = float(votes @ leads)
    if lead <= 0:
        return 0.0
    alike = float(votes @ votes)
    variance = ALIKE * float(votes @ (leads - lead) ** 2) * alike / (1 - alike)
    return lead**2 / (lead**2 + variance)
