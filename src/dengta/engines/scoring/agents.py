"""The agent score: what to believe of an agent's share, like with like, from few answers.

Two things mislead in a raw rate. Work differs: whoever answers e-mails about refunds has less satisfied customers than
whoever tells callers when their parcel comes. And chance: with twelve answers a month most of the difference between
two agents is luck. So an agent's answers are compared with what everybody reaches on the same work, and the difference
is believed only as far as the spread between agents exceeds what chance explains. Both are learnt from the same answers
(`fit`), none is a matter of taste.

What everybody reaches on a kind of work (a stratum: topic × channel × shift) is drawn to the mean of all in the same
way, so a rare kind proves nothing. Agents and kinds of work are learnt together, in turns, so that good agents do not
make their work look easy. Who does a kind of work alone cannot be compared on it: each score tells how much can be.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dengta.engines.metrics import Interval, Prior, normal_prior
from dengta.engines.metrics.shrinkage import between

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

CONFIDENCE = 0.95
# Agents and kinds of work take turns in explaining the answers; the third turn changes the fourth digit.
TURNS = 4
# No spread beyond chance: the peers are believed, however many answers there are.
BELIEVE_THE_PEERS = 1e9
# With fewer agents the spread between them is not known well enough to make anything of.
ENOUGH_AGENTS = 4


@dataclass(frozen=True, slots=True)
class Answers:
    """How many answers an agent got on one kind of work, and how many of them say that the customer is satisfied."""

    agent: Hashable
    stratum: Hashable
    satisfied: float
    n: float

    def __post_init__(self) -> None:
        """No more satisfied than asked."""
        if not 0 <= self.satisfied <= self.n:
            message = f"satisfied must lie between 0 and n: {self}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class AgentScore:
    """One agent.

    `raw`: satisfied / n. `expected`: what all reach on the work that this agent does. `adjusted`: the agent's rate as
    it would be on the work of all. `score`: what to believe of that, with its interval. `predicted`: the score on the
    work that this agent is likely to do, so what the next answers will be like. `weight`: how far the own answers
    carry, 0…1; the rest is the mean of all. `comparable`: which share of the own answers is about work that others do
    as well. `raw`, `expected` and `adjusted` are None without an answer.
    """

    agent: Hashable
    n: float
    satisfied: float
    raw: float | None
    expected: float | None
    adjusted: float | None
    score: float
    interval: Interval
    predicted: float
    weight: float
    comparable: float


@dataclass(frozen=True, slots=True)
class Scale:
    """What was learnt from all: frozen with the data of an appraisal, so that anybody can work a score out again.

    `centre`: the rate of all. `within`: variance of one answer. `worth`: how many answers the mean of all is worth
    against an agent's own. `spread`: variance between agents that intervals count on: what was found and one standard
    error more. `mix`: what peers suggest about the work that an agent is going to do, as the rate all reach on it:
    contacts come by chance, so the own mix of a month lasts only in part. `agents`: how many it was learnt from.
    `expected`: what all reach on each kind of work that more than one agent does, `alone` the same for the others.
    """

    centre: float
    within: float
    worth: float
    spread: float
    mix: Prior
    agents: int
    expected: Mapping[Hashable, float]
    alone: Mapping[Hashable, float]

    def score(self, agent: Hashable, answers: Iterable[Answers], confidence: float = CONFIDENCE) -> AgentScore:
        """The score of one agent, who need not be among those the scale was learnt from."""
        cells = [cell for cell in answers if cell.n > 0]
        n = math.fsum(cell.n for cell in cells)
        satisfied = math.fsum(cell.satisfied for cell in cells)
        weight = n / (n + self.worth) if n else 0.0
        gain, expected = 0.0, self.centre
        if n:
            expected = math.fsum(cell.n * self._expected(cell.stratum) for cell in cells) / n
            gain = satisfied / n - expected
        return AgentScore(
            agent=agent,
            n=n,
            satisfied=satisfied,
            raw=satisfied / n if n else None,
            expected=expected if n else None,
            adjusted=_share(self.centre + gain) if n else None,
            score=_share(self.centre + weight * gain),
            interval=self._interval(n, weight, gain, confidence),
            predicted=_share(self.mix.shrink(expected * n, n) + weight * gain if n else self.centre),
            weight=weight,
            comparable=math.fsum(cell.n for cell in cells if cell.stratum in self.expected) / n if n else 0.0,
        )

    def _expected(self, stratum: Hashable) -> float:
        return self.expected.get(stratum, self.alone.get(stratum, self.centre))

    def _interval(self, n: float, weight: float, gain: float, confidence: float) -> Interval:
        """The posterior one, and in it that what is known of the others is itself an estimate (Morris)."""
        if self.agents < ENOUGH_AGENTS:
            variance = self.within / n if n else 1.0
        else:
            # An agent nobody knows anything of may stand wherever the others do.
            doubt = 2 * (1 - weight) ** 2 / (self.agents - ENOUGH_AGENTS + 1) * gain**2
            variance = self.spread * self.within / (self.within + n * self.spread) + doubt
        half = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(variance)
        middle = self.centre + weight * gain
        return Interval(_share(middle - half), _share(middle + half))


class _Side(NamedTuple):
    """Agents or kinds of work: the place of each cell, how many there are, and their sample sizes."""

    place: Places
    size: int
    n: Floats


def agent_scores(answers: Iterable[Answers], confidence: float = CONFIDENCE) -> dict[Hashable, AgentScore]:
    """The score of each agent among all of these answers. Raises ValueError when there is none."""
    cells = list(answers)
    scale = fit(cells)
    own: dict[Hashable, list[Answers]] = {}
    for cell in cells:
        own.setdefault(cell.agent, []).append(cell)
    return {agent: scale.score(agent, mine, confidence) for agent, mine in own.items()}


def fit(answers: Sequence[Answers]) -> Scale:
    """Learn the rate of all, what all reach on each kind of work, and what the mean is worth. Raises ValueError when
    there is no answer."""
    cells = [cell for cell in answers if cell.n > 0]
    if not cells:
        message = "no answers to learn from"
        raise ValueError(message)
    n: Floats = np.array([cell.n for cell in cells], dtype=float)
    satisfied: Floats = np.array([cell.satisfied for cell in cells], dtype=float)
    strata: dict[Hashable, int] = {}
    agents: dict[Hashable, int] = {}
    work = _side([strata.setdefault(cell.stratum, len(strata)) for cell in cells], n)
    people = _side([agents.setdefault(cell.agent, len(agents)) for cell in cells], n)
    centre = math.fsum(satisfied) / math.fsum(n)
    # One answer of each kind more: that everybody was satisfied so far does not make it certain.
    smoothed = (math.fsum(satisfied) + 1) / (math.fsum(n) + 2)
    within = smoothed * (1 - smoothed)
    surplus = satisfied - n * centre
    of_people, spread = np.zeros(people.size), 0.0
    for _turn in range(TURNS):
        of_work, _ = _effects(work, surplus - n * of_people[people.place], within)
        of_people, spread = _effects(people, surplus - n * of_work[work.place], within)
    doers = Counter(stratum for stratum, _agent in {(cell.stratum, cell.agent) for cell in cells})
    level = {stratum: _share(centre + float(of_work[place])) for stratum, place in strata.items()}
    return Scale(
        centre=centre,
        within=within,
        worth=_worth(within, spread),
        spread=spread + _standard_error(people, spread, within),
        mix=_mix(people, n, np.array([level[cell.stratum] for cell in cells])),
        agents=len(agents),
        expected={stratum: rate for stratum, rate in level.items() if doers[stratum] > 1},
        alone={stratum: rate for stratum, rate in level.items() if doers[stratum] == 1},
    )


def _side(places: list[int], n: Floats) -> _Side:
    place: Places = np.array(places, dtype=np.int64)
    return _Side(place, int(place.max()) + 1, np.bincount(place, n).astype(np.float64))


def _effects(side: _Side, surplus: Floats, within: float) -> tuple[Floats, float]:
    """How far each lies above what is expected of it, drawn to nought, and the variance between them."""
    gains = np.bincount(side.place, surplus) / side.n
    spread = between(gains, side.n, float(np.average(gains, weights=side.n)), within=within)
    return np.asarray(gains * side.n / (side.n + _worth(within, spread))), spread


def _mix(people: _Side, n: Floats, rates: Floats) -> Prior:
    """How far agents differ in the work they do beyond what comes by chance."""
    totals, squares = (np.bincount(people.place, n * rates**power) for power in (1, 2))
    return normal_prior(totals.tolist(), squares.tolist(), people.n.tolist())


def _worth(within: float, spread: float) -> float:
    return min(BELIEVE_THE_PEERS, within / spread) if spread > 0 else BELIEVE_THE_PEERS


def _standard_error(side: _Side, spread: float, within: float) -> float:
    """Of the estimate of the variance between agents: the scatter of squares of normal deviates."""
    total = side.n.sum()
    effective = total - (side.n**2).sum() / total
    return math.sqrt(2 * ((within + side.n * spread) ** 2).sum()) / effective if effective > 0 else 0.0


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
