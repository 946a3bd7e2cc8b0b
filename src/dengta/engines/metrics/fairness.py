"""Groups compared like with like: what each would reach with the work of all, and how sure that is.

A team that gets more refunds than another has lower satisfaction for a reason that is not its own.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from dengta.engines.metrics.intervals import CONFIDENCE

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Work:
    """Sums of groups by stratum (one topic × channel × shift): parallel arrays with one place per group and stratum.

    `group` and `stratum` count from zero. `squares` holds the sums of squares of a mean; None for a share.
    """

    group: Places
    stratum: Places
    total: Floats
    n: Floats
    squares: Floats | None = None


@dataclass(frozen=True, slots=True)
class Standardised:
    """Per group: sample, own figure, figure adjusted to the mix of all with its interval, what all reach on the work
    that this group does, and the share of all work that this is. NaN for a group without observations."""

    n: Floats
    raw: Floats
    adjusted: Floats
    low: Floats
    high: Floats
    expected: Floats
    covered: Floats


def standardise(work: Work, groups: int, confidence: float = CONFIDENCE) -> Standardised:
    """Direct standardisation: a group's own figure per stratum, weighted as the work of all is.

    Strata that a group does not work on cannot be judged; they are left out and `covered` says how much is left.
    """
    known = work.n > 0
    group, stratum = work.group[known], work.stratum[known]
    total, n = work.total[known], work.n[known]
    all_n: Floats = np.bincount(stratum, n).astype(np.float64)
    all_total: Floats = np.bincount(stratum, total).astype(np.float64)

    def summed(values: Floats) -> Floats:
        return np.asarray(np.bincount(group, values, minlength=groups), dtype=float)

    with np.errstate(divide="ignore", invalid="ignore"):
        weight = summed(all_n[stratum])
        adjusted = summed(all_n[stratum] * total / n) / weight
        spread = summed((all_n[stratum] / weight[group]) ** 2 * _variances(work, known, groups))
        half = NormalDist().inv_cdf((1 + confidence) / 2) * np.sqrt(spread)
        return Standardised(
            n=summed(n),
            raw=summed(total) / summed(n),
            adjusted=adjusted,
            low=adjusted - half,
            high=adjusted + half,
            expected=summed(all_total[stratum]) / weight,
            covered=weight / all_n.sum(),
        )


def _variances(work: Work, known: NDArray[np.bool_], groups: int) -> Floats:
    """Variance of the figure of each place.

    A share gets one answer of each kind more: a stratum of one is not certain. A mean gets the scatter within all
    strata of its group: a small one has none of its own.
    """
    group, total, n = work.group[known], work.total[known], work.n[known]
    if work.squares is None:
        share = (total + 1) / (n + 2)
        return np.asarray(share * (1 - share) / n)
    freedom = np.bincount(group, n - 1, minlength=groups)
    scatter = np.bincount(group, work.squares[known] - total**2 / n, minlength=groups)
    within = np.where(freedom > 0, np.maximum(scatter, 0) / freedom, np.inf)
    return np.asarray(within[group] / n)
