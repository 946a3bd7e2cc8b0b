"""The agent score: what to believe of an agent's share or mean, like with like, from few rows.

Two things mislead in a raw rate. Work differs: whoever answers e-mails about refunds has less satisfied customers than
whoever tells callers when their parcel comes. And chance: with twelve answers a month most of the difference between
two agents is luck. So an agent's answers are compared with what everybody reaches on the same work, and the difference
is believed only as far as the spread between agents exceeds what chance explains. Both are learnt from the same answers
(`fit`), none is a matter of taste.

What everybody reaches on a kind of work (a stratum: topic × channel × shift) is drawn to the mean of all in the same
way, so a rare kind proves nothing. Agents and kinds of work are learnt together, in turns, so that good agents do not
make their work look easy. Who does a kind of work alone cannot be compared on it: each score tells how much can be.

A share and a plain mean differ by so much: five points more than others have on the same work. A time differs by a
factor: who is slow by a tenth loses a minute on long contacts and seconds on short ones. So times are compared with
what is expected by division (the observed over the expected, indirect standardisation), everything else by difference.
"""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist
from typing import Protocol

from dengta.engines.metrics import Interval, Prior

# What a score is worked out by; written beside each that is frozen.
VERSION = 2
CONFIDENCE = 0.95
# With fewer agents the spread between them is not known well enough to make anything of.
ENOUGH_AGENTS = 4


class Kind(StrEnum):
    """What is scored: it decides what chance does, and how far a figure can go."""

    # Of so many answers so many are satisfied.
    SHARE = "share"
    # Any amount whose differences add up, such as grades or logarithms.
    MEAN = "mean"
    # Seconds, or anything else that cannot be negative and differs by a factor.
    TIME = "time"

    @property
    def lowest(self) -> float:
        """No figure lies below."""
        return -math.inf if self is Kind.MEAN else 0.0

    @property
    def highest(self) -> float:
        """No figure lies above."""
        return 1.0 if self is Kind.SHARE else math.inf


class Rows(Protocol):
    """The rows of one agent on one kind of work, added up."""

    @property
    def agent(self) -> Hashable:
        """Whose."""

    @property
    def stratum(self) -> Hashable:
        """Which kind of work."""

    @property
    def n(self) -> float:
        """How many rows."""

    @property
    def total(self) -> float:
        """What they add up to."""

    @property
    def squares(self) -> float:
        """What their squares add up to."""


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

    @property
    def total(self) -> float:
        """Each satisfied answer counts one."""
        return self.satisfied

    @property
    def squares(self) -> float:
        """One squared is one."""
        return self.satisfied


@dataclass(frozen=True, slots=True)
class Amounts:
    """What the rows of an agent on one kind of work add up to, such as seconds, how many rows, and their squares."""

    agent: Hashable
    stratum: Hashable
    total: float
    n: float
    squares: float


@dataclass(frozen=True, slots=True)
class AgentScore:
    """One agent.

    `raw`: total / n. `expected`: what all reach on the work that this agent does. `adjusted`: the agent's figure as
    it would be on the work of all. `score`: what to believe of that, with its interval. `predicted`: the score on the
    work that this agent is likely to do, so what the next rows will be like. `weight`: how far the own rows
    carry, 0…1; the rest is the mean of all. `comparable`: which share of the own rows is about work that others do
    as well. `raw`, `expected` and `adjusted` are None without a row.
    """

    agent: Hashable
    n: float
    total: float
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

    `centre`: the figure of all. `within`: variance of one row. `worth`: how many rows the mean of all is worth
    against an agent's own. `spread`: variance between agents that intervals count on: what was found and one standard
    error more. Of times all three are relative to what is expected. `mix`: what peers suggest about the work that an
    agent is going to do, as the figure all reach on it: contacts come by chance, so the own mix of a month lasts only
    in part. `agents`: how many it was learnt from. `expected`: what all reach on each kind of work that more than one
    agent does, `alone` the same for the others.
    """

    centre: float
    within: float
    worth: float
    spread: float
    mix: Prior
    agents: int
    expected: Mapping[Hashable, float]
    alone: Mapping[Hashable, float]
    kind: Kind = Kind.SHARE

    def score(self, agent: Hashable, rows: Iterable[Rows], confidence: float = CONFIDENCE) -> AgentScore:
        """The score of one agent, who need not be among those the scale was learnt from."""
        cells = [cell for cell in rows if cell.n > 0]
        n, total = (math.fsum(cell.n for cell in cells), math.fsum(cell.total for cell in cells))
        levels = [self._expected(cell.stratum) for cell in cells]
        own_work = math.fsum(cell.n * level for cell, level in zip(cells, levels, strict=True))
        reach = self._reach(cells, levels) if n else 0.0
        weight = reach / (reach + self.worth) if reach else 0.0
        # Of times the gain is relative, and a unit of it is the mean of all.
        times = self._multiplies and own_work > 0
        unit = self.centre if times else 1.0
        gain = 0.0 if not n else total / own_work - 1 if times else (total - own_work) / n
        next_work = self.mix.shrink(own_work, n) if n else self.centre
        return AgentScore(
            agent=agent,
            n=n,
            total=total,
            raw=total / n if n else None,
            expected=own_work / n if n else None,
            adjusted=self._within_bounds(self.centre + unit * gain) if n else None,
            score=self._within_bounds(self.centre + weight * unit * gain),
            interval=self._interval(reach, weight, gain, unit, confidence),
            predicted=self._within_bounds(next_work + weight * gain * (next_work if times else 1.0)),
            weight=weight,
            comparable=math.fsum(cell.n for cell in cells if cell.stratum in self.expected) / n if n else 0.0,
        )

    @property
    def _multiplies(self) -> bool:
        return self.kind is Kind.TIME and self.centre > 0

    def _expected(self, stratum: Hashable) -> float:
        return self.expected.get(stratum, self.alone.get(stratum, self.centre))

    def _reach(self, cells: list[Rows], levels: list[float]) -> float:
        """How many rows of one kind say as much: long contacts, which vary more, count for fewer (Kish)."""
        n = math.fsum(cell.n for cell in cells)
        if not self._multiplies:
            return n
        squares = math.fsum(cell.n * level**2 for cell, level in zip(cells, levels, strict=True))
        total = math.fsum(cell.n * level for cell, level in zip(cells, levels, strict=True))
        return total**2 / squares if squares > 0 else n

    def _interval(self, reach: float, weight: float, gain: float, unit: float, confidence: float) -> Interval:
        """The posterior one, and in it that what is known of the others is itself an estimate (Morris)."""
        if self.agents < ENOUGH_AGENTS:
            variance = self.within / reach if reach else 1.0
        else:
            # An agent nobody knows anything of may stand wherever the others do.
            doubt = 2 * (1 - weight) ** 2 / (self.agents - ENOUGH_AGENTS + 1) * gain**2
            together = self.within + reach * self.spread
            variance = (self.spread * self.within / together if together > 0 else 0.0) + doubt
        half = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(variance) * unit
        middle = self.centre + weight * gain * unit
        return Interval(self._within_bounds(middle - half), self._within_bounds(middle + half))

    def _within_bounds(self, value: float) -> float:
        return min(self.kind.highest, max(self.kind.lowest, value))
