"""Who covers what, as rows of a linear programme: how they are made.

A row says: agents present + missing − surplus = people needed; what is missing and what is surplus flows in at prices
that rise in steps. Where at one time several skills are asked for, agents who could serve more than one of them stand
in a row of their own, and flows lead from there to the rows of the skills. Seats, mentors and fair shares are rows as
well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from dengta.engines.rostering.problem import (
    MINUTES_OF_DAY,
    OFF,
    Agent,
    Cover,
    Limit,
    Pairing,
    Presence,
    Problem,
    Share,
    Shift,
)

BREACH = 100_000
"""The price of each unit of a hard rule that the search may break on its way: no other price may weigh it up."""

Present = tuple[int, int]
"""A day and the number of a shift."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A variable beside the rosters: at most `most` of it, at a price, with these entries in the rows.

    `start`: of the flows of one row in one direction, how much those before it take in.
    """

    price: float
    most: float
    rows: tuple[int, ...]
    entries: tuple[float, ...]
    start: float = 0.0


@dataclass(slots=True)
class Rows:
    """Rows in the making. `part[r]`: rows that flows connect bear the same number."""

    needed: list[int] = field(default_factory=list)
    day: list[int] = field(default_factory=list)
    part: list[int] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    constant: int = 0

    def add(self, day: int, needed: int, part: int | None = None) -> int:
        """A new row."""
        self.needed.append(needed)
        self.day.append(day)
        self.part.append(len(self.part) if part is None else part)
        return len(self.needed) - 1

    def price(self, row: int, steps: Iterable[tuple[float, float]], sign: int) -> None:
        """What is missing (sign 1) or surplus (−1) in a row: so much at that price, then so much at the next."""
        start = 0.0
        for most, price in steps:
            if most > 0:
                self.flows.append(Flow(price, most, (row,), (float(sign),), start))
            start += most


@dataclass(slots=True)
class Entered:
    """Which rows are entered by whom: by group, day and shift; and by single agents, with a number of either sign."""

    by_group: defaultdict[tuple[int, int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    by_agent: defaultdict[int, list[tuple[int, int, int, int]]] = field(default_factory=lambda: defaultdict(list))


def time_rows(problem: Problem, skills: Sequence[frozenset[str]], rows: Rows, entered: Entered) -> None:
    """The rows of all covers."""
    busy = [(n, agent) for n, agent in enumerate(problem.agents) if agent.busy]
    for covers in _by_time(problem):
        part = len(rows.part)
        row_of = [_cover_row(rows, cover, part) for cover in covers]
        present = list(_present(problem, covers[0]))
        serves = [
            tuple(row for cover, row in zip(covers, row_of, strict=True) if not cover.skill or cover.skill in one)
            for one in skills
        ]
        enters = _supplies(rows, covers[0].day, part, serves)
        for group, row in enters.items():
            for day, k in present:
                entered.by_group[group, day, k].append(row)
        for n, agent in busy:
            if (own := enters.get(skills.index(agent.skills))) is not None:
                away = [(day, k) for day, k in present if _is_busy(agent, covers[0], problem.shifts[k])]
                entered.by_agent[n].extend((day, k, own, -1) for day, k in away)
        for agent in _still_there(problem, covers[0]):
            own = enters.get(skills.index(agent.skills))
            if own is not None and not _is_busy(agent, covers[0], None):
                rows.needed[own] -= 1


def _cover_row(rows: Rows, cover: Cover, part: int) -> int:
    """The row of a cover. Where more must be there than are needed, what these cost too many is paid beforehand."""
    extra = max(0, cover.least - cover.needed)
    row = rows.add(cover.day, cover.needed + extra, part)
    rows.constant += extra * cover.over
    rows.price(row, [(float(extra), float(BREACH - cover.over)), *_missing(cover)], 1)
    rows.price(row, [(np.inf, float(cover.over))], -1)
    return row


def _supplies(rows: Rows, day: int, part: int, serves: Sequence[tuple[int, ...]]) -> dict[int, int]:
    """The row that each group enters: that of its only cover, or one from which flows lead to all it could serve."""
    supply: dict[tuple[int, ...], int] = {}
    enters = {}
    for group, targets in enumerate(serves):
        if len(targets) > 1 and targets not in supply:
            supply[targets] = rows.add(day, 0, part)
            rows.flows.extend(Flow(0.0, np.inf, (supply[targets], row), (-1.0, 1.0)) for row in targets)
        if targets:
            enters[group] = supply.get(targets, targets[0])
    return enters


def _by_time(problem: Problem) -> Iterable[list[Cover]]:
    """Covers that ask at the same time, together."""
    times: defaultdict[tuple[int, str, int, int], list[Cover]] = defaultdict(list)
    for cover in problem.covers:
        if 0 <= cover.day < problem.days:
            times[(cover.day, cover.code, 0, 0) if cover.code else (cover.day, OFF, cover.start, cover.end)].append(
                cover
            )
    return times.values()


def _missing(cover: Cover) -> Iterator[tuple[float, float]]:
    """How much more each further missing one costs, up to the first of those that must be there."""
    ends = sorted({count for count, _ in cover.worse if count < cover.needed} | {0})
    last = cover.needed - cover.least
    price = 0.0
    for at, count in enumerate(ends):
        price = cover.under + sum(more for beyond, more in cover.worse if beyond <= count)
        until = ends[at + 1] if at + 1 < len(ends) else cover.needed
        for low, high, extra in ((count, min(until, last), 0), (max(count, last), until, BREACH)):
            if high > low:
                yield float(high - low), price + extra


def _present(problem: Problem, when: Cover | Presence) -> Iterator[Present]:
    """The shifts, with their day, that are there all the time: of the day, or of the night before."""
    for k, shift in enumerate(problem.shifts):
        if when.code:
            if shift.code == when.code:
                yield when.day, k
            continue
        if spans(shift, when.start, when.end):
            yield when.day, k
        if when.day and spans(shift, when.start + MINUTES_OF_DAY, when.end + MINUTES_OF_DAY):
            yield when.day - 1, k


def spans(shift: Shift, start: int, end: int) -> bool:
    """Whether somebody in this shift is there from start to end."""
    return any(first <= start and end <= last for first, last in shift.parts or ((shift.start, shift.end),))


def _still_there(problem: Problem, when: Cover | Presence) -> Iterator[Agent]:
    """Agents whose shift of the night before the first day reaches into this time."""
    if when.day or when.code:
        return
    last = {shift.code: shift for shift in problem.shifts}
    for agent in problem.agents:
        shift = last.get(agent.history.last_shift) if agent.history else None
        if shift is not None and spans(shift, when.start + MINUTES_OF_DAY, when.end + MINUTES_OF_DAY):
            yield agent


def _is_busy(agent: Agent, cover: Cover, shift: Shift | None) -> bool:
    """Whether an agent works on something else: at the time of the cover, or in any part of the shift that it names.

    What they work on may have begun on the day before, and the time may reach into the next.
    """
    times: tuple[tuple[int, int], ...] = ((cover.start, cover.end),)
    if cover.code and shift is not None:
        times = shift.parts or ((shift.start, shift.end),)
    for day, begins, ends in agent.busy:
        moved = (day - cover.day) * MINUTES_OF_DAY
        if any(begins + moved < end and start < ends + moved for start, end in times):
            return True
    return False


def presence_rows(problem: Problem, skills: Sequence[frozenset[str]], rows: Rows, entered: Entered) -> None:
    """The rows of seats and seniors."""
    for one in problem.presences:
        if not 0 <= one.day < problem.days:
            continue
        row = rows.add(one.day, one.limit.least)
        _hold(rows, row, one.limit)
        for group, own in enumerate(skills):
            if not one.skill or one.skill in own:
                for day, k in _present(problem, one):
                    entered.by_group[group, day, k].append(row)
        rows.needed[row] -= sum(not one.skill or one.skill in agent.skills for agent in _still_there(problem, one))


def _hold(rows: Rows, row: int, limit: Limit) -> None:
    """Below the least and above the most at the limit's prices; between them for nothing."""
    rows.price(row, [(float(limit.least), float(BREACH if limit.below is None else limit.below))], 1)
    free = np.inf if limit.most is None else float(limit.most - limit.least)
    steps = [(free, 0.0)]
    if limit.most is not None:
        steps.append((np.inf, float(BREACH if limit.above is None else limit.above)))
    rows.price(row, steps, -1)


def pairing_rows(problem: Problem, pairing: Pairing, rows: Rows, entered: Entered) -> None:
    """For each day and shift: the mentors who are there, less the trainee, are none less than none."""
    number = {agent.key: n for n, agent in enumerate(problem.agents)}
    for day in range(problem.days):
        for k in range(len(problem.shifts)):
            row = rows.add(day, 0)
            rows.price(row, [(1.0, float(BREACH if pairing.price is None else pairing.price))], 1)
            rows.price(row, [(np.inf, 0.0)], -1)
            entered.by_agent[number[pairing.trainee]].append((day, k, row, -1))
            for mentor in sorted(pairing.mentors):
                entered.by_agent[number[mentor]].append((day, k, row, 1))


def share_rows(problem: Problem, share: Share, rows: Rows, entered: Entered) -> None:
    """For each agent who owes some: what they get, held to what is due at the square of the distance."""
    days = [day for day in range(problem.days) if not share.days or day in share.days]
    marked = [(day, k) for day in days for k, shift in enumerate(problem.shifts) if shift.code in share.codes]
    for n, agent in enumerate(problem.agents):
        if agent.key not in share.due:
            continue
        due = share.due[agent.key]
        row = rows.add(0, due)
        for sign, most in ((1, max(0, due)), (-1, max(len(days), len(days) - due))):
            rows.price(row, ((1.0, float(share.weight * (2 * unit + 1))) for unit in range(most)), sign)
        entered.by_agent[n].extend((day, k, row, 1) for day, k in marked)
