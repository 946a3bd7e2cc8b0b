"""The lane of column generation, in a process of its own. Nothing but such a process may load it: it loads HiGHS."""

import time

from dengta.engines.rostering.compiled import Compiled, compile_problem
from dengta.engines.rostering.lanes import Found, Lane, Wire
from dengta.engines.rostering.problem import Problem
from dengta.engines.rostering.search import Search
from dengta.engines.rostering.stop import Stop

DAYS_READ_PER_SECOND = 70_000
"""The checker reads about so many days of agents in a second: told of more, it would come late."""


def work(problem: Problem, lane: Lane, stop: Stop, wire: Wire) -> None:
    """Search, tell of better rosters and bounds, and take over what other lanes find."""
    compiled = compile_problem(problem)
    teller = _Teller(compiled, wire)

    def hear(search: Search) -> None:
        roster = wire.heard()
        if roster is not None:
            chosen = compiled.chosen(roster)
            teller.told = min(teller.told, compiled.total(chosen))
            search.offer(chosen)

    search = Search(compiled, stop=stop, seed=lane.seed, tell=teller.tell, hear=hear)
    start = None if lane.start is None else compiled.chosen(lane.start)
    search.run(whole=lane.whole, start=start, focus=lane.focus)
    teller.tell(search, last=True)


class _Teller:
    """Tells of what a search found, as often as the checker can follow, and at the end of all."""

    def __init__(self, compiled: Compiled, wire: Wire) -> None:
        self.compiled, self.wire = compiled, wire
        self.told = float("inf")
        agents, days, _ = compiled.shape
        self._pause, self._next = agents * days / DAYS_READ_PER_SECOND, 0.0

    def tell(self, search: Search, *, last: bool = False) -> None:
        """Say what is new."""
        roster = None
        if search.best is not None and search.best.cost < self.told and (last or time.monotonic() >= self._next):
            roster = self.compiled.roster(search.best.chosen)
            self.told, self._next = search.best.cost, time.monotonic() + self._pause
        self.wire.tell(Found(roster, search.bound, done=last and search.proven()))
