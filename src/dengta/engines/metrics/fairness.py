"""How sure a figure adjusted for the mix of work is, so that noise is not mistaken for a difference."""

import math
from collections.abc import Hashable, Mapping
from statistics import NormalDist

from dengta.engines.metrics.intervals import CONFIDENCE, Interval
from dengta.engines.metrics.mix import Strata


def share_variances(group: Strata) -> dict[Hashable, float]:
    """Variance of the share in each stratum. One answer of each kind is added: a stratum of one is not certain."""
    variances = {}
    for key, cell in group.items():
        if cell.n > 0:
            p = (cell.total + 1) / (cell.n + 2)
            variances[key] = p * (1 - p) / cell.n
    return variances


def mean_variances(group: Strata, squares: Mapping[Hashable, float]) -> dict[Hashable, float]:
    """Variance of the mean in each stratum, with the scatter of all strata: a small one has none of its own."""
    freedom = sum(cell.n for cell in group.values()) - sum(1 for cell in group.values() if cell.n > 0)
    scatter = sum(squares[key] - cell.total**2 / cell.n for key, cell in group.items() if cell.n > 0)
    within = max(0.0, scatter) / freedom if freedom > 0 else math.inf
    return {key: within / cell.n for key, cell in group.items() if cell.n > 0}


def adjusted_interval(
    adjusted: float,
    group: Strata,
    reference: Strata,
    variances: Mapping[Hashable, float],
    confidence: float = CONFIDENCE,
) -> Interval:
    """The interval of a directly standardised figure, from the variance of each stratum it was made of."""
    shared = [key for key, cell in reference.items() if cell.n > 0 and key in variances]
    weight = sum(reference[key].n for key in shared)
    if weight <= 0:
        return Interval(-math.inf, math.inf)
    spread = sum((reference[key].n / weight) ** 2 * variances[key] for key in shared)
    half = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(spread)
    return Interval(adjusted - half, adjusted + half)


def expected_on(group: Strata, reference: Strata) -> float | None:
    """What the reference reaches on the strata that the group works on: the figure an adjusted one is held against."""
    shared = [cell for key, cell in reference.items() if cell.n > 0 and key in group and group[key].n > 0]
    n = sum(cell.n for cell in shared)
    return sum(cell.total for cell in shared) / n if n > 0 else None
