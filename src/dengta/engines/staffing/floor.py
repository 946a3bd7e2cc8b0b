"""The floor of a simulated day: who is free, who waits, who takes whom."""

import heapq
from collections import deque
from collections.abc import Iterable
from itertools import groupby
from math import inf, nan

from dengta.engines.staffing.plan import Plan


class Floor:
    """Plays one day. Contacts are numbers in order of time, queues and groups are numbers too."""

    def __init__(
        self, plan: Plan, seconds: list[float], queue: list[int], handle: list[float], patience: list[float]
    ) -> None:
        self.seconds, self.queue, self.handle = seconds, queue, handle
        self.leaves = [time + patient for time, patient in zip(seconds, patience, strict=True)]
        self.staff: list[list[int]] = plan.staff.tolist()
        self.length, self.intervals = plan.interval_seconds, plan.intervals
        self.at_work = [0] * len(plan.groups)
        self.busy = [0] * len(plan.groups)
        self.lines: list[deque[int]] = [deque() for _queue in plan.queues]
        self.ends: list[tuple[float, int]] = []
        self.next = 0
        self.started, self.taken_by = [nan] * len(seconds), [-1] * len(seconds)
        numbers = {each.name: number for number, each in enumerate(plan.queues)}
        # By group, the queues it takes from in steps of equal rank; by queue, the groups that may be asked.
        self.takes = [_ranked((rank, numbers[skill]) for skill, rank in each.skills.items()) for each in plan.groups]
        self.asks = [
            _ranked(
                ((each.skills[queue.name], len(each.skills)), number)
                for number, each in enumerate(plan.groups)
                if queue.name in each.skills
            )
            for queue in plan.queues
        ]

    def run(self) -> tuple[list[float], list[int]]:
        """For each contact when it was answered (NaN: never) and by which group (−1: none)."""
        for interval in range(self.intervals):
            self._play_until(interval * self.length)
            self._change_shift(interval)
        self._play_until(inf)
        return self.started, self.taken_by

    def _play_until(self, time: float) -> None:
        contact, seconds, ends = self.next, self.seconds, self.ends
        while True:
            arrival = seconds[contact] if contact < len(seconds) else inf
            end = ends[0][0] if ends else inf
            if min(arrival, end) >= time:
                break
            if end <= arrival:
                _end, group = heapq.heappop(ends)
                self.busy[group] -= 1
                self._take(group, end)
            else:
                self._arrive(contact, arrival)
                contact += 1
        self.next = contact

    def _change_shift(self, interval: int) -> None:
        time = interval * self.length
        self.at_work = [agents[interval] for agents in self.staff]
        for group in range(len(self.at_work)):
            while self._take(group, time):
                pass

    def _arrive(self, contact: int, time: float) -> None:
        for step in self.asks[self.queue[contact]]:
            free, group = max((self.at_work[one] - self.busy[one], -one) for one in step)
            if free > 0:
                self._begin(contact, -group, time)
                return
        self.lines[self.queue[contact]].append(contact)

    def _take(self, group: int, time: float) -> bool:
        """Let a free agent of the group take whoever is next; False if there is no agent or nobody waits."""
        if self.at_work[group] <= self.busy[group]:
            return False
        for step in self.takes[group]:
            waiting = [self.lines[queue] for queue in step if self._somebody(queue, time)]
            if waiting:
                line = min(waiting, key=lambda line: line[0])
                self._begin(line.popleft(), group, time)
                return True
        return False

    def _somebody(self, queue: int, time: float) -> bool:
        """Whether anybody still waits there, once those who left are gone from the front."""
        line = self.lines[queue]
        while line and self.leaves[line[0]] <= time:
            line.popleft()
        return bool(line)

    def _begin(self, contact: int, group: int, time: float) -> None:
        self.busy[group] += 1
        self.started[contact], self.taken_by[contact] = time, group
        heapq.heappush(self.ends, (time + self.handle[contact], group))


def _ranked(entries: Iterable[tuple[object, int]]) -> list[list[int]]:
    """Numbers in steps of equal rank, lowest rank first."""
    ordered = sorted(entries)
    return [[number for _rank, number in step] for _rank, step in groupby(ordered, key=lambda entry: entry[0])]
