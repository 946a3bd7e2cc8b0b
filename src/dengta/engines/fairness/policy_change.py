"""R-103: customer satisfaction is the grade of the whole system. Did it move when a policy of reward or discipline did?

With a comparison group that the change did not touch: difference in differences of the shares, period by period.
Without one: an interrupted time series with the trend that was there before. Either way the uncertainty comes from how
much the periods scatter, never less than the answers alone would, and is widened when a period resembles the last one.

The answer is often that nobody can tell, and then it says why. A figure that moved says nothing about one person.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from dengta.engines.metrics import Interval
from dengta.engines.metrics.intervals import student_quantile

Floats = NDArray[np.float64]
BEFORE, AFTER = 8, 6
ANSWERS = 30
# A change of half a point of the share is none that anybody would notice.
UNNOTICED = 0.005
TAIL = 0.975
# Resemblance of neighbours beyond this is not believed: a handful of periods cannot show more.
MOST_ALIKE = 0.6


class Outcome(StrEnum):
    """What the figures say."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    CANNOT_TELL = "cannot_tell"


class Doubt(StrEnum):
    """Why nobody can tell, or why what moved may have had another cause."""

    FEW_PERIODS = "few_periods"
    FEW_ANSWERS = "few_answers"
    OTHER_CHANGE = "other_change"
    APART_BEFORE = "apart_before"
    TOO_WIDE = "too_wide"
    NO_COMPARISON = "no_comparison"


@dataclass(frozen=True, slots=True)
class Period:
    """Satisfied answers and all answers of a week or a month."""

    satisfied: int
    answers: int

    @property
    def share(self) -> float:
        """Of those who answered."""
        return self.satisfied / self.answers


@dataclass(frozen=True, slots=True)
class Judgement:
    """The change in points of the share (0.01 is one point), its 95 % interval, and every doubt about it. `effect` and
    `interval` are None where the figures do not allow any."""

    outcome: Outcome
    effect: float | None
    interval: Interval | None
    doubts: tuple[Doubt, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class _Series:
    """One number a period with the variance that the answers alone give it."""

    values: Floats
    variances: Floats
    change: int

    @property
    def after(self) -> Floats:
        step: Floats = (np.arange(len(self.values)) >= self.change).astype(np.float64)
        return step


def judge(
    own: Sequence[Period], comparison: Sequence[Period] | None, change: int, *, other_changes: Sequence[int] = ()
) -> Judgement:
    """What happened from period `change` on (counted from 0), among those whom the change touched and, where there are
    any, those whom it did not, in the same periods. `other_changes` are periods in which something else changed.

    Raises ValueError when the periods of both do not match.
    """
    if comparison is not None and len(comparison) != len(own):
        message = f"{len(own)} periods against {len(comparison)}"
        raise ValueError(message)
    before, after = change, len(own) - change
    doubts = _refusals(own, comparison, before, after, other_changes)
    if doubts:
        return Judgement(Outcome.CANNOT_TELL, None, None, doubts, before, after)
    series = _series(own, comparison, change)
    effect, error, df = _shift(series) if comparison is not None else _shift_from_trend(series)
    half = student_quantile(TAIL, df) * error
    interval = Interval(effect - half, effect + half)
    doubts = () if comparison is not None else (Doubt.NO_COMPARISON,)
    if comparison is not None and _apart_before(series):
        return Judgement(Outcome.CANNOT_TELL, effect, interval, (Doubt.APART_BEFORE,), before, after)
    outcome = _outcome(interval)
    if outcome is Outcome.CANNOT_TELL:
        doubts = (*doubts, Doubt.TOO_WIDE)
    return Judgement(outcome, effect, interval, doubts, before, after)


def _refusals(
    own: Sequence[Period],
    comparison: Sequence[Period] | None,
    before: int,
    after: int,
    other_changes: Sequence[int],
) -> tuple[Doubt, ...]:
    found = []
    if before < BEFORE or after < AFTER:
        found.append(Doubt.FEW_PERIODS)
    if any(period.answers < ANSWERS for period in (*own, *(comparison or ()))):
        found.append(Doubt.FEW_ANSWERS)
    if any(0 < place < len(own) for place in other_changes):
        found.append(Doubt.OTHER_CHANGE)
    return tuple(found)


def _outcome(interval: Interval) -> Outcome:
    if interval.low > 0:
        return Outcome.BETTER
    if interval.high < 0:
        return Outcome.WORSE
    quiet = max(abs(interval.low), abs(interval.high)) <= 2 * UNNOTICED
    return Outcome.UNCHANGED if quiet else Outcome.CANNOT_TELL


def _series(own: Sequence[Period], comparison: Sequence[Period] | None, change: int) -> _Series:
    values, variances = _shares(own)
    if comparison is not None:
        others, more = _shares(comparison)
        values, variances = values - others, variances + more
    return _Series(values, variances, change)


def _shares(periods: Sequence[Period]) -> tuple[Floats, Floats]:
    satisfied = np.array([period.satisfied for period in periods], dtype=float)
    answers = np.array([period.answers for period in periods], dtype=float)
    # One answer of each kind more, so that a week of nothing but satisfied customers is not certainty.
    smoothed = (satisfied + 1) / (answers + 2)
    return satisfied / answers, smoothed * (1 - smoothed) / answers


def _shift(series: _Series) -> tuple[float, float, int]:
    """The mean after less the mean before, its standard error, and degrees of freedom."""
    return _fitted(series, np.column_stack([np.ones(len(series.values)), series.after]))


def _shift_from_trend(series: _Series) -> tuple[float, float, int]:
    """How far the level left the straight line that runs through before and after."""
    time = np.arange(len(series.values), dtype=float) - series.change
    return _fitted(series, np.column_stack([np.ones(len(time)), series.after, time]))


def _fitted(series: _Series, design: Floats) -> tuple[float, float, int]:
    """Least squares: the coefficient of the step, in the second column."""
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ series.values
    residuals = series.values - design @ coefficients
    df = len(series.values) - design.shape[1]
    scatter = float(residuals @ residuals) / df
    variance = max(scatter, float(series.variances.mean())) * _alike(residuals)
    return float(coefficients[1]), math.sqrt(variance * float(inverse[1, 1])), df


def _alike(residuals: Floats) -> float:
    """By how much neighbours that resemble each other widen a variance: (1 + r) / (1 − r) for a chain of first order.

    r of a few periods comes out too low; 1/n more corrects that (Kendall 1954, Marriott and Pope 1954).
    """
    total = float(residuals @ residuals)
    if not total:
        return 1.0
    r = float(residuals[1:] @ residuals[:-1]) / total + 1 / len(residuals)
    r = min(MOST_ALIKE, max(0.0, r))
    return (1 + r) / (1 - r)


def _apart_before(series: _Series) -> bool:
    """Whether the two went apart, or together, before anything changed: then the comparison shows nothing."""
    values = series.values[: series.change]
    time = np.arange(len(values), dtype=float)
    early = _Series(values, series.variances[: series.change], 0)
    slope, error, df = _fitted(early, np.column_stack([np.ones(len(values)), time]))
    drift = abs(slope) * len(series.values) / 2
    return abs(slope) > student_quantile(TAIL, df) * error and drift > 2 * UNNOTICED
