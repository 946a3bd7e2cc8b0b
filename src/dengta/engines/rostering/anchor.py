"""The plain CP-SAT model on a problem, in a process of its own: the anchor that ours is measured against."""

import multiprocessing
import time
from multiprocessing.connection import Connection

from dengta.engines.rostering.checker import check
from dengta.engines.rostering.lanes import keep_quiet
from dengta.engines.rostering.problem import Problem
from dengta.engines.rostering.result import Result

WALL_PER_CPU = 3.0
"""On a machine that is shared, the model may take so many times longer than its processor time."""


def plain_cp_sat(problem: Problem, *, cpu: float, workers: int, seed: int) -> Result:
    """What CP-SAT finds with its default parameters in so much processor time, read by the checker."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(problem, cpu, workers, seed, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        roster, bound = ours.recv()
    finally:
        process.join()
    verdict = None if roster is None else check(problem, roster)
    cost = None if verdict is None else verdict.cost
    breaches = () if verdict is None else verdict.breaches
    return Result(roster, cost, breaches, bound, cost == bound, 0.0, cpu, ())


def _run(problem: Problem, cpu: float, workers: int, seed: int, connection: Connection) -> None:
    keep_quiet()
    from dengta.engines.rostering.cpsat import lane  # noqa: PLC0415 - OR-Tools is loaded by this process alone

    outcome = lane.run(
        problem, seconds=cpu * WALL_PER_CPU, cpu_seconds=cpu, workers=workers, seed=seed, cpu_clock=time.process_time
    )
    connection.send((outcome.roster, outcome.bound))
