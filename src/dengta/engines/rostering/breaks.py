"""When everybody takes their breaks, once it is known who works when: the facts, and a quick way that scales.

Breaks begin in their window, counted from its beginning in steps of the grid, inside one part of the shift; those of
one person do not overlap; and of the people there with the same skills at most a share is away at once (rounded up, at
least one). Within that, they are placed where they are missed the least in the covers by time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.assignment import share_out, shortage
from dengta.engines.rostering.problem import MINUTES_OF_DAY, OFF, Break, Cover, Problem, Roster, Shift

GRID = 15
SHARE = 0.25
Skills = frozenset[str]
Span = tuple[int, int]
Kind = tuple[int, str, str, tuple[tuple[int, int, int], ...]]


@dataclass(frozen=True, slots=True, order=True)
class PlacedBreak:
    """One pause of one person. `start`: minutes after midnight of the day on which the shift began."""

    agent: str
    day: int
    name: str
    start: int
    minutes: int


@dataclass(frozen=True, slots=True)
class BreakPlan:
    """All breaks of a roster. `unplaced`: agent, day and name of those for which no room was found."""

    breaks: tuple[PlacedBreak, ...]
    unplaced: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A break that somebody takes on a day, and the minutes after midnight at which it may begin."""

    agent: int
    day: int
    pause: Break
    starts: tuple[int, ...]

    def span(self, start: int) -> Span:
        """From and to which minute of the horizon."""
        return self.day * MINUTES_OF_DAY + start, self.day * MINUTES_OF_DAY + start + self.pause.minutes


@dataclass(slots=True, eq=False)
class Slot:
    """The covers of one time, in minutes of the horizon.

    `gone`: who would serve but is on a break. `heads`: who is left, once somebody has counted; `loss`: what one fewer
    with these skills costs, once somebody has asked.
    """

    start: int
    end: int
    covers: list[Cover]
    gone: set[int] = field(default_factory=set)
    heads: Counter[Skills] | None = None
    loss: dict[Skills, int] = field(default_factory=dict)

    def price(self, skills: Skills | None = None) -> int:
        """What is missing costs, with one fewer of these skills."""
        served = share_out(self.covers, (self.heads or Counter()) - Counter([skills] if skills is not None else []))
        return sum(shortage(cover, cover.needed - number) for cover, number in zip(self.covers, served, strict=True))


class Scene:
    """Who is there when, and who is away: what both ways of placing breaks look at and write to.

    `most[skills]` and `away[skills]`: for each minute, how many with these skills may be away and how many are.
    """

    def __init__(self, problem: Problem, roster: Roster, *, grid: int = GRID, share: float = SHARE) -> None:
        self.problem, self.roster, self.grid = problem, roster, grid
        self.shifts = {shift.code: shift for shift in problem.shifts}
        self.slots = _slots(problem)
        self.away: dict[Skills, NDArray[np.int64]] = {}
        self.most: dict[Skills, NDArray[np.int64]] = {}
        self._fits: dict[tuple[Kind, int, int], bool] = {}
        self._at: defaultdict[int, list[Slot]] = defaultdict(list)
        for slot in self.slots:
            for step in range(slot.start // GRID, -(-slot.end // GRID)):
                self._at[step].append(slot)
        self._count_heads(share)

    def _count_heads(self, share: float) -> None:
        minutes = (self.problem.days + 2) * MINUTES_OF_DAY
        there: defaultdict[Skills, NDArray[np.int64]] = defaultdict(lambda: np.zeros(minutes, np.int64))
        for number, agent in enumerate(self.problem.agents):
            for day in range(-1, self.problem.days):
                for start, end in self._spans(self._code(number, day), day):
                    there[agent.skills][max(0, start) : max(0, end)] += 1
        for skills, heads in there.items():
            self.away[skills] = np.zeros(minutes, np.int64)
            # A little less, so that a quarter of eight is two in floating point as well.
            self.most[skills] = np.maximum(1, np.ceil(share * heads - 1e-9)).astype(np.int64)

    def _code(self, number: int, day: int) -> str:
        if day < 0:
            history = self.problem.agents[number].history
            return history.last_shift if history else OFF
        return self.roster[number][day] if day < self.problem.days else OFF

    def _spans(self, code: str, day: int) -> Iterator[Span]:
        if shift := self.shifts.get(code):
            for start, end in _parts(shift):
                yield start + day * MINUTES_OF_DAY, end + day * MINUTES_OF_DAY

    def serves(self, number: int, slot: Slot) -> bool:
        """Whether somebody is there and free for the whole of a time, but for breaks."""
        day = slot.start // MINUTES_OF_DAY
        busy = tuple(sorted(self.problem.agents[number].busy))
        kind = (day, self._code(number, day - 1), self._code(number, day), busy)
        if (key := (kind, slot.start, slot.end)) not in self._fits:
            self._fits[key] = self._serves(kind, slot)
        return self._fits[key]

    def _serves(self, kind: Kind, slot: Slot) -> bool:
        day, yesterday, today, busy = kind
        there = (*self._spans(yesterday, day - 1), *self._spans(today, day))
        elsewhere = ((on * MINUTES_OF_DAY + start, on * MINUTES_OF_DAY + end) for on, start, end in busy)
        return any(start <= slot.start and slot.end <= end for start, end in there) and not any(
            start < slot.end and slot.start < end for start, end in elsewhere
        )

    def heads(self, slot: Slot) -> Counter[Skills]:
        """Those who serve and are not on a break, by their skills."""
        if slot.heads is None:
            people = enumerate(self.problem.agents)
            slot.heads = Counter(agent.skills for at, agent in people if at not in slot.gone and self.serves(at, slot))
        return slot.heads

    def loss(self, one: Asked, slot: Slot) -> int:
        """What it costs that somebody is missing from a time."""
        heads, skills = self.heads(slot), self.problem.agents[one.agent].skills
        if skills not in slot.loss:
            slot.loss[skills] = slot.price(skills) - slot.price() if heads else 0
        return slot.loss[skills]

    def asked(self, day: int) -> list[Asked]:
        """All breaks of a day, the long ones and those with little choice first."""
        found = []
        for number, codes in enumerate(self.roster):
            if shift := self.shifts.get(codes[day]):
                found += [Asked(number, day, one, tuple(_starts(shift, one, self.grid))) for one in shift.breaks]
        return sorted(found, key=lambda one: (-one.pause.minutes, len(one.starts), one.agent))

    def touched(self, one: Asked, start: int) -> list[Slot]:
        """The times in which somebody would be missing, and is not already."""
        first, last = one.span(start)
        steps = range(first // GRID, -(-last // GRID))
        slots = {id(slot): slot for step in steps for slot in self._at.get(step, ())}
        return [
            slot
            for slot in slots.values()
            if slot.start < last and first < slot.end and one.agent not in slot.gone and self.serves(one.agent, slot)
        ]

    def room(self, one: Asked, start: int) -> bool:
        """Whether one more of these skills may be away then."""
        first, last = one.span(start)
        skills = self.problem.agents[one.agent].skills
        return bool((self.away[skills][first:last] < self.most[skills][first:last]).all())

    def take(self, one: Asked, start: int) -> PlacedBreak:
        """Send somebody on their break."""
        agent = self.problem.agents[one.agent]
        for slot in self.touched(one, start):
            self.heads(slot)[agent.skills] -= 1
            slot.gone.add(one.agent)
            slot.loss.clear()
        first, last = one.span(start)
        self.away[agent.skills][first:last] += 1
        return PlacedBreak(agent.key, one.day, one.pause.name, start, one.pause.minutes)

    def call_back(self, chosen: Mapping[Asked, int]) -> None:
        """As if none of these, which are all the breaks of these people on a day, had been taken."""
        for one, start in chosen.items():
            first, last = one.span(start)
            self.away[self.problem.agents[one.agent].skills][first:last] -= 1
            for step in range(first // GRID, -(-last // GRID)):
                for slot in self._at.get(step, ()):
                    if slot.start < last and first < slot.end and one.agent in slot.gone:
                        self.heads(slot)[self.problem.agents[one.agent].skills] += 1
                        slot.gone.remove(one.agent)
                        slot.loss.clear()


def _slots(problem: Problem) -> list[Slot]:
    """The times for which people are asked. Those too many cost nothing here, and no number is sacred."""
    times: dict[Span, Slot] = {}
    for cover in problem.covers:
        if not cover.code and 0 <= cover.day < problem.days:
            start, end = (cover.day * MINUTES_OF_DAY + minute for minute in (cover.start, cover.end))
            slot = times.setdefault((start, end), Slot(start, end, []))
            slot.covers.append(replace(cover, over=0, least=0))
    return sorted(times.values(), key=lambda slot: (slot.start, slot.end))


def _parts(shift: Shift) -> Sequence[Span]:
    return shift.parts or ((shift.start, shift.end),)


def _starts(shift: Shift, pause: Break, grid: int) -> Iterator[int]:
    for start in range(shift.start + pause.earliest, shift.start + pause.latest + 1, grid):
        if any(first <= start and start + pause.minutes <= last for first, last in _parts(shift)):
            yield start


def stagger(problem: Problem, roster: Roster, *, grid: int = GRID, share: float = SHARE) -> BreakPlan:
    """One break after the other where it is missed the least at that moment; for days with thousands of people."""
    scene = Scene(problem, roster, grid=grid, share=share)
    breaks: list[PlacedBreak] = []
    unplaced: list[tuple[str, int, str]] = []
    for day in range(problem.days):
        for one, start in stagger_day(scene, day).items():
            if start is None:
                unplaced.append((problem.agents[one.agent].key, day, one.pause.name))
            else:
                breaks.append(PlacedBreak(problem.agents[one.agent].key, day, one.pause.name, start, one.pause.minutes))
    return BreakPlan(tuple(sorted(breaks)), tuple(unplaced))


def stagger_day(scene: Scene, day: int) -> dict[Asked, int | None]:
    """The beginning of each break of a day, all of them taken on the scene; None where there was no room."""
    found: dict[Asked, int | None] = {}
    mine: defaultdict[int, list[Span]] = defaultdict(list)
    for one in scene.asked(day):
        *_reasons, start = min(_choices(scene, one, mine[one.agent]), default=(None,))
        found[one] = start
        if start is not None:
            scene.take(one, start)
            mine[one.agent].append(one.span(start))
    return found


def _choices(scene: Scene, one: Asked, mine: Sequence[Span]) -> Iterator[tuple[int, int, int, int]]:
    """Where a break may begin: how much it is missed, how many are away, how far from the middle; and the minute."""
    away = scene.away[scene.problem.agents[one.agent].skills]
    for start in one.starts:
        first, last = one.span(start)
        if scene.room(one, start) and not any(begin < last and first < end for begin, end in mine):
            missed = sum(scene.loss(one, slot) for slot in scene.touched(one, start))
            yield missed, int(away[first:last].max()), abs(start - one.starts[len(one.starts) // 2]), start
