"""A simulated period of chats: each agent holds several, and all of them slow down together."""

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from dengta.engines.staffing.chats import Concurrency
from dengta.engines.staffing.work import Floats, Work


@dataclass(frozen=True, slots=True)
class ChatDay:
    """Counts of chats, and the mean seconds from answer to end, `chat_seconds`."""

    offered: int
    answered: int
    within: int
    left: int
    left_early: int
    chat_seconds: float

    @property
    def of_offered(self) -> float:
        """Answered in time ÷ offered."""
        return self.within / max(1, self.offered)

    @property
    def of_staying(self) -> float:
        """Answered in time ÷ (offered − those who left before that time)."""
        return self.within / max(1, self.offered - self.left_early)

    @property
    def abandonment(self) -> float:
        """Left ÷ offered."""
        return self.left / max(1, self.offered)


@dataclass(slots=True, eq=False)
class _Agent:
    """Chats that are open, with the seconds that each would still take alone, as of `time`."""

    open: dict[int, float] = field(default_factory=dict)
    time: float = 0.0
    version: int = 0


def simulate_chats(
    work: Work, agents: int, concurrency: Concurrency, *, at_once: int, within_seconds: float, seed: int
) -> ChatDay:
    """Play the intervals of the work with the same agents throughout. A chat goes to the agent with the fewest open.

    `work.handle_seconds` is not used: a chat alone takes an exponential time with the first mean of `concurrency`, and
    while j are open at an agent each of them goes on at the speed mean(1) / mean(j). Those who came first are answered
    first; who still waits at the end of the last interval is answered after it.
    """
    concurrency.require(at_once)
    chance = np.random.default_rng(seed)
    counts = chance.poisson(work.offered)
    begins = np.concatenate([[0.0], np.cumsum(work.interval_seconds)[:-1]])
    seconds = np.sort(
        np.repeat(begins, counts) + chance.random(counts.sum()) * np.repeat(work.interval_seconds, counts)
    )
    alone = chance.standard_exponential(len(seconds)) * concurrency.handle_seconds[0]
    patience = np.repeat(work.patience_seconds, counts) * np.maximum(chance.standard_exponential(len(seconds)), 1e-300)
    speeds = [1.0, *(concurrency.handle_seconds[0] / mean for mean in concurrency.handle_seconds)]
    floor = _ChatFloor(agents, at_once, speeds, seconds + patience, alone)
    return floor.play(seconds, within_seconds)


class _ChatFloor:
    def __init__(self, agents: int, at_once: int, speeds: list[float], leaves: Floats, alone: Floats) -> None:
        self.agents = [_Agent() for _agent in range(agents)]
        self.at_once, self.speeds = at_once, speeds
        self.leaves, self.alone = leaves.tolist(), alone.tolist()
        self.line: deque[int] = deque()
        self.ends: list[tuple[float, int, int, int]] = []
        self.started: dict[int, float] = {}
        self.lasted: list[float] = []
        self.ticket = count()

    def play(self, seconds: Floats, within_seconds: float) -> ChatDay:
        """All chats that come at `seconds`, until the last is over."""
        for chat, time in enumerate(seconds.tolist()):
            self._finish_until(time)
            self._offer(chat, time)
        self._finish_until(np.inf)
        begun = np.array([self.started.get(chat, np.inf) for chat in range(len(seconds))])
        answered = np.isfinite(begun)
        left = ~answered & np.isfinite(self.leaves)
        waits = np.where(answered, begun, self.leaves) - seconds
        soon = waits <= within_seconds
        return ChatDay(
            offered=len(seconds),
            answered=int(answered.sum()),
            within=int((answered & soon).sum()),
            left=int(left.sum()),
            left_early=int((left & soon).sum()),
            chat_seconds=float(np.mean(self.lasted)) if self.lasted else 0.0,
        )

    def _offer(self, chat: int, time: float) -> None:
        free = min(self.agents, key=lambda agent: len(agent.open), default=None)
        if free is None or len(free.open) >= self.at_once:
            self.line.append(chat)
        else:
            self._begin(free, chat, time)

    def _begin(self, agent: _Agent, chat: int, time: float) -> None:
        self._go_on(agent, time)
        agent.open[chat] = self.alone[chat]
        self.started[chat] = time
        self._expect(agent)

    def _go_on(self, agent: _Agent, time: float) -> None:
        done = (time - agent.time) * self.speeds[len(agent.open)]
        agent.open = {chat: left - done for chat, left in agent.open.items()}
        agent.time = time

    def _expect(self, agent: _Agent) -> None:
        """Foretell the next end at this agent; what was foretold before no longer holds."""
        agent.version += 1
        if agent.open:
            chat = min(agent.open, key=agent.open.__getitem__)
            end = agent.time + max(0.0, agent.open[chat]) / self.speeds[len(agent.open)]
            heapq.heappush(self.ends, (end, next(self.ticket), self.agents.index(agent), agent.version))

    def _finish_until(self, time: float) -> None:
        while self.ends and self.ends[0][0] <= time:
            end, _ticket, number, version = heapq.heappop(self.ends)
            agent = self.agents[number]
            if version != agent.version:
                continue
            self._go_on(agent, end)
            chat = min(agent.open, key=agent.open.__getitem__)
            del agent.open[chat]
            self.lasted.append(end - self.started[chat])
            self._expect(agent)
            self._next_for(agent, end)

    def _next_for(self, agent: _Agent, time: float) -> None:
        while self.line and self.leaves[self.line[0]] <= time:
            self.line.popleft()
        if self.line:
            self._begin(agent, self.line.popleft(), time)
