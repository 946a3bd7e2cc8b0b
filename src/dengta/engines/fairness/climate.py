"""How praise is spread, and how praise and measures stand to each other: the air of a team in three figures.

None of them judges a leader. Each asks a question that somebody who knows the team can answer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dengta.engines.metrics import Interval, rate_interval
from dengta.engines.scoring.drawing import chi_square_tail

# so much praise for each measure.
PRAISE_FOR_EACH = 3.0
# the same few, so many weeks in a row.
WEEKS = 4
LEVEL = 0.05
# The test of even chances needs so much praise a head (Cochran), and the question so many people.
PRAISE_A_HEAD = 1.0
PEOPLE = 8
# Beyond this many standard deviations a Poisson count adds nothing to a mean difference.
REACH = 12


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly praise reaches people. `gini` is 0 when all get the same and near 1 when one gets everything;
    `by_chance` is what it would be if everybody had the same chance (for little praise it is high of itself), `chance`
    how likely even chances are to look like this, None where too little was given to tell. `without` got none."""

    people: int
    praise: int
    without: int
    gini: float
    by_chance: float
    chance: float | None

    @property
    def uneven(self) -> bool | None:
        """Whether it is more than chance; None where nobody can tell."""
        return None if self.chance is None else self.chance < LEVEL and self.gini > self.by_chance


def praise_spread(counts: Sequence[int]) -> Spread:
    """Praise by person, those who got none included.

    Gini (1912) against what even chances give (Poisson counts), and the index of dispersion (Fisher 1950) as the test.
    Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts):
        message = "nobody is praised less than never"
        raise ValueError(message)
    n, total = len(counts), sum(counts)
    without = sum(count == 0 for count in counts)
    if not total:
        return Spread(n, 0, without, 0.0, 0.0, None)
    chance = None
    if n >= PEOPLE and total >= PRAISE_A_HEAD * n:
        mean = total / n
        chance = chi_square_tail(math.fsum((count - mean) ** 2 for count in counts) / mean, n - 1)
    return Spread(n, total, without, gini(counts), _gini_by_chance(total / n), chance)


def gini(counts: Sequence[float]) -> float:
    """Gini's index of non-negative counts; 0 where there is nothing to share."""
    n, total = len(counts), math.fsum(counts)
    if not total:
        return 0.0
    ranked = math.fsum(rank * count for rank, count in enumerate(sorted(counts), start=1))
    return 2 * ranked / (n * total) - (n + 1) / n


@cache
def _gini_by_chance(mean: float) -> float:
    """Half the mean difference of two Poisson counts over their mean: 1/μ · Σ F(k)·(1 − F(k))."""
    last = int(mean + REACH * math.sqrt(mean) + REACH)
    term, below, difference = math.exp(-mean), 0.0, 0.0
    for k in range(last + 1):
        below = min(1.0, below + term)
        difference += below * (1 - below)
        term *= mean / (k + 1)
    return difference / mean


def same_few(weeks: Sequence[frozenset[str]], *, most: int = 2, in_a_row: int = WEEKS) -> frozenset[str]:
    """Who alone was praised, week by week, when the last weeks name the same few and nobody else (R-081)."""
    last = weeks[-in_a_row:]
    if len(last) < in_a_row or not all(last):
        return frozenset()
    named = frozenset().union(*last)
    return named if len(named) <= most else frozenset()


@dataclass(frozen=True, slots=True)
class Climate:
    """Praise for each measure in a month. `ratio` is infinite without measures and `interval` says what else fits the
    same counts; `asked` when there was less praise than there should be."""

    praise: int
    measures: int
    ratio: float
    interval: Interval
    asked: bool


def climate(praise: int, measures: int, *, floor: float = PRAISE_FOR_EACH) -> Climate:
    """R-097. A month without measures asks for nothing, whatever the praise."""
    ratio = praise / measures if measures else math.inf
    given, taken = rate_interval(praise, 1, per=1), rate_interval(measures, 1, per=1)
    interval = Interval(given.low / taken.high, given.high / taken.low if taken.low else math.inf)
    return Climate(praise, measures, ratio, interval, asked=bool(measures) and ratio < floor)
