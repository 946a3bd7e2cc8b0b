"""What a plan of breaks violates and costs, counted minute by minute. It shares nothing with whoever placed them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.assignment import share_out, shortage
from dengta.engines.rostering.breaks import BreakPlan, PlacedBreak
from dengta.engines.rostering.problem import MINUTES_OF_DAY, OFF, Cover, Problem, Roster, Shift


class BreakRule(StrEnum):
    """What can be wrong with a break."""

    MISSING = "missing"
    UNASKED = "unasked"
    WINDOW = "window"
    GRID = "grid"
    PART = "part"
    OVERLAP = "overlap"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class BreakBreach:
    """A rule that is broken. `agent`: for a share, one of those away then. `minute`: after the midnight of its day."""

    rule: BreakRule
    agent: str
    day: int
    name: str
    minute: int


@dataclass(frozen=True, slots=True)
class BreakVerdict:
    """Rules broken, and what those missing from the covers by time cost while people are on their breaks."""

    breaches: tuple[BreakBreach, ...]
    shortage: int


def check_breaks(
    problem: Problem, roster: Roster, plan: BreakPlan, *, grid: int = 15, share: float = 0.25
) -> BreakVerdict:
    """The plan by the rules of its breaks; raises KeyError where it names somebody who is not in the problem."""
    worked = _codes(problem, roster)
    breaches = [
        *_asked(problem, roster, plan),
        *(breach for one in plan.breaks for breach in _place(worked[one.agent].get(one.day), one, grid)),
        *_overlaps(plan),
        *_shares(problem, roster, plan, share),
    ]
    return BreakVerdict(tuple(breaches), _shortage(problem, roster, plan))


def _codes(problem: Problem, roster: Roster) -> dict[str, dict[int, Shift]]:
    """The shift of each agent and day; the day before the first is -1."""
    shifts = {shift.code: shift for shift in problem.shifts}
    found = {}
    for agent, codes in zip(problem.agents, roster, strict=True):
        days = {-1: agent.history.last_shift if agent.history else OFF, **dict(enumerate(codes))}
        found[agent.key] = {day: shifts[code] for day, code in days.items() if code in shifts}
    return found


def _asked(problem: Problem, roster: Roster, plan: BreakPlan) -> Iterator[BreakBreach]:
    asked = Counter(
        (key, day, pause.name, pause.minutes)
        for key, days in _codes(problem, roster).items()
        for day, shift in days.items()
        for pause in shift.breaks
        if day >= 0
    )
    taken = Counter((one.agent, one.day, one.name, one.minutes) for one in plan.breaks)
    for (agent, day, name, _minutes), _number in (asked - taken).items():
        yield BreakBreach(BreakRule.MISSING, agent, day, name, 0)
    for (agent, day, name, _minutes), _number in (taken - asked).items():
        yield BreakBreach(BreakRule.UNASKED, agent, day, name, 0)


def _place(shift: Shift | None, one: PlacedBreak, grid: int) -> Iterator[BreakBreach]:
    pause = next((each for each in shift.breaks if each.name == one.name), None) if shift else None
    if shift is None or pause is None:
        return
    after = one.start - shift.start - pause.earliest
    parts = shift.parts or ((shift.start, shift.end),)
    if not 0 <= after <= pause.latest - pause.earliest:
        yield BreakBreach(BreakRule.WINDOW, one.agent, one.day, one.name, one.start)
    elif after % grid:
        yield BreakBreach(BreakRule.GRID, one.agent, one.day, one.name, one.start)
    if not any(start <= one.start and one.start + one.minutes <= end for start, end in parts):
        yield BreakBreach(BreakRule.PART, one.agent, one.day, one.name, one.start)


def _overlaps(plan: BreakPlan) -> Iterator[BreakBreach]:
    by_agent: defaultdict[str, list[PlacedBreak]] = defaultdict(list)
    for one in plan.breaks:
        by_agent[one.agent].append(one)
    for breaks in by_agent.values():
        breaks.sort(key=lambda one: one.day * MINUTES_OF_DAY + one.start)
        for one, other in pairwise(breaks):
            if (one.day - other.day) * MINUTES_OF_DAY + one.start + one.minutes > other.start:
                yield BreakBreach(BreakRule.OVERLAP, other.agent, other.day, other.name, other.start)


def _shares(problem: Problem, roster: Roster, plan: BreakPlan, share: float) -> Iterator[BreakBreach]:
    """The first minute of each break in which too many with the same skills are away."""
    skills = {agent.key: agent.skills for agent in problem.agents}
    size = (problem.days + 3) * MINUTES_OF_DAY
    there: defaultdict[frozenset[str], NDArray[np.int64]] = defaultdict(lambda: np.zeros(size, np.int64))
    away: defaultdict[frozenset[str], NDArray[np.int64]] = defaultdict(lambda: np.zeros(size, np.int64))
    for key, days in _codes(problem, roster).items():
        for day, shift in days.items():
            first = (day + 1) * MINUTES_OF_DAY
            for start, end in shift.parts or ((shift.start, shift.end),):
                there[skills[key]][first + start : first + end] += 1
    for one in plan.breaks:
        first = (one.day + 1) * MINUTES_OF_DAY + one.start
        away[skills[one.agent]][first : first + one.minutes] += 1
    for one in plan.breaks:
        first = (one.day + 1) * MINUTES_OF_DAY + one.start
        heads, gone = (each[skills[one.agent]][first : first + one.minutes] for each in (there, away))
        too_many = np.flatnonzero(gone > np.maximum(1, np.ceil(share * heads - 1e-9)))
        if len(too_many):
            yield BreakBreach(BreakRule.SHARE, one.agent, one.day, one.name, one.start + int(too_many[0]))


def _minutes(one: PlacedBreak) -> range:
    first = one.day * MINUTES_OF_DAY + one.start
    return range(first, first + one.minutes)


def _shortage(problem: Problem, roster: Roster, plan: BreakPlan) -> int:
    """Those too many cost nothing here, and below a `least` the price is that of the shortage."""
    worked = _codes(problem, roster)
    absent: defaultdict[str, list[range]] = defaultdict(list)
    for one in plan.breaks:
        absent[one.agent].append(_minutes(one))
    for agent in problem.agents:
        absent[agent.key] += [range(day * MINUTES_OF_DAY + a, day * MINUTES_OF_DAY + b) for day, a, b in agent.busy]
    times: defaultdict[tuple[int, int], list[Cover]] = defaultdict(list)
    for cover in problem.covers:
        if not cover.code and 0 <= cover.day < problem.days:
            first = cover.day * MINUTES_OF_DAY
            times[first + cover.start, first + cover.end].append(replace(cover, over=0, least=0))
    total = 0
    for (start, end), covers in times.items():
        heads = Counter(
            agent.skills
            for agent in problem.agents
            if _is_there(worked[agent.key], start, end) and not _meets(absent[agent.key], start, end)
        )
        served = share_out(covers, heads)
        total += sum(shortage(cover, cover.needed - number) for cover, number in zip(covers, served, strict=True))
    return total


def _is_there(days: Mapping[int, Shift], start: int, end: int) -> bool:
    today = start // MINUTES_OF_DAY
    for day in (today - 1, today):
        shift = days.get(day)
        first = day * MINUTES_OF_DAY
        if shift and any(
            first + a <= start and end <= first + b for a, b in shift.parts or ((shift.start, shift.end),)
        ):
            return True
    return False


def _meets(spans: Iterable[range], start: int, end: int) -> bool:
    return any(span.start < end and start < span.stop for span in spans)
