"""The cheapest roster of one agent where sets of shifts may only be worked so often."""

import numpy as np
from numba import njit

from dengta.engines.rostering.kernels.cheapest import INF, REAL, cheapest

COUNTABLE = 4_000_000
"""Cells of the table up to which a limited set of shifts is counted exactly."""
TRIES = 8
BARRINGS = 64
CLOSE = 100
"""A tenth of a unit of cost: a penalty that is that near to the best one is not searched further."""
FIRST = 5_000


@njit(nogil=True, cache=True)
def _overdrawn(chosen, limited, most):
    """The limited set of shifts that `chosen` exceeds the most, and by how much; -1: none."""
    worst, by = -1, 0
    for one in range(most.shape[0]):
        count = 0
        for day in range(chosen.shape[0]):
            if chosen[day] >= 0 and limited[one, chosen[day]]:
                count += 1
        if count - most[one] > by:
            worst, by = one, count - most[one]
    return worst, by


@njit(nogil=True, cache=True)
def _tiled(price, times):
    tiled = np.empty(price.shape[0] * times, np.int32)
    for i in range(times):
        tiled[i * price.shape[0] : (i + 1) * price.shape[0]] = price
    return tiled


@njit(nogil=True, cache=True)
def _bar_dearest(price, chosen, limited, excess):
    """Bar so many of the chosen days from the limited shifts, the dearest first."""
    for _ in range(excess):
        at = -1
        for day in range(chosen.shape[0]):
            shift = chosen[day]
            if (
                shift >= 0
                and limited[shift]
                and price[day, shift] < INF
                and (at < 0 or price[day, shift] > price[at, chosen[at]])
            ):
                at = day
        if at >= 0:
            for shift in range(limited.shape[0]):
                if limited[shift]:
                    price[at, shift] = INF


@njit(nogil=True, cache=True)
def _total_with(price, off_price, chosen):
    total = 0
    for day in range(chosen.shape[0]):
        total += price[day, chosen[day]] if chosen[day] >= 0 else off_price[day]
    return total


@njit(nogil=True, cache=True)
def price_agent(t, price, off_price, limited, most, penalty, chosen):
    """The least reduced cost of an agent's roster: (a bound from below, the cost of `chosen`); INF: none was found.

    `limited[l, k]`: shift k belongs to the l-th set, of which at most `most[l]` may be worked. The sets are let go at
    first. One that is exceeded is counted exactly where few are allowed; otherwise a price on its shifts is searched
    for (`penalty[l]`, kept from call to call), which also gives the bound; at last the dearest days are barred.
    """
    nothing = np.zeros(price.shape[1], np.bool_)
    bound = cheapest(t, t.amount_price, price, off_price, nothing, chosen)
    if bound >= REAL:
        return INF, INF
    over, _excess = _overdrawn(chosen, limited, most)
    if over < 0:
        return bound, bound
    amounts, counted, exact = t.amount_price, nothing, -1
    if (most[over] + 1) * _cells(t, price.shape[0]) <= COUNTABLE:
        amounts, counted, exact = _tiled(t.amount_price, most[over] + 1), limited[over], over
    kept = chosen.copy()
    better, found = _by_penalties(
        t, amounts, price, off_price, counted, limited, most, penalty, exact, bound, chosen, kept
    )
    if found >= INF:
        found = _by_barring(t, amounts, price, off_price, counted, limited, most, kept)
    chosen[:] = kept
    return max(bound, better), found


@njit(nogil=True, cache=True)
def _by_penalties(t, amounts, price, off_price, counted, limited, most, penalty, exact, bound, chosen, kept):
    """Search for penalties on all sets but the exact one: (a bound, the cost of the roster `kept`); INF: none found.

    Each trial gives a bound: what the shifts cost with penalties, less the penalties that the sets may spend.
    """
    low, high = np.zeros(most.shape[0], np.int64), np.full(most.shape[0], -1, np.int64)
    bent, found = price.copy(), INF
    for _ in range(TRIES):
        _bend(price, bent, limited, penalty, exact)
        total = cheapest(t, amounts, bent, off_price, counted, chosen)
        if total >= REAL:
            break
        bound = max(bound, total - _given(penalty, most, exact))
        over, _excess = _overdrawn(chosen, limited, most)
        if over < 0:
            cost = total + _total_with(price, off_price, chosen) - _total_with(bent, off_price, chosen)
            if cost < found:
                found = cost
                kept[:] = chosen
            if found - bound <= CLOSE:
                break
        if not _adjust(chosen, limited, most, penalty, low, high, exact, CLOSE):
            break
    return bound, found


@njit(nogil=True, cache=True)
def _given(penalty, most, exact):
    """The penalties that a roster pays which works each set as often as it may."""
    given = 0
    for one in range(most.shape[0]):
        if one != exact:
            given += penalty[one] * most[one]
    return given


@njit(nogil=True, cache=True)
def _cells(t, days):
    return (
        days
        * t.off.shape[0]
        * t.weekend_price.shape[0]
        * t.week_price.shape[1]
        * t.amount_price.shape[0]
        * t.unit_price.shape[0]
    )


@njit(nogil=True, cache=True)
def _bend(price, bent, limited, penalty, exact):
    """The prices with the penalties of all sets but the one that is counted exactly."""
    bent[:] = price
    for one in range(limited.shape[0]):
        if one == exact or penalty[one] == 0:
            continue
        for shift in range(price.shape[1]):
            if limited[one, shift]:
                for day in range(price.shape[0]):
                    if bent[day, shift] < INF:
                        bent[day, shift] += penalty[one]


@njit(nogil=True, cache=True)
def _adjust(chosen, limited, most, penalty, low, high, exact, least):
    """Raise the penalty of sets that are exceeded, lower that of sets with room; False: nothing is left to try."""
    moved = False
    for one in range(most.shape[0]):
        if one == exact:
            continue
        count = 0
        for day in range(chosen.shape[0]):
            if chosen[day] >= 0 and limited[one, chosen[day]]:
                count += 1
        before = penalty[one]
        if count > most[one]:
            low[one] = penalty[one]
            penalty[one] = (low[one] + high[one]) // 2 if high[one] >= 0 else max(2 * penalty[one], FIRST)
        elif count < most[one] and penalty[one] > 0:
            high[one] = penalty[one]
            penalty[one] = (low[one] + high[one]) // 2
        moved = moved or abs(penalty[one] - before) * most[one] > least
    return moved


@njit(nogil=True, cache=True)
def _by_barring(t, amounts, price, off_price, counted, limited, most, kept):
    """A roster that keeps the sets, found by barring their dearest days one after the other; its cost, or INF."""
    bent, chosen = price.copy(), kept.copy()
    for _ in range(BARRINGS):
        total = cheapest(t, amounts, bent, off_price, counted, chosen)
        if total >= REAL:
            return INF
        over, excess = _overdrawn(chosen, limited, most)
        if over < 0:
            kept[:] = chosen
            return total
        _bar_dearest(bent, chosen, limited[over], excess)
    return INF
