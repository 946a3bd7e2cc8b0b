"""All rosters of single agents that were found so far, each once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.compiled import Compiled
from dengta.engines.rostering.problem import FREE

FIRST_ROOM = 1024


class Pool:
    """`agent[j]`, `chosen[j, d]`, `price[j]` for j below `size`: whose roster it is, and what it costs by itself."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.size = 0
        self.agent = np.zeros(FIRST_ROOM, np.int32)
        self.chosen = np.zeros((FIRST_ROOM, compiled.shape[1]), np.int16)
        self.price = np.zeros(FIRST_ROOM)
        self._number: dict[tuple[int, bytes], int] = {}

    def add(self, agents: Sequence[int] | NDArray[np.integer], chosen: NDArray[np.integer]) -> NDArray[np.int64]:
        """Take in rosters; the numbers they have here, new or old."""
        rows = chosen.astype(np.int16)
        keys = [(int(agent), row.tobytes()) for agent, row in zip(agents, rows, strict=True)]
        new = {key: at for at, key in enumerate(keys) if key not in self._number}
        self._make_room(len(new))
        if new:
            at = np.fromiter(new.values(), np.int64)
            place = np.arange(self.size, self.size + len(at))
            self.agent[place], self.chosen[place] = np.asarray(agents)[at], rows[at]
            self.price[place] = self.compiled.costs(self.agent[place], self.chosen[place])
            self._number.update(zip(new, place.tolist(), strict=True))
            self.size += len(at)
        return np.array([self._number[key] for key in keys], np.int64)

    def _make_room(self, more: int) -> None:
        room = len(self.agent)
        while room < self.size + more:
            room *= 2
        if room > len(self.agent):
            self.agent = np.resize(self.agent, room)
            self.chosen = np.resize(self.chosen, (room, self.chosen.shape[1]))
            self.price = np.resize(self.price, room)

    def fitting(self, fixed: NDArray[np.int32]) -> NDArray[np.int64]:
        """The rosters of agents with a free day that agree with every fixed one."""
        free = (fixed == FREE).any(axis=1)
        numbers = np.flatnonzero(free[self.agent[: self.size]])
        return numbers[self.agree(numbers, fixed)]

    def agree(self, numbers: NDArray[np.integer], fixed: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of these rosters agree with every fixed day of their agents."""
        wanted = fixed[self.agent[numbers]]
        fits: NDArray[np.bool_] = ((wanted == FREE) | (wanted == self.chosen[numbers])).all(axis=1)
        return fits
