"""Chats: an agent holds several at once, each the slower the more there are.

Sized as Erlang A with a server for each place (n agents × k places), served at the speed of an agent with all k open.
Agents with fewer open chats are faster, so the true service is a little better: `simulate_chats` says how much. To
divide the agents that calls would need by k is wrong in two ways: chats take longer, and a place is not a person.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dengta.engines.staffing.service import Service, serve
from dengta.engines.staffing.shrinkage import whole_people
from dengta.engines.staffing.sizing import Requirement, size
from dengta.engines.staffing.work import HALF_HOUR, Target, Work


@dataclass(frozen=True, slots=True)
class Concurrency:
    """`handle_seconds`: how long a chat takes on average with one, two, three … open at the same agent, as measured."""

    handle_seconds: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.handle_seconds or not all(0 < one < np.inf for one in self.handle_seconds):
            raise ValueError("A chat takes more than 0 seconds, with one open as with several.")

    def rate(self, at_once: int) -> float:
        """Chats that an agent finishes in a second with `at_once` open all the time."""
        self.require(at_once)
        return at_once / self.handle_seconds[at_once - 1]

    @property
    def best(self) -> int:
        """With how many open at once an agent finishes most; of equals the fewest."""
        return max(range(1, len(self.handle_seconds) + 1), key=lambda at_once: (self.rate(at_once), -at_once))

    def require(self, at_once: int) -> None:
        """Refuse a number that was not measured."""
        if not 1 <= at_once <= len(self.handle_seconds):
            raise ValueError(f"Handle times are known for 1 to {len(self.handle_seconds)} chats at once.")


@dataclass(frozen=True, slots=True)
class ChatStaffing:
    """`agents`: of each interval, whole and fractional. `service`: what customers get of whole agents at least."""

    agents: Requirement
    service: Service


def size_chats(
    offered: ArrayLike,
    concurrency: Concurrency,
    *,
    at_once: int,
    target: Target,
    patience_seconds: ArrayLike = np.inf,
    interval_seconds: ArrayLike = HALF_HOUR,
) -> ChatStaffing:
    """The fewest agents, with `at_once` chats each, that meet the target. Its occupancy is that of the places."""
    concurrency.require(at_once)
    work = Work(
        offered,
        concurrency.handle_seconds[at_once - 1],
        patience_seconds=patience_seconds,
        interval_seconds=interval_seconds,
    )
    places = size(work, target)
    agents = whole_people(places.agents / at_once)
    service = serve(work, agents * at_once, within_seconds=target.within_seconds)
    return ChatStaffing(Requirement(agents, places.fractional / at_once, places.decided_by), service)
