"""The cheapest roster of one agent, found exactly by dynamic programming over the days.

`value[day, state, amounts, units]` is the least cost of the days before `day` that leads to this state of the rules on
runs, these amounts (weekends, the week's share, counted shifts) and these units of working time. Costs are whole
numbers, so that equality shows the way back.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

INF = 1 << 29
"""Not allowed. Two of them still fit into 32 bits."""
REAL = 1 << 28
"""What costs less has a way; all true costs together stay below half of it, whatever their sign."""
MONDAY, SATURDAY, SUNDAY, WEEK = 0, 5, 6, 7
ORDINARY, FIRST, LAST, OPEN = 0, 1, 2, 3
"""Rows of the prices of a week; OPEN: one that goes on."""

Ints = NDArray[np.int32]


class Tables(NamedTuple):
    """The rules of one agent. K shifts in G groups of such as rules treat alike, each with a twin for counted ones.

    `off[s]`, `off_price[s]`, `work[s, c]`, `work_price[s, c]`: the automaton. `resting[s]`: yesterday was off.
    `before[s]`: row of `allowed`. `allowed[b, k]`: shift k may follow. `group[k]`; `cls[g]`, `units[g]`, `week[g]`,
    `amount[g]`: class, working time, share of the week and amount of a group; twins stand behind the groups.
    `unit_price[u]`, `weekend_price[w]`, `week_price[i, q]`, `amount_price[x]`: what the totals cost; INF: not allowed.
    Row i of a week: ORDINARY, or the one that the first or the last day may cut. `half`: the price of half a weekend.
    `weekend`: 1 where weekends are counted.

    The days in question begin with day `begins` of `horizon`, a weekday `weekday` (0: Monday), in state `start`, when
    their week has had `share`. `end_price[s]`, `end_weekends[s]`: what the days behind them add when they begin in s.
    """

    off: Ints
    off_price: Ints
    work: Ints
    work_price: Ints
    resting: NDArray[np.bool_]
    before: Ints
    allowed: NDArray[np.bool_]
    group: Ints
    cls: Ints
    units: Ints
    week: Ints
    amount: Ints
    unit_price: Ints
    weekend_price: Ints
    week_price: Ints
    amount_price: Ints
    half: int
    weekend: int
    weekday: int
    begins: int
    horizon: int
    start: int
    share: int
    end_price: Ints
    end_weekends: Ints

    @property
    def cells(self) -> int:
        """Cells of the table for one day."""
        shares, amounts = self.week_price.shape[1], len(self.amount_price)
        return int(len(self.off) * len(self.weekend_price) * shares * amounts * len(self.unit_price))


@njit(nogil=True, cache=True)
def week_before(t, day):
    """The prices of the week that ends before this day of the horizon."""
    if day <= WEEK and day < t.horizon:
        return t.week_price[FIRST]
    if day >= t.horizon:
        return t.week_price[LAST]
    return t.week_price[ORDINARY]


@njit(nogil=True, cache=True)
def _best_of_groups(price, group, allowed, counted, best, pick):
    """For each row of `allowed` and each group, the cheapest shift of it; counted ones stand in the twin."""
    best[:] = INF
    groups = best.shape[1] // 2
    for shift in range(price.shape[0]):
        cost = price[shift]
        if cost >= INF:
            continue
        into = group[shift] + groups if counted[shift] else group[shift]
        for row in range(best.shape[0]):
            if allowed[row, shift] and cost < best[row, into]:
                best[row, into] = cost
                pick[row, into] = shift


@njit(nogil=True, cache=True)
def _relax(target, source, cost):
    for i in range(source.shape[0]):
        target[i] = min(target[i], source[i] + cost)


@njit(nogil=True, cache=True)
def _begin_week(value, live, week_price):
    """Pay for the week that ended and begin a new one. value[s, w, q, x, u]; answers a copy with only q = 0 in use."""
    new = np.full(value.shape, INF, np.int32)
    alive = np.zeros(live.shape, np.bool_)
    for s in range(value.shape[0]):
        for w in range(value.shape[1]):
            for q in range(value.shape[2]):
                if week_price[q] >= INF:
                    continue
                for x in range(value.shape[3]):
                    if live[s, w, q, x]:
                        _relax(new[s, w, 0, x], value[s, w, q, x], week_price[q])
                        alive[s, w, 0, x] = True
    return new, alive


@njit(nogil=True, cache=True)
def _halves(resting, weekend, weekday, half):
    """After a day off (`resting`) or a shift: what a day off and what a shift cost for half a weekend, and how many
    weekends a shift begins."""
    begins = weekday == SATURDAY or (weekday == SUNDAY and resting)
    off = half if weekday == SUNDAY and not resting else 0
    work = half if weekday == SUNDAY and resting else 0
    return off, work, weekend if begins else 0


@njit(nogil=True, cache=True)
def _day(t, source, alive, target, reached, best, off, weekday, half, low, high):
    """One day onward from every state. Between `low` and `high` units were worked so far."""
    weekends, shares, counts, most = source.shape[1], source.shape[2], source.shape[3], source.shape[4] - 1
    for s in range(source.shape[0]):
        half_rest, half_work, new_weekend = _halves(t.resting[s], t.weekend, weekday, half)
        rest = t.off[s] if off < INF else -1
        for w in range(weekends):
            for q in range(shares):
                for x in range(counts):
                    if not alive[s, w, q, x]:
                        continue
                    row = source[s, w, q, x, low : high + 1]
                    if rest >= 0:
                        _relax(target[rest, w, q, x, low : high + 1], row, off + t.off_price[s] + half_rest)
                        reached[rest, w, q, x] = True
                    w2 = w + new_weekend
                    if w2 >= weekends:
                        continue
                    for g in range(best.shape[1]):
                        cost, after = best[t.before[s], g], t.work[s, t.cls[g]]
                        q2, x2, end = q + t.week[g], x + t.amount[g], min(high, most - t.units[g])
                        if cost >= INF or after < 0 or q2 >= shares or x2 >= counts or end < low:
                            continue
                        cost += t.work_price[s, t.cls[g]] + half_work
                        into = target[after, w2, q2, x2, low + t.units[g] : end + t.units[g] + 1]
                        _relax(into, row[: end - low + 1], cost)
                        reached[after, w2, q2, x2] = True


@njit(nogil=True, cache=True)
def _cheapest_end(t, days, amount_price, value, alive):
    """The cheapest state after the last day, with the price of all totals: (cost, (s, w, q, x, u))."""
    least, at = INF, (-1, -1, -1, -1, -1)
    weekends, week_price = t.weekend_price.shape[0], week_before(t, t.begins + days)
    for s in range(value.shape[0]):
        for w in range(weekends):
            weekends_in_all = w + t.end_weekends[s] * t.weekend
            if weekends_in_all >= weekends or t.end_price[s] >= REAL:
                continue
            beyond = t.end_price[s] + t.weekend_price[weekends_in_all]
            for q in range(value.shape[2]):
                for x in range(value.shape[3]):
                    totals = beyond + week_price[q] + amount_price[x]
                    if alive[s, w, q, x] and totals < REAL:
                        cost, u = _cheapest_units(value[s, w, q, x], t.unit_price, totals)
                        if cost < least:
                            least, at = cost, (s, w, q, x, u)
    return least, at


@njit(nogil=True, cache=True)
def _cheapest_units(row, unit_price, totals):
    """The least cost of a row with the price of its working time, and that working time; INF: none below REAL."""
    least, at = INF, -1
    for u in range(row.shape[0]):
        cost = row[u] + unit_price[u] + totals
        if cost < least and cost < REAL:
            least, at = cost, u
    return least, at


@njit(nogil=True, cache=True)
def _step_back(t, source, best, pick, off, weekday, half, at, cost):
    """The state before, and the shift of the day (-1: off), that led to `at` at exactly this cost."""
    s2, w2, q2, x2, u2 = at
    for s in range(source.shape[0]):
        half_rest, half_work, new_weekend = _halves(t.resting[s], t.weekend, weekday, half)
        if off < INF and t.off[s] == s2 and source[s, w2, q2, x2, u2] + off + t.off_price[s] + half_rest == cost:
            return (s, w2, q2, x2, u2), -1
        w = w2 - new_weekend
        if w < 0:
            continue
        for g in range(best.shape[1]):
            step = best[t.before[s], g]
            q, x, u = q2 - t.week[g], x2 - t.amount[g], u2 - t.units[g]
            if step >= INF or t.work[s, t.cls[g]] != s2 or min(q, x, u) < 0:
                continue
            if source[s, w, q, x, u] + step + t.work_price[s, t.cls[g]] + half_work == cost:
                return (s, w, q, x, u), pick[t.before[s], g]
    return (-1, -1, -1, -1, -1), -1


@njit(nogil=True, cache=True)
def _share_before(source, week_price, at, cost):
    """The share of the week that ended before `at`."""
    s, w, _, x, u = at
    for q in range(source.shape[2]):
        if week_price[q] < INF and source[s, w, q, x, u] + week_price[q] == cost:
            return (s, w, q, x, u), source[s, w, q, x, u]
    return (-1, -1, -1, -1, -1), INF


@njit(nogil=True, cache=True)
def cheapest(t, amount_price, price, off_price, counted, chosen):
    """The least cost of a whole roster, and the roster in `chosen` (-1: off). INF: there is none.

    `price[d, k]`, `off_price[d]`: the cost of a shift, of a day off; INF: not allowed. `counted[k]`: what stands in the
    twins. `amount_price[x]`: the tables' own, or for each counted amount once more.
    """
    days, amounts = price.shape[0], amount_price.shape[0]
    shape = (t.off.shape[0], t.weekend_price.shape[0], t.week_price.shape[1], amounts, t.unit_price.shape[0])
    value = np.full((days + 1, *shape), INF, np.int32)
    alive = np.zeros((days + 1, *shape[:4]), np.bool_)
    best = np.empty((days, t.allowed.shape[0], t.cls.shape[0]), np.int32)
    pick = np.empty(best.shape, np.int32)
    longest, least_units = t.units.max(), 0
    while least_units < shape[4] and t.unit_price[least_units] >= INF:
        least_units += 1
    value[0, t.start, 0, t.share, 0, 0] = 0
    alive[0, t.start, 0, t.share, 0] = True
    for day in range(days):
        _best_of_groups(price[day], t.group, t.allowed, counted, best[day], pick[day])
        source, live = value[day], alive[day]
        if _begins_week(t, day):
            source, live = _begin_week(source, live, week_before(t, t.begins + day))
        low = max(0, least_units - (days - day) * longest)
        high = min(shape[4] - 1, day * longest)
        weekday, half = _weekday(t, day)
        _day(t, source, live, value[day + 1], alive[day + 1], best[day], off_price[day], weekday, half, low, high)
    total, at = _cheapest_end(t, days, amount_price, value[days], alive[days])
    if total < REAL:
        _way_back(t, value, alive, best, pick, off_price, at, chosen)
    return total


@njit(nogil=True, cache=True)
def _weekday(t, day):
    """The weekday of a day, and what half a weekend costs on it: nothing on the first of the horizon."""
    return (day + t.weekday) % WEEK, 0 if t.begins + day == 0 else t.half


@njit(nogil=True, cache=True)
def _begins_week(t, day):
    """Whether weeks are counted and one ended before this day, which is not the first."""
    return t.week_price.shape[1] > 1 and (day + t.weekday) % WEEK == MONDAY and day > 0


@njit(nogil=True, cache=True)
def _way_back(t, value, alive, best, pick, off_price, at, chosen):
    """From the cheapest end day by day back to the beginning, into `chosen`."""
    days = chosen.shape[0]
    s, w, q, x, u = at
    cost = value[days, s, w, q, x, u]
    for day in range(days - 1, -1, -1):
        source, begins = value[day], _begins_week(t, day)
        if begins:
            source, _ = _begin_week(source, alive[day], week_before(t, t.begins + day))
        weekday, half = _weekday(t, day)
        at, chosen[day] = _step_back(t, source, best[day], pick[day], off_price[day], weekday, half, at, cost)
        s, w, q, x, u = at
        cost = source[s, w, q, x, u]
        if begins:
            at, cost = _share_before(value[day], week_before(t, t.begins + day), at, cost)
