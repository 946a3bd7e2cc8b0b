"""The cheapest roster of one agent at given prices, against every roster there is."""

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from dengta.engines.rostering.compiled import Compiled, compile_problem
from dengta.engines.rostering.kernels.cheapest import INF
from dengta.engines.rostering.kernels.walking import walk
from dengta.engines.rostering.pricer import Pricer
from dengta.engines.rostering.problem import FREE
from dengta.engines.rostering.stop import Effort
from dengta.engines.rostering.windows import around_free_days, up_to
from tests.engines.rostering.drawn import Draw

Chosen = NDArray[np.int32]


class Asked:
    """One agent of a drawn problem, at prices drawn at random."""

    def __init__(self, seed: int, *, days: int, shifts: int, hard: float) -> None:
        self.compiled = compile_problem(Draw(seed, agents=2, days=days, shifts=shifts, hard=hard).problem())
        self.pricer = Pricer(self.compiled, Effort())
        self.rng = np.random.default_rng(seed)
        self.worth = self.rng.integers(-10, 30, (days, shifts)).astype(float)
        self.all = np.array(list(product(range(-1, shifts), repeat=days)), dtype=np.int32)
        self.price = prices(self.compiled, self.all) - self.gains(self.all)

    def gains(self, rosters: Chosen) -> NDArray[np.float64]:
        days = np.arange(rosters.shape[1])
        return np.where(rosters >= 0, self.worth[days, np.maximum(rosters, 0)], 0.0).sum(axis=1)

    def price_of(self, chosen: Chosen) -> float:
        return float(self.price[(self.all == chosen).all(axis=1)][0])

    def least(self, fixed: Chosen) -> float:
        """The price of the cheapest roster that agrees with the fixed days; infinite where all break a rule."""
        least = self.price[((fixed == FREE) | (fixed == self.all)).all(axis=1)].min()
        return float(least) if least < INF / 2 else float("inf")

    def some_fixed(self) -> Chosen:
        fixed = self.all[self.rng.choice(np.flatnonzero(self.price < INF / 2))].copy()
        days = len(fixed)
        if self.rng.random() < 0.5:
            first, last = sorted(self.rng.integers(0, days, 2))
            fixed[first : last + 1] = FREE
        else:
            fixed[self.rng.random(days) < 0.5] = FREE
            fixed[self.rng.integers(days)] = FREE
        return fixed


def drawn(seed: int, hard: float) -> Asked:
    """Short with many shifts, or long enough for several weeks with one."""
    shifts = 1 + seed % 3
    return Asked(seed, days=(8 + seed % 4, 5 + seed % 2, 4)[shifts - 1], shifts=shifts, hard=hard)


def prices(compiled: Compiled, rosters: Chosen) -> NDArray[np.float64]:
    """What every roster costs the first agent; INF or more: it breaks a hard rule."""
    first = np.zeros(len(rosters), np.int64)
    person = compiled.people[0]
    worked = np.where(rosters >= 0, person.limited[:, np.maximum(rosters, 0)], False).sum(axis=2)
    overdrawn = (worked > person.most[:, None]).any(axis=0)
    rules = compiled.costs(first, rosters) if compiled.priced_rules else compiled._costs(first, rosters, rules=True)
    return np.where(overdrawn, INF, rules).astype(float)


def priced(asked: Asked, fixed: Chosen) -> tuple[float, float, Chosen] | None:
    """A bound, the price and the days of the cheapest roster that agrees with the fixed days."""
    window = around_free_days(asked.compiled.people[0], fixed)
    if window is None:
        return None
    part = slice(window.first, window.last)
    chosen = fixed.copy()
    bound, cost = asked.pricer.in_window(0, window, asked.worth[part], fixed[part], chosen[part])
    return bound, cost, chosen


def try_whole(seed: int, hard: float) -> bool:
    asked = drawn(seed, hard)
    free = np.full(asked.all.shape[1], FREE, np.int32)
    least, answer = asked.least(free), priced(asked, free)
    assert answer is not None
    bound, cost, chosen = answer
    assert bound <= least <= cost, (seed, hard)
    if cost < np.inf:
        assert asked.price_of(chosen) == cost, (seed, hard)
    return cost == least


def try_window(seed: int, hard: float) -> bool | None:
    asked = drawn(seed, hard)
    if (asked.price >= INF / 2).all():
        return None
    fixed = asked.some_fixed()
    answer = priced(asked, fixed)
    assert answer is not None, (seed, hard)
    _bound, cost, chosen = answer
    if cost == np.inf:
        return False
    assert ((fixed == FREE) | (fixed == chosen)).all()
    assert asked.price_of(chosen) >= asked.least(fixed)
    return asked.price_of(chosen) == asked.least(fixed)


def start(seed: int, hard: float) -> bool | None:
    """Whether somebody finds days for the first part of the horizon."""
    asked = drawn(seed, hard)
    person, days = asked.compiled.people[0], asked.all.shape[1]
    last = int(asked.rng.integers(1, days))
    window = up_to(person, np.zeros(0, np.int32), last, slack=4)
    assert window is not None
    chosen = np.empty(last, np.int32)
    _bound, cost = asked.pricer.in_window(0, window, asked.worth[:last], np.full(last, FREE, np.int32), chosen)
    if cost == np.inf:
        return False
    *_at, price = walk(person.tables, (person.tables.start, 0, person.tables.share, 0, 0), chosen, 0)
    assert price < INF
    assert (asked.compiled.wish[0, np.flatnonzero(chosen >= 0), chosen[chosen >= 0]] < INF).all()
    goes_on = ((asked.all[:, :last] == chosen).all(axis=1) & (asked.price < INF / 2)).any()
    return bool(goes_on)


def test_the_price_of_the_cheapest_roster_is_the_least_of_all() -> None:
    assert all(try_whole(seed, hard) for hard in (0.0, 0.1, 0.3) for seed in range(25))


def test_days_around_fixed_ones_are_the_best_completion_there_is() -> None:
    found = [try_window(seed, hard) for hard in (0.0, 0.1, 0.3) for seed in range(25)]

    assert False not in found
    assert found.count(True) >= 70


def test_the_first_part_of_a_horizon_breaks_nothing_and_nearly_always_can_be_continued() -> None:
    found = [start(seed, hard) for hard in (0.0, 0.1) for seed in range(30)]

    assert found.count(True) >= 50


@pytest.mark.sweep
@pytest.mark.parametrize("hard", [0.0, 0.05, 0.1, 0.3])
def test_many_prices_and_completions_are_the_least_of_all(hard: float) -> None:
    assert all(try_whole(seed, hard) for seed in range(1000, 1120))
    assert False not in {try_window(seed, hard) for seed in range(1000, 1120)}
