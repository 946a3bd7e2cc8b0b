"""Breaks placed by CP-SAT, day by day, where they are missed the least; skills are shared out exactly."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, BoolVarT, CpModel, CpSolver, LinearExpr

from dengta.engines.rostering.assignment import can_serve, shortage
from dengta.engines.rostering.breaks import GRID, SHARE, Asked, BreakPlan, PlacedBreak, Scene, Slot, stagger_day
from dengta.engines.rostering.problem import Cover, Problem, Roster

MOST_PEOPLE = 150
"""With breaks on a day; where there are more, they are only staggered."""

Chosen = Mapping[Asked, int]
Starts = Mapping[Asked, Mapping[int, BoolVarT]]


def place_breaks(
    problem: Problem,
    roster: Roster,
    *,
    seconds: float,
    seed: int,
    grid: int = GRID,
    share: float = SHARE,
    most_people: int = MOST_PEOPLE,
) -> BreakPlan:
    """The breaks of a whole roster; `seconds` for each day. The quick way is where the search begins and falls back to.

    A day whose shifts end on the next one comes first: its breaks after midnight stand when the next day is planned.
    """
    scene = Scene(problem, roster, grid=grid, share=share)
    breaks: list[PlacedBreak] = []
    unplaced: list[tuple[str, int, str]] = []
    for day in range(problem.days):
        quick = stagger_day(scene, day)
        chosen: Chosen = {one: start for one, start in quick.items() if start is not None}
        scene.call_back(chosen)
        if len({one.agent for one in quick}) <= most_people:
            chosen = _Day(scene, list(quick)).solve(chosen, seconds, seed) or chosen
        breaks.extend(scene.take(one, start) for one, start in chosen.items())
        unplaced.extend((problem.agents[one.agent].key, day, one.pause.name) for one in quick if one not in chosen)
    return BreakPlan(tuple(sorted(breaks)), tuple(unplaced))


class _Day:
    """The model of one day: a boolean for each break and each minute at which it may begin."""

    def __init__(self, scene: Scene, asked: Sequence[Asked]) -> None:
        self.scene, self.asked = scene, asked
        self.model = CpModel()
        self.begins: dict[Asked, dict[int, BoolVarT]] = {
            one: {start: self.model.new_bool_var("") for start in one.starts} for one in asked
        }
        self.costs: list[LinearExpr] = []
        slots = {id(slot): slot for one in asked for start in one.starts for slot in scene.touched(one, start)}
        # Dearer than all shortages of the day together: a break is left out only where there is no room at all.
        price = 1 + sum(shortage(cover, cover.needed) for slot in slots.values() for cover in slot.covers)
        for begins in self.begins.values():
            taken = LinearExpr.sum(list(begins.values()))
            self.model.add(taken <= 1)
            self.costs.append(price * (1 - taken))
        self._keep_apart()
        self._keep_shares()
        for slot in slots.values():
            self._write_slot(slot)

    def solve(self, hint: Chosen, seconds: float, seed: int) -> Chosen | None:
        """None where nothing was found in time."""
        for one, begins in self.begins.items():
            for start, begin in begins.items():
                self.model.add_hint(begin, hint.get(one) == start)
        self.model.minimize(LinearExpr.sum(self.costs))
        solver = CpSolver()
        solver.parameters.random_seed = seed
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = seconds
        if solver.solve(self.model) not in {OPTIMAL, FEASIBLE}:
            return None
        return {
            one: start for one, begins in self.begins.items() for start, begin in begins.items() if solver.value(begin)
        }

    def _keep_apart(self) -> None:
        """Nobody takes two breaks at once."""
        by_agent: defaultdict[int, list[Asked]] = defaultdict(list)
        for one in self.asked:
            by_agent[one.agent].append(one)
        for mine in by_agent.values():
            for one, other in combinations(mine, 2):
                for start, begin in self.begins[one].items():
                    late, early = start + one.pause.minutes, start - other.pause.minutes
                    clash = [each for at, each in self.begins[other].items() if early < at < late]
                    self.model.add_at_most_one([begin, *clash])

    def _keep_shares(self) -> None:
        """Not too many with the same skills are away: held when a break begins, and when somebody goes home."""
        by_skills: defaultdict[frozenset[str], list[tuple[int, int, BoolVarT]]] = defaultdict(list)
        for one, begins in self.begins.items():
            skills = self.scene.problem.agents[one.agent].skills
            by_skills[skills].extend((*one.span(start), begin) for start, begin in begins.items())
        for skills, spans in by_skills.items():
            left = self.scene.most[skills] - self.scene.away[skills]
            fewer = {int(at) + 1 for at in np.flatnonzero(np.diff(left) < 0)}
            for minute in sorted({first for first, _last, _begin in spans} | fewer):
                away = [begin for first, last, begin in spans if first <= minute < last]
                if len(away) > left[minute]:
                    self.model.add(LinearExpr.sum(away) <= int(left[minute]))

    def _write_slot(self, slot: Slot) -> None:
        """Whoever is not on a break serves one of the covers that they can serve."""
        able = {
            skills: tuple(at for at, cover in enumerate(slot.covers) if can_serve(skills, cover))
            for skills in self.scene.most
        }
        heads: defaultdict[tuple[int, ...], int] = defaultdict(int)
        away: defaultdict[tuple[int, ...], list[BoolVarT]] = defaultdict(list)
        for skills, number in self.scene.heads(slot).items():
            heads[able[skills]] += number
        for agent, absent in self._absent(slot):
            away[able[self.scene.problem.agents[agent].skills]].append(absent)
        serving: list[list[LinearExpr]] = [[] for _cover in slot.covers]
        for group, number in heads.items():
            present = number - LinearExpr.sum(away[group])
            flows = [self.model.new_int_var(0, number, "") for _at in group]
            self.model.add(LinearExpr.sum(flows) <= present)
            for at, flow in zip(group, flows, strict=True):
                serving[at].append(flow)
        for cover, served in zip(slot.covers, serving, strict=True):
            self._write_cover(cover, LinearExpr.sum(served))

    def _absent(self, slot: Slot) -> Iterator[tuple[int, BoolVarT]]:
        """For each agent who may be away in this time, whether they are."""
        by_agent: defaultdict[int, list[BoolVarT]] = defaultdict(list)
        for one, begins in self.begins.items():
            if one.agent not in slot.gone and self.scene.serves(one.agent, slot):
                spans = ((one.span(start), begin) for start, begin in begins.items())
                by_agent[one.agent] += [
                    begin for (first, last), begin in spans if first < slot.end and slot.start < last
                ]
        for agent, begins_then in by_agent.items():
            if begins_then:
                absent = self.model.new_bool_var("")
                for begin in begins_then:
                    self.model.add_implication(begin, absent)
                yield agent, absent

    def _write_cover(self, cover: Cover, served: LinearExpr) -> None:
        missing = self.model.new_int_var(0, max(0, cover.needed), "")
        self.model.add(served + missing >= cover.needed)
        self.costs.append(cover.under * missing)
        for beyond, price in cover.worse:
            if beyond < cover.needed:
                further = self.model.new_int_var(0, cover.needed - beyond, "")
                self.model.add(further >= missing - beyond)
                self.costs.append(price * further)
