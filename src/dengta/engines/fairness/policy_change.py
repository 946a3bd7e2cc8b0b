"""R-103: customer satisfaction is the grade of the whole system. Did it move when a policy of reward or discipline did?

With a comparison group that the change did not touch: difference in differences of the shares, period by period. Two
groups may have been going apart slowly before, by too little to be seen in a dozen periods, and enough to look like an
effect; so the difference is fitted with a trend of its own as well, and only what both say is concluded. Without a
comparison: an interrupted time series with the trend that was there before. Either way the uncertainty comes from how
much the periods scatter, never less than the answers alone would, and is widened when a period resembles the last one;
where it resembles it so much that a long swing cannot be told from an effect, nothing is concluded.

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
# The trend only has to confirm the direction that the plain difference gives: one side of 5 %.
CONFIRMED = 0.95
# Where neighbours resemble each other more than this, a swing cannot be told from an effect in a handful of periods.
MOST_ALIKE = 0.6
# Squares that add up to less are rounding.
NOTHING = 1e-12
# And no variance is widened by more than this resemblance would: a drift looks like one without end.
WIDEST = 0.9


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
    DRIFT = "drift"
    SWINGS = "swings"
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
class _Fit:
    """A coefficient with its standard error, degrees of freedom, and how much neighbours resemble each other beside
    what is fitted."""

    value: float
    error: float
    df: int
    alike: float

    def within(self, quantile: float) -> Interval:
        half = student_quantile(quantile, self.df) * self.error
        return Interval(self.value - half, self.value + half)


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
    trend = _shift_from_trend(series)
    if comparison is None:
        shown, outcome, doubts = trend, _outcome(trend.within(TAIL)), (Doubt.NO_COMPARISON,)
    else:
        shown, outcome, doubts = _compared(series, trend)
    if trend.alike > MOST_ALIKE:
        outcome, doubts = Outcome.CANNOT_TELL, (*doubts, Doubt.SWINGS)
    elif outcome is Outcome.CANNOT_TELL and not {Doubt.APART_BEFORE, Doubt.DRIFT} & set(doubts):
        doubts = (*doubts, Doubt.TOO_WIDE)
    return Judgement(outcome, shown.value, shown.within(TAIL), doubts, before, after)


def _compared(series: _Series, trend: _Fit) -> tuple[_Fit, Outcome, tuple[Doubt, ...]]:
    """What the difference of the two says, with what is shown of it: once a drift may be behind it, what is left of it
    beside the drift."""
    plain = _shift(series)
    outcome = _outcome(plain.within(TAIL))
    if _apart_before(series):
        return trend, Outcome.CANNOT_TELL, (Doubt.APART_BEFORE,)
    confirmed = _outcome(trend.within(CONFIRMED))
    if outcome in (Outcome.CANNOT_TELL, confirmed):
        return plain, outcome, ()
    too_wide = outcome is Outcome.UNCHANGED and confirmed is Outcome.CANNOT_TELL
    return trend, Outcome.CANNOT_TELL, () if too_wide else (Doubt.DRIFT,)


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


def _shift(series: _Series) -> _Fit:
    """The mean after less the mean before."""
    return _fitted(series, np.column_stack([np.ones(len(series.values)), series.after]))


def _shift_from_trend(series: _Series) -> _Fit:
    """How far the level left the straight line that runs through before and after."""
    time = np.arange(len(series.values), dtype=float) - series.change
    return _fitted(series, np.column_stack([np.ones(len(time)), series.after, time]))


def _fitted(series: _Series, design: Floats) -> _Fit:
    """Least squares: the coefficient in the second column."""
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ series.values
    residuals = series.values - design @ coefficients
    df = len(series.values) - design.shape[1]
    scatter = float(residuals @ residuals) / df
    alike = _alike(residuals, design.shape[1])
    variance = max(scatter, float(series.variances.mean())) * _widened(alike)
    return _Fit(float(coefficients[1]), math.sqrt(variance * float(inverse[1, 1])), df, alike)


def _alike(residuals: Floats, columns: int) -> float:
    """How much neighbours resemble each other, r of a chain of first order, beside so many fitted columns.

    Of n periods it comes out too low, by about (1 + 4r)/n beside a mean (Kendall 1954, Marriott and Pope 1954); each
    column more takes away as much again. Solved for r.
    """
    n, total = len(residuals), float(residuals @ residuals)
    if total < NOTHING:
        return 0.0
    seen = float(residuals[1:] @ residuals[:-1]) / total
    return (seen + columns / n) / (1 - (columns + 3) / n)


def _widened(alike: float) -> float:
    """By how much that widens the variance of a mean: (1 + r) / (1 − r)."""
    r = min(WIDEST, max(0.0, alike))
    return (1 + r) / (1 - r)


def _apart_before(series: _Series) -> bool:
    """Whether the two went apart, or together, before anything changed: then the comparison shows nothing."""
    values = series.values[: series.change]
    time = np.arange(len(values), dtype=float)
    early = _Series(values, series.variances[: series.change], 0)
    slope = _fitted(early, np.column_stack([np.ones(len(values)), time]))
    drift = abs(slope.value) * len(series.values) / 2
    return not slope.within(TAIL).covers(0) and drift > 2 * UNNOTICED
