"""Talks and meetings go into surplus intervals: time in which a group has more people at work than its contacts need.

Least harm first: what is due earliest chooses first, and takes the time in which most people are left over. Everybody
taken out of a group lessens what is left of it, so ten talks never share one person too many.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Floor:
    """The time ahead. `free`: in which quarters each person is at work and not taken already; whoever is not named is
    never there. `group`: whose contacts a person takes; whoever takes none is missed by nobody. `spare`: how many
    people more than needed each group has in a quarter; a quarter that is not named has none to give."""

    free: Mapping[int, frozenset[int]]
    group: Mapping[int, int]
    spare: Mapping[int, Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Wish:
    """A talk of a few people, all of whom have to be there. `due`: any number that grows with the day it is due."""

    key: int
    people: tuple[int, ...]
    due: int
    quarters: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """When it begins, and how many people more than needed are still there while it lasts (None: nobody is missed)."""

    start: int
    left: float | None


@dataclass(frozen=True, slots=True)
class Gathering:
    """A time for a meeting of many: who can be there, and how many more would be needed at the contacts meanwhile."""

    start: int
    there: frozenset[int]
    short: float


def place(wishes: Collection[Wish], floor: Floor) -> dict[int, Placed]:
    """A time for each wish that can be met without harm, by key. What finds none is left out: harm is for people to
    decide on, not for a program."""
    taken: Counter[tuple[int, int]] = Counter()
    free = {person: set(quarters) for person, quarters in floor.free.items()}
    found: dict[int, Placed] = {}
    for wish in sorted(wishes, key=lambda one: (one.due, one.key)):
        best = min(_options(wish, floor, free, taken), default=None)
        if best is None:
            continue
        loss, start = best
        found[wish.key] = Placed(start, None if loss == -inf else -loss)
        lasting = range(start, start + wish.quarters)
        for person in wish.people:
            free[person].difference_update(lasting)
            taken.update((floor.group[person], quarter) for quarter in lasting if person in floor.group)
    return found


def _options(
    wish: Wish, floor: Floor, free: Mapping[int, set[int]], taken: Mapping[tuple[int, int], int]
) -> Iterator[tuple[float, int]]:
    """What each harmless time leaves over, the most first when sorted, and then the earliest."""
    called = Counter(floor.group[person] for person in wish.people if person in floor.group)
    for start in _starts([free.get(person, set()) for person in wish.people], wish.quarters):
        left = min(
            (
                floor.spare.get(group, {}).get(quarter, 0.0) - taken[group, quarter] - number
                for group, number in called.items()
                for quarter in range(start, start + wish.quarters)
            ),
            default=inf,
        )
        if left >= 0:
            yield -left, start


def _starts(free: Sequence[Collection[int]], quarters: int) -> Iterator[int]:
    """Every quarter from which all of these people are free for so many quarters."""
    if not free:
        return
    common = frozenset(free[0]).intersection(*free[1:])
    for start in common:
        if all(start + later in common for later in range(1, quarters)):
            yield start


def gather(people: Collection[int], floor: Floor, *, host: int, quarters: int, most: int = 3) -> list[Gathering]:
    """The best times for a meeting of a whole group: as many there as ever are, then the least missing at the contacts,
    then the earliest. `host` has to be there. One a day (96 quarters) at most, so that there is something to choose."""
    found = []
    for start in _starts([floor.free.get(host, frozenset())], quarters):
        lasting = range(start, start + quarters)
        there = frozenset(one for one in people if floor.free.get(one, frozenset()).issuperset(lasting))
        if there - {host}:
            found.append(Gathering(start, there, _missing(there, lasting, floor)))
    found.sort(key=lambda one: (-len(one.there), one.short, one.start))
    chosen: list[Gathering] = []
    for one in found:
        if len(chosen) < most and all(abs(one.start - other.start) >= 96 for other in chosen):
            chosen.append(one)
    return chosen


def _missing(there: Collection[int], lasting: range, floor: Floor) -> float:
    called = Counter(floor.group[one] for one in there if one in floor.group)
    gaps = (
        number - floor.spare.get(group, {}).get(quarter, 0.0) for group, number in called.items() for quarter in lasting
    )
    return max(0.0, *gaps) if called else 0.0
