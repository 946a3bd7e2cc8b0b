"""Problems made from problems: so many times as large, under other names, at other prices.

Each says what becomes of the cost of a roster, so that a solver can be held to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from dengta.engines.rostering.problem import (
    OFF,
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Pairing,
    Presence,
    Problem,
    Roster,
    Share,
    Shift,
    ShiftLimit,
)


def replicate(problem: Problem, times: int) -> Problem:
    """The same centre so many times over, as one: everybody copied under a new key, everything needed so many times.

    A roster copied likewise (`roster * times`) costs exactly so many times as much: sharing people out is a
    transportation problem, whose best answer grows in proportion. Another roster may cost less, so the optimum is at
    most so many times the optimum. The copies of a trainee are looked after by the copies of the mentors.
    Raises ValueError for fewer than one.
    """
    if times < 1:
        message = f"a problem can be there once or more often, not {times} times"
        raise ValueError(message)
    copies = range(1, times + 1)
    return replace(
        problem,
        agents=tuple(replace(agent, key=_copy(agent.key, at)) for at in copies for agent in problem.agents),
        covers=tuple(_larger(cover, times) for cover in problem.covers),
        presences=tuple(replace(one, limit=_wider(one.limit, times)) for one in problem.presences),
        pairings=tuple(
            replace(one, trainee=_copy(one.trainee, at), mentors=frozenset(_copy(key, at) for key in one.mentors))
            for at in copies
            for one in problem.pairings
        ),
        shares=tuple(
            replace(one, due={_copy(key, at): number for at in copies for key, number in one.due.items()})
            for one in problem.shares
        ),
    )


def _copy(key: str, at: int) -> str:
    return f"{key}#{at}"


def _larger(cover: Cover, times: int) -> Cover:
    worse = tuple((missing * times, more) for missing, more in cover.worse)
    return replace(cover, needed=cover.needed * times, least=cover.least * times, worse=worse)


def _wider(limit: Limit, times: int) -> Limit:
    return replace(limit, least=limit.least * times, most=None if limit.most is None else limit.most * times)


def scale(problem: Problem, factor: int) -> Problem:
    """Every price multiplied; so is the cost of any roster, while the hard rules stay. Raises ValueError below one."""
    if factor < 1:
        message = f"prices can be multiplied by one or more, not by {factor}"
        raise ValueError(message)

    @cache
    def contract(one: Contract) -> Contract:
        return _dearer_contract(one, factor)

    return replace(
        problem,
        agents=tuple(
            replace(
                agent,
                contract=contract(agent.contract),
                wishes=tuple(replace(wish, weight=wish.weight * factor) for wish in agent.wishes),
            )
            for agent in problem.agents
        ),
        covers=tuple(
            replace(
                cover,
                under=cover.under * factor,
                over=cover.over * factor,
                worse=tuple((missing, more * factor) for missing, more in cover.worse),
            )
            for cover in problem.covers
        ),
        presences=tuple(replace(one, limit=_dearer(one.limit, factor)) for one in problem.presences),
        pairings=tuple(replace(one, price=_times(one.price, factor)) for one in problem.pairings),
        shares=tuple(replace(one, weight=one.weight * factor) for one in problem.shares),
    )


def _times(price: int | None, factor: int) -> int | None:
    return None if price is None else price * factor


def _dearer(limit: Limit, factor: int) -> Limit:
    return replace(limit, below=_times(limit.below, factor), above=_times(limit.above, factor))


def _dearer_contract(contract: Contract, factor: int) -> Contract:
    def each(limits: Iterable[ShiftLimit]) -> tuple[ShiftLimit, ...]:
        return tuple(replace(one, limit=_dearer(one.limit, factor)) for one in limits)

    return Contract(
        minutes=_dearer(contract.minutes, factor),
        days=_dearer(contract.days, factor),
        weekends=_dearer(contract.weekends, factor),
        week_minutes=_dearer(contract.week_minutes, factor),
        week_days=_dearer(contract.week_days, factor),
        work_run=_dearer(contract.work_run, factor),
        rest_run=_dearer(contract.rest_run, factor),
        counts=each(contract.counts),
        runs=each(contract.runs),
        half_weekend=contract.half_weekend * factor,
        rest_after=each(contract.rest_after),
    )


class _Names:
    """New names for old ones, each new one given once; those of a problem are numbered in the order given."""

    def __init__(self, prefix: str, old: Iterable[str]) -> None:
        self.prefix = prefix
        self.new: dict[str, str] = {}
        for name in old:
            self(name)

    def __call__(self, name: str) -> str:
        return self.new.setdefault(name, f"{self.prefix}{len(self.new) + 1}") if name else name

    def all(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self, names))


@dataclass(frozen=True, slots=True)
class Relabelled:
    """The same problem under other names and in another order, and how its rosters are read.

    `order[i]`: which agent of the old problem is the i-th of the new one. `codes`: the new code of each old one.
    """

    problem: Problem
    order: tuple[int, ...]
    codes: Mapping[str, str]

    def roster(self, old: Roster) -> Roster:
        """The same roster in the new names and order. It costs the same and breaks as many rules."""
        return tuple(tuple(self.codes[code] for code in old[at]) for at in self.order)

    def back(self, new: Roster) -> Roster:
        """A roster of the new problem in the old names and order."""
        names = {code: name for name, code in self.codes.items()}
        rows = {at: tuple(names[code] for code in codes) for at, codes in zip(self.order, new, strict=True)}
        return tuple(rows[at] for at in range(len(new)))


def relabel(problem: Problem, seed: int) -> Problem:
    """The same problem under other names of agents, shifts and skills, all of them and the covers in another order."""
    return relabelled(problem, seed).problem


def relabelled(problem: Problem, seed: int) -> Relabelled:
    """`relabel`, with how a roster is read in the new names."""
    rng = np.random.default_rng(seed)
    order = tuple(int(at) for at in rng.permutation(len(problem.agents)))
    shifts = [problem.shifts[at] for at in rng.permutation(len(problem.shifts))]
    covers = [problem.covers[at] for at in rng.permutation(len(problem.covers))]
    skills = sorted({cover.skill for cover in problem.covers} | {one.skill for one in problem.presences})
    named = _Renaming(
        codes=_Names("S", (shift.code for shift in shifts)),
        keys=_Names("P", (problem.agents[at].key for at in order)),
        skills=_Names("K", (skills[at] for at in rng.permutation(len(skills)))),
    )
    renamed = replace(
        problem,
        shifts=tuple(named.shift(shift) for shift in shifts),
        agents=tuple(named.agent(problem.agents[at]) for at in order),
        covers=tuple(named.cover(cover) for cover in covers),
        presences=tuple(named.presence(one) for one in problem.presences),
        pairings=tuple(named.pairing(one) for one in problem.pairings),
        shares=tuple(named.share(one) for one in problem.shares),
    )
    return Relabelled(renamed, order, {shift.code: named.codes(shift.code) for shift in shifts} | {OFF: OFF})


class _Renaming:
    """Every part of a problem under the new names. Contracts and barred shifts that people share stay shared."""

    def __init__(self, *, codes: _Names, keys: _Names, skills: _Names) -> None:
        self.codes, self.keys, self.skills = codes, keys, skills
        self._contracts: dict[Contract, Contract] = {}
        self._barred: dict[frozenset[tuple[int, str]], frozenset[tuple[int, str]]] = {}

    def shift(self, shift: Shift) -> Shift:
        return replace(shift, code=self.codes(shift.code), not_before=self.codes.all(sorted(shift.not_before)))

    def cover(self, cover: Cover) -> Cover:
        return replace(cover, code=self.codes(cover.code), skill=self.skills(cover.skill))

    def presence(self, one: Presence) -> Presence:
        return replace(one, code=self.codes(one.code), skill=self.skills(one.skill))

    def pairing(self, one: Pairing) -> Pairing:
        return replace(one, trainee=self.keys(one.trainee), mentors=self.keys.all(sorted(one.mentors)))

    def share(self, one: Share) -> Share:
        due = {self.keys(key): number for key, number in one.due.items()}
        return replace(one, codes=self.codes.all(sorted(one.codes)), due=due)

    def agent(self, agent: Agent) -> Agent:
        return replace(
            agent,
            key=self.keys(agent.key),
            contract=self._contract(agent.contract),
            skills=self.skills.all(sorted(agent.skills)),
            barred=self._bars(agent.barred),
            fixed={day: self.codes(code) for day, code in agent.fixed.items()},
            wishes=tuple(replace(wish, code=self.codes(wish.code)) for wish in agent.wishes),
            history=agent.history and self._history(agent.history),
        )

    def _history(self, history: History) -> History:
        counts = {self.codes(code): number for code, number in history.counts.items()}
        return replace(history, last_shift=self.codes(history.last_shift), counts=counts)

    def _bars(self, barred: frozenset[tuple[int, str]]) -> frozenset[tuple[int, str]]:
        if barred not in self._barred:
            self._barred[barred] = frozenset((day, self.codes(code)) for day, code in sorted(barred))
        return self._barred[barred]

    def _contract(self, contract: Contract) -> Contract:
        if contract not in self._contracts:
            self._contracts[contract] = replace(
                contract,
                counts=self._limits(contract.counts),
                runs=self._limits(contract.runs),
                rest_after=self._limits(contract.rest_after),
            )
        return self._contracts[contract]

    def _limits(self, limits: Iterable[ShiftLimit]) -> tuple[ShiftLimit, ...]:
        return tuple(replace(one, codes=self.codes.all(sorted(one.codes))) for one in limits)
