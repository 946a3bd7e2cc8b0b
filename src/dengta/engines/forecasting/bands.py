"""How far actual contacts may lie off the forecast: quantiles of the errors made on the queue's own past."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from dengta.engines.forecasting.history import Floats

# Before there is a past: Poisson scatter and so much of the forecast on top.
UNKNOWN = 0.2
FEWEST = 50
GRID = np.linspace(0.005, 0.995, 199)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Variance of the errors, `chance` · μ + `relative`² · μ², and the quantiles of the errors in units of its root."""

    chance: float
    relative: float
    errors: Floats

    def quantile(self, mean: Floats, share: float) -> Floats:
        """What is not exceeded with this chance, for forecasts of these means; never below zero."""
        units = float(np.interp(share, GRID, self.errors))
        found: Floats = np.maximum(0.0, mean + units * self.unit(mean))
        return found

    def wider(self, relative: float) -> "Spread":
        """With so much more of the forecast in doubt, as a share of it."""
        return Spread(self.chance, float(np.hypot(self.relative, relative)), self.errors)

    def unit(self, mean: Floats) -> Floats:
        """The root of the variance for these means."""
        unit: Floats = np.sqrt(self.chance * mean + (self.relative * mean) ** 2)
        return unit


def spread_of(actual: Sequence[Floats], forecast: Sequence[Floats]) -> Spread:
    """Learn from what came and what had been forecast (not a number: not measured)."""
    came = np.concatenate([one.ravel() for one in actual]) if actual else np.zeros(0)
    said = np.concatenate([one.ravel() for one in forecast]) if forecast else np.zeros(0)
    seen = ~np.isnan(came) & (said > 0)
    came, said = came[seen], said[seen]
    if len(came) < FEWEST:
        return Spread(1.0, UNKNOWN, _normal())
    chance, relative = _variance(came - said, said)
    errors = (came - said) / Spread(chance, relative, GRID).unit(said)
    return Spread(chance, relative, np.quantile(errors, GRID))


def _variance(error: Floats, mean: Floats) -> tuple[float, float]:
    """The two parts of the variance, neither below zero: least squares of error² / μ on 1 and μ."""
    design = np.column_stack([np.ones(len(mean)), mean])
    scaled = error**2 / mean
    chance, square = np.linalg.lstsq(design / mean[:, None] ** 0.5, scaled / mean**0.5, rcond=None)[0]
    if square <= 0:
        return float(np.sum(error**2) / np.sum(mean)) or 1.0, 0.0
    if chance <= 0:
        return 0.0, float(np.sqrt(np.mean((error / mean) ** 2)))
    return float(chance), float(np.sqrt(square))


def _normal() -> Floats:
    return np.array([NormalDist().inv_cdf(share) for share in GRID])
