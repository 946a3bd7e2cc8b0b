"""Drawing contacts so that anybody can draw them again. No queries: what it is given decides everything.

At random means: the contacts of an agent stand in the order of their days, by chance within each day, and every k-th is
taken from a random start. Each contact has the same chance, and the sample is spread evenly over the period. Within
topic and channel the contacts stand in the order of these, so that each has its share of the sample.
"""

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dengta.engines.scoring.drawing import chi_square_tail

RANDOM, STRATIFIED, RISK = "random", "stratified", "risk"
# Cells in which fewer were to be expected are looked at together: the test is not made for less.
LEAST_EXPECTED = 5.0
SUSPICIOUS = 0.01
Cell = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact that may be drawn; `day` orders it, `signs` are its signs of risk."""

    pk: int
    agent: int
    unit: int
    topic: int | None
    channel: int
    day: str
    signs: tuple[str, ...] = ()

    @property
    def cell(self) -> Cell:
        """Topic and channel."""
        return self.topic, self.channel


@dataclass(frozen=True, slots=True)
class Drawn:
    """A contact that was drawn, and for how many of the agent it stands."""

    candidate: Candidate
    weight: float


def draw(candidates: Iterable[Candidate], *, method: str, per_agent: int, seed: int) -> list[Drawn]:
    """The sample. The same contacts and the same seed give the same sample, in whatever order they come."""
    by_agent: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_agent[one.agent].append(one)
    found: list[Drawn] = []
    for agent in sorted(by_agent):
        # A generator for each agent: what somebody's contacts are changes nobody else's sample.
        dice = random.Random(f"{seed}:{agent}")  # noqa: S311 - to be repeated, not to be secret
        found += _of_agent(by_agent[agent], method, per_agent, dice)
    return found


def _of_agent(rows: list[Candidate], method: str, wanted: int, dice: random.Random) -> list[Drawn]:
    if method == RISK:
        return _riskiest(rows, wanted, dice)
    # Within a day, or a topic and channel, the order is by chance: what comes in turns is not met in step with them.
    mixed = sorted(rows, key=lambda one: one.pk)
    dice.shuffle(mixed)
    if method == STRATIFIED:
        ordered = sorted(mixed, key=lambda one: (one.topic or 0, one.channel))
    else:
        ordered = sorted(mixed, key=lambda one: one.day)
    return _every_kth(ordered, wanted, dice)


def _every_kth(ordered: Sequence[Candidate], wanted: int, dice: random.Random) -> list[Drawn]:
    """A sample in which each has the same chance, evenly spread over the order."""
    if len(ordered) <= wanted:
        return [Drawn(one, 1.0) for one in ordered]
    step = len(ordered) / wanted
    start = dice.random() * step
    return [Drawn(ordered[min(int(start + step * number), len(ordered) - 1)], step) for number in range(wanted)]


def _riskiest(rows: list[Candidate], wanted: int, dice: random.Random) -> list[Drawn]:
    """Those with the most signs; among equals, chance. Stands for nothing but itself."""
    marked = sorted((one for one in rows if one.signs), key=lambda one: one.pk)
    dice.shuffle(marked)
    marked.sort(key=lambda one: -len(one.signs))
    return [Drawn(one, 1.0) for one in marked[:wanted]]


def digest_of(candidates: Iterable[Candidate]) -> str:
    """Tells whether two draws had the same contacts before them."""
    lines = sorted(f"{one.pk},{one.agent},{one.topic},{one.channel},{one.day},{one.signs}" for one in candidates)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Share:
    """One topic and channel: how many contacts there were, how many should be expected in the sample, how many are."""

    cell: Cell
    population: int
    expected: float
    drawn: int


def shares(candidates: Sequence[Candidate], sample: Iterable[Drawn]) -> list[Share]:
    """Topic and channel, drawn against expected. Expected is each agent's own mix times what was drawn of them: agents
    with few contacts weigh more in the sample than in the whole, which is no bias within anybody's score."""
    drawn = list(sample)
    taken = Counter(one.candidate.agent for one in drawn)
    totals = Counter(one.agent for one in candidates)
    population: Counter[Cell] = Counter(one.cell for one in candidates)
    expected: dict[Cell, float] = defaultdict(float)
    for one in candidates:
        expected[one.cell] += taken[one.agent] / totals[one.agent]
    hits = Counter(one.candidate.cell for one in drawn)
    return [Share(cell, population[cell], expected[cell], hits[cell]) for cell, _n in population.most_common()]


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether the sample looks like the whole: chi-square over the cells, small ones taken together."""

    chi2: float
    df: int
    p: float

    @property
    def is_suspicious(self) -> bool:
        """Whether a fair draw would look like this in fewer than one of a hundred cases."""
        return self.p < SUSPICIOUS


def fit_of(pairs: Iterable[tuple[int, float]]) -> Fit | None:
    """The test for pairs of drawn and expected; None where there is nothing to compare."""
    large: list[tuple[float, float]] = []
    rest = [0.0, 0.0]
    for drawn, expected in pairs:
        if expected >= LEAST_EXPECTED:
            large.append((drawn, expected))
        else:
            rest = [rest[0] + drawn, rest[1] + expected]
    if rest[1] >= LEAST_EXPECTED:
        large.append((rest[0], rest[1]))
    elif rest[1] > 0 and large:
        # Too few for a cell of their own: into the smallest one.
        large.sort(key=lambda pair: -pair[1])
        last = large.pop()
        large.append((last[0] + rest[0], last[1] + rest[1]))
    if len(large) < 2:
        return None
    chi2 = sum((drawn - expected) ** 2 / expected for drawn, expected in large)
    df = len(large) - 1
    return Fit(chi2, df, chi_square_tail(chi2, df))


def shared_out(rows: Sequence[tuple[int, Sequence[int]]], load: Mapping[int, int]) -> dict[int, int | None]:
    """Who reviews what: for each row (id, who may) whoever has the least to do; None where nobody may."""
    busy = Counter(load)
    found: dict[int, int | None] = {}
    for pk, who_may in rows:
        chosen = min(who_may, key=lambda one: (busy[one], one), default=None)
        if chosen is not None:
            busy[chosen] += 1
        found[pk] = chosen
    return found
