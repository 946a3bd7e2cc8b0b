"""The rows as they fill up while one agent after the other is given a roster, and what one more in each would save.

Whoever could serve several skills goes where they save the most at that moment, and leaves from there.
"""

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.coverage import Coverage
from dengta.engines.rostering.kernels.filling import enter, leave


class Filling:
    """`saved[r]`: what one more in row r would save (below nothing: cost)."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage
        self.served = np.zeros(len(coverage.needed))
        self.saved = coverage.marginal(np.zeros(len(coverage.needed), np.int64))
        self._went: dict[int, tuple[NDArray[np.int32], NDArray[np.int32]]] = {}

    def enter(self, agent: int, chosen: NDArray[np.int32]) -> None:
        """The agent works these days, and no others."""
        self.leave(agent)
        rows, numbers = self.coverage.rows_of(agent, chosen)
        went = np.empty_like(rows)
        coverage = self.coverage
        enter(rows, numbers, went, self.served, self.saved, coverage.supply_at, coverage.links, coverage.steps)
        self._went[agent] = (went, numbers)

    def leave(self, agent: int) -> None:
        """The agent works no day."""
        if agent in self._went:
            leave(*self._went.pop(agent), self.served, self.saved, self.coverage.steps)

    def worth_to(self, agent: int) -> NDArray[np.float64]:
        """What each shift of this agent would save beside the others: [d, k]."""
        return self.coverage.worth_of(agent, self.coverage.lifted(self.saved))
