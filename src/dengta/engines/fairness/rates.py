"""Measures per person, by group: does one group get more of them than the others, after the mix of rules?

A group of newcomers breaks other rules than one of old hands. So like is held against like: each group stands against
what the others get *on the same rules*. Given how many measures a rule led to in all, how many of them fall on one
group follows the binomial law when all are treated alike (the conditional test of two Poisson means, Przyborowski and
Wilenski 1940), and the sum over the rules has an exact law too. No estimate, no large-sample rule: correct for small
counts.

Counted are persons with a measure of a rule, not each measure of the same person anew: somebody with five warnings is
one voice.
"""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.engines.fairness.judging import Limits, Word, holm, word
from dengta.engines.metrics import Interval, rate_interval
from dengta.engines.metrics.intervals import CONFIDENCE

Floats = NDArray[np.float64]
# Beyond this many times the others' rate no interval is searched.
FARTHEST = 1e6
STEPS = 40

# The corrected chance, from where on what is said, and how wide intervals are.
_Told = tuple[float, Limits, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one group has to do with one rule: `exposure` is what could lead to a measure (persons, or breaches found of
    this rule), `events` how many did."""

    group: Hashable
    rule: Hashable
    exposure: float
    events: int

    def __post_init__(self) -> None:
        """Refuse what cannot have been counted."""
        if self.events < 0 or self.exposure < 0 or (self.events and not self.exposure):
            message = f"{self.group}, {self.rule}: {self.events} events of {self.exposure}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Rate:
    """One group against all others.

    `per_hundred` and its interval are plain; `ratio` and its interval are after the mix of rules: what the group got
    over what the others get on the same. `expected` is that number; `chance` is two-sided and corrected for all groups
    that were asked about. `compared` is the share of the group's events on rules that others are exposed to as well.
    """

    group: Hashable
    people: int
    events: int
    per_hundred: float
    per_hundred_interval: Interval
    expected: float
    ratio: float
    interval: Interval
    chance: float
    compared: float
    word: Word


@dataclass(frozen=True, slots=True)
class _Share:
    """On one rule: events in all, and the odds that one of them falls on the group when all are alike."""

    events: int
    odds: float


@dataclass(frozen=True, slots=True)
class _Against:
    """A group against the others on the rules that both are exposed to."""

    shares: tuple[_Share, ...]
    observed: int
    expected: float

    @property
    def ratio(self) -> float:
        if self.expected:
            return self.observed / self.expected
        return math.inf if self.observed else math.nan


def audit(
    cells: Sequence[Cell], people: dict[Hashable, int], *, limits: Limits | None = None, confidence: float = CONFIDENCE
) -> tuple[Rate, ...]:
    """Every group of `people` against all others, in the order given. One question to a group: the correction counts
    the groups that are large enough to show a figure.

    Raises ValueError for a cell of a group without people.
    """
    limits = limits or Limits()
    foreign = sorted({str(cell.group) for cell in cells} - {str(group) for group in people})
    if foreign:
        message = f"groups without people: {', '.join(foreign)}"
        raise ValueError(message)
    against = {group: _against(cells, group) for group in people}
    asked = [group for group, count in people.items() if count >= limits.hidden]
    chances = dict(zip(asked, holm([_chance(against[group]) for group in asked]), strict=True))
    events = {group: sum(cell.events for cell in cells if cell.group == group) for group in people}
    return tuple(
        _rate(group, people[group], events[group], against[group], (chances.get(group, 1.0), limits, confidence))
        for group in people
    )


def _rate(group: Hashable, people: int, events: int, against: _Against, told: _Told) -> Rate:
    chance, limits, confidence = told
    apart = against.ratio > limits.ratio
    return Rate(
        group=group,
        people=people,
        events=events,
        per_hundred=100 * events / people if people else math.nan,
        per_hundred_interval=rate_interval(events, people, per=100, confidence=confidence),
        expected=against.expected,
        ratio=against.ratio,
        interval=_interval(against, confidence),
        chance=chance,
        compared=against.observed / events if events else 1.0,
        word=word(apart=apart, chance=chance, people=people, expected=against.expected, limits=limits),
    )


def _against(cells: Sequence[Cell], group: Hashable) -> _Against:
    shares, observed, expected = [], 0, 0.0
    for rule in dict.fromkeys(cell.rule for cell in cells):
        same = [cell for cell in cells if cell.rule == rule]
        own = [cell for cell in same if cell.group == group]
        mine = math.fsum(cell.exposure for cell in own)
        theirs = math.fsum(cell.exposure for cell in same) - mine
        if not (mine > 0 and theirs > 0):
            continue
        got = sum(cell.events for cell in own)
        all_events = sum(cell.events for cell in same)
        shares.append(_Share(all_events, mine / theirs))
        observed += got
        expected += (all_events - got) * mine / theirs
    return _Against(tuple(shares), observed, expected)


def _law(against: _Against) -> Floats:
    """How likely 0, 1, 2, … events fall on the group when all are treated alike."""
    law: Floats = np.ones(1)
    for share in against.shares:
        law = np.convolve(law, _binomial(share.events, share.odds / (1 + share.odds)))
    return law


def _binomial(n: int, p: float) -> Floats:
    if p <= 0 or p >= 1:
        certain = np.zeros(n + 1)
        certain[n if p >= 1 else 0] = 1.0
        return certain
    k = np.arange(n + 1)
    log_choose = np.array([math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in k])
    law: Floats = np.exp(log_choose + k * math.log(p) + (n - k) * math.log1p(-p))
    return law


def _tails(law: Floats, observed: int) -> tuple[float, float]:
    """P(at most as many), P(at least as many)."""
    return min(1.0, float(law[: observed + 1].sum())), min(1.0, float(law[observed:].sum()))


def _chance(against: _Against) -> float:
    """Two-sided: twice the smaller tail."""
    return min(1.0, 2 * min(_tails(_law(against), against.observed)))


def _interval(against: _Against, confidence: float) -> Interval:
    """All ratios that the exact test does not refuse (Clopper and Pearson 1934), found by halving.

    With a ratio r the odds are r times as high on every rule, so the law at r is the one at 1 times r to the power of
    the count: no further convolution.
    """
    tail = (1 - confidence) / 2
    law = _law(against)
    with np.errstate(divide="ignore"):
        logs = np.log(law)

    def at(log_ratio: float) -> tuple[float, float]:
        tilted = logs + log_ratio * np.arange(len(law))
        weights = np.exp(tilted - tilted.max())
        return _tails(weights / weights.sum(), against.observed)

    low = _where(lambda log_ratio: at(log_ratio)[1] >= tail) if against.observed else 0.0
    high = _where(lambda log_ratio: at(log_ratio)[0] < tail) if against.observed < len(law) - 1 else math.inf
    return Interval(low, high)


def _where(passed: Callable[[float], bool]) -> float:
    """The ratio from which on `passed` holds of its logarithm."""
    least, most = -math.log(FARTHEST), math.log(FARTHEST)
    for _ in range(STEPS):
        middle = (least + most) / 2
        least, most = (least, middle) if passed(middle) else (middle, most)
    return math.exp((least + most) / 2)
