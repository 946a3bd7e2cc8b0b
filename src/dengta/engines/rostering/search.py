"""The search of one process: a first roster, the cheapest mix, a dive into it, then neighbourhoods of the best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.beginning import ascend, construct
from dengta.engines.rostering.choice import FEW, candidates, choose, enrich
from dengta.engines.rostering.compiled import Compiled
from dengta.engines.rostering.diving import dive
from dengta.engines.rostering.generation import Generation, Patience
from dengta.engines.rostering.master import Master, Solution
from dengta.engines.rostering.neighbourhoods import Neighbourhoods
from dengta.engines.rostering.pool import Pool
from dengta.engines.rostering.pricer import Pricer
from dengta.engines.rostering.problem import FREE
from dengta.engines.rostering.result import WHOLE_UNIT
from dengta.engines.rostering.stop import Effort, Stop

ROOT = Patience(rounds=10_000, window=12, gain=1e-5)
ROOT_DIVE = Patience(rounds=25, window=6, gain=1e-3)
NEAR = Patience(rounds=40, window=6, gain=5e-4)
ROUNDS_OF_A_MIX, PART_FOR_THE_MIX = 60, 0.5
"""A cheapest mix of everything takes about so many rounds; it is only sought when they fit into a part of the time."""
FIRST_NODES, FIRST_FAILS = 500, 20


@dataclass(frozen=True, slots=True)
class Known:
    """The best roster so far: chosen[n, d], and its cost."""

    chosen: NDArray[np.int32]
    cost: float


class Search:
    """`best`: the best roster known; `bound`: no roster costs less. `tell` hears of every better roster and bound."""

    def __init__(
        self,
        compiled: Compiled,
        *,
        stop: Stop,
        seed: int,
        tell: Callable[["Search"], None] = lambda _: None,
        hear: Callable[["Search"], None] = lambda _: None,
    ) -> None:
        self.compiled = compiled
        self.effort = Effort()
        self.stop = stop
        self.used = stop.watch(self.effort)
        self.rng = np.random.default_rng(seed)
        self.pool = Pool(compiled)
        self.pricer = Pricer(compiled, self.effort)
        self.best: Known | None = None
        self.bound = -np.inf
        self.tries = 0
        self.root: tuple[Generation, Solution] | None = None
        self.tell, self.hear = tell, hear

    def left(self) -> float:
        """Seconds that a single step may still take."""
        return self.stop.left(self.used())

    def stopped(self) -> bool:
        """Whether time is up, or nothing better can exist."""
        return self.used() >= 1 or self.proven()

    def proven(self) -> bool:
        """Whether nothing better can exist."""
        return self.best is not None and self.best.cost - self.bound < WHOLE_UNIT

    def offer(self, chosen: NDArray[np.int32]) -> None:
        """Keep a whole roster that is better than the best, or as good and another one."""
        cost = self.compiled.total(chosen)
        if self.best is None or cost <= self.best.cost:
            better = self.best is None or cost < self.best.cost
            self.best = Known(chosen.copy(), cost)
            if better:
                self.tell(self)

    def run(self, *, whole: bool = True, start: NDArray[np.int32] | None = None, focus: Sequence[int] = ()) -> None:
        """Search until something stops it. Not `whole`: neighbourhoods of the first roster at once.

        `start`: a roster to begin with, which may break rules; `focus`: days around which to look for better ones.
        """
        if start is None:
            construct(self.compiled, self.pool, self.pricer, rng=self.rng, stopped=self.stopped, offer=self.offer)
        else:
            self.offer(start)
        if self.best is None:
            return
        if whole and self.pricer.work_of_all() * ROUNDS_OF_A_MIX < PART_FOR_THE_MIX * self.stop.room():
            self.relax_all()
        self.improve(focus)

    def relax_all(self) -> None:
        """The cheapest mix with every day free: its bound, and a dive into it."""
        assert self.best is not None
        ascend(self.compiled, self.pool, self.pricer, self.best.cost, self.stopped)
        fixed = np.full(self.compiled.shape[:2], FREE, np.int32)
        generation = self.generation(fixed)
        relaxed = generation.relax(fixed, ROOT, self._long_enough, with_bound=True)
        self.bound = relaxed.bound
        self.root = (generation, relaxed.solution)
        self.tell(self)
        dive(
            generation, fixed, relaxed.solution, share=0.1, patience=ROOT_DIVE, limit=np.inf,
            rng=self.rng, stopped=self.stopped, offer=self.offer,
        )  # fmt: skip

    def _long_enough(self) -> bool:
        """A mix is worth little when no time is left to dive into it."""
        return self.used() >= PART_FOR_THE_MIX or self.proven()

    def improve(self, focus: Sequence[int] = ()) -> None:
        """Free a part of the best roster, again and again."""
        assert self.best is not None
        near = Neighbourhoods(self.compiled, self.rng, focus)
        nodes, failed, patience = FIRST_NODES, 0, FIRST_FAILS
        while not self.stopped():
            self.tries += 1
            self.hear(self)
            before = self.best.cost
            fixed, share = near.next(self.best.chosen)
            self.around(fixed, share)
            near.learn(better=self.best.cost < before)
            failed = 0 if self.best.cost < before else failed + 1
            if failed >= patience and self.root is not None:
                self.choose(nodes)
                nodes, failed, patience = nodes * 2, 0, patience * 2

    def choose(self, nodes: int) -> None:
        """Choose exactly among the rosters found that could be in something better, where these are few."""
        assert self.best is not None
        assert self.root is not None
        generation, solution = self.root
        gap = self.best.cost - WHOLE_UNIT - solution.cost
        if gap <= 0:
            return
        generation.master.add(np.arange(self.pool.size))
        enrich(generation, solution, gap, self.rng, self.stopped)
        numbers = candidates(generation, solution, gap)
        if self.stopped() or len(numbers) > FEW:
            return
        self.effort.add(nodes)
        chosen = choose(generation, numbers, nodes=nodes, seconds=self.left(), seed=int(self.rng.integers(1 << 30)))
        if chosen is not None:
            self.offer(chosen)

    def around(self, fixed: NDArray[np.int32], share: float) -> None:
        """Look for a better roster among those that agree with the fixed days."""
        assert self.best is not None
        limit = self.best.cost - WHOLE_UNIT
        generation = self.generation(fixed)
        relaxed = generation.relax(fixed, NEAR, self.stopped)
        dive(
            generation, fixed, relaxed.solution, share=share, patience=NEAR, limit=limit,
            rng=self.rng, stopped=self.stopped, offer=self.offer,
        )  # fmt: skip

    def generation(self, fixed: NDArray[np.int32]) -> Generation:
        """A master with what the pool knows of these free days."""
        master = Master(self.compiled, self.pool, fixed, self.effort)
        master.add(self.pool.fitting(fixed))
        return Generation(self.compiled, self.pool, self.pricer, master)
