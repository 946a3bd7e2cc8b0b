"""Who serves which skill at a time, when many people at once are to be counted quickly.

Everybody goes where one more saves the most, those with the fewest choices first. Then people move, one after the other
along a chain of skills, as long as that saves something: costs rise from step to step and lie at the skills alone, so
where no chain saves anything, nothing does (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapters 9 and 14).
"""

import numpy as np
from numba import njit

SAVES = 1e-9


@njit(nogil=True, cache=True)
def one_more(row, served, needed, first, sign, start, most, price):
    """What one more in a row adds to the cost of what is missing and surplus in it."""
    added = 0.0
    for at in range(first[row], first[row + 1]):
        before = min(max(sign[at] * (needed[row] - served[row]) - start[at], 0.0), most[at])
        after = min(max(sign[at] * (needed[row] - served[row] - 1) - start[at], 0.0), most[at])
        added += price[at] * (after - before)
    return added


@njit(nogil=True, cache=True)
def share_out(served, people, links, needed, flows):
    """Spread the `people[i]` of each supply i over its targets, those of its links, and add them to `served[r]`.

    `links`: `target[l]` of each link, `owner[l]`: its supply, `first[i]`: the first of a supply, which ends where the
    next one begins; `by_target`: the links by target, `first_of[r]`: the first of a row in there. `flows`: those of row
    r stand from `first[r]` to the next in `sign`, `start`, `most`, `price`. Supplies come in the order in which they
    choose.
    """
    target, _owner, first_link, _by_target, _first_of = links
    first, sign, start, most, price = flows
    along = np.zeros(target.shape[0], np.int64)
    for i in range(people.shape[0]):
        for _ in range(people[i]):
            best, least = first_link[i], np.inf
            for link in range(first_link[i], first_link[i + 1]):
                added = one_more(target[link], served, needed, first, sign, start, most, price)
                if added < least:
                    best, least = link, added
            served[target[best]] += 1
            along[best] += 1
    _improve(served, along, links, needed, flows)


@njit(nogil=True, cache=True)
def _improve(served, along, links, needed, flows):
    """Move people along chains until none saves anything."""
    target, _owner, _first_link, by_target, first_of = links
    rows = served.shape[0]
    seen, queue = np.full(rows, -1, np.int64), np.empty(rows, np.int64)
    left, entered = np.empty(rows, np.int64), np.empty(rows, np.int64)
    stamp, moved = 0, True
    while moved:
        moved = False
        for at in range(by_target.shape[0]):
            here = target[by_target[at]]
            if at > first_of[here]:
                continue
            reached = _reach(here, along, links, seen, stamp, queue, left, entered)
            stamp += 1
            there = _best_end(queue[:reached], served, needed, flows)
            if there != here:
                moved = True
                served[there] += 1
                served[here] -= 1
                while there != here:
                    along[left[there]] -= 1
                    along[entered[there]] += 1
                    there = target[left[there]]


@njit(nogil=True, cache=True)
def _reach(here, along, links, seen, stamp, queue, left, entered):
    """The rows to which a chain leads from this one, in `queue`; how many. Into row r somebody comes who leaves link
    `left[r]` and takes link `entered[r]`."""
    target, owner, first_link, by_target, first_of = links
    queue[0], seen[here], reached, at = here, stamp, 1, 0
    while at < reached:
        row = queue[at]
        at += 1
        for link in by_target[first_of[row] : first_of[row + 1]]:
            if along[link] == 0:
                continue
            for other in range(first_link[owner[link]], first_link[owner[link] + 1]):
                there = target[other]
                if seen[there] != stamp:
                    queue[reached], seen[there] = there, stamp
                    left[there], entered[there] = link, other
                    reached += 1
    return reached


@njit(nogil=True, cache=True)
def _best_end(rows, served, needed, flows):
    """Where somebody from the first of these rows is the most wanted: another one only if that saves something."""
    first, sign, start, most, price = flows
    here, best = rows[0], rows[0]
    served[here] -= 1
    least = one_more(here, served, needed, first, sign, start, most, price)
    for there in rows[1:]:
        added = one_more(there, served, needed, first, sign, start, most, price)
        if added < least - SAVES:
            best, least = there, added
    served[here] += 1
    return best
