"""Where a month will end, from what is there so far: a figure with an interval that counts both what is not known of
the agent and what the customers to come will say."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

import numpy as np

from dengta.engines.metrics import Interval, Prior
from dengta.engines.metrics.intervals import CONFIDENCE, student_quantile

# Jeffreys's prior: what is believed of a share nobody knows anything of.
NOTHING_KNOWN = Prior(mean=0.5, worth=1.0)
DAYS = 2


@dataclass(frozen=True, slots=True)
class Projection:
    """The figure at the end of the month and its interval; `so_far` is what it is today, None while there is nothing.
    `reached`: how likely the target is met, None without one."""

    so_far: float | None
    end: float
    interval: Interval
    reached: float | None = None


def project_rate(
    satisfied: int,
    n: int,
    *,
    to_come: int,
    prior: Prior = NOTHING_KNOWN,
    target: float | None = None,
    confidence: float = CONFIDENCE,
) -> Projection | None:
    """A share: so many of the answers to come will be satisfied ones (beta-binomial law). None when the month has no
    answer and expects none. Raises ValueError when the counts make no sense."""
    if not 0 <= satisfied <= n or to_come < 0:
        message = f"{satisfied} of {n} satisfied and {to_come} to come is impossible"
        raise ValueError(message)
    everything = n + to_come
    if not everything:
        return None
    belief = prior if prior.worth > 0 and 0 < prior.mean < 1 else NOTHING_KNOWN
    hits = satisfied + belief.worth * belief.mean
    misses = n - satisfied + belief.worth * (1 - belief.mean)
    ends = (satisfied + np.arange(to_come + 1)) / everything
    law = _beta_binomial(to_come, hits, misses)
    below = np.cumsum(law)
    low, high = (int(np.searchsorted(below, share)) for share in ((1 - confidence) / 2, (1 + confidence) / 2))
    return Projection(
        so_far=satisfied / n if n else None,
        end=(satisfied + to_come * hits / (hits + misses)) / everything,
        interval=Interval(float(ends[low]), float(ends[min(high, to_come)])),
        reached=None if target is None else min(1.0, float(law[ends >= target - 1e-12].sum())),
    )


def _beta_binomial(n: int, hits: float, misses: float) -> np.ndarray:
    """The law of the number of hits among `n`, by the ratio of neighbours."""
    k = np.arange(n)
    ratio = np.log((n - k) * (hits + k)) - np.log((k + 1) * (misses + n - k - 1))
    logs = np.concatenate(([0.0], np.cumsum(ratio)))
    law = np.exp(logs - logs.max())
    return np.asarray(law / law.sum())


def project_mean(
    n: int, total: float, squares: float, *, to_come: int, prior: Prior | None = None, confidence: float = CONFIDENCE
) -> Projection | None:
    """A mean, such as handling time, from count, sum and sum of squares. With a prior the contacts to come are expected
    at the shrunk mean. None below two observations: nothing is known of the scatter."""
    if n < 2:
        return None
    scatter = max(0.0, squares - total**2 / n) / (n - 1)
    known = n + (prior.worth if prior else 0.0)
    ahead = prior.shrink(total, n) if prior else total / n
    rest = to_come / (n + to_come)
    # What is there stays. The mean of the rest errs by what is not known of the agent, and by the rest's own scatter.
    spread = rest**2 * scatter * (1 / known + 1 / to_come) if to_come else 0.0
    end = (total + to_come * ahead) / (n + to_come)
    half = student_quantile((1 + confidence) / 2, n - 1) * math.sqrt(spread)
    return Projection(so_far=total / n, end=end, interval=Interval(end - half, end + half))


def project_sum(days: Sequence[float], *, days_to_come: int, confidence: float = CONFIDENCE) -> Projection | None:
    """A sum, such as solved contacts, from what each working day brought so far. None below two days."""
    if len(days) < DAYS:
        return None
    so_far, done = math.fsum(days), len(days)
    end = so_far + days_to_come * fmean(days)
    spread = variance(days) * (days_to_come + days_to_come**2 / done)
    half = student_quantile((1 + confidence) / 2, done - 1) * math.sqrt(spread)
    # What is counted stays counted, where days cannot take anything away.
    low = max(end - half, so_far) if min(days) >= 0 else end - half
    return Projection(so_far=so_far, end=end, interval=Interval(low, end + half))
