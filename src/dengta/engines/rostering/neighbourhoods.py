"""Which part of the best roster is freed next: some agents, or some days; the more, the longer nothing was found."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.compiled import Compiled
from dengta.engines.rostering.problem import FREE, WEEK

SMALLEST, LARGEST, GROWTH = 0.3, 0.6, 1.02
QUICK, CAREFUL, CALMER = 0.25, 0.04, 0.99
MANY_AGENTS = 40
BLOCKS = (7, 14, 21, 28, 42)
ROOM = 1_100
"""Days of agents that are freed at first, and no more of them: a master of a bounded size."""
ROOM_IN_FOCUS = 250
"""Few at a time where an answer is wanted in seconds."""


class Neighbourhoods:
    """Grows what is freed, and dives more carefully, while nothing better is found.

    `focus`: days around which something has changed; they are looked at first.
    """

    def __init__(self, compiled: Compiled, rng: np.random.Generator, focus: Sequence[int] = ()) -> None:
        self.compiled, self.rng, self.focus = compiled, rng, tuple(focus)
        self.part, self.share = SMALLEST, QUICK

    def next(self, best: NDArray[np.int32]) -> tuple[NDArray[np.int32], float]:
        """The fixed days of the best roster, and the share of free days to fix at a time."""
        fixed = best.copy()
        agents, days = fixed.shape
        if self.focus or SMALLEST * agents * days > ROOM:
            self._free_block(fixed)
        elif self.rng.random() < 0.5:
            fixed[self._some(agents, max(2, int(self.part * agents)))] = FREE
        else:
            first, last = self._days(fixed, max(WEEK, int(days * min(0.9, self.part * 1.3))))
            whose = np.arange(agents) if agents <= MANY_AGENTS else self._some(agents, agents // 2)
            fixed[whose, first:last] = FREE
        return fixed, self.share

    def learn(self, *, better: bool) -> None:
        """Whether the last one led to something."""
        if not better:
            self.part = min(LARGEST, self.part * GROWTH)
            self.share = max(CAREFUL, self.share * CALMER)

    def _free_block(self, fixed: NDArray[np.int32]) -> None:
        """Some weeks of as many agents as there is room for; the fewer weeks, the more agents."""
        agents, days = fixed.shape
        length = min(days, int(self.rng.choice(BLOCKS[:2] if self.focus else BLOCKS)))
        room = ROOM_IN_FOCUS if self.focus else ROOM
        count = max(2, int(room * self.part / SMALLEST / length))
        first, last = self._days(fixed, length)
        fixed[self._some(agents, count), first:last] = FREE

    def _some(self, agents: int, count: int) -> NDArray[np.int64]:
        return self.rng.choice(agents, min(agents, count), replace=False)

    def _days(self, fixed: NDArray[np.int32], length: int) -> tuple[int, int]:
        """Days around one in focus, or one that is dear."""
        days = fixed.shape[1]
        if self.focus:
            middle = int(self.rng.choice(self.focus))
        else:
            coverage = self.compiled.coverage
            weight = np.maximum(0.0, coverage.by_day(coverage.presence(fixed), days)) + 1.0
            middle = int(self.rng.choice(days, p=weight / weight.sum()))
        first = max(0, min(days - length, middle - int(self.rng.integers(length))))
        return first, min(days, first + length)
