"""Measures per person, by group: does one group get more of them than the others, after the mix of rules?

A group of newcomers breaks other rules than one of old hands. So like is held against like: each group stands against
what the others get *on the same rules*. Given how many measures a rule led to in all, how many of them fall on one
group follows the binomial law when all are treated alike (the conditional test of two Poisson means, Przyborowski and
Wilenski 1940), and the sum over the rules has an exact law too. No estimate, no large-sample rule: correct for small
counts.

Counted are persons with a measure of a rule, not each measure of the same person anew; and whoever was measured by
several rules falls on a group as a whole: the law is that of *persons* landing here or there, each with all they bring.
Taken one by one, the measures of a few who break many rules would make a finding of nothing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dengta.engines.fairness.judging import Limits, Word, corrected, counts, word
from dengta.engines.metrics import Interval, rate_interval
from dengta.engines.metrics.intervals import CONFIDENCE

Floats = NDArray[np.float64]
# Beyond this many times the others' rate no interval is searched.
FARTHEST = 1e6
STEPS = 22

# The rules by which one person was measured, for everybody measured by more than one.
Rows = Sequence[Collection[Hashable]]
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
    over what the others get on the same. `expected` is that number; `chance` that so many or more fall on the group if
    all are alike, corrected for all groups that can become a finding. Only more is asked about: that a group gets less
    is that others get more. `compared` is the share of the group's events on rules that others are exposed to as well.
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


@dataclass(slots=True)
class _Rule:
    """What one rule led to: exposure and events in all, and of each group."""

    exposure: float = 0.0
    events: int = 0
    of: dict[Hashable, tuple[float, int]] = field(default_factory=dict)

    def add(self, cell: Cell) -> None:
        exposure, events = self.of.get(cell.group, (0.0, 0))
        self.of[cell.group] = exposure + cell.exposure, events + cell.events
        self.exposure += cell.exposure
        self.events += cell.events


@dataclass(frozen=True, slots=True)
class _Against:
    """A group against the others on the rules that both are exposed to. `laws`: of the persons who bring so many events
    each, how likely 0, 1, 2, … fall on the group when all are treated alike; `at_random` the events that would."""

    laws: Mapping[int, Floats]
    observed: int
    expected: float
    at_random: float

    @property
    def ratio(self) -> float:
        if self.expected:
            return self.observed / self.expected
        return math.inf if self.observed else math.nan


def audit(
    cells: Sequence[Cell],
    people: Mapping[Hashable, int],
    rows: Rows,
    *,
    beside: Sequence[float] = (),
    limits: Limits | None = None,
    confidence: float = CONFIDENCE,
) -> tuple[Rate, ...]:
    """Every group of `people` against all others, in the order given. `rows` are the rules of each person with events
    on several, wherever they belong; every other event is of a person of its own. `beside` are the `chances` of the
    other tables of the same question.

    Raises ValueError for a cell of a group without people, and for rows with more events than there are.
    """
    limits = limits or Limits()
    against = _all_against(cells, people, rows)
    chance = corrected(
        {group: _chance(one) for group, one in against.items()}, beside, _counted(against, people, limits)
    )
    events = Counter[Hashable]()
    for cell in cells:
        events[cell.group] += cell.events
    return tuple(
        _rate(group, people[group], events[group], against[group], (chance[group], limits, confidence))
        for group in people
    )


def chances(
    cells: Sequence[Cell], people: Mapping[Hashable, int], rows: Rows, *, limits: Limits | None = None
) -> list[float]:
    """The uncorrected chances of those groups of a table that can become a finding: what else the level is shared with,
    for the `beside` of another table. Raises ValueError as `audit` does."""
    against = _all_against(cells, people, rows)
    return [_chance(against[group]) for group in _counted(against, people, limits or Limits())]


def _counted(against: Mapping[Hashable, _Against], people: Mapping[Hashable, int], limits: Limits) -> list[Hashable]:
    return [group for group, one in against.items() if counts(people[group], one.at_random, limits)]


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


def _all_against(cells: Sequence[Cell], people: Mapping[Hashable, int], rows: Rows) -> dict[Hashable, _Against]:
    foreign = sorted({str(cell.group) for cell in cells} - {str(group) for group in people})
    if foreign:
        message = f"groups without people: {', '.join(foreign)}"
        raise ValueError(message)
    rules: dict[Hashable, _Rule] = defaultdict(_Rule)
    for cell in cells:
        rules[cell.rule].add(cell)
    brought = Counter(frozenset(row) for row in rows)
    within = Counter(rule for row in rows for rule in frozenset(row))
    wrong = sorted(str(rule) for rule, n in within.items() if n > rules[rule].events)
    if wrong:
        message = f"more persons than events: {', '.join(wrong)}"
        raise ValueError(message)
    return {group: _against(rules, group, brought) for group in people}


def _against(rules: Mapping[Hashable, _Rule], group: Hashable, brought: Mapping[frozenset[Hashable], int]) -> _Against:
    odds: dict[Hashable, float] = {}
    alone: dict[Hashable, int] = {}
    observed, expected = 0, 0.0
    for key, rule in rules.items():
        mine, got = rule.of.get(group, (0.0, 0))
        theirs = rule.exposure - mine
        if not (mine > 0 and theirs > 0):
            continue
        odds[key], alone[key] = mine / theirs, rule.events
        observed += got
        expected += (rule.events - got) * mine / theirs
    at_random = math.fsum(n * _share(odds[rule]) for rule, n in alone.items())
    return _Against(_laws(odds, alone, brought), observed, expected, at_random)


def _share(odds: float) -> float:
    return odds / (1 + odds)


def _laws(
    odds: Mapping[Hashable, float], events: Mapping[Hashable, int], brought: Mapping[frozenset[Hashable], int]
) -> dict[int, Floats]:
    """Of the persons who bring one, two, … events, how likely so many fall on the group. Somebody with several rules
    does so with the mean of their odds: the events to be expected are then those of the rules, whoever broke them."""
    alone = dict(events)
    landing: dict[int, Counter[float]] = defaultdict(Counter)
    for row, persons in brought.items():
        rules = [rule for rule in row if rule in odds]
        if not rules:
            continue
        for rule in rules:
            alone[rule] -= persons
        landing[len(rules)][math.fsum(_share(odds[rule]) for rule in rules) / len(rules)] += persons
    for rule, persons in alone.items():
        landing[1][_share(odds[rule])] += persons
    laws: dict[int, Floats] = {}
    for weight, of_share in landing.items():
        law: Floats = np.ones(1)
        for share, persons in of_share.items():
            law = np.convolve(law, _binomial(persons, share))
        laws[weight] = law
    return laws


def _law(laws: Mapping[int, Floats]) -> Floats:
    """How likely 0, 1, 2, … events fall on the group, whatever the persons bring who do."""
    law: Floats = np.ones(1)
    for weight, persons in laws.items():
        spread = np.zeros(weight * (len(persons) - 1) + 1)
        spread[::weight] = persons
        law = spread if len(law) == 1 else np.convolve(law, spread)
    return law


def _binomial(n: int, p: float) -> Floats:
    if p <= 0 or p >= 1:
        certain = np.zeros(n + 1)
        certain[n if p >= 1 else 0] = 1.0
        return certain
    k = np.arange(n + 1)
    law: Floats = np.exp(_log_choose(n) + k * math.log(p) + (n - k) * math.log1p(-p))
    return law


@lru_cache(maxsize=512)
def _log_choose(n: int) -> Floats:
    return np.array([math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(n + 1)])


def _tails(law: Floats, observed: int) -> tuple[float, float]:
    """P(at most as many), P(at least as many)."""
    return min(1.0, float(law[: observed + 1].sum())), min(1.0, float(law[observed:].sum()))


def _chance(against: _Against) -> float:
    """That so many or more fall on the group when all are treated alike."""
    return _tails(_law(against.laws), against.observed)[1]


def _interval(against: _Against, confidence: float) -> Interval:
    """All ratios that the exact test does not refuse, with either tail (Clopper and Pearson 1934), found by halving.

    With a ratio r the odds of everybody to fall on the group are r times as high, so the law of a number of persons is
    the one at 1 times r to the power of the number: no further convolution but one for each number of events brought.
    """
    tail = (1 - confidence) / 2
    most = sum(weight * (len(law) - 1) for weight, law in against.laws.items())
    with np.errstate(divide="ignore"):
        logs = {weight: (np.log(law), np.arange(len(law))) for weight, law in against.laws.items()}

    def at(log_ratio: float) -> tuple[float, float]:
        tilted = {weight: _whole(log + log_ratio * persons) for weight, (log, persons) in logs.items()}
        return _tails(_law(tilted), against.observed)

    low = _where(lambda log_ratio: at(log_ratio)[1] >= tail) if against.observed else 0.0
    high = _where(lambda log_ratio: at(log_ratio)[0] < tail) if against.observed < most else math.inf
    return Interval(low, high)


def _whole(logs: Floats) -> Floats:
    """The law of which the logarithms are known but for a constant."""
    parts: Floats = np.exp(logs - logs.max())
    law: Floats = parts / parts.sum()
    return law


def _where(passed: Callable[[float], bool]) -> float:
    """The ratio from which on `passed` holds of its logarithm."""
    least, most = -math.log(FARTHEST), math.log(FARTHEST)
    for _ in range(STEPS):
        middle = (least + most) / 2
        least, most = (least, middle) if passed(middle) else (middle, most)
    return math.exp((least + most) / 2)
