"""The lane of CP-SAT, in a process of its own. It searches in rounds, each of them from the best roster known."""

import time

from dengta.engines.rostering.cpsat.lane import run
from dengta.engines.rostering.lanes import Found, Lane, Wire
from dengta.engines.rostering.problem import Problem, Roster
from dengta.engines.rostering.stop import Stop

ROUNDS = 4
SHORTEST = 5.0
"""Seconds of a round: in less, CP-SAT does not get far."""
NO_END = 1e9


def work(problem: Problem, lane: Lane, stop: Stop, wire: Wire) -> None:
    """Search, tell of every better roster, and begin each round with what the others found."""
    seconds = min(stop.seconds or NO_END, stop.cpu or NO_END)
    end = time.monotonic() + seconds
    best: Roster | None = None

    def tell(roster: Roster, _cost: float) -> None:
        wire.tell(Found(roster, float("-inf")))

    number = 0
    while (left := end - time.monotonic()) > 0:
        best = wire.heard() or best
        share = min(left, max(SHORTEST, seconds / ROUNDS))
        outcome = run(problem, seconds=share, workers=1, seed=lane.seed + number, hint=best, on_roster=tell)
        best = outcome.roster or best
        wire.tell(Found(outcome.roster, outcome.bound, done=outcome.proven))
        if outcome.proven:
            return
        number += 1
