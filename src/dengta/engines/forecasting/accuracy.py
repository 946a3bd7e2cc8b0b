"""How far off a forecast was, and how far off any forecast has to be."""

import math

import numpy as np

from dengta.engines.forecasting.history import WEEK, Floats


def wape(actual: Floats, forecast: Floats) -> float:
    """Σ|forecast − actual| / Σ actual over all measured intervals; not a number where nothing came."""
    seen = ~np.isnan(actual)
    total = float(actual[seen].sum())
    return float(np.abs(forecast[seen] - actual[seen]).sum()) / total if total else math.nan


def bias(actual: Floats, forecast: Floats) -> float:
    """Σ(forecast − actual) / Σ actual: above zero, too much was forecast."""
    seen = ~np.isnan(actual)
    total = float(actual[seen].sum())
    return float((forecast[seen] - actual[seen]).sum()) / total if total else math.nan


def mase(actual: Floats, forecast: Floats, past: Floats) -> float:
    """Mean absolute error over that of repeating last week within the past (Hyndman and Koehler 2006).

    `past`: days × intervals, every day of the week in it; days that were not measured take no part.
    """
    seen = ~np.isnan(actual)
    steps = np.abs(past[WEEK:] - past[:-WEEK])
    if np.isnan(steps).all() or not seen.any():
        return math.nan
    scale = float(np.nanmean(steps))
    return float(np.abs(forecast[seen] - actual[seen]).mean()) / scale if scale else math.nan


def coverage(actual: Floats, low: Floats, high: Floats) -> float:
    """Share of the measured intervals whose contacts lie within the band."""
    seen = ~np.isnan(actual)
    inside = (actual[seen] >= low[seen]) & (actual[seen] <= high[seen])
    return float(inside.mean()) if seen.any() else math.nan


def poisson_floor(mean: float) -> float:
    """The WAPE that chance alone leaves to somebody who knows the true mean: √(2 / (π μ)), for μ from about 1 on.

    Customers do not agree on when to call, so counts scatter by the Poisson law at least: no promise below this can be
    kept. 50 contacts in an interval: 11 %. Several intervals: see `floor_of`.
    """
    return math.sqrt(2 / (math.pi * mean)) if mean > 0 else math.inf


def floor_of(means: Floats) -> float:
    """The same for many intervals together: Σ √(2 μ / π) / Σ μ."""
    known = means[~np.isnan(means) & (means > 0)]
    return float(np.sqrt(2 * known / math.pi).sum() / known.sum()) if known.size else math.inf
