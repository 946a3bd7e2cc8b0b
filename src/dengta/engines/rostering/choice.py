"""One roster for each agent, chosen exactly out of those that were found.

A roster whose reduced cost is as large as the gap between the best roster known and the cheapest mix can be in nothing
better, so few are left; further ones are found by pricing at slightly shaken prices.
"""

from collections.abc import Callable

import highspy
import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.generation import Generation
from dengta.engines.rostering.master import Solution
from dengta.engines.rostering.problem import FREE

FEW = 5_000
"""With more candidates the choice takes longer than it is worth."""
SHAKES = 20


def enrich(
    generation: Generation, solution: Solution, gap: float, rng: np.random.Generator, stopped: Callable[[], bool]
) -> None:
    """Find more rosters that could be in something better than the best by less than the gap, if there is one."""
    if gap <= 0:
        return
    agents, free = np.arange(len(solution.of_agent)), np.full(generation.master.fixed.shape, FREE, np.int32)
    for _ in range(SHAKES):
        if stopped():
            return
        shaken = solution.of_row + rng.normal(0.0, gap * rng.uniform(0.05, 0.5), len(solution.of_row))
        priced = generation.pricer.ask(shaken, agents, free)
        found = priced.cost < np.inf
        generation.master.add(generation.pool.add(priced.agents[found], priced.chosen[found]))


def candidates(generation: Generation, solution: Solution, gap: float) -> NDArray[np.int64]:
    """The rosters of the master that could be in something cheaper than its mix plus the gap."""
    master, pool = generation.master, generation.pool
    numbers = master.columns
    reduced = pool.price[numbers] - master.worth(numbers, solution.of_row) - solution.of_agent[pool.agent[numbers]]
    return np.sort(numbers[reduced <= gap])


def choose(
    generation: Generation, numbers: NDArray[np.int64], *, nodes: int, seconds: float, seed: int
) -> NDArray[np.int32] | None:
    """The best choice out of these rosters (ascending) found within so many nodes and seconds; None: none was."""
    master, pool = generation.master, generation.pool
    if len(numbers) < len(master.agents):
        return None
    solver, first = master.exact(numbers)
    solver.setOptionValue("mip_max_nodes", nodes)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("random_seed", seed)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    weights = np.array(solver.getSolution().col_value)[first:]
    taken = numbers[weights > 0.5]
    if len(taken) < len(master.agents):
        return None
    chosen = np.where(master.fixed == FREE, -1, master.fixed)
    chosen[pool.agent[taken]] = pool.chosen[taken]
    return chosen
