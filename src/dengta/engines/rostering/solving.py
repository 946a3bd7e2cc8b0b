"""`solve`: the best roster that can be found in the time given, read again by the checker before anybody sees it."""

import time
from collections.abc import Callable

from dengta.engines.rostering.checker import Verdict, check
from dengta.engines.rostering.lanes import CP_SAT, GENERATION, Found, Lane, race
from dengta.engines.rostering.problem import Problem, Roster
from dengta.engines.rostering.result import WHOLE_UNIT, Progress, Result
from dengta.engines.rostering.stop import Stop

SMALL_TEAM = 15
"""With fewer agents CP-SAT is the better company."""


def solve(
    problem: Problem,
    *,
    stop: Stop,
    seed: int = 0,
    workers: int = 2,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Result:
    """The best roster found until something stops the search.

    With a limit in work one lane runs alone, and the same seed gives the same roster. `progress` hears of each better
    roster and bound. Raises ValueError with fewer than one worker.
    """
    if workers < 1:
        message = f"{workers} workers: at least one is needed"
        raise ValueError(message)
    best = Best(problem, progress)
    lanes = plan(problem, seed=seed, workers=1 if stop.work is not None else workers)
    cpu = race(problem, lanes, stop, best.hear)
    return best.result(cpu)


def plan(problem: Problem, *, seed: int, workers: int) -> list[Lane]:
    """Which lanes to run: the whole problem; beside it CP-SAT for a small team, neighbourhoods for a larger one."""
    lanes = [Lane(GENERATION, seed)]
    for number in range(1, workers):
        if number == 1 and len(problem.agents) < SMALL_TEAM:
            lanes.append(Lane(CP_SAT, seed))
        else:
            lanes.append(Lane(GENERATION, seed + number, whole=False))
    return lanes


class Best:
    """What was found so far. A roster counts only as the checker reads it."""

    def __init__(self, problem: Problem, progress: Callable[[Progress], None]) -> None:
        self.problem, self.progress = problem, progress
        self.begun = time.monotonic()
        self.roster: Roster | None = None
        self.verdict: Verdict | None = None
        self.bound = float("-inf")
        self.steps: list[Progress] = []

    def hear(self, found: Found) -> bool:
        """Take what a lane found; whether it is better than all before."""
        bound = max(self.bound, found.bound)
        better = False
        if found.roster is not None:
            verdict = check(self.problem, found.roster)
            better = self.verdict is None or _rank(verdict) < _rank(self.verdict)
            if better:
                self.roster, self.verdict = found.roster, verdict
        if better or bound > self.bound:
            self.bound = bound
            self._step()
        return better

    def _step(self) -> None:
        clean = self.verdict is not None and not self.verdict.breaches
        cost = self.verdict.cost if self.verdict is not None and clean else None
        step = Progress(time.monotonic() - self.begun, cost, self.bound)
        self.steps.append(step)
        self.progress(step)

    def result(self, cpu: float) -> Result:
        verdict = self.verdict
        cost = None if verdict is None else verdict.cost
        breaches = () if verdict is None else verdict.breaches
        proven = cost is not None and not breaches and cost - self.bound < WHOLE_UNIT
        seconds = time.monotonic() - self.begun
        bound = self.bound if cost is None or breaches else min(self.bound, float(cost))
        return Result(self.roster, cost, breaches, bound, proven, seconds, cpu, tuple(self.steps))


def _rank(verdict: Verdict) -> tuple[int, int]:
    return len(verdict.breaches), verdict.cost
