"""Intervals for shares, rates, scores and means. Each says how far the truth may lie from what was counted."""

import math
from functools import cache
from statistics import NormalDist
from typing import NamedTuple

from dengta.engines.metrics.gamma import gamma_quantile

CONFIDENCE = 0.95
# Logarithms of seconds are summed as whole ten-thousandths: each time is then known to 0.005 %, and sums of squares
# of a thousand million contacts still fit into eight bytes.
LOG_UNIT = 10_000


class Interval(NamedTuple):
    """A closed interval."""

    low: float
    high: float

    def covers(self, value: float) -> bool:
        """Whether `value` is compatible with what was counted."""
        return self.low <= value <= self.high


@cache
def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(successes: float, n: float, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's interval for a share; with no sample, anything is possible: [0, 1]."""
    if n <= 0:
        return Interval(0.0, 1.0)
    z2 = _z(confidence) ** 2
    share = successes / n
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2) / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    # Rounding must not push the observed share out of its own interval at 0 and 1.
    return Interval(max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share)))


def difference_interval(before: Interval, p0: float, after: Interval, p1: float) -> Interval:
    """The interval of p1 − p0 from those of both shares (Newcombe's hybrid of two Wilson intervals)."""
    change = p1 - p0
    return Interval(
        change - math.hypot(p1 - after.low, before.high - p0), change + math.hypot(after.high - p1, p0 - before.low)
    )


def rate_interval(events: int, exposure: float, per: float = 1000.0, confidence: float = CONFIDENCE) -> Interval:
    """The exact interval for a rate of rare events (Poisson), per `per` units of exposure; no exposure: [0, ∞)."""
    if exposure <= 0:
        return Interval(0.0, math.inf)
    tail = (1 - confidence) / 2
    low = gamma_quantile(tail, events) if events else 0.0
    high = gamma_quantile(1 - tail, events + 1)
    return Interval(low * per / exposure, high * per / exposure)


def nps_variance(promoters: float, passives: float, detractors: float) -> float:
    """Variance of the net promoter score (as a share, −1…1): (p₊ + p₋ − (p₊ − p₋)²) / n."""
    n = promoters + passives + detractors
    if n <= 0:
        return math.inf
    plus, minus = promoters / n, detractors / n
    return max(0.0, plus + minus - (plus - minus) ** 2) / n


def nps_interval(promoters: int, passives: int, detractors: int, confidence: float = CONFIDENCE) -> Interval:
    """Interval of the net promoter score, −1…1. One answer per class is added to its width only.

    Otherwise three promoters in a row would count as certainty.
    """
    n = promoters + passives + detractors
    if n <= 0:
        return Interval(-1.0, 1.0)
    score = (promoters - detractors) / n
    half = _z(confidence) * math.sqrt(nps_variance(promoters + 1, passives + 1, detractors + 1))
    return Interval(max(-1.0, score - half), min(1.0, score + half))


def mean_interval(n: int, total: float, squares: float, confidence: float = CONFIDENCE) -> Interval | None:
    """Student's interval for a mean, from count, sum and sum of squares; None below two observations."""
    if n < 2:
        return None
    mean = total / n
    variance = max(0.0, squares - total * mean) / (n - 1)
    half = student_quantile((1 + confidence) / 2, n - 1) * math.sqrt(variance / n)
    return Interval(mean - half, mean + half)


def geometric_mean(n: int, logs: float) -> float:
    """The typical of some durations, from the sum of their logarithms in `LOG_UNIT`: e to the mean logarithm."""
    return math.exp(logs / n / LOG_UNIT)


def geometric_interval(n: int, logs: int, squares: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Student's interval of the mean logarithm, taken back to the scale of the durations; None below two."""
    interval = mean_interval(n, logs / LOG_UNIT, squares / LOG_UNIT**2, confidence)
    return interval and Interval(math.exp(interval.low), math.exp(interval.high))


def student_quantile(p: float, df: int) -> float:
    """Quantile of Student's t: closed forms for one and two degrees of freedom, else Cornish and Fisher's series.

    The series is within 0.5 % of the truth from three degrees on at 97.5 %, and exact in the limit.
    """
    if df == 1:
        return math.tan(math.pi * (p - 0.5))
    if df == 2:
        a = 4 * p * (1 - p)
        return 2 * (p - 0.5) * math.sqrt(2 / a)
    z = NormalDist().inv_cdf(p)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / float(df) ** power for power, term in enumerate(terms, start=1))
