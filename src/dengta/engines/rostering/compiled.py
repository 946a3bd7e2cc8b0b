"""A problem made ready for the search: tables for each agent, prices of wishes, and who covers what.

Agents, days and shifts are numbers here: n, d, k.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dengta.engines.rostering.automaton import Automaton, build
from dengta.engines.rostering.coverage import Coverage
from dengta.engines.rostering.kernels.cheapest import INF, Tables
from dengta.engines.rostering.kernels.walking import rules_price
from dengta.engines.rostering.people import Person, person
from dengta.engines.rostering.problem import OFF, Agent, Contract, Problem, Roster


@dataclass(frozen=True)
class Compiled:
    """`wish[n, d, k]`: what a shift costs an agent, INF: barred; `rest[n, d]`: a day off; `constant`: added to all."""

    problem: Problem
    people: tuple[Person, ...]
    wish: NDArray[np.int32]
    rest: NDArray[np.int32]
    constant: int
    coverage: Coverage

    @cached_property
    def priced_rules(self) -> bool:
        """Whether any rule of a contract may be broken at a price."""
        return any(has_prices(person.tables) for person in self.people)

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Agents, days, shifts."""
        agents, days, shifts = self.wish.shape
        return agents, days, shifts

    def costs(self, agents: NDArray[np.integer], chosen: NDArray[np.integer]) -> NDArray[np.int64]:
        """The price of rosters chosen[j, d] of agents[j] that break no hard rule, by themselves: wishes, and rules that
        may be broken at a price."""
        return self._costs(agents, chosen, rules=self.priced_rules)

    def _costs(self, agents: NDArray[np.integer], chosen: NDArray[np.integer], *, rules: bool) -> NDArray[np.int64]:
        days = np.arange(chosen.shape[1])
        wish = self.wish[agents[:, None], days, np.maximum(chosen, 0)].astype(np.int64)
        base: NDArray[np.int64] = np.where(chosen >= 0, wish, self.rest[agents[:, None], days]).sum(axis=1)
        if not rules:
            return base
        priced = [rules_price(self.people[n].tables, row) for n, row in zip(agents, chosen, strict=True)]
        return base + np.array(priced, dtype=np.int64)

    def total(self, chosen: NDArray[np.int32]) -> float:
        """The price of a whole roster: INF or more where a hard rule of somebody's own is broken, BREACH or more where
        one on several people is."""
        own = self._costs(np.arange(len(chosen)), chosen, rules=True).sum()
        return float(self.constant + own + INF * self._overdrawn(chosen)) + self.coverage.price(
            self.coverage.presence(chosen)
        )

    def _overdrawn(self, chosen: NDArray[np.int32]) -> int:
        """How many people work a limited set of shifts too often."""
        return sum(
            bool((one.limited[:, row[row >= 0]].sum(axis=1) > one.most).any())
            for one, row in zip(self.people, chosen, strict=True)
        )

    def roster(self, chosen: NDArray[np.int32]) -> Roster:
        """A roster in codes from chosen[n, d], the number of the shift or -1."""
        codes = [shift.code for shift in self.problem.shifts]
        return tuple(tuple(codes[k] if k >= 0 else OFF for k in row) for row in chosen)

    def chosen(self, roster: Roster) -> NDArray[np.int32]:
        """The numbers of the shifts of a roster in codes; -1: off."""
        number = {shift.code: k for k, shift in enumerate(self.problem.shifts)} | {OFF: -1}
        return np.array([[number[code] for code in row] for row in roster], dtype=np.int32)


def has_prices(t: Tables) -> bool:
    """Whether any rule may be broken at a price."""
    prices = (t.unit_price, t.weekend_price, t.week_price, t.amount_price, t.off_price, t.work_price)
    return bool(t.half) or any(((one > 0) & (one < INF)).any() for one in prices)


def compile_problem(problem: Problem) -> Compiled:
    """Make a problem ready. The same problem always gives the same arrays."""
    automata = _automata(problem)
    people = tuple(person(problem, agent, *automata[i]) for i, agent in enumerate(problem.agents))
    wish, rest, constant = _wishes(problem)
    coverage = Coverage(problem)
    return Compiled(problem, people, wish, rest, constant + coverage.constant, coverage)


def _automata(problem: Problem) -> list[tuple[Automaton, int]]:
    """For each agent the automaton of their contract and where in it they begin; each contract is built once."""
    kinds: dict[Contract, list[int]] = {}
    for i, agent in enumerate(problem.agents):
        kinds.setdefault(agent.contract, []).append(i)
    found: dict[int, tuple[Automaton, int]] = {}
    for contract, members in kinds.items():
        automaton = build(contract, problem.shifts, (problem.agents[i].history for i in members))
        found |= {i: (automaton, start) for i, start in zip(members, automaton.start, strict=True)}
    return [found[i] for i in range(len(problem.agents))]


def _wishes(problem: Problem) -> tuple[NDArray[np.int32], NDArray[np.int32], int]:
    """wish[n, d, k], rest[n, d] and the price of everything that somebody wants and may not get."""
    number = {shift.code: k for k, shift in enumerate(problem.shifts)}
    wish = np.zeros((len(problem.agents), problem.days, len(problem.shifts)), dtype=np.int64)
    rest = np.zeros((len(problem.agents), problem.days), dtype=np.int64)
    constant = 0
    for n, agent in enumerate(problem.agents):
        for one in agent.wishes:
            if 0 <= one.day < problem.days:
                which = slice(None) if one.code == OFF else number[one.code]
                wish[n, one.day, which] += -one.weight if one.wanted else one.weight
                constant += one.weight if one.wanted else 0
        _bar(wish[n], agent, number)
        _fix(wish[n], rest[n], agent.fixed, number)
    return wish.astype(np.int32), rest.astype(np.int32), constant


def _bar(wish: NDArray[np.int64], agent: Agent, number: Mapping[str, int]) -> None:
    """Forbid what somebody may not work. What is said of days outside the horizon, or of no shift, is passed over."""
    wish[[day for day in agent.days_off if 0 <= day < len(wish)]] = INF
    for day, code in agent.barred:
        if 0 <= day < len(wish) and code in number:
            wish[day, number[code]] = INF


def _fix(wish: NDArray[np.int64], rest: NDArray[np.int64], fixed: Mapping[int, str], number: Mapping[str, int]) -> None:
    """Forbid everything but what is fixed."""
    for day, code in fixed.items():
        if not 0 <= day < len(wish):
            continue
        barred = np.ones(wish.shape[1], dtype=np.bool_)
        if code != OFF:
            barred[number[code]] = False
            rest[day] = INF
        wish[day, barred] = INF
