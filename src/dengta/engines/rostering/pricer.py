"""Asks agents for their cheapest roster at given prices of the rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.compiled import Compiled, has_prices
from dengta.engines.rostering.kernels.cheapest import INF, WEEK, Ints, Tables
from dengta.engines.rostering.kernels.limited import price_agent
from dengta.engines.rostering.problem import FREE
from dengta.engines.rostering.stop import Effort
from dengta.engines.rostering.windows import Window, around_free_days

ROOM = 1 << 26
"""All true costs of one roster together stay below, in the whole numbers of the pricing."""
FINEST = 1000
PRICES = ("off_price", "work_price", "unit_price", "weekend_price", "week_price", "amount_price", "end_price")
WORK_PER_CELL, WORK_PER_QUESTION = 5e-9, 0.01


@dataclass(frozen=True, slots=True)
class Priced:
    """The cheapest roster of each agent asked: `bound` and `cost` (reduced; inf: none) and `chosen[i, d]`."""

    agents: NDArray[np.integer]
    bound: NDArray[np.float64]
    cost: NDArray[np.float64]
    chosen: NDArray[np.int32]


class Pricer:
    """Prices in whole numbers: FINEST of them make one unit of cost, fewer where prices are very high."""

    def __init__(self, compiled: Compiled, effort: Effort) -> None:
        self.compiled, self.effort = compiled, effort
        self._rules = [_largest(person.tables, compiled.shape[1]) for person in compiled.people]
        self._penalty = [np.zeros(len(person.most), np.int64) for person in compiled.people]
        self._priced = [has_prices(person.tables) for person in compiled.people]

    @staticmethod
    def on_grid(rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Prices of the rows that whole numbers stand for exactly, so that a bound at these prices is one."""
        return np.rint(rows * FINEST) / FINEST

    def ask(self, rows: NDArray[np.float64], agents: NDArray[np.integer], fixed: NDArray[np.int32]) -> Priced:
        """`rows`: the price of each row of the coverage; `fixed[n, d]`: a shift, -1 for off, FREE for neither."""
        worth = self.compiled.coverage.worth(rows)
        chosen = np.zeros((len(agents), self.compiled.shape[1]), np.int32)
        bound, cost = np.empty(len(agents)), np.empty(len(agents))
        for i, agent in enumerate(agents):
            window = around_free_days(self.compiled.people[agent], fixed[agent])
            chosen[i] = np.where(fixed[agent] == FREE, -1, fixed[agent])
            if window is None:
                bound[i] = cost[i] = np.inf
                continue
            own = self.compiled.coverage.worth_to(int(agent), worth, rows)
            part = slice(window.first, window.last)
            bound[i], cost[i] = self.in_window(int(agent), window, own[part], fixed[agent, part], chosen[i, part])
        return Priced(agents, bound, cost, chosen)

    def work_of_all(self) -> float:
        """What it takes to ask every agent for a whole roster once."""
        tables = [person.tables for person in self.compiled.people]
        return sum(self.compiled.shape[1] * t.cells * len(t.cls) / 2 * WORK_PER_CELL for t in tables)

    def in_window(
        self,
        agent: int,
        window: Window,
        worth: NDArray[np.float64],
        fixed: NDArray[np.int32],
        chosen: NDArray[np.int32],
    ) -> tuple[float, float]:
        """The cheapest days of one agent in a window, written to `chosen`: (a bound from below, the reduced cost).

        `worth[d, k]`, `fixed[d]`: of the window's days.
        """
        compiled, person = self.compiled, self.compiled.people[agent]
        part = slice(window.first, window.last)
        wish, rest = compiled.wish[agent, part], compiled.rest[agent, part]
        costs = np.where(wish < INF, wish - worth, 0.0)
        scale = self._scale(agent, costs)
        price = np.where(wish < INF, np.rint(costs * scale), INF).astype(np.int32)
        off = _times(rest, scale)
        _hold(price, off, fixed)
        self.effort.add(
            len(fixed) * window.tables.cells * len(window.tables.cls) / 2 * WORK_PER_CELL + WORK_PER_QUESTION
        )
        tables = self._scaled(agent, window.tables, scale)
        bound, cost = price_agent(tables, price, off, person.limited, window.most, self._penalty[agent], chosen)
        rounded = 0.0 if scale == FINEST else len(fixed) / scale
        return _in_units(bound, scale) - rounded, _in_units(cost, scale)

    def _scale(self, agent: int, costs: NDArray[np.float64]) -> int:
        """The finest whole numbers in which all costs of a roster together still have room."""
        largest = float(np.abs(costs).max(axis=1, initial=0.0).sum()) + self._rules[agent] + 1.0
        return max(1, min(FINEST, int(ROOM / largest)))

    def _scaled(self, agent: int, t: Tables, scale: int) -> Tables:
        """The tables with the prices of rules in the whole numbers of the pricing."""
        if not self._priced[agent]:
            return t
        prices: dict[str, Any] = {name: _times(getattr(t, name), scale) for name in PRICES}
        return t._replace(**prices, half=t.half * scale)


def _largest(t: Tables, days: int) -> float:
    """What the rules of one agent can cost at the most."""

    def worst(prices: Ints) -> float:
        return float(np.where(prices < INF, prices, 0).max(initial=0))

    step = max(worst(t.off_price), worst(t.work_price))
    weeks = days // WEEK + 2
    totals = worst(t.unit_price) + worst(t.weekend_price) + worst(t.amount_price)
    return days * step + weeks * (worst(t.week_price) + t.half) + totals


def _times(prices: Ints, scale: int) -> Ints:
    return np.where(prices < INF, prices.astype(np.int64) * scale, INF).astype(np.int32)


def _in_units(cost: int, scale: int) -> float:
    return np.inf if cost >= INF else cost / scale


def _hold(price: NDArray[np.int32], off: NDArray[np.int32], fixed: NDArray[np.int32]) -> None:
    """Allow on fixed days nothing else."""
    days = np.flatnonzero(fixed != FREE)
    if not len(days):
        return
    shifts = fixed[days]
    works = shifts >= 0
    kept = price[days[works], shifts[works]]
    price[days] = INF
    price[days[works], shifts[works]] = kept
    off[days[works]] = INF
