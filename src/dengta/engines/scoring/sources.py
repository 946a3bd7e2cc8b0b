"""What single sources of an appraisal are worth, and the questions they raise. A question is never a penalty.

Peers are heard without their extremes. A leader whose score stands alone gets a second reader. A group without any
difference, and a figure that rises while the one that guards it falls, are asked about.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

RATERS = 3
# Of each end, this share of the raters is left out; at least one.
TRIMMED = 0.10
GAP = 1.5
# Points out of 100. Sources that agree by chance to a point do not make every other opinion an outlier: readers of the
# same work commonly lie five points apart.
SCORE_FLOOR = 5.0
# From the median absolute deviation to the standard deviation of a normal law.
TO_SD = 1.4826
GROUP = 8
SHIFT = 1.0
HISTORY = 3
# Of the usual level. A series that hardly ever moved does not make every movement an event.
SERIES_FLOOR = 0.02


@dataclass(frozen=True, slots=True)
class PeerScore:
    """The mean of the raters between the extremes; None with fewer raters than the minimum."""

    score: float | None
    raters: int
    trimmed: int


@dataclass(frozen=True, slots=True)
class Gap:
    """The leader's score against the other sources: their median, their scale, and the gap in units of it."""

    others: float
    scale: float
    gap: float
    second_reader: bool


@dataclass(frozen=True, slots=True)
class Series:
    """A figure of one agent in former months, oldest first, and now."""

    former: Sequence[float]
    now: float
    high_is_good: bool


@dataclass(frozen=True, slots=True)
class Chase:
    """How far a figure and its counter-figure moved, in standard deviations; up is better for both."""

    figure: float
    counter: float
    asked: bool


def peer_score(ratings: Sequence[float], *, minimum: int = RATERS) -> PeerScore:
    """The trimmed mean: without the highest and the lowest rating, and without more of them from twenty raters on.

    With three raters this is the middle one. Nobody's single opinion, the kindest or the harshest, moves the result
    beyond what the others say.
    """
    n = len(ratings)
    if n < max(RATERS, minimum):
        return PeerScore(None, n, 0)
    cut = max(1, math.floor(n * TRIMMED))
    return PeerScore(fmean(sorted(ratings)[cut : n - cut]), n, 2 * cut)


def leader_gap(leader: float, others: Sequence[float], *, limit: float = GAP, floor: float = SCORE_FLOOR) -> Gap | None:
    """How far the leader's score stands from what all other sources say; None when there is no other.

    Median and median absolute deviation: one odd source among the others neither hides nor makes a gap.
    """
    if not others:
        return None
    middle = median(others)
    scale = max(floor, TO_SD * median(abs(score - middle) for score in others))
    gap = (leader - middle) / scale
    return Gap(others=middle, scale=scale, gap=gap, second_reader=abs(gap) > limit)


def no_difference(ratings: Sequence[float], *, minimum: int = GROUP) -> bool:
    """Whether a group of some size got one and the same rating: somebody should be asked whether that can be."""
    return len(ratings) >= max(2, minimum) and min(ratings) == max(ratings)


def chase(figure: Series, counter: Series, *, shift: float = SHIFT) -> Chase | None:
    """Whether a figure got better by more than `shift` standard deviations of its own past while the one that guards it
    got worse by as much. None with fewer than three former months: there is no usual level to move from."""
    moved, guarded = _moved(figure), _moved(counter)
    if moved is None or guarded is None:
        return None
    return Chase(figure=moved, counter=guarded, asked=moved > shift and guarded < -shift)


def _moved(series: Series) -> float | None:
    if len(series.former) < HISTORY:
        return None
    usual = fmean(series.former)
    scale = max(stdev(series.former), SERIES_FLOOR * abs(usual))
    change = series.now - usual if series.high_is_good else usual - series.now
    if scale == 0:
        return math.copysign(math.inf, change) if change else 0.0
    return change / scale
