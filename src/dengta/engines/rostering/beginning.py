"""Where a search begins: a first roster, and rosters of many kinds for the first mix."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.compiled import Compiled
from dengta.engines.rostering.filling import Filling
from dengta.engines.rostering.pool import Pool
from dengta.engines.rostering.pricer import Pricer
from dengta.engines.rostering.problem import FREE
from dengta.engines.rostering.windows import Window, up_to

AROUND = 3
SLACKS = (1, 4, 16)
"""Shifts by which somebody may be ahead or behind in the middle of a long horizon; the fewest that work."""
LONG, BLOCK = 70, 28
"""Days: more than so many at once are too many for a first roster."""
ASCENTS = 40
STEP, SHRINK, STUCK, KEEP = 0.5, 0.6, 4, 0.7


def construct(
    compiled: Compiled,
    pool: Pool,
    pricer: Pricer,
    *,
    rng: np.random.Generator,
    stopped: Callable[[], bool],
    offer: Callable[[NDArray[np.int32]], None],
) -> None:
    """One agent after the other takes the days that are best beside those of the others, some times around; a long
    horizon block by block; whoever finds no days for a block is helped by the next one, which then begins earlier.
    `offer` hears of whole rosters; of none, where somebody has no roster at all that keeps the hard rules.
    """
    agents, days, _ = compiled.shape
    chosen = np.full((agents, days), -1, np.int32)
    filling = Filling(compiled.coverage)
    for block in _blocks(days):
        for around in range(AROUND):
            for n in rng.permutation(agents):
                if around and stopped():
                    break
                found = _choose(pricer, int(n), chosen[n], filling=filling, block=block)
                if not found and not around and block[1] == days:
                    return
            if block[1] == days:
                pool.add(np.arange(agents), chosen)
                offer(chosen)


def _blocks(days: int) -> list[tuple[int, int]]:
    """The whole horizon, or blocks of some weeks, the last of them the longest."""
    if days <= LONG:
        return [(0, days)]
    starts = range(0, days - BLOCK + 1, BLOCK)
    return [(first, days if first == starts[-1] else first + BLOCK) for first in starts]


def _choose(pricer: Pricer, n: int, row: NDArray[np.int32], *, filling: Filling, block: tuple[int, int]) -> bool:
    """Choose the days of one agent in a block anew, and more of those before where they leave no way; False: none."""
    first, last = block
    slacks = SLACKS if last < len(row) else SLACKS[:1]
    for begin in range(first, -1, -BLOCK):
        kept = np.where(np.arange(len(row)) < begin, row, -1)
        filling.enter(n, kept)
        for slack in slacks:
            window = up_to(pricer.compiled.people[n], row[:begin], last, slack=slack)
            if window is not None and _in_window(pricer, n, kept, filling, window):
                row[:] = kept
                filling.enter(n, row)
                return True
    filling.enter(n, row)
    return False


def _in_window(pricer: Pricer, n: int, row: NDArray[np.int32], filling: Filling, window: Window) -> bool:
    """The best days of a window beside the others; where none are found at these prices, any that keep the rules."""
    part = slice(window.first, window.last)
    free, found = np.full(window.last - window.first, FREE, np.int32), np.empty(window.last - window.first, np.int32)
    worth = filling.worth_to(n)[part]
    for one in (worth, np.zeros_like(worth)):
        _bound, cost = pricer.in_window(n, window, one, free, found)
        if cost < np.inf:
            row[part] = found
            return True
    return False


def ascend(compiled: Compiled, pool: Pool, pricer: Pricer, cost: float, stopped: Callable[[], bool]) -> None:
    """Rosters of many kinds: the cheapest ones at prices that climb towards the best (subgradient steps, Held and Karp
    1971). The prices are thrown away; a first mix of what was found on the way is near the cheapest.

    `cost`: that of a known roster.
    """
    coverage = compiled.coverage
    agents, free = np.arange(compiled.shape[0]), np.full(compiled.shape[:2], FREE, np.int32)
    low, high = coverage.range_of_prices()
    prices, best_prices = np.zeros(len(coverage.needed)), np.zeros(len(coverage.needed))
    best, step, stuck = -np.inf, STEP, 0
    direction = np.zeros(len(coverage.needed))
    for _ in range(ASCENTS):
        if stopped():
            return
        priced = pricer.ask(prices, agents, free)
        found = priced.cost < np.inf
        pool.add(priced.agents[found], priced.chosen[found])
        value = compiled.constant + float(prices @ coverage.needed) + float(priced.bound.sum())
        stuck = 0 if value > best else stuck + 1
        if value > best:
            best, best_prices = value, prices
        if stuck == STUCK:
            step, stuck, prices = step * SHRINK, 0, best_prices
        direction = KEEP * direction + (1 - KEEP) * (
            coverage.needed - coverage.shared(coverage.presence(priced.chosen))
        )
        useful = np.where(((prices <= low) & (direction < 0)) | ((prices >= high) & (direction > 0)), 0.0, direction)
        length = step * max(0.0, cost - best) / max(1e-9, float((useful**2).sum()))
        prices = coverage.lifted(np.clip(prices + length * useful, low, high))
