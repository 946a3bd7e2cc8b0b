"""A roster from the CP-SAT model, within limits of time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ortools.sat.python.cp_model import (
    FEASIBLE,
    INFEASIBLE,
    MODEL_INVALID,
    OPTIMAL,
    BoolVarT,
    CpSolver,
    CpSolverSolutionCallback,
    CpSolverStatus,
)

from dengta.engines.rostering.cpsat.model import build
from dengta.engines.rostering.cpsat.sheet import Sheet
from dengta.engines.rostering.problem import OFF, Problem, Roster

OnRoster = Callable[[Roster, float], None]
WATCH_SECONDS = 0.1
STATUS = {OPTIMAL: "optimal", FEASIBLE: "feasible", INFEASIBLE: "infeasible"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found. `status`: optimal, feasible, infeasible or unknown.

    `cost`: the model's own; where the optimum is not proven, the roster may cost less, never more. `bound`: no roster
    costs less. `first_feasible`: seconds of the search until the first roster. `proven`: the roster is the best there
    is, or there is none.
    """

    roster: Roster | None
    cost: int | None
    bound: float
    first_feasible: float | None
    proven: bool
    status: str


def run(
    problem: Problem,
    *,
    seconds: float,
    cpu_seconds: float | None = None,
    workers: int,
    seed: int,
    hint: Roster | None = None,
    on_roster: OnRoster | None = None,
    deterministic: float | None = None,
    cpu_clock: Callable[[], float] | None = None,
) -> Outcome:
    """Search until the optimum is proven or a limit is reached.

    `seconds`: of the search, by the solver's own clock. `cpu_seconds`: of computing time from now on, the writing of
    the model included, as `cpu_clock` tells it (`time.process_time`); raises ValueError where there is none.
    `on_roster` hears of every better roster and its cost. `deterministic`: a limit in the solver's own units, on one
    worker whatever `workers` says: the same seed then finds the same roster, as long as neither other limit strikes.
    """
    if cpu_seconds is not None and cpu_clock is None:
        message = "a limit of computing time needs a clock that tells it"
        raise ValueError(message)
    limit = _CpuLimit(cpu_seconds, cpu_clock)
    sheet = build(problem)
    if hint is not None:
        sheet.suggest(hint)
    solver = CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    if deterministic is not None:
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = deterministic
    solver.parameters.max_time_in_seconds = seconds
    listener = _Listener(sheet, on_roster)
    with limit.over(solver):
        status = solver.solve(sheet.model, listener)
    return _outcome(sheet, solver, status, listener)


def roster_of(sheet: Sheet, is_true: Callable[[BoolVarT], bool]) -> Roster:
    """The roster that the values of the booleans say."""
    return tuple(
        tuple(next((code for code, one in of_day.items() if is_true(one)), OFF) for of_day in days)
        for days in sheet.shift
    )


def _outcome(sheet: Sheet, solver: CpSolver, status: CpSolverStatus, listener: "_Listener") -> Outcome:
    if status == MODEL_INVALID:
        raise ValueError(sheet.model.validate())
    found = status in {OPTIMAL, FEASIBLE}
    return Outcome(
        roster=roster_of(sheet, solver.boolean_value) if found else None,
        cost=round(solver.objective_value) if found else None,
        bound=solver.best_objective_bound,
        first_feasible=listener.first,
        proven=status in {OPTIMAL, INFEASIBLE},
        status=STATUS.get(status, "unknown"),
    )


class _Listener(CpSolverSolutionCallback):
    """Tells of every better roster, and when the first one came."""

    def __init__(self, sheet: Sheet, on_roster: OnRoster | None) -> None:
        super().__init__()
        self.first: float | None = None
        self._sheet, self._on_roster = sheet, on_roster

    def on_solution_callback(self) -> None:
        """Called by the solver."""
        if self.first is None:
            self.first = self.wall_time
        if self._on_roster is not None:
            self._on_roster(roster_of(self._sheet, self.boolean_value), self.objective_value)


class _CpuLimit:
    """Stops a search once so much computing time is used; the solver itself knows only the clock on the wall."""

    def __init__(self, seconds: float | None, clock: Callable[[], float] | None) -> None:
        self._clock = clock
        self._until = None if seconds is None or clock is None else clock() + seconds
        self._done = threading.Event()

    @contextmanager
    def over(self, solver: CpSolver) -> Iterator[None]:
        """Watch while the search runs inside."""
        watch = threading.Thread(target=self._watch, args=(solver,), daemon=True)
        watch.start()
        try:
            yield
        finally:
            self._done.set()
            watch.join()

    def _watch(self, solver: CpSolver) -> None:
        while self._until is not None and self._clock is not None and not self._done.wait(WATCH_SECONDS):
            if self._clock() >= self._until:
                solver.stop_search()
