"""Is the staffing engine exact, and is it fast?

Exact: chances, service levels and sizes against the same in eighty digits, over random queues of one to five thousand
agents with any load, patience and target. Fast: sizes of whole bands of load, in seconds of CPU, beside pyworkforce's
in the same run where that can be had.
"""

import importlib
import os
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import numpy as np
from django.core.management.base import CommandError

from dengta.config.bench import staffing_peer
from dengta.engines.staffing import Definition, Service, Target, Work, serve, size
from dengta.engines.staffing.work import Floats

HELP = "the staffing engine against eighty digits, and its speed beside pyworkforce's"

MOST_AGENTS = 5000
ERROR_C, ERROR_A = 1e-10, 1e-9
TIMES, A_SECOND_C, A_SECOND_A = 20.0, 50_000.0, 1000.0
# Smaller than this no share matters, and below the smallest number of a computer all are nothing.
NOTHING = 1e-60
# So many waiting states the oracle adds up in reasonable time.
MOST_WAITING = 20_000.0

BANDS = {"1 to 50 Erlang": (1, 50), "50 to 500": (50, 500), "500 to 5,000": (500, 5000)}
# By band, how many sizes are asked: of ours by Erlang C and A, and of pyworkforce.
COUNTS = {
    "1 to 50 Erlang": (400_000, 10_000, 40_000),
    "50 to 500": (100_000, 10_000, 5000),
    "500 to 5,000": (100_000, 10_000, 400),
}
HANDLE, INTERVAL = 180.0, 1800.0
PATIENCE = (30.0, 600.0)
PLAIN = Target(abandonment=None, occupancy=None)
# Where pyworkforce 0.5.4 says 0.4033 and 0.966970 is right.
WRONG_CASE = "100 agents, 200 calls of 30 s a minute, patience 60 s, within 240 s"


@dataclass(frozen=True, slots=True)
class Figures:
    """Worst relative errors; how many sizes are those of the oracle; by band, sizes a second by Erlang C and A, and of
    pyworkforce, with how many of its sizes are ours."""

    cases: int
    error_c: float
    error_a: float
    sizes: int
    sizes_right: int
    speeds_c: Mapping[str, float]
    speeds_a: Mapping[str, float]
    peers: Mapping[str, float]
    peer_sizes: int = 0
    peer_agrees: int = 0
    level: float = 0.0
    peer_level: float = 0.0
    not_compared: str = ""

    @property
    def kept(self) -> bool:
        """Whether every promise is kept; what could not be compared promises nothing."""
        exact = self.error_c <= ERROR_C and self.error_a <= ERROR_A and self.sizes_right == self.sizes
        fast = min(self.speeds_c.values()) >= A_SECOND_C and min(self.speeds_a.values()) >= A_SECOND_A
        return exact and fast and all(self.speeds_c[band] >= TIMES * speed for band, speed in self.peers.items())


def add_arguments(parser: ArgumentParser) -> None:
    """How many random queues, from which seed, and whether to look for pyworkforce."""
    parser.add_argument("--cases", type=int, default=400, help="random queues for each formula")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--alone", action="store_true", help="do not install pyworkforce to compare with")


def run(options: Mapping[str, Any], *, say: Callable[[str], object]) -> bool:
    """Measure and say it. Raises CommandError where the oracle's package is missing."""
    if options["cases"] < 1:
        raise CommandError("At least one case: --cases 1")
    try:
        oracle = importlib.import_module("dengta.config.bench.staffing_oracle")
    except ModuleNotFoundError as missing:
        raise CommandError("The oracle is a developer's package: ./dengta set-up --developer") from missing
    begun = time.process_time()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    say(f"load average {load}; {options['cases']} random queues for each formula, seed {options['seed']}")
    say(
        "sizes timed by Erlang C, by Erlang A, by pyworkforce, band by band: "
        + "; ".join(map(_counts, COUNTS.values()))
    )
    figures = measure(oracle, cases=options["cases"], seed=options["seed"], alone=options["alone"])
    for line in table(figures):
        say(line)
    say(f"{time.process_time() - begun:.0f} s of CPU")
    return figures.kept


def _counts(counts: tuple[int, ...]) -> str:
    return ", ".join(f"{count:,}" for count in counts)


def measure(oracle: ModuleType, *, cases: int, seed: int, alone: bool, scale: float = 1.0) -> Figures:
    """All figures; `scale` shortens the measurements of speed."""
    chance = np.random.default_rng(seed)
    queues = [_random_queue(chance) for _case in range(cases)]
    errors_c, errors_a = ([_error(oracle, queue, patient=patient) for queue in queues] for patient in (True, False))
    right = [_right_size(oracle, queue, chance) for queue in queues]
    loads = {band: chance.uniform(*edges, int(COUNTS[band][0] * scale)) for band, edges in BANDS.items()}
    patience = {band: chance.uniform(*PATIENCE, int(COUNTS[band][1] * scale)) for band in BANDS}
    speeds_c, speeds_a = _speeds(loads, patience)
    own = Figures(cases, max(errors_c), max(errors_a), cases, sum(right), speeds_c, speeds_a, {})
    return replace(own, not_compared="not asked for") if alone else _beside(own, loads)


def table(figures: Figures) -> Iterator[str]:
    """What was measured, a line each."""
    yield f"Erlang C: worst relative error {figures.error_c:8.1e}   (at most {ERROR_C:.0e})"
    yield f"Erlang A: worst relative error {figures.error_a:8.1e}   (at most {ERROR_A:.0e})"
    yield f"sizes as in the oracle: {figures.sizes_right} of {figures.sizes}   (all)"
    for band, speed in figures.speeds_c.items():
        peer = figures.peers.get(band)
        beside = (
            f"pyworkforce {peer:,.0f}: {speed / peer:,.0f} times   (at least {TIMES:.0f})" if peer else "not compared"
        )
        yield f"Erlang C, {band:14} {speed:11,.0f} sizes a second   (at least {A_SECOND_C:,.0f}); {beside}"
    for band, speed in figures.speeds_a.items():
        yield f"Erlang A, {band:14} {speed:11,.0f} sizes a second   (at least {A_SECOND_A:,.0f})"
    if figures.not_compared:
        yield f"pyworkforce: not compared, {figures.not_compared}"
        return
    yield f"pyworkforce finds the same size in {figures.peer_agrees} of {figures.peer_sizes}"
    yield f"{WRONG_CASE}: pyworkforce {figures.peer_level:.6f}, ours {figures.level:.6f}"


# --- exact? ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Queue:
    """`agents` whole; `load` in Erlang; `patience` and `wait` in mean handle times."""

    agents: int
    load: float
    patience: float
    wait: float

    def work(self, *, patient: bool) -> Work:
        """With an interval as long as a contact takes, contacts offered are the load."""
        return Work(self.load, 1.0, patience_seconds=np.inf if patient else self.patience, interval_seconds=1.0)


def _random_queue(chance: np.random.Generator) -> _Queue:
    """Mostly near balance, at times far from it: next to no load, hopelessly too much, patience of any kind."""
    agents = int(np.exp(chance.uniform(0, np.log(MOST_AGENTS))).round())
    load = min(agents * float(np.exp(chance.normal(0, chance.choice([0.02, 0.1, 0.5, 3.0])))), 1.2 * MOST_AGENTS)
    patience = min(float(np.exp(chance.normal(0, chance.choice([0.5, 2.0, 4.0])))), MOST_WAITING / load)
    wait = float(np.exp(chance.normal(-2, 1.5))) if chance.random() < 0.9 else 0.0
    return _Queue(agents, load, patience, wait)


def _error(oracle: ModuleType, queue: _Queue, *, patient: bool) -> float:
    """The worst relative error of any figure of a queue."""
    got = serve(queue.work(patient=patient), queue.agents, within_seconds=queue.wait)
    if not patient:
        return _worst(got, oracle.erlang_a(queue.agents, queue.load, queue.patience, queue.wait))
    if queue.load >= queue.agents:
        # The queue grows without end.
        return 0.0 if got.waits[0] == 1 and got.of_offered[0] == 0 else np.inf
    return _worst(got, oracle.erlang_c(queue.agents, queue.load, queue.wait))


def _worst(got: Service, exact: Mapping[str, Any]) -> float:
    compared = ((getattr(got, name)[0], value) for name, value in exact.items() if name != "late")
    errors = [float(abs(float(value) - own) / value) if value > NOTHING else float(own) for own, value in compared]
    # What is no number is as wrong as can be.
    return max(error if error >= 0 else np.inf for error in errors)


def _right_size(oracle: ModuleType, queue: _Queue, chance: np.random.Generator) -> bool:
    """Whether a random target is met by the agents that were found, and not by one less."""
    patient = bool(chance.random() < 0.5)
    target = Target(
        service_level=float(chance.uniform(0.5, 0.99)),
        within_seconds=queue.wait,
        definition=Definition.OF_OFFERED if chance.random() < 0.5 else Definition.OF_STAYING,
        abandonment=float(chance.uniform(0.01, 0.1)),
        occupancy=float(chance.uniform(0.7, 1.0)),
    )
    agents = int(size(queue.work(patient=patient), target).agents[0])
    return _meets(oracle, queue, agents, target, patient=patient) and not _meets(
        oracle, queue, agents - 1, target, patient=patient
    )


def _meets(oracle: ModuleType, queue: _Queue, agents: int, target: Target, *, patient: bool) -> bool:
    if agents < 1 or (patient and agents <= queue.load):
        return False
    if patient:
        exact = oracle.erlang_c(agents, queue.load, queue.wait)
        return bool(exact["of_offered"] >= target.service_level and queue.load / agents <= (target.occupancy or 1))
    exact = oracle.erlang_a(agents, queue.load, queue.patience, queue.wait)
    level = exact["of_offered" if target.definition is Definition.OF_OFFERED else "of_staying"]
    kept = exact["abandonment"] <= (target.abandonment or 1) and exact["occupancy"] <= (target.occupancy or 1)
    return bool(kept and level >= target.service_level)


# --- fast? -----------------------------------------------------------------------------------------


def _speeds(loads: Mapping[str, Floats], patience: Mapping[str, Floats]) -> tuple[dict[str, float], dict[str, float]]:
    """Sizes in a second of CPU by Erlang C alone, and by Erlang A with all three targets."""
    speeds_c = {band: len(each) / _seconds(each, PLAIN) for band, each in loads.items()}
    speeds_a = {
        band: len(each) / _seconds(loads[band][: len(each)], Target(), patience=each) for band, each in patience.items()
    }
    return speeds_c, speeds_a


def _seconds(loads: Floats, target: Target, *, patience: Floats | float = np.inf) -> float:
    work = Work(loads * INTERVAL / HANDLE, HANDLE, patience_seconds=patience)
    begun = time.process_time()
    size(work, target)
    return time.process_time() - begun


def _beside(own: Figures, loads: Mapping[str, Floats]) -> Figures:
    """The same with pyworkforce's speeds and sizes, where it can be had."""
    few = {band: each[: COUNTS[band][2]] for band, each in loads.items()}
    try:
        peer = staffing_peer.measure(
            {band: each.tolist() for band, each in few.items()},
            handle_seconds=HANDLE,
            interval_seconds=INTERVAL,
            within_seconds=PLAIN.within_seconds,
            level=PLAIN.service_level,
        )
    except staffing_peer.NotCompared as reason:
        return replace(own, not_compared=str(reason))
    ours = {band: size(Work(each * INTERVAL / HANDLE, HANDLE), PLAIN).agents.tolist() for band, each in few.items()}
    same = [one == other for band, sizes in ours.items() for one, other in zip(sizes, peer.agents[band], strict=True)]
    return replace(
        own,
        peers={band: len(few[band]) / seconds for band, seconds in peer.seconds.items()},
        peer_sizes=len(same),
        peer_agrees=sum(same),
        level=float(
            serve(Work(200, 30, patience_seconds=60, interval_seconds=60), 100, within_seconds=240).of_offered[0]
        ),
        peer_level=peer.level,
    )
