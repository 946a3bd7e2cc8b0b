"""A plan to be checked: who waits for whom, and how many of each kind are at work in each interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dengta.engines.staffing.work import Floats, Whole, Work, require


class Spread(StrEnum):
    """How handle times scatter around their mean."""

    EXPONENTIAL = "exponential"
    # As handle times usually look: most are short, some very long.
    LOGNORMAL = "lognormal"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Queue:
    """Contacts of one kind. `variation`: standard deviation ÷ mean of handle times, for the lognormal spread."""

    name: str
    work: Work
    within_seconds: float = 20.0
    spread: Spread = Spread.EXPONENTIAL
    variation: float = 1.0

    def __post_init__(self) -> None:
        require(0 <= self.variation < np.inf, "The variation of handle times is a number from 0 on.")

    def handle_times(self, chance: np.random.Generator, means: Floats) -> Floats:
        """One handle time for each of `means`."""
        if self.spread is Spread.FIXED:
            return means
        if self.spread is Spread.EXPONENTIAL:
            return means * chance.standard_exponential(len(means))
        sigma = np.sqrt(np.log1p(self.variation**2))
        times: Floats = means * np.exp(sigma * chance.standard_normal(len(means)) - sigma**2 / 2)
        return times


@dataclass(frozen=True, slots=True, init=False)
class Group:
    """Agents with the same skills. `agents`: whole ones at work in each interval. `skills`: the queues they serve, with
    the order in which they take from them: lower numbers first, of equal ones whoever waited longest."""

    name: str
    agents: Whole
    skills: Mapping[str, int]

    def __init__(self, name: str, agents: ArrayLike, skills: Mapping[str, int]) -> None:
        given = np.atleast_1d(np.asarray(agents))
        require(given >= 0, given == np.floor(given), "Agents at work are whole numbers from 0 on.")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "agents", given.astype(np.int64))
        object.__setattr__(self, "skills", dict(skills))


@dataclass(frozen=True, slots=True)
class Plan:
    """Queues and groups over the same intervals, all equally long.

    A contact is given to a free agent of the group for which its queue comes first, of equal ones with the fewest
    skills, so that those who can do everything stay free. At the end of an interval agents finish the contact they
    have. After the last one, its agents stay until the queues are empty.
    """

    queues: tuple[Queue, ...]
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        if not self.queues:
            raise ValueError("A plan has at least one queue.")
        names = [queue.name for queue in self.queues]
        require(len(set(names)) == len(names), "Every queue has a name of its own.")
        lengths = np.concatenate([queue.work.interval_seconds for queue in self.queues])
        require(lengths == lengths[0], "All intervals are equally long.")
        require([len(queue.work.load) == self.intervals for queue in self.queues], "All queues have as many intervals.")
        for group in self.groups:
            require(len(group.agents) in {1, self.intervals}, f"{group.name}: one number of agents for each interval.")
            require([skill in names for skill in group.skills], f"{group.name} has a skill without a queue.")

    @property
    def intervals(self) -> int:
        """How many there are."""
        return len(self.queues[0].work.load)

    @property
    def interval_seconds(self) -> float:
        """How long each is."""
        return float(self.queues[0].work.interval_seconds[0])

    @property
    def staff(self) -> NDArray[np.int64]:
        """Agents at work, by group and interval."""
        rows = [np.broadcast_to(group.agents, (self.intervals,)) for group in self.groups]
        return np.array(rows, dtype=np.int64).reshape(len(self.groups), self.intervals)
