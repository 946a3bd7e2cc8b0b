"""The lanes of a search: processes of their own, that tell of what they found and hear of what others did.

Column generation needs HiGHS and CP-SAT brings its own, and one process bears only one of them. So this module, which
talks to both, loads neither; each lane is loaded by the process that runs it.
"""

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing.connection import Connection, wait

from dengta.engines.rostering.problem import Problem, Roster
from dengta.engines.rostering.stop import Stop

GENERATION = "dengta.engines.rostering.generation_lane"
CP_SAT = "dengta.engines.rostering.cpsat.racing"
LEAST = 0.1
GRACE = 5.0
"""Seconds that a lane may need to end after its time is up."""


@dataclass(frozen=True, slots=True)
class Lane:
    """`module`: where its `work` is; `whole`: begins with the cheapest mix of everything, not with neighbourhoods.

    `start`: a roster to begin with; `focus`: days around which to look for better ones.
    """

    module: str
    seed: int
    whole: bool = True
    start: Roster | None = None
    focus: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A lane tells of a roster (None: only of a bound). `done`: nothing better can exist."""

    roster: Roster | None
    bound: float
    done: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A lane asks for the best roster of the others. Nobody is sent what they did not ask for: both might wait for ever
    to get rid of theirs."""


@dataclass(frozen=True, slots=True)
class Wire:
    """What a lane holds of the connection: it tells, and asks. When nobody listens any more, the lane ends."""

    connection: Connection

    def tell(self, found: Found) -> None:
        """Say what was found."""
        try:
            self.connection.send(found)
        except OSError as gone:
            raise SystemExit from gone

    def heard(self) -> Roster | None:
        """The best roster of another lane, if there is one that this lane has not had."""
        try:
            self.connection.send(Question())
            roster: Roster | None = self.connection.recv()
        except (EOFError, OSError) as gone:
            raise SystemExit from gone
        return roster


def run_lane(lane: Lane, problem: Problem, stop: Stop, begun: float, connection: Connection) -> None:
    """What the process of a lane does. `begun`: when the search did, in seconds of the epoch; loading counts."""
    keep_quiet()
    module = import_module(lane.module)
    if stop.seconds is not None:
        stop = replace(stop, seconds=max(LEAST, stop.seconds - (time.time() - begun)))
    module.work(problem, lane, stop, Wire(connection))


def keep_quiet() -> None:
    """Solvers greet on standard output, which may be somebody's JSON."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


@dataclass(frozen=True, slots=True)
class _Running:
    process: multiprocessing.process.BaseProcess
    connection: Connection


def race(problem: Problem, lanes: Sequence[Lane], stop: Stop, hear: Callable[[Found], bool]) -> float:
    """Run the lanes until all have ended or nothing better can be found; the seconds of processor time they took.

    `hear`: takes what a lane found; true: it is better than all before, and the others are told. A lane that dies takes
    nothing with it: what it found before counts.
    """
    before = _processor_time_of_children()
    context = multiprocessing.get_context("spawn")
    running: list[_Running] = []
    for lane in lanes:
        ours, theirs = context.Pipe()
        process = context.Process(target=run_lane, args=(lane, problem, stop, time.time(), theirs), daemon=True)
        process.start()
        theirs.close()
        running.append(_Running(process, ours))
    deadline = None if stop.seconds is None else time.monotonic() + stop.seconds + GRACE
    try:
        _listen(running, hear, deadline)
    finally:
        for one in running:
            one.process.kill()
            one.process.join()
            one.connection.close()
    return _processor_time_of_children() - before


def _listen(running: list[_Running], hear: Callable[[Found], bool], deadline: float | None) -> None:
    alive = {one.connection for one in running}
    news: dict[Connection, Roster] = {}
    while alive:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            return
        for connection in wait(list(alive), timeout=left):
            assert isinstance(connection, Connection)
            try:
                message = connection.recv()
                if isinstance(message, Question):
                    connection.send(news.pop(connection, None))
                    continue
            except (EOFError, OSError):
                alive.discard(connection)
                continue
            if hear(message) and message.roster is not None:
                news = {other: message.roster for other in alive if other is not connection}
            if message.done:
                return


def _processor_time_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
