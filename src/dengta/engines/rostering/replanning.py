"""After an absence: the published roster mended with the fewest changes, and none in the days that are too near.

Every day of a person that differs from what was published has a price; the search starts from the published roster and
looks around the days of the absences. What an absent person owes is lowered by what they miss, and the rules on runs
do not hold it against them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dengta.engines.rostering.lanes import GENERATION, Lane, race
from dengta.engines.rostering.problem import OFF, Agent, Limit, Problem, Roster, ShiftLimit, Wish
from dengta.engines.rostering.result import Progress, Result
from dengta.engines.rostering.solving import Best
from dengta.engines.rostering.stop import Stop
from dengta.engines.rostering.swaps import Change

FREE_OF_CHARGE = 0


@dataclass(frozen=True, slots=True)
class Replan:
    """The mended roster with its cost (that of the changes included), and what changed beside the absences."""

    result: Result
    changes: tuple[Change, ...]


def replan(
    problem: Problem,
    published: Roster,
    absences: Mapping[str, frozenset[int]],
    *,
    frozen_until: int,
    change_price: int,
    stop: Stop,
    seed: int = 0,
    workers: int = 2,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Replan:
    """Mend a published roster. `absences`: days on which somebody cannot come.

    Days before `frozen_until` stay as they are for everybody who can come; `change_price`: of each later day that
    changes. Raises ValueError where somebody absent is not in the problem.
    """
    unknown = set(absences) - {agent.key for agent in problem.agents}
    if unknown:
        message = f"{min(unknown)!r} is absent and not in the problem"
        raise ValueError(message)
    changed = _with_prices(problem, published, absences, frozen_until=frozen_until, price=change_price)
    start = tuple(
        tuple(OFF if day in absences.get(agent.key, ()) else code for day, code in enumerate(row))
        for agent, row in zip(problem.agents, published, strict=True)
    )
    focus = tuple(sorted({day for days in absences.values() for day in days}))
    best = Best(changed, progress)
    lanes = [Lane(GENERATION, seed + number, whole=False, start=start, focus=focus) for number in range(workers)]
    result = best.result(race(changed, lanes if stop.work is None else lanes[:1], stop, best.hear))
    return Replan(result, () if result.roster is None else _changes(problem, published, result.roster, absences))


def _with_prices(
    problem: Problem, published: Roster, absences: Mapping[str, frozenset[int]], *, frozen_until: int, price: int
) -> Problem:
    agents = tuple(
        _held(problem, agent, row, absences.get(agent.key, frozenset()), frozen_until=frozen_until, price=price)
        for agent, row in zip(problem.agents, published, strict=True)
    )
    return replace(problem, agents=agents)


def _held(
    problem: Problem, agent: Agent, row: tuple[str, ...], absent: frozenset[int], *, frozen_until: int, price: int
) -> Agent:
    """An agent whose days are fixed where they are near or absent, and priced where they change."""
    fixed = dict.fromkeys(absent, OFF) | {day: row[day] for day in range(frozen_until) if day not in absent}
    wishes = tuple(
        Wish(day, row[day], price, wanted=row[day] != OFF) for day in range(frozen_until, len(row)) if day not in absent
    )
    if absent:
        agent = _excused(problem, agent, row, absent)
    return replace(agent, fixed={**agent.fixed, **fixed}, wishes=(*agent.wishes, *wishes))


def _excused(problem: Problem, agent: Agent, row: tuple[str, ...], absent: frozenset[int]) -> Agent:
    """What is missed is not owed, and nobody's absence is a run that is too short."""
    minutes = {shift.code: shift.minutes for shift in problem.shifts}
    missed = [row[day] for day in absent if row[day] != OFF]
    contract = agent.contract
    excused = replace(
        contract,
        minutes=_less(contract.minutes, sum(minutes[code] for code in missed)),
        days=_less(contract.days, len(missed)),
        week_minutes=_owing_nothing(contract.week_minutes),
        week_days=_owing_nothing(contract.week_days),
        work_run=_owing_nothing(contract.work_run),
        rest_run=_owing_nothing(contract.rest_run),
        runs=tuple(ShiftLimit(one.codes, _owing_nothing(one.limit)) for one in contract.runs),
        counts=tuple(ShiftLimit(one.codes, _owing_nothing(one.limit)) for one in contract.counts),
    )
    return replace(agent, contract=excused)


def _less(limit: Limit, missed: int) -> Limit:
    return replace(limit, least=max(0, limit.least - missed))


def _owing_nothing(limit: Limit) -> Limit:
    return replace(limit, least=0) if limit.below is None else replace(limit, below=FREE_OF_CHARGE)


def _changes(
    problem: Problem, published: Roster, roster: Roster, absences: Mapping[str, frozenset[int]]
) -> tuple[Change, ...]:
    return tuple(
        Change(agent.key, day, after)
        for agent, old, new in zip(problem.agents, published, roster, strict=True)
        for day, (before, after) in enumerate(zip(old, new, strict=True))
        if before != after and day not in absences.get(agent.key, ())
    )
