"""Why a problem has no roster: a smallest set of hard rules that clash, and the least that would have to give way.

The solver names rules that suffice for the contradiction (assumption literals). From these, whatever the contradiction
does without is taken away: first all rules of a kind together, then pieces that shrink down to single rules (a deletion
filter; Chinneck, Feasibility and Infeasibility in Optimization, 2008, chapter 6).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ortools.sat.python.cp_model import INFEASIBLE, OPTIMAL, UNKNOWN, CpSolver, CpSolverStatus, LinearExpr

from dengta.engines.rostering.cpsat.model import build_guarded
from dengta.engines.rostering.cpsat.sheet import Fact, Sheet
from dengta.engines.rostering.problem import Problem

GLANCE = 1.0
"""Seconds for what is mostly seen at once: that there is a roster after all, or which few rules clash."""
NAMING_SHARE = 0.05
"""Of the whole time, at most, for letting the solver name the rules that clash."""
STEP_SHARE = 0.2
"""Of the time that is left, at most, for one question; a rule stays where it remains open."""
RELAXING_SHARE = 0.2
"""Of the whole time, kept for asking how little would have to give way."""
PIECES = 4
HARDEST_FIRST = (
    "rest_after", "not_before", "runs", "rest_run", "work_run", "weekends", "week_minutes", "week_days", "counts",
    "pairings", "presences", "barred", "fixed", "days_off", "days", "minutes", "least",
)  # fmt: skip
"""In which order kinds of rules are taken away: those first that make the questions hard to answer."""


class Undecided(Exception):
    """The time was over before anybody knew whether there is a roster."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The least by which one rule alone would have to give way, in units of the rule itself.

    `short`: how much less than its least, `over`: how much more than its most (or how often at all, where never was the
    rule), in all the places together where it binds. Minutes for minutes, people for covers and presences, days or
    times for all others. `enough`: the whole problem then has a roster; otherwise only this clash is gone, and there is
    another one, or none was found in time.
    """

    fact: Fact
    short: int
    over: int
    enough: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hard rules that cannot all be kept. `minimal`: any one of them fewer, and they can; False where time ran out.

    `agents`: the people whose rules these are, and the mentors of a trainee. `relaxations`: one for each member, as far
    as the time allowed.
    """

    facts: tuple[Fact, ...]
    agents: tuple[str, ...]
    relaxations: tuple[Relaxation, ...]
    minimal: bool


def explain(problem: Problem, *, seconds: float, seed: int, workers: int = 2) -> Conflict | None:
    """A smallest clash of the problem's hard rules; None where they can all be kept.

    Others may be left when this one is settled: ask again. `seconds` are the solver's, by its own clock; writing the
    models comes on top (with thirty people and four weeks a sixth of a second for each). Raises Undecided when the time
    is over before it is known whether there is any.
    """
    search = _Search(problem, build_guarded(problem), seed, workers, seconds)
    first = search.contradiction()
    if first is None:
        return None
    facts, minimal = search.without_needless(first)
    return Conflict(facts, _people(problem, facts), tuple(_relaxations(problem, search, facts)), minimal)


@dataclass(frozen=True, slots=True)
class _Search:
    problem: Problem
    sheet: Sheet
    seed: int
    workers: int
    seconds: float
    spent: list[float] = field(default_factory=list)

    def left(self, *, kept: float = 0.0) -> float:
        """Seconds that are left, but for a share of the whole that is kept for later."""
        return max(0.0, (1 - kept) * self.seconds - sum(self.spent))

    def solve(self, solver: CpSolver, sheet: Sheet) -> CpSolverStatus:
        """Solve, and remember how long it took."""
        status = solver.solve(sheet.model)
        self.spent.append(solver.wall_time)
        return status

    def solver(self, seconds: float) -> CpSolver:
        solver = CpSolver()
        solver.parameters.random_seed = self.seed
        solver.parameters.num_workers = self.workers
        solver.parameters.max_time_in_seconds = seconds
        return solver

    def clash(self, facts: Collection[Fact], seconds: float, *, small: bool = False) -> bool | None:
        """Whether these rules cannot all be kept; None where the time does not tell."""
        status, left = UNKNOWN, seconds
        self.sheet.switch(facts)
        if small:
            # Preparing hundreds of small questions thoroughly would take longer than their answers.
            quick = self.solver(min(GLANCE, seconds))
            quick.parameters.symmetry_level = 0
            quick.parameters.cp_model_probing_level = 0
            quick.parameters.max_presolve_iterations = 1
            status = self.solve(quick, self.sheet)
            left -= quick.wall_time
        if status == UNKNOWN and left > 0:
            status = self.solve(self.solver(left), self.sheet)
        return None if status == UNKNOWN else status == INFEASIBLE

    def named(self, facts: Collection[Fact]) -> tuple[Fact, ...]:
        """Those of the rules which the solver names as a contradiction, not yet the fewest; none in the time given."""
        self.sheet.switch(facts, assumed=True)
        solver = self.solver(min(NAMING_SHARE * self.seconds, self.left(kept=RELAXING_SHARE)))
        if self.solve(solver, self.sheet) != INFEASIBLE:
            return ()
        named = set(solver.sufficient_assumptions_for_infeasibility())
        return tuple(fact for fact in facts if self.sheet.guards[fact].index in named)

    def contradiction(self) -> tuple[Fact, ...] | None:
        """Rules that suffice for a contradiction; None where there is none."""
        everything = tuple(self.sheet.guards)
        clash = self.clash(everything, min(2 * GLANCE, self.left()))
        if clash is False:
            return None
        if named := self.named(everything):
            return named
        if clash is None:
            clash = self.clash(everything, self.left(kept=RELAXING_SHARE))
        if clash is None:
            raise Undecided
        return everything if clash else None

    def without_needless(self, facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], bool]:
        """What is left when no single rule can be taken away, and whether it is that far."""
        order = sorted(facts, key=lambda fact: (HARDEST_FIRST.index(fact.rule), facts.index(fact)))
        pieces = [tuple(piece) for _rule, piece in groupby(order, key=lambda fact: fact.rule)]
        needed: list[Fact] = []
        sure, search = True, self
        while pieces:
            piece = pieces.pop(0)
            rest = {*needed, *(fact for other in pieces for fact in other)}
            seconds = STEP_SHARE * self.left(kept=RELAXING_SHARE)
            answer = search.clash(rest, seconds, small=len(piece) <= PIECES)
            if answer:
                if 2 * len(rest) < len(search.sheet.guards):
                    search = replace(self, sheet=build_guarded(self.problem, only=rest))
                continue
            if len(piece) > 1:
                pieces[:0] = _cut(piece)
            else:
                sure = sure and answer is not None
                needed.extend(piece)
        return tuple(needed), sure


def _cut(piece: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    size = -(-len(piece) // PIECES)
    return (tuple(piece[first : first + size]) for first in range(0, len(piece), size))


def _relaxations(problem: Problem, search: _Search, facts: Sequence[Fact]) -> Iterator[Relaxation]:
    for number, fact in enumerate(facts):
        inside = _relaxation(problem, search, fact, search.left(), only=facts)
        if inside is None:
            return
        seconds = search.left() / (len(facts) - number)
        yield _relaxation(problem, search, fact, seconds, at_least=inside.short + inside.over) or inside


def _relaxation(
    problem: Problem,
    search: _Search,
    fact: Fact,
    seconds: float,
    *,
    only: Collection[Fact] | None = None,
    at_least: int = 0,
) -> Relaxation | None:
    """With every other rule of the problem kept, or with some of them only."""
    if not seconds:
        return None
    sheet = build_guarded(problem, relaxed=fact, only=only)
    sheet.switch(sheet.guards)
    # Known from the clash alone: whoever gives way so little need not look for less.
    sheet.model.add(LinearExpr.sum([*sheet.short, *sheet.over]) >= at_least)
    solver = search.solver(seconds)
    if search.solve(solver, sheet) != OPTIMAL:
        return None
    short, over = (sum(map(solver.value, given)) for given in (sheet.short, sheet.over))
    return Relaxation(fact, short, over, enough=only is None)


def _people(problem: Problem, facts: Collection[Fact]) -> tuple[str, ...]:
    named = {fact.agent for fact in facts}
    for fact in facts:
        if fact.rule == "pairings" and fact.number is not None:
            named |= problem.pairings[fact.number].mentors
    return tuple(agent.key for agent in problem.agents if agent.key in named)
