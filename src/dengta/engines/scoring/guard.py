"""No rank and no improvement plan out of chance: when a month of an agent may be told from those of the team.

Two questions are asked of each month. The interval that every screen shows (Wilson's) must leave the team's mean
outside. And the test of two shares, the agent's and that of the others, must agree: given what the whole team reached,
how likely is it to find so few with this agent if all are equal? The first is what people see. The second holds the
promise: Wilson's interval is too narrow for some samples, and at 99 % would accuse up to 1.6 % of equal agents.

The test is Fisher's with the mid-p (Lancaster 1961; Hirji, Tan and Elashoff 1991; Hwang and Yang 2001): of what is
exactly as unlikely as what was seen, half is counted. Fisher's own tail counts all of it; since counts are whole
numbers, it then leaves to chance little more than half of what was granted, and overlooks weak agents of small teams.

Somebody stands out when one month does so at 99 %, or when two consecutive months do so at 95 % on the same side.
Among equal agents, whatever their rate, sample and team, less than one month of an agent in a hundred raises an alarm.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dengta.engines.metrics import Interval, stands_out, wilson

# Fewer observations say nothing, whatever an installation sets for its screens.
MINIMUM = 30
# At most so many months of equal agents raise an alarm.
FALSE_ALARMS = 0.01
# What the test leaves to chance on one side of a month in doubt, beside the 95 % interval. Of four values that keep the
# promise none finds more where finding is hardest, in a team of ten: see docs/for-developers/scores.md.
DOUBTFUL = 0.03
# And of a month that stands for itself, beside the 99 % interval. With s here and d above, a side raises an alarm by
# chance in s months, and in d × (d − s) more for the second month in doubt that is not clear by itself: together half
# of what both may take.
CLEAR = (FALSE_ALARMS / 2 - DOUBTFUL**2) / (1 - DOUBTFUL)


class Reason(StrEnum):
    """Why somebody is, or is not, told from the team."""

    # Fewer observations than the minimum: nothing can be said.
    TOO_FEW = "too_few"
    # The team's mean lies within the interval.
    WITHIN_CHANCE = "within_chance"
    # 95 % in this month, but not in the one before: the next month will tell.
    ONCE_ONLY = "once_only"
    # 99 % in this month.
    CLEAR = "clear"
    # 95 % in two consecutive months, on the same side.
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Month:
    """What an agent reached in a period, and the whole team, the agent included. Any period will do."""

    successes: int
    n: int
    team_successes: int
    team_n: int

    def __post_init__(self) -> None:
        """A team holds all that its agent has."""
        misses, team_misses = self.n - self.successes, self.team_n - self.team_successes
        if not (0 <= self.successes <= self.team_successes and 0 <= misses <= team_misses):
            message = f"an agent's counts must be part of the team's: {self}"
            raise ValueError(message)

    @property
    def mean(self) -> float | None:
        """The mean of the team; None when nobody has anything."""
        return self.team_successes / self.team_n if self.team_n else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the latest month may be ranked or acted upon. `interval` is the 95 % one of that month, `mean` that
    of the team, `months` on how many months the verdict rests (0: on none)."""

    reason: Reason
    below: bool
    above: bool
    months: int
    n: int
    interval: Interval
    mean: float | None

    @property
    def rankable(self) -> bool:
        """Whether a place may be shown at all."""
        return self.below or self.above


@dataclass(frozen=True, slots=True)
class _Seen:
    """One month by itself: side (−1, 0, 1) at 95 % and at 99 %."""

    doubtful: int = 0
    clear: int = 0


def alarm(history: Sequence[Month | None], *, minimum: int = MINIMUM) -> Verdict:
    """Judge the last of consecutive months, in order; None for a month without figures. `minimum`: how many
    observations a month needs, where that is more than thirty."""
    minimum = max(MINIMUM, minimum)
    last = history[-1] if history else None
    n = last.n if last else 0
    shown, mean = wilson(last.successes if last else 0, n), last.mean if last else None
    if last is None or n < minimum:
        return Verdict(Reason.TOO_FEW, below=False, above=False, months=0, n=n, interval=shown, mean=mean)
    now, before = _seen(last), _seen(history[-2] if len(history) > 1 else None, minimum=minimum)
    if now.clear:
        reason, side, months = Reason.CLEAR, now.clear, 1
    elif now.doubtful and now.doubtful == before.doubtful:
        reason, side, months = Reason.TWICE, now.doubtful, 2
    else:
        reason, side, months = (Reason.ONCE_ONLY if now.doubtful else Reason.WITHIN_CHANCE), 0, 0
    return Verdict(reason, below=side < 0, above=side > 0, months=months, n=n, interval=shown, mean=mean)


def _seen(month: Month | None, *, minimum: int = 0) -> _Seen:
    if month is None or month.n < max(1, minimum):
        return _Seen()
    if not _outside(month, 0.95):
        return _Seen()
    side = -1 if month.successes * month.team_n < month.team_successes * month.n else 1
    chance = _chance(month, side)
    return _Seen(
        doubtful=side if chance <= DOUBTFUL else 0,
        clear=side if chance <= CLEAR and _outside(month, 0.99) else 0,
    )


def _outside(month: Month, confidence: float) -> bool:
    mean = month.team_successes / month.team_n
    return stands_out(wilson(month.successes, month.n, confidence), mean)


def _chance(month: Month, side: int) -> float:
    """How likely an agent like all others has as few (−1), or as many (1): the mid-p tail of the hypergeometric law."""
    hits, team_hits = month.successes, month.team_successes
    if side > 0:  # As many hits are as few misses.
        hits, team_hits = month.n - month.successes, month.team_n - month.team_successes
    drawn = (month.n, team_hits, month.team_n)
    return (fewest(hits, *drawn) + fewest(hits - 1, *drawn)) / 2


def fewest(hits: int, n: int, all_hits: int, all_n: int) -> float:
    """P(at most `hits`) when `n` of `all_n` are drawn, `all_hits` of which are hits."""
    least = max(0, n - (all_n - all_hits))
    if hits < least:
        return 0.0
    term = total = math.exp(_choose(all_hits, hits) + _choose(all_n - all_hits, n - hits) - _choose(all_n, n))
    for k in range(hits, least, -1):
        term *= k * (all_n - all_hits - n + k) / ((all_hits - k + 1) * (n - k + 1))
        total += term
        if term < total * 1e-17:
            break
    return min(1.0, total)


def _choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
