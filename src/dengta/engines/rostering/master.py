"""The master programme: for each free agent a mix of whole rosters, so that people are there at the least cost.

Only a process that never loads OR-Tools may import this: both bring HiGHS, and one process bears one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.compiled import Compiled
from dengta.engines.rostering.pool import Pool
from dengta.engines.rostering.problem import FREE
from dengta.engines.rostering.rows import Flow
from dengta.engines.rostering.stop import Effort

NOBODY = 1e6
"""The price of an agent without any roster: paid only until the first one is found."""
DUAL, PRIMAL = 1, 4
"""The simplex of HiGHS that goes on from where it was when rosters are closed; and when they are added."""
WORK_PER_PIVOT, WORK_PER_RUN = 2e-6, 0.1

Entries = tuple[NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Solution:
    """The least cost of a mix, the weight of each roster in it, and the prices of agents and of rows."""

    cost: float
    weights: NDArray[np.float64]
    of_agent: NDArray[np.float64]
    of_row: NDArray[np.float64]


class Master:
    """Mixes of rosters where some days are fixed. Agents without a free day, and rows that none of the others can
    enter, are left out of the programme; what they cost is added to its cost.

    `agents`: those with a free day; `columns`: the numbers in the pool of the rosters it knows.
    """

    def __init__(self, compiled: Compiled, pool: Pool, fixed: NDArray[np.int32], effort: Effort) -> None:
        self.compiled, self.pool, self.fixed, self.effort = compiled, pool, fixed.copy(), effort
        self.agents = np.flatnonzero((fixed == FREE).any(axis=1))
        self.columns = np.zeros(0, np.int64)
        coverage = compiled.coverage
        self.rows = coverage.reached(fixed)
        self._agent_row = np.full(len(fixed), -1)
        self._agent_row[self.agents] = np.arange(len(self.agents))
        self._cover_row = np.full(len(coverage.needed), -1)
        self._cover_row[self.rows] = np.arange(len(self.rows)) + len(self.agents)
        settled = np.where(fixed == FREE, -1, fixed)
        presence = coverage.presence(settled)
        others = np.setdiff1d(np.arange(len(fixed)), self.agents)
        self.offset = compiled.constant + float(compiled.costs(others, settled[others]).sum())
        self.offset += coverage.price(presence, self._cover_row < 0)
        self._solver = _solver()
        self._set_up(coverage.needed - presence)

    def exact(self, numbers: NDArray[np.int64]) -> tuple[highspy.Highs, int]:
        """A programme of its own with these rosters, each whole or not at all, and where they begin in it."""
        other = Master(self.compiled, self.pool, self.fixed, self.effort)
        other.add(numbers)
        index = np.arange(other._first, other._first + len(numbers), dtype=np.int32)
        integer = np.full(len(numbers), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        other._solver.changeColsIntegrality(len(numbers), index, integer)
        other._solver.setOptionValue("presolve", "on")
        other._solver.setOptionValue("mip_rel_gap", 0.0)
        return other._solver, other._first

    def _set_up(self, needed: NDArray[np.float64]) -> None:
        """The rows, somebody for nobody, and the flows of the rows."""
        right = np.concatenate([np.ones(len(self.agents)), needed[self.rows]])
        nothing = np.zeros(0, np.int32)
        self._solver.addRows(len(right), right, right, 0, np.zeros(len(right), np.int32), nothing, np.zeros(0))
        self._add_columns(
            np.full(len(self.agents), NOBODY), [(np.array([row]), np.ones(1)) for row in range(len(self.agents))]
        )
        flows = [flow for flow in self.compiled.coverage.flows if self._cover_row[flow.rows[0]] >= 0]
        self._add_flows(flows)
        self._first = len(self.agents) + len(flows)

    def _add_flows(self, flows: Sequence[Flow]) -> None:
        entries = [(self._cover_row[list(flow.rows)], np.array(flow.entries)) for flow in flows]
        self._add_columns(np.array([flow.price for flow in flows]), entries, np.array([flow.most for flow in flows]))

    def _add_columns(
        self, price: NDArray[np.float64], entries: Sequence[Entries], most: NDArray[np.float64] | None = None
    ) -> None:
        if not entries:
            return
        sizes = np.array([len(rows) for rows, _ in entries])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
        rows = np.concatenate([rows for rows, _ in entries]).astype(np.int32)
        values = np.concatenate([values for _, values in entries])
        upper = np.full(len(price), highspy.kHighsInf) if most is None else most
        self._solver.addCols(len(price), price, np.zeros(len(price)), upper, len(rows), starts, rows, values)

    def add(self, numbers: NDArray[np.int64]) -> int:
        """Take in rosters of the pool that are not here yet; how many these were."""
        new = np.setdiff1d(numbers, self.columns)
        if len(new):
            self._add_columns(self.pool.price[new], [self._entries(int(number)) for number in new])
            self.columns = np.concatenate([self.columns, new])
        return len(new)

    def _entries(self, number: int) -> Entries:
        agent = int(self.pool.agent[number])
        chosen = np.where(self.fixed[agent] == FREE, self.pool.chosen[number], -1)
        rows, numbers = self.compiled.coverage.rows_of(agent, chosen)
        rows, at = np.unique(rows, return_inverse=True)
        sums = np.bincount(at, numbers, minlength=len(rows))
        return np.concatenate([[self._agent_row[agent]], self._cover_row[rows]]), np.concatenate([[1.0], sums])

    def solve(self) -> Solution:
        """The cheapest mix of the rosters that are open."""
        before = self._solver.getInfo().simplex_iteration_count
        self._solver.run()
        self._solver.setOptionValue("simplex_strategy", PRIMAL)
        info, solution = self._solver.getInfo(), self._solver.getSolution()
        self.effort.add(
            max(1, info.simplex_iteration_count - before) * len(self._cover_row) * WORK_PER_PIVOT + WORK_PER_RUN
        )
        dual = np.array(solution.row_dual)
        of_agent, of_row = np.zeros(len(self._agent_row)), np.zeros(len(self._cover_row))
        of_agent[self.agents], of_row[self.rows] = dual[: len(self.agents)], dual[len(self.agents) :]
        cost = info.objective_function_value + self.offset
        return Solution(cost, np.array(solution.col_value)[self._first :], of_agent, of_row)

    def worth(self, numbers: NDArray[np.int64], of_row: NDArray[np.float64]) -> NDArray[np.float64]:
        """What rosters of the pool are worth on their free days, at these prices of the rows."""
        coverage, agents, chosen = self.compiled.coverage, self.pool.agent[numbers], self.pool.chosen[numbers]
        counts = (chosen >= 0) & (self.fixed[agents] == FREE)
        days, shifts = np.arange(chosen.shape[1]), np.maximum(chosen, 0)
        worth = coverage.worth(of_row)
        total = np.where(counts, worth[coverage.group[agents][:, None], days, shifts], 0.0).sum(axis=1)
        for at in np.flatnonzero(np.isin(agents, list(coverage.own))):
            day, k, row, number = coverage.own[int(agents[at])].T
            works = counts[at, day] & (chosen[at, day] == k)
            total[at] += (of_row[row] * number)[works].sum()
        return np.asarray(total)

    def narrow(self, fixed: NDArray[np.int32]) -> None:
        """Let only those rosters be used that agree with further fixed days."""
        fits = self.pool.agree(self.columns, fixed)
        count = len(self.columns)
        index = np.arange(self._first, self._first + count, dtype=np.int32)
        self._solver.setOptionValue("simplex_strategy", DUAL)
        self._solver.changeColsBounds(count, index, np.zeros(count), np.where(fits, highspy.kHighsInf, 0.0))


def _solver() -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS takes an option and its value by position
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("simplex_strategy", PRIMAL)
    solver.setOptionValue("presolve", "off")
    return solver
