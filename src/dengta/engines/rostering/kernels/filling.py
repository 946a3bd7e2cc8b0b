"""Rows that fill up and empty while agents come and go, with what one more in each would save."""

from numba import njit

from dengta.engines.rostering.kernels.sharing import one_more


@njit(nogil=True, cache=True)
def enter(rows, numbers, went, served, saved, supply, links, flows):
    """Let somebody into these rows, from a supply into the target where they save the most: `went[j]`."""
    first_link, target = links
    needed, first, sign, start, most, price = flows
    for j in range(rows.shape[0]):
        row = rows[j]
        if supply[row] >= 0:
            best = first_link[supply[row]]
            for link in range(best + 1, first_link[supply[row] + 1]):
                if saved[target[link]] > saved[target[best]]:
                    best = link
            row = target[best]
        went[j] = row
        served[row] += numbers[j]
        saved[row] = -one_more(row, served, needed, first, sign, start, most, price)


@njit(nogil=True, cache=True)
def leave(went, numbers, served, saved, flows):
    """Let somebody out of the rows into which they went."""
    needed, first, sign, start, most, price = flows
    for j in range(went.shape[0]):
        served[went[j]] -= numbers[j]
        saved[went[j]] = -one_more(went[j], served, needed, first, sign, start, most, price)
