"""The people of an invented centre: their contracts, skills, leave, wishes and what lies before the first day."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dengta.engines.rostering.centre.demand import sizes
from dengta.engines.rostering.centre.shifts import DAY, EARLY, LATE, NIGHT, band, is_short
from dengta.engines.rostering.centre.spec import HOUR, CentreSpec
from dengta.engines.rostering.problem import (
    OFF,
    SATURDAY,
    WEEK,
    Agent,
    Contract,
    History,
    Limit,
    Shift,
    ShiftLimit,
    Wish,
)

WORKDAYS = 5
LONGEST_WORK, LONGEST_NIGHTS, REST_AFTER_NIGHTS = 6, 4, 2
SHORT_REST, WEEKEND, HALF_WEEKEND, MISSING_DAY = 15, 25, 5, 40
"""Prices: a single day off between work, a weekend beyond half of them, a torn one, a day or an hour too few."""
OWED = 0.7
"""Of the days or hours of a contract, the share that is owed whatever the demand: leave leaves as much."""
FAMILY = 4
"""Skills come in families of so many; a second skill is one of the same family."""
SECONDARY = (0.35, 0.35, 0.2, 0.1)
"""The shares of agents with no, one, two and three skills beside their own."""
LEAVE, LONGEST_LEAVE, MOST_LEAVE = 0.05, 3, 5
"""The share of days on leave, the longest leave in days, and the least number of days for each day of leave."""
OVERLAP = 1.15
"""So many more leaves are drawn, because some fall on each other."""
WISHES_A_WEEK = 0.5
WEIGHTS = (2, 5, 10)
WISH_FOR_A_SHIFT, WISH_FOR_A_WEEKEND = 0.25, 0.5
WORKED_BEFORE = 0.55


@dataclass(frozen=True)
class Kind:
    """A kind of contract: how many minutes a week, and which templates are worked under it."""

    name: str
    week: int
    contract: Contract
    codes: tuple[str, ...]
    nights: frozenset[str]
    barred: frozenset[tuple[int, str]]

    @cached_property
    def days(self) -> tuple[str, ...]:
        """What is worked under it by day; all there is where it knows nights only."""
        return tuple(code for code in self.codes if code not in self.nights) or self.codes


def kinds(spec: CentreSpec, shifts: Sequence[Shift]) -> tuple[tuple[Kind, float], ...]:
    """The kinds of contract there are, with their shares of the people."""
    full = [shift for shift in shifts if not is_short(shift)]
    short = [shift for shift in shifts if is_short(shift)]
    nightly = any(shift.night for shift in full)
    by_bands = (
        ("rotating", {EARLY, DAY, LATE, NIGHT}, 0.50 if nightly else 0.0),
        ("no nights", {EARLY, DAY, LATE}, 0.35),
        ("no evenings", {EARLY, DAY}, 0.15),
    )
    found = []
    for name, bands, share in by_bands:
        codes = [shift for shift in full if band(shift) in bands]
        if codes and share:
            found.append((_full_time(spec, name, shifts, codes), share * (1 - spec.part_time)))
    if spec.part_time:
        for name, hours, share in (("20 hours", 20, 0.6), ("30 hours", 30, 0.4)):
            codes = short or [shift for shift in full if not shift.night]
            found.append((_part_time(spec, name, hours, shifts, codes), share * spec.part_time))
    total = sum(share for _kind, share in found)
    return tuple((kind, share / total) for kind, share in found)


def _full_time(spec: CentreSpec, name: str, shifts: Sequence[Shift], worked: Sequence[Shift]) -> Kind:
    """Five days of eight hours a week, two of work in a row at least, and two days off in a row if it can be."""
    nights = frozenset(shift.code for shift in worked if shift.night)
    weeks, rest = divmod(spec.days, WEEK)
    contract = Contract(
        days=Limit(int(OWED * WORKDAYS * spec.weeks), WORKDAYS * weeks + min(WORKDAYS, rest), below=MISSING_DAY),
        weekends=_weekends(spec),
        week_days=Limit(0, WORKDAYS),
        work_run=Limit(2, LONGEST_WORK),
        rest_run=Limit(2, None, below=SHORT_REST),
        runs=(ShiftLimit(nights, Limit(0, LONGEST_NIGHTS)),) if nights else (),
        half_weekend=HALF_WEEKEND,
        rest_after=(ShiftLimit(nights, Limit(REST_AFTER_NIGHTS)),) if nights else (),
    )
    return _kind(spec, contract, name=name, week=40 * HOUR, shifts=shifts, worked=worked)


def _part_time(spec: CentreSpec, name: str, hours: int, shifts: Sequence[Shift], worked: Sequence[Shift]) -> Kind:
    """So many hours a week, on five days at most."""
    most = int(hours * HOUR * -(-spec.days // WEEK))
    contract = Contract(
        minutes=Limit(int(OWED * hours * spec.weeks) * HOUR, most, below=1),
        weekends=_weekends(spec),
        week_minutes=Limit(0, hours * HOUR),
        week_days=Limit(0, WORKDAYS),
        work_run=Limit(1, LONGEST_WORK),
        rest_run=Limit(1),
        half_weekend=HALF_WEEKEND,
    )
    return _kind(spec, contract, name=name, week=hours * HOUR, shifts=shifts, worked=worked)


def _weekends(spec: CentreSpec) -> Limit:
    return Limit(0, max(1, round(spec.weeks / 2)), above=WEEKEND)


def _kind(
    spec: CentreSpec, contract: Contract, *, name: str, week: int, shifts: Sequence[Shift], worked: Sequence[Shift]
) -> Kind:
    codes = tuple(shift.code for shift in worked)
    barred = frozenset((day, shift.code) for day in range(spec.days) for shift in shifts if shift.code not in codes)
    nights = frozenset(shift.code for shift in worked if shift.night)
    return Kind(name, week, contract, codes, nights, barred)


def skill_names(spec: CentreSpec) -> tuple[str, ...]:
    """The skills by size."""
    return tuple(f"skill {rank + 1:02}" for rank in range(spec.skills))


def shared_out(shares: Sequence[float], number: int, *, least: int = 0) -> list[int]:
    """The number parted by these shares in whole ones, by largest remainder, each at least `least`."""
    exact = np.asarray(shares, dtype=np.float64) * (number - least * len(shares)) + least
    whole = np.floor(exact).astype(int)
    for at in np.argsort(whole - exact, kind="stable")[: number - int(whole.sum())]:
        whole[at] += 1
    return [int(one) for one in whole]


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody, with the kind of contract and the largest skill each was taken on for, in the same order."""

    agents: tuple[Agent, ...]
    kinds: tuple[Kind, ...]
    primary: tuple[int, ...]

    def hours(self, spec: CentreSpec) -> float:
        """Hours that can be worked in all days, without leave."""
        return sum(kind.week for kind in self.kinds) / HOUR * spec.weeks * (1 - LEAVE)


def draw(spec: CentreSpec, shifts: Sequence[Shift], rng: np.random.Generator) -> Staff:
    """Take on everybody."""
    offered = kinds(spec, shifts)
    numbers = shared_out([share for _kind, share in offered], spec.agents)
    kind_of = [kind for (kind, _share), number in zip(offered, numbers, strict=True) for _ in range(number)]
    primary = np.repeat(np.arange(spec.skills), shared_out(list(sizes(spec)), spec.agents, least=1))
    primary = rng.permutation(primary)
    names = skill_names(spec)
    width = len(str(spec.agents))
    agents = tuple(
        Agent(
            key=f"A{at + 1:0{width}}",
            contract=kind.contract,
            skills=frozenset(names[skill] for skill in _skills(spec, int(primary[at]), rng)),
            days_off=_leave(spec, rng),
            barred=kind.barred,
            wishes=_wishes(spec, kind, rng),
            history=_history(kind, rng) if spec.history else None,
        )
        for at, kind in enumerate(kind_of)
    )
    return Staff(agents, tuple(kind_of), tuple(int(skill) for skill in primary))


def _skills(spec: CentreSpec, primary: int, rng: np.random.Generator) -> list[int]:
    """The own skill and up to three of its family. Families are mixed in size: every so many-th skill is in one."""
    families = -(-spec.skills // FAMILY)
    others = [skill for skill in range(primary % families, spec.skills, families) if skill != primary]
    number = min(len(others), int(rng.choice(len(SECONDARY), p=SECONDARY)))
    return [primary, *rng.permutation(others)[:number].astype(int).tolist()]


def _leave(spec: CentreSpec, rng: np.random.Generator) -> frozenset[int]:
    """Short leaves, a twentieth of all days on average, and never more than every fifth day."""
    most = spec.days // MOST_LEAVE
    days: set[int] = set()
    for _ in range(rng.poisson(OVERLAP * LEAVE * spec.days * 2 / (1 + LONGEST_LEAVE))):
        length = int(rng.integers(1, LONGEST_LEAVE + 1))
        first = int(rng.integers(1 - length, spec.days))
        taken = days | set(range(max(0, first), min(first + length, spec.days)))
        days = taken if len(taken) <= most else days
    return frozenset(days)


def _wishes(spec: CentreSpec, kind: Kind, rng: np.random.Generator) -> tuple[Wish, ...]:
    """Days that somebody would like to have off, weekends above all, and shifts that they would like to work."""
    number = min(spec.days, int(rng.poisson(WISHES_A_WEEK * spec.weeks)))
    days = np.arange(spec.days)
    weight = np.where(days % WEEK >= SATURDAY, WISH_FOR_A_WEEKEND * WORKDAYS, 1 - WISH_FOR_A_WEEKEND)
    chosen = np.sort(rng.choice(days, number, replace=False, p=weight / weight.sum()))
    return tuple(_wish(int(day), kind, rng) for day in chosen)


def _wish(day: int, kind: Kind, rng: np.random.Generator) -> Wish:
    weight = WEIGHTS[int(rng.integers(len(WEIGHTS)))]
    if rng.random() < WISH_FOR_A_SHIFT:
        return Wish(day, kind.days[int(rng.integers(len(kind.days)))], weight, wanted=True)
    return Wish(day, OFF, weight, wanted=False)


def _history(kind: Kind, rng: np.random.Generator) -> History:
    """A last week that breaks no rule: the first day is a Monday, so that the week itself begins afresh."""
    if rng.random() >= WORKED_BEFORE:
        return History(run=int(rng.integers(1, 4)))
    code = kind.codes[int(rng.integers(len(kind.codes)))]
    run = int(rng.integers(2, WORKDAYS + 1))
    same = int(rng.integers(1, min(run, LONGEST_NIGHTS) + 1))
    return History(code, run, same)
