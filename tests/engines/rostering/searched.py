"""Searches by column generation, in a process of their own: what loads HiGHS should load nothing that loads OR-Tools.

Reads what is asked from standard input as JSON, and writes what was found.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOM_FOR_A_START = 300


ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Asked:
    """A drawn problem, and how long to search."""

    seed: int
    agents: int
    days: int
    shifts: int
    hard: float
    work: float

    def problem(self) -> Any:
        from tests.engines.rostering.drawn import Draw

        draw = Draw(self.seed, agents=self.agents, days=self.days, shifts=self.shifts, hard=self.hard)
        return draw.problem()


@dataclass(frozen=True)
class Searched:
    """`bound`: that of the whole relaxation, too; `mix`: what the programme says that the roster alone costs."""

    roster: Any
    cost: float | None
    bound: float
    mix: float | None


def searched(asked: list[Asked]) -> list[Searched]:
    """The answers of one process to all of these."""
    told = json.dumps([asdict(one) for one in asked])
    done = subprocess.run(
        [sys.executable, "-m", "tests.engines.rostering.searched"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, cwd=ROOT,
        input=told, capture_output=True, text=True, timeout=ROOM_FOR_A_START, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [Searched(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def _search(asked: Asked) -> Searched:
    from dengta.engines.rostering.compiled import compile_problem
    from dengta.engines.rostering.master import Master
    from dengta.engines.rostering.pool import Pool
    from dengta.engines.rostering.problem import FREE
    from dengta.engines.rostering.search import Search
    from dengta.engines.rostering.stop import Effort, Stop

    compiled = compile_problem(asked.problem())
    search = Search(compiled, seed=1, stop=Stop(work=asked.work))
    search.run()
    if search.best is None:
        return Searched(None, None, search.bound, None)
    pool = Pool(compiled)
    numbers = pool.add(np.arange(asked.agents), search.best.chosen)
    master = Master(compiled, pool, np.full(compiled.shape[:2], FREE, np.int32), Effort())
    master.add(numbers)
    whole = Search(compiled, seed=1, stop=Stop(work=1e6))
    whole.offer(search.best.chosen)
    whole.relax_all()
    bound = max(search.bound, whole.bound)
    return Searched(compiled.roster(search.best.chosen), search.best.cost, bound, master.solve().cost)


def main() -> None:
    found = [_search(Asked(**one)) for one in json.load(sys.stdin)]
    assert not {name for name in sys.modules if name.startswith("ortools")}
    sys.stdout.write("\n" + json.dumps([asdict(one) for one in found]))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main()
