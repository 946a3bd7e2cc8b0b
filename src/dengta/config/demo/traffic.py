"""One day of the centre: who calls, who waits, who is served by whom.

Each day is drawn from its own generator (seed, day): it comes out the same whatever the period asked for. Contacts are
served first come, first served by whoever on shift is free, so that waiting and giving up arise by themselves.
"""

import heapq
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from dengta.config.demo.outcomes import Call, Chances, asked_whether_solved, customer_of, served
from dengta.config.demo.shifts import Agent, shift_of
from dengta.config.demo.world import (
    CLOSES_AT_HOUR,
    DAY_SHAPE,
    OPENS_AT_HOUR,
    QUEUES,
    SEED,
    TOPICS,
    WEEKDAY_LOAD,
    QueuePlan,
)

SLOT = 30 * 60
NEVER = 10**6


def calls_on(day: date, agents: list[Agent], zone: tzinfo) -> list[Call]:
    """All contacts of the day, in order of arrival within each queue."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    calls: list[Call] = []
    for position, queue in enumerate(QUEUES):
        draw = default_rng((SEED, day.toordinal(), 1000 + position))
        floor = _Floor(queue, [agent for agent in agents if agent.team == queue.team], day, draw)
        served_calls = _serve(floor, _arrivals(queue, day, draw), midnight, draw)
        # Drawn apart: what is told here changes nothing of how the day went.
        asked = default_rng((SEED, day.toordinal(), 2000 + position)).random((len(served_calls), 2))
        calls += map(asked_whether_solved, served_calls, asked)
    return calls


def _arrivals(queue: QueuePlan, day: date, draw: Generator) -> NDArray[np.int64]:
    """Seconds after midnight at which customers arrive; a slow wave over the weeks and a rise at month's end."""
    wave = 1 + 0.06 * np.sin(day.toordinal() / 17) + (0.10 if day.day >= 28 or day.day <= 2 else 0.0)
    mean = queue.per_day * WEEKDAY_LOAD[day.weekday()] * wave * np.array(DAY_SHAPE) / sum(DAY_SHAPE)
    counts = draw.poisson(mean * draw.normal(1, 0.06))
    starts = np.repeat(np.arange(len(counts)) * SLOT + OPENS_AT_HOUR * 3600, counts)
    return np.sort(starts + draw.integers(0, SLOT, len(starts)))


class _Floor:
    """The places at which a queue can be served, by the second at which each is free again."""

    def __init__(self, queue: QueuePlan, agents: list[Agent], day: date, draw: Generator) -> None:
        self.queue = queue
        self.on_shift = [(agent, shift) for agent in agents if (shift := shift_of(agent, day)) is not None]
        self.free = [
            (start * 60 + int(draw.integers(0, 300)), position)
            for position, (_agent, (start, _end)) in enumerate(self.on_shift)
            for _slot in range(queue.slots)
        ]
        heapq.heapify(self.free)

    def free_at(self) -> int:
        """The second from which somebody is free; those whose shift is over have gone home."""
        while self.free and self.free[0][0] > self.on_shift[self.free[0][1]][1][1] * 60:
            heapq.heappop(self.free)
        return self.free[0][0] if self.free else NEVER

    def take(self) -> tuple[Agent, int]:
        """The agent who is free first, and the place to give back."""
        _second, position = heapq.heappop(self.free)
        return self.on_shift[position][0], position

    def busy_until(self, second: int, position: int) -> None:
        """The place is free again at `second`."""
        heapq.heappush(self.free, (second, position))


def _serve(floor: _Floor, arrivals: NDArray[np.int64], midnight: datetime, draw: Generator) -> list[Call]:
    queue, topics = floor.queue, TOPICS[floor.queue.team[:2]]
    chosen = draw.choice(len(topics), len(arrivals), p=np.array([topic.share for topic in topics]))
    noise, chances = draw.normal(0, 1, (len(arrivals), 2)), draw.random((len(arrivals), 8))
    calls = []
    for n, arrival in enumerate(arrivals.tolist()):
        topic, chance = topics[chosen[n]], chances[n]
        start = max(arrival, floor.free_at())
        wait = min(start - arrival + int(3 + 9 * chance[1]), _patience(queue, chance))
        call = Call(
            external_id=f"{queue.code}-{midnight:%Y%m%d}-{n + 1:04d}",
            queue=queue,
            topic=topic.name,
            customer=customer_of(queue, float(chance[7])),
            upset=bool(chance[2] < topic.upset),
            created_at=midnight + timedelta(seconds=arrival),
            wait_s=wait,
        )
        if arrival + wait >= start:
            agent, place = floor.take()
            handle = int(queue.handle_s * topic.length * agent.pace * np.exp(0.42 * noise[n, 0] - 0.09))
            wrap = int(queue.wrap_s * np.exp(0.35 * noise[n, 1] - 0.06))
            floor.busy_until(start + handle + wrap, place)
            if queue.channel == "email":
                call = replace(call, wait_s=_until_read(arrival, handle, chance))
            call = served(call, topic, agent, handle_s=handle, wrap_s=wrap, chances=chance)
        calls.append(call)
    return calls


def _until_read(arrival: int, handle: int, chance: Chances) -> int:
    """Seconds until a letter is answered: hours, but always on the same day."""
    return int(min(900 + 18_000 * chance[1] ** 2, max(600, CLOSES_AT_HOUR * 3600 - arrival - handle)))


def _patience(queue: QueuePlan, chance: Chances) -> int:
    """Seconds after which this customer gives up."""
    return NEVER - 1 if queue.patience_s is None else int(-queue.patience_s * np.log1p(-chance[0]))
