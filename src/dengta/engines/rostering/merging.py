"""Fewer needs for the same cost: neighbouring times at which the same people are there, as one.

Where no template begins or ends between two intervals, and nobody is busy in only one of them, the same people are
there in both. If the same numbers are needed and the prices are in proportion, whoever shares them out best for one
does so for both. So one need that costs as much as both stands for them.

What is preserved: for every roster the cost in all, whatever it is, and whether a hard rule is broken (one complaint
then stands for several). Where the numbers differ, or the prices are out of proportion, the needs are kept apart, since
people may then best be shared out in another way in each of them. So are needs between whose times, in their order,
lies another that overlaps them. Breaks, which are placed later, are passed over. The order of the covers changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dengta.engines.rostering.problem import MINUTES_OF_DAY, Agent, Cover, Limit, Presence, Problem, Shift

Time = tuple[int, int]
There = frozenset[tuple[str | int, ...]]


def merge_intervals(problem: Problem) -> Problem:
    """Merge neighbouring intervals with the same active shift templates, separately for skills that nobody shares."""
    when = _When(problem)
    return replace(
        problem,
        covers=(*(cover for cover in problem.covers if cover.code), *_merged_covers(problem, when)),
        presences=(*(one for one in problem.presences if one.code), *_merged_presences(problem, when)),
    )


class _When:
    """Which templates, and which other work of somebody, there are throughout a time."""

    def __init__(self, problem: Problem) -> None:
        self.shifts = problem.shifts
        self.busy: dict[int, list[Time]] = defaultdict(list)
        for day, start, end in sorted({one for agent in problem.agents for one in agent.busy}):
            self.busy[day].append((start, end))
            self.busy[day + 1].append((start - MINUTES_OF_DAY, end - MINUTES_OF_DAY))
        self._there: dict[Time, There] = {}

    def alike(self, day: int, one: Time, other: Time) -> bool:
        """Whether the same people are there at both times, whatever the roster."""
        busy = ([b for b in self.busy[day] if b[0] < end and start < b[1]] for start, end in (one, other))
        return self.there(one) == self.there(other) and next(busy) == next(busy)

    def there(self, time: Time) -> There:
        """The templates, those of the day before too, with the part that holds the time; as a whole and by parts."""
        if time not in self._there:
            self._there[time] = frozenset(_spanning(self.shifts, time))
        return self._there[time]


def _spanning(shifts: Sequence[Shift], time: Time) -> Iterator[tuple[str | int, ...]]:
    for later in (0, MINUTES_OF_DAY):
        start, end = time[0] + later, time[1] + later
        for shift in shifts:
            for at, (first, last) in enumerate(((shift.start, shift.end), *shift.parts)):
                if first <= start and end <= last:
                    yield shift.code, later, at


def _merged_covers(problem: Problem, when: _When) -> Iterator[Cover]:
    families = _families(problem.agents, [cover for cover in problem.covers if not cover.code])
    found: dict[int, dict[int, dict[Time, list[Cover]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for cover in problem.covers:
        if not cover.code:
            found[cover.day][families[cover.skill]][cover.start, cover.end].append(cover)
    for day, by_family in sorted(found.items()):
        for slots in by_family.values():
            yield from _merged_slots(slots, when, day)


def _merged_slots(slots: Mapping[Time, list[Cover]], when: _When, day: int) -> Iterator[Cover]:
    open_covers: list[Cover] = []
    # A merged time is never one that was there already, where people would be shared out among more needs than before:
    # it would begin with the first of the merged times and end later, so it would stand between them in this order.
    for time in sorted(slots):
        covers = sorted(slots[time], key=_numbers)
        last = (open_covers[0].start, open_covers[0].end) if open_covers else time
        joined = open_covers and last[1] == time[0] and when.alike(day, last, time)
        if joined and _proportional(open_covers, covers):
            open_covers = [_sum(one, other) for one, other in zip(open_covers, covers, strict=True)]
        else:
            yield from open_covers
            open_covers = covers
    yield from open_covers


def _numbers(cover: Cover) -> tuple[str, int, int, tuple[int, ...], tuple[int, ...]]:
    """What must be the same: whom it asks for, how many, how many at least, where it becomes worse. Then the prices."""
    return cover.skill, cover.needed, cover.least, tuple(missing for missing, _more in cover.worse), _prices(cover)


def _prices(cover: Cover) -> tuple[int, ...]:
    return cover.under, cover.over, *(more for _missing, more in cover.worse)


def _proportional(covers: Sequence[Cover], others: Sequence[Cover]) -> bool:
    """Whether each asks for the same, and all prices are so many times those of the others."""
    if [_numbers(cover)[:4] for cover in covers] != [_numbers(cover)[:4] for cover in others]:
        return False
    one = [price for cover in covers for price in _prices(cover)]
    other = [price for cover in others for price in _prices(cover)]
    a, b = sum(one), sum(other)
    return (a > 0) == (b > 0) and all(x * b == y * a for x, y in zip(one, other, strict=True))


def _sum(cover: Cover, other: Cover) -> Cover:
    worse = tuple(
        (missing, more + also) for (missing, more), (_same, also) in zip(cover.worse, other.worse, strict=True)
    )
    return replace(cover, end=other.end, under=cover.under + other.under, over=cover.over + other.over, worse=worse)


def _families(agents: Iterable[Agent], covers: Iterable[Cover]) -> dict[str, int]:
    """A number for each skill asked for; the same where somebody could be missed in one while serving the other.

    A need for anybody makes all of them one family.
    """
    asked = sorted({cover.skill for cover in covers})
    family = {skill: at for at, skill in enumerate(asked)}
    groups = {agent.skills.intersection(asked) for agent in agents}
    if "" in family:
        groups.add(frozenset(asked))
    for group in groups:
        joined = {family[skill] for skill in group}
        if len(joined) > 1:
            family = {skill: min(joined) if at in joined else at for skill, at in family.items()}
    return family


def _merged_presences(problem: Problem, when: _When) -> Iterator[Presence]:
    """Limits on who is there: merged where they are the same, priced alike or not at all."""
    found: dict[tuple[int, str], list[Presence]] = defaultdict(list)
    for one in problem.presences:
        if not one.code:
            found[one.day, one.skill].append(one)
    for (day, _skill), presences in sorted(found.items()):
        ordered = sorted(presences, key=lambda one: (one.start, one.end))
        last = ordered[0]
        for one in ordered[1:]:
            limit = _both(last.limit, one.limit)
            if limit and last.end == one.start and when.alike(day, (last.start, last.end), (one.start, one.end)):
                last = replace(last, end=one.end, limit=limit)
            else:
                yield last
                last = one
        yield last


def _both(limit: Limit, other: Limit) -> Limit | None:
    """One limit that costs as much as both; None where there is none."""
    same = (limit.least, limit.most) == (other.least, other.most)
    free = (limit.below is None, limit.above is None) == (other.below is None, other.above is None)
    if not (same and free):
        return None
    below = None if limit.below is None or other.below is None else limit.below + other.below
    above = None if limit.above is None or other.above is None else limit.above + other.above
    return replace(limit, below=below, above=above)
