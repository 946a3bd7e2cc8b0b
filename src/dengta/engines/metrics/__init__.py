"""The statistics behind every figure: intervals, shrinkage, histograms, like-with-like comparison.

Pure functions over counts and sums. They take what a roll-up holds, never single rows, and never a ratio.
"""

from dengta.engines.metrics.fairness import Standardised, Work, standardise
from dengta.engines.metrics.histogram import LogHistogram, grouped_histograms
from dengta.engines.metrics.intervals import (
    LOG_UNIT,
    Interval,
    difference_interval,
    geometric_interval,
    geometric_mean,
    mean_interval,
    nps_interval,
    nps_variance,
    rate_interval,
    wilson,
)
from dengta.engines.metrics.mix import Cell, Change, split_change
from dengta.engines.metrics.opening import open_seconds
from dengta.engines.metrics.reliability import Reliability, rank, reliability, stands_out
from dengta.engines.metrics.shrinkage import Prior, beta_binomial_prior, gamma_poisson_prior, normal_prior

__all__ = [
    "LOG_UNIT",
    "Cell",
    "Change",
    "Interval",
    "LogHistogram",
    "Prior",
    "Reliability",
    "Standardised",
    "Work",
    "beta_binomial_prior",
    "difference_interval",
    "gamma_poisson_prior",
    "geometric_interval",
    "geometric_mean",
    "grouped_histograms",
    "mean_interval",
    "normal_prior",
    "nps_interval",
    "nps_variance",
    "open_seconds",
    "rank",
    "rate_interval",
    "reliability",
    "split_change",
    "standardise",
    "stands_out",
    "wilson",
]
