"""Shrinkage: what to believe of somebody with a small sample, given what is known of their peers.

Raw monthly figures of single agents are mostly noise. A prior is estimated from the whole group by the method
of moments and each figure is drawn towards it, the more the fewer observations it rests on. Whoever ranks,
ranks shrunk values.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_NO_SPREAD = 1e9


@dataclass(frozen=True, slots=True)
class Prior:
    """What peers suggest before anything is known: a mean, and how many observations that is worth."""

    mean: float
    worth: float

    def shrink(self, total: float, n: float) -> float:
        """The best guess from `total` over `n` observations: between their own ratio and the mean of the peers."""
        return (total + self.worth * self.mean) / (n + self.worth)


def beta_binomial_prior(successes: Sequence[float], n: Sequence[float]) -> Prior:
    """Prior for shares (Kleinman's moment estimator of the spread between people, weighted by sample).

    Raises ValueError without any observation.
    """
    counts, sizes = _observed(successes, n)
    total = sizes.sum()
    mean = float(counts.sum() / total)
    variance = mean * (1 - mean)
    weights = sizes / total
    chance, spread = float((weights * (1 - weights) / sizes).sum()), float((weights * (1 - weights)).sum())
    if variance <= 0 or spread <= chance:
        return Prior(mean, _NO_SPREAD)
    scatter = float((weights * (counts / sizes - mean) ** 2).sum())
    correlation = (scatter / variance - chance) / (spread - chance)
    return Prior(mean, _worth(1 - correlation, correlation))


def gamma_poisson_prior(events: Sequence[float], exposure: Sequence[float]) -> Prior:
    """Prior for rates of rare events per unit of exposure. Raises ValueError without any exposure."""
    counts, sizes = _observed(events, exposure)
    total = sizes.sum()
    mean = float(counts.sum() / total)
    return Prior(mean, _worth(mean, between(counts / sizes, sizes, mean, within=mean)))


def normal_prior(totals: Sequence[float], squares: Sequence[float], n: Sequence[float]) -> Prior:
    """Prior for means such as handling time, from sums and sums of squares. Raises ValueError without observations."""
    sums, sizes = _observed(totals, n)
    squared = np.asarray(squares, dtype=float)[np.asarray(n) > 0]
    total = sizes.sum()
    mean = float(sums.sum() / total)
    freedom = float(total - len(sizes))
    within = float((squared - sums**2 / sizes).sum() / freedom) if freedom > 0 else 0.0
    return Prior(mean, _worth(within, between(sums / sizes, sizes, mean, within=within)))


def _observed(totals: Sequence[float], n: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    sizes = np.asarray(n, dtype=float)
    seen = sizes > 0
    if not seen.any():
        message = "no observations to learn a prior from"
        raise ValueError(message)
    return np.asarray(totals, dtype=float)[seen], sizes[seen]


def between(values: np.ndarray, sizes: np.ndarray, mean: float, *, within: float) -> float:
    """Variance between people beyond what chance explains (DerSimonian and Laird)."""
    total = sizes.sum()
    effective = float(total - (sizes**2).sum() / total)
    if effective <= 0:
        return 0.0
    scatter = float((sizes * (values - mean) ** 2).sum())
    return max(0.0, (scatter - (len(sizes) - 1) * within) / effective)


def _worth(within: float, between: float) -> float:
    """Observations the prior is worth; no spread between people means: believe the peers."""
    return min(_NO_SPREAD, within / between) if between > 0 and within > 0 else _NO_SPREAD if between <= 0 else 0.0
