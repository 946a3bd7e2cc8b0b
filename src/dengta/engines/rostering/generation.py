"""Column generation: rosters are added to a master as long as one of them lowers its cost.

Prices from the master are smoothed, so that they do not jump from one extreme to the other (Wentges 1997; Pessoa et
al. 2018). The bound is Lagrange's: what the agents' cheapest rosters cost at these prices.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.compiled import Compiled
from dengta.engines.rostering.master import Master, Solution
from dengta.engines.rostering.pool import Pool
from dengta.engines.rostering.pricer import Priced, Pricer
from dengta.engines.rostering.problem import FREE

SMOOTH = 0.6
CLOSE_ENOUGH = 0.3
"""Costs are whole numbers: a gap below this one proves as much as none."""
GAIN = 1e-6


@dataclass(frozen=True, slots=True)
class Patience:
    """How long rosters are added: at most `rounds`, and no longer when `window` of them gained less than `gain`, as a
    part of the cost."""

    rounds: int = 40
    window: int = 6
    gain: float = 5e-4


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The cheapest mix found, and a bound below every mix (minus infinity where none was asked for)."""

    solution: Solution
    bound: float


class Generation:
    """Adds rosters to one master."""

    def __init__(self, compiled: Compiled, pool: Pool, pricer: Pricer, master: Master) -> None:
        self.compiled, self.pool, self.pricer, self.master = compiled, pool, pricer, master

    def relax(
        self, fixed: NDArray[np.int32], patience: Patience, stopped: Callable[[], bool], *, with_bound: bool = False
    ) -> Relaxed:
        """Add rosters that agree with the fixed days until none helps any more, or patience ends."""
        agents = np.flatnonzero((fixed == FREE).any(axis=1))
        smooth: NDArray[np.float64] | None = None
        costs: list[float] = []
        bound = -np.inf
        for _ in range(patience.rounds):
            solution = self.master.solve()
            costs.append(solution.cost)
            if stopped() or _tired(costs, patience):
                break
            rows = solution.of_row if smooth is None else SMOOTH * smooth + (1 - SMOOTH) * solution.of_row
            rows = self.pricer.on_grid(rows)
            priced = self.pricer.ask(rows, agents, fixed)
            if with_bound:
                bound = max(bound, self._bound(rows, priced))
                if solution.cost - bound < CLOSE_ENOUGH:
                    break
            new = self._take(priced, solution)
            if not new and smooth is None:
                break
            smooth = rows if new else None
        return Relaxed(self.master.solve(), bound)

    def _take(self, priced: Priced, solution: Solution) -> int:
        """The rosters that would lower the cost of the mix; how many are new."""
        found = priced.cost < np.inf
        agents, chosen = priced.agents[found], priced.chosen[found]
        if not len(agents):
            return 0
        numbers = self.pool.add(agents, chosen)
        reduced = self.pool.price[numbers] - self.master.worth(numbers, solution.of_row) - solution.of_agent[agents]
        return self.master.add(numbers[reduced < -GAIN])

    def _bound(self, rows: NDArray[np.float64], priced: Priced) -> float:
        """Lagrange's bound at these prices; only where every day is free."""
        coverage = self.compiled.coverage
        total = float(rows @ coverage.needed) + float(priced.bound.sum()) + coverage.flow_bound(rows)
        return self.master.offset + total


def _tired(costs: list[float], patience: Patience) -> bool:
    if len(costs) <= patience.window:
        return False
    return costs[-patience.window - 1] - costs[-1] < patience.gain * max(1.0, abs(costs[-1]))
