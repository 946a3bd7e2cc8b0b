"""Who covers what: the rows of a problem as arrays, and what rosters are worth and cost in them."""

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.kernels.sharing import share_out
from dengta.engines.rostering.problem import FREE, Problem
from dengta.engines.rostering.rows import Entered, Rows, pairing_rows, presence_rows, share_rows, time_rows


class Coverage:
    """The rows, their flows, and which rows an agent's shift on a day enters.

    `needed[r]`, `day[r]`, `part[r]`; `flows`; `constant`: a cost that nothing changes. `group[n]`: agents alike in
    skills. `first[g, d, k]` to `first` + `count` in `entries`: the rows entered by a shift k on day d of somebody in
    group g. `own[n]`: further (day, shift, row, number).
    """

    def __init__(self, problem: Problem) -> None:
        skills = list(dict.fromkeys(agent.skills for agent in problem.agents))
        number = {one: at for at, one in enumerate(skills)}
        self.group = np.array([number[agent.skills] for agent in problem.agents], dtype=np.int32)
        rows, entered = Rows(), Entered()
        time_rows(problem, skills, rows, entered)
        presence_rows(problem, skills, rows, entered)
        for pairing in problem.pairings:
            pairing_rows(problem, pairing, rows, entered)
        for share in problem.shares:
            share_rows(problem, share, rows, entered)
        self.needed = np.array(rows.needed, dtype=np.float64)
        self.day, self.part = np.array(rows.day, dtype=np.int32), np.array(rows.part, dtype=np.int32)
        self.flows, self.constant = tuple(rows.flows), rows.constant
        self._keep(entered, (len(skills), problem.days, len(problem.shifts)))
        self._keep_flows()

    def _keep(self, entered: Entered, shape: tuple[int, int, int]) -> None:
        self.first, self.count = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
        entries: list[int] = []
        for at in sorted(entered.by_group):
            self.first[at], self.count[at] = len(entries), len(entered.by_group[at])
            entries.extend(entered.by_group[at])
        self.entries = np.array(entries, dtype=np.int32)
        ends = np.where(self.count > 0, self.first + self.count, 0).reshape(shape[0], -1).max(axis=1, initial=0)
        begins = (
            np.where(self.count > 0, self.first, len(entries)).reshape(shape[0], -1).min(axis=1, initial=len(entries))
        )
        self._slice_of = [(min(int(low), int(high)), int(high)) for low, high in zip(begins, ends, strict=True)]
        self.own = {n: np.array(some, dtype=np.int32).reshape(-1, 4) for n, some in entered.by_agent.items()}

    def _keep_flows(self) -> None:
        """The flows of single rows by row, for the price of what is present, and the links from supplies to targets."""
        single = sorted((flow for flow in self.flows if len(flow.rows) == 1), key=lambda flow: flow.rows)
        self._flow_row = np.array([flow.rows[0] for flow in single], dtype=np.int32)
        columns = [(flow.entries[0], flow.start, flow.most, flow.price) for flow in single]
        self._flow = np.ascontiguousarray(np.array(columns).reshape(-1, 4).T)
        self._flow_first = np.searchsorted(self._flow_row, np.arange(len(self.needed) + 1)).astype(np.int32)
        self._keep_links()
        width = max((len(flow.rows) for flow in self.flows), default=1)
        self._ends = np.zeros((len(self.flows), width), np.int32)
        self._signs = np.zeros((len(self.flows), width))
        for at, flow in enumerate(self.flows):
            self._ends[at, : len(flow.rows)], self._signs[at, : len(flow.rows)] = flow.rows, flow.entries
        self._flow_price = np.array([flow.price for flow in self.flows])
        self._flow_most = np.array([flow.most for flow in self.flows])

    def _keep_links(self) -> None:
        """The links from supplies to targets, supplies with the fewest of them first; and the links by target."""
        links: dict[int, list[int]] = {}
        for flow in self.flows:
            if len(flow.rows) > 1:
                links.setdefault(flow.rows[0], []).append(flow.rows[1])
        order = sorted(links, key=lambda row: (len(links[row]), row))
        self._supply = np.array(order, dtype=np.int32)
        self._target = np.array([row for supply in order for row in links[supply]], dtype=np.int32)
        sizes = [len(links[supply]) for supply in order]
        self._link_first = np.cumsum([0, *sizes]).astype(np.int32)
        owner = np.repeat(np.arange(len(order)), sizes).astype(np.int32)
        by_target = np.argsort(self._target, kind="stable").astype(np.int32)
        rows = np.arange(len(self.needed) + 1)
        first_of = np.searchsorted(self._target[by_target], rows).astype(np.int32)
        self._links = (self._target, owner, self._link_first, by_target, first_of)
        self.supply_at = np.full(len(self.needed), -1, np.int32)
        self.supply_at[self._supply] = np.arange(len(order))
        self.links = (self._link_first, self._target)
        self.steps = (self.needed, self._flow_first, *self._flow)

    def rows_of(self, agent: int, chosen: NDArray[np.integer]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The rows that an agent's roster enters, and by how much; a row may come several times."""
        days = np.flatnonzero(chosen >= 0)
        at = self.group[agent], days, chosen[days]
        first, count = self.first[at], self.count[at]
        before = np.concatenate([[0], np.cumsum(count)[:-1]]) if len(count) else count
        rows = self.entries[np.repeat(first - before, count) + np.arange(count.sum())]
        numbers = np.ones(len(rows), np.int32)
        if agent in self.own:
            day, k, row, number = self.own[agent].T
            works = chosen[day] == k
            rows, numbers = np.concatenate([rows, row[works]]), np.concatenate([numbers, number[works]])
        return rows, numbers

    def worth(self, prices: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a shift is worth to a group at these prices of the rows: [g, d, k]."""
        before = np.concatenate([[0.0], np.cumsum(prices[self.entries])])
        worth: NDArray[np.float64] = before[self.first + self.count] - before[self.first]
        return worth

    def worth_of(self, agent: int, prices: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a shift of this agent is worth at these prices: [d, k]. For many agents: `worth` and `worth_to`."""
        group = self.group[agent]
        first, count = self.first[group], self.count[group]
        low, high = self._slice_of[group]
        before = np.concatenate([[0.0], np.cumsum(prices[self.entries[low:high]])])
        shared = before[np.where(count > 0, first - low + count, 0)] - before[np.where(count > 0, first - low, 0)]
        return self._with_own(agent, shared, prices)

    def worth_to(self, agent: int, worth: NDArray[np.float64], prices: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a shift of this agent is worth: [d, k]. `worth`: that of the groups at the same prices."""
        return self._with_own(agent, worth[self.group[agent]], prices)

    def _with_own(self, agent: int, shared: NDArray[np.float64], prices: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a shift is worth to the group, with the rows that only this agent enters."""
        if agent not in self.own:
            return shared
        own = shared.copy()
        day, k, row, number = self.own[agent].T
        np.add.at(own, (day, k), prices[row] * number)
        return own

    def presence(self, chosen: NDArray[np.integer]) -> NDArray[np.int64]:
        """How much stands in each row under rosters chosen[n, d] of all agents."""
        present = np.zeros(len(self.needed), np.int64)
        for n, row in enumerate(chosen):
            rows, numbers = self.rows_of(n, row)
            np.add.at(present, rows, numbers)
        return present

    def price(self, presence: NDArray[np.integer], rows: NDArray[np.bool_] | None = None) -> float:
        """What is missing and surplus costs, in these rows or in all."""
        return float(self._prices(self.shared(presence))[slice(None) if rows is None else rows].sum())

    def shared(self, presence: NDArray[np.integer]) -> NDArray[np.float64]:
        """The presence when those who could serve several skills are spread over them."""
        if not len(self._supply):
            return presence.astype(np.float64)
        served = presence.astype(np.float64)
        people = np.maximum(0, served - self.needed)[self._supply].astype(np.int64)
        served[self._supply] = 0.0
        share_out(served, people, self._links, self.needed, (self._flow_first, *self._flow))
        return served

    def _prices(self, served: NDArray[np.floating]) -> NDArray[np.float64]:
        sign, start, most, price = self._flow
        amount = np.clip(sign * (self.needed - served)[self._flow_row] - start, 0, most)
        return np.bincount(self._flow_row, amount * price, minlength=len(self.needed)).astype(np.float64)

    def marginal(self, presence: NDArray[np.integer]) -> NDArray[np.float64]:
        """What one more in each row would save, or cost."""
        served = self.shared(presence)
        return self.lifted(self._prices(served) - self._prices(served + 1))

    def lifted(self, prices: NDArray[np.float64]) -> NDArray[np.float64]:
        """Prices in which whoever could serve several skills is worth as much as where they are worth the most."""
        if not len(self._supply):
            return prices
        lifted = prices.copy()
        lifted[self._supply] = np.maximum.reduceat(prices[self._target], self._link_first[:-1])
        return lifted

    def range_of_prices(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The lowest and the highest price that a row can have in a cheapest mix."""
        low, high = np.zeros(len(self.needed)), np.zeros(len(self.needed))
        for flow in self.flows:
            if len(flow.rows) == 1:
                row = flow.rows[0]
                low[row] = min(low[row], -flow.price) if flow.entries[0] < 0 else low[row]
                high[row] = max(high[row], flow.price) if flow.entries[0] > 0 else high[row]
        return low, high

    def by_day(self, presence: NDArray[np.integer], days: int) -> NDArray[np.float64]:
        """What is missing and surplus costs on each day."""
        return np.bincount(self.day, self._prices(self.shared(presence)), minlength=days).astype(np.float64)

    def flow_bound(self, prices: NDArray[np.float64]) -> float:
        """What the flows would earn at these prices of the rows: minus infinity where one has no end."""
        gain = self._flow_price - (prices[self._ends] * self._signs).sum(axis=1)
        pays = gain < -1e-9
        return float((gain[pays] * self._flow_most[pays]).sum())

    def reached(self, fixed: NDArray[np.int32]) -> NDArray[np.int64]:
        """The rows that somebody can still enter, with those that flows connect to them."""
        reached = np.zeros(len(self.needed) + 1, np.bool_)
        free = fixed == FREE
        for group in np.unique(self.group[free.any(axis=1)]):
            days = np.flatnonzero(free[self.group == group].any(axis=0))
            first, count = self.first[group, days].ravel(), self.count[group, days].ravel()
            for low, number in zip(first, count, strict=True):
                reached[self.entries[low : low + number]] = True
        for n, own in self.own.items():
            reached[own[free[n, own[:, 0]], 2]] = True
        parts = np.unique(self.part[np.flatnonzero(reached[:-1])])
        return np.flatnonzero(np.isin(self.part, parts))
