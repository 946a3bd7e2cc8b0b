"""Who serves which of several needs at the same time: the cheapest way of sharing out the people present.

A transportation problem with convex costs. The people are placed group by group; each takes the place that costs least
among those a chain of swaps can free, and the chain is followed (successive shortest paths; Ahuja, Magnanti and Orlin,
Network Flows, 1993, chapter 9). Moving somebody from one need to another costs nothing in itself, so a chain costs what
its last place costs.
"""

from collections import Counter, deque
from collections.abc import Mapping, Sequence

from dengta.engines.rostering.problem import Cover

Group = frozenset[str]
Came = dict[int, tuple[int, Group] | None]


def can_serve(skills: frozenset[str], cover: Cover) -> bool:
    """Whether somebody with these skills counts for this need; one without a named skill takes anybody."""
    return not cover.skill or cover.skill in skills


def shortage(cover: Cover, missing: int) -> int:
    """What so many missing people cost. Beyond each step of `worse` each further one costs so much more as well."""
    return cover.under * max(0, missing) + sum(more * max(0, missing - beyond) for beyond, more in cover.worse)


def share_out(covers: Sequence[Cover], heads: Mapping[Group, int]) -> tuple[int, ...]:
    """How many people serve each cover when everybody who can serve at least one serves exactly one.

    `heads`: people present by their set of skills. As few as can be are missing below a `least`; among such ways the
    sum of what those missing (`shortage`) and `over` for each one too many cost is the smallest.
    """
    serving: list[Counter[Group]] = [Counter() for _cover in covers]
    able = {group: [at for at, cover in enumerate(covers) if can_serve(group, cover)] for group in heads}
    for group in sorted(heads, key=sorted):
        left = heads[group] if able[group] else 0
        while left:
            came = _reachable(group, able, serving)
            last = min(sorted(came), key=lambda at: _next_price(covers[at], serving[at].total()))
            left -= _follow(group, last, came, serving, min(left, _room(covers[last], serving[last].total(), left)))
    return tuple(counts.total() for counts in serving)


def _next_price(cover: Cover, served: int) -> tuple[int, int]:
    """What one more costs: first in people missing below the least, then in money."""
    missing = cover.needed - served
    money = shortage(cover, missing - 1) - shortage(cover, missing) if missing > 0 else cover.over
    return -int(served < cover.least), money


def _room(cover: Cover, served: int, left: int) -> int:
    """How many more come at the price of the next one."""
    steps = (cover.least, cover.needed, *(cover.needed - beyond for beyond, _more in cover.worse))
    return min((step - served for step in steps if step > served), default=left)


def _reachable(group: Group, able: Mapping[Group, list[int]], serving: Sequence[Counter[Group]]) -> Came:
    """The needs where one more of this group makes one more in the end, and from which need a swap leads there."""
    came: Came = dict.fromkeys(able[group])
    queue = deque(came)
    while queue:
        here = queue.popleft()
        for other, number in serving[here].items():
            for there in able[other] if number else ():
                if there not in came:
                    came[there] = (here, other)
                    queue.append(there)
    return came


def _follow(group: Group, last: int, came: Came, serving: Sequence[Counter[Group]], most: int) -> int:
    """Move at most so many people along the chain that ends at `last`; how many."""
    steps, at = [], last
    while (step := came[at]) is not None:
        steps.append((step[0], at, step[1]))
        at = step[0]
    moved = min(most, *(serving[here][other] for here, _there, other in steps)) if steps else most
    for here, there, other in steps:
        serving[here][other] -= moved
        serving[there][other] += moved
    serving[at][group] += moved
    return moved
