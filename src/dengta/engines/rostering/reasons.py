"""Why does somebody work this shift on this day? By what it would cost if they did not, and who would pay.

Everybody else's days are kept; the person gets their best other roster (one exact search of one agent's days). What
that changes is then read by the checker, so the answer is true of this very roster. It says nothing about rosters in
which others change as well: those could only be cheaper than the answer.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from dengta.engines.rostering.compiled import compile_problem
from dengta.engines.rostering.filling import Filling
from dengta.engines.rostering.pricer import Pricer
from dengta.engines.rostering.problem import FREE, OFF, Problem, Roster
from dengta.engines.rostering.stop import Effort
from dengta.engines.rostering.swaps import Change, Standing, SwapVerdict
from dengta.engines.rostering.windows import around_free_days

UNTHINKABLE = 200_000.0
"""Worth so much less, a shift is chosen only where there is no other way."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The best that could be had instead with everybody else's days kept.

    `changes`: the person's days that would be others; `verdict`: what that would cost, by rule, for them and for the
    covers of the team. None of both: they have no other roster at all that keeps the hard rules.
    """

    changes: tuple[Change, ...]
    verdict: SwapVerdict | None

    @property
    def cost(self) -> int | None:
        """How much dearer the other roster would be; None: there is none."""
        return None if self.verdict is None else self.verdict.cost_change


class Why:
    """Answers for one roster. Made once for it; each answer then takes milliseconds."""

    def __init__(self, problem: Problem, roster: Roster) -> None:
        self.problem, self.roster = problem, roster
        self.standing = Standing(problem, roster)
        self._compiled = compile_problem(problem)
        self._pricer = Pricer(self._compiled, Effort())
        self._chosen = self._compiled.chosen(roster)
        self._filling = Filling(self._compiled.coverage)
        for n, row in enumerate(self._chosen):
            self._filling.enter(n, row)
        self._number = {agent.key: n for n, agent in enumerate(problem.agents)}

    def not_on(self, agent: str, day: int, codes: Collection[str]) -> Reason:
        """What would be if the agent worked none of these shifts (OFF among them: had no day off) on that day.

        Raises ValueError for an agent, a day or a code that is not in the problem.
        """
        known = {shift.code for shift in self.problem.shifts} | {OFF}
        if agent not in self._number or not 0 <= day < self.problem.days or not set(codes) <= known:
            message = f"no agent {agent!r}, no day {day}, or none of the shifts {sorted(codes)} in this problem"
            raise ValueError(message)
        n = self._number[agent]
        best = self._best_other(n, day, set(codes))
        if best is None:
            return Reason((), None)
        changes = tuple(
            Change(agent, at, after)
            for at, (before, after) in enumerate(zip(self.roster[n], best, strict=True))
            if before != after
        )
        return Reason(changes, self.standing.judge(changes) if changes else None)

    def _best_other(self, n: int, day: int, codes: set[str]) -> tuple[str, ...] | None:
        """The cheapest roster of an agent beside the others without these shifts on the day."""
        self._filling.leave(n)
        worth = self._filling.worth_to(n).copy()
        self._filling.enter(n, self._chosen[n])
        barred = [shift.code in codes for shift in self.problem.shifts]
        worth[day, barred] -= UNTHINKABLE
        if OFF in codes:
            worth[day] += UNTHINKABLE / 2
        free, found = np.full(self.problem.days, FREE, np.int32), np.empty(self.problem.days, np.int32)
        window = around_free_days(self._compiled.people[n], free)
        if window is None or self._pricer.in_window(n, window, worth, free, found)[1] == np.inf:
            return None
        shifts = [shift.code for shift in self.problem.shifts]
        best = tuple(shifts[k] if k >= 0 else OFF for k in found)
        return None if best[day] in codes else best
