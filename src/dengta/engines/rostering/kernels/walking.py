"""What days that are settled mean for those that are not, and what a whole roster costs by the rules alone."""

from numba import njit

from dengta.engines.rostering.kernels.cheapest import INF, MONDAY, REAL, SATURDAY, SUNDAY, WEEK, week_before


@njit(nogil=True, cache=True)
def walk(t, at, chosen, day):
    """Where settled days from this one of the horizon lead from `at` = (s, w, q, x, u), and what the rules cost on the
    way; INF: they break one. Paid for are the weeks that end between these days, not one that ended before them, nor
    the last. `t.weekday` and `t.begins` are those of the horizon.
    """
    s, w, q, x, u = at
    total, first = 0, day
    for shift in chosen:
        weekday, resting = (day + t.weekday) % WEEK, t.resting[s]
        if weekday == MONDAY and day > first:
            total += week_before(t, day)[q] if q < t.week_price.shape[1] else INF
            q = 0
        if weekday == SUNDAY and day > 0 and (shift >= 0) == resting:
            total += t.half
        if shift < 0:
            total += t.off_price[s]
            s = t.off[s]
        else:
            g = t.group[shift]
            if not t.allowed[t.before[s], shift] or t.work[s, t.cls[g]] < 0:
                return (s, w, q, x, u), INF
            total += t.work_price[s, t.cls[g]]
            s = t.work[s, t.cls[g]]
            w += t.weekend if weekday == SATURDAY or (weekday == SUNDAY and resting) else 0
            q, x, u = q + t.week[g], x + t.amount[g], u + t.units[g]
        if s < 0 or total >= REAL:
            return (s, w, q, x, u), INF
        day += 1
    return (s, w, q, x, u), total


@njit(nogil=True, cache=True)
def tails(t, chosen, day, price, weekends):
    """For each state, what settled days from this one to the last cost by the rules (INF: they break one), and the
    weekends they work. Where weeks are counted, a week begins with them, and that before is not paid for here."""
    for s in range(price.shape[0]):
        (_s, weekends[s], q, _x, _u), price[s] = walk(t, (s, 0, 0, 0, 0), chosen, day)
        if price[s] < INF and chosen.shape[0] > 0:
            price[s] = min(INF, price[s] + (week_before(t, t.horizon)[q] if q < t.week_price.shape[1] else INF))


@njit(nogil=True, cache=True)
def rules_price(t, chosen):
    """What a whole roster costs by the rules alone; INF where it breaks a hard one."""
    (_s, w, q, x, u), total = walk(t, (t.start, 0, t.share, 0, 0), chosen, 0)
    if total >= INF or w >= t.weekend_price.shape[0] or q >= t.week_price.shape[1] or u >= t.unit_price.shape[0]:
        return INF
    return min(total + t.weekend_price[w] + week_before(t, t.horizon)[q] + t.amount_price[x] + t.unit_price[u], INF)
