"""The tables of the column generation say what the checker says of every roster: what it costs, and what it breaks."""

import random
from collections.abc import Iterator

import numpy as np
import pytest

from dengta.engines.rostering.checker import Rule, check
from dengta.engines.rostering.compiled import compile_problem
from dengta.engines.rostering.kernels.cheapest import INF
from dengta.engines.rostering.problem import (
    OFF,
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Problem,
    Roster,
    ShiftLimit,
)
from dengta.engines.rostering.rows import BREACH
from tests.engines.rostering.drawn import SKILLS, Draw
from tests.engines.rostering.rosters import SHIFTS

TEAM = {Rule.LEAST, Rule.PRESENCES, Rule.PAIRINGS}


def rosters(problem: Problem, number: int, seed: int) -> Iterator[Roster]:
    rng = random.Random(seed)
    codes = [OFF, *(shift.code for shift in problem.shifts)]
    for _ in range(number):
        work = rng.choice([0.2, 0.5, 0.8])
        yield tuple(
            tuple(
                agent.fixed.get(day, rng.choice(codes[1:]) if rng.random() < work else OFF)
                for day in range(problem.days)
            )
            for agent in problem.agents
        )


def compare(problem: Problem, number: int, seed: int) -> tuple[int, int]:
    """How many rosters broke nothing, and how many something; both lanes agree on each."""
    compiled = compile_problem(problem)
    clean = 0
    for roster in rosters(problem, number, seed):
        verdict = check(problem, roster)
        total = compiled.total(compiled.chosen(roster))
        broken = {breach.rule for breach in verdict.breaches}
        if not broken:
            assert total == verdict.cost, (seed, roster)
        elif broken <= TEAM:
            assert BREACH <= total < INF / 2, (seed, roster, verdict)
        else:
            assert total >= INF / 2, (seed, roster, verdict)
        clean += not broken
    return clean, number - clean


def compared(seeds: range, *, hard: float, number: int) -> tuple[int, int]:
    found = []
    for seed in seeds:
        draw = Draw(seed, agents=2 + seed % 3, days=3 + seed % 19, shifts=1 + seed % 4, hard=hard)
        found.append(compare(draw.problem(), number, seed))
    return sum(clean for clean, _ in found), sum(broken for _, broken in found)


def test_a_roster_costs_what_the_checker_says_under_every_kind_of_rule() -> None:
    clean, broken = compared(range(40), hard=0.0, number=5)

    assert clean + broken == 200
    assert clean >= 150


def test_a_roster_that_breaks_a_hard_rule_never_looks_as_if_it_kept_it() -> None:
    clean, broken = compared(range(100, 160), hard=0.1, number=5)

    assert min(clean, broken) >= 30


@pytest.mark.sweep
@pytest.mark.parametrize("hard", [0.0, 0.03, 0.1, 0.3])
def test_many_rosters_cost_what_the_checker_says(hard: float) -> None:
    compared(range(1000, 1600), hard=hard, number=12)


def alone(contract: Contract, days: int = 9, **agent: object) -> Problem:
    return Problem(days, SHIFTS, (Agent("A", contract, **agent),), (), first_weekday=5)  # type: ignore[arg-type]


PRICED = Limit(2, 3, 5, 7)
NONE_FREE = Limit(0, 0, None, 4)
BORDERS = (
    None,
    History(OFF, 9, minutes=4800, days=10, weekends=5, week_minutes=970, week_days=6, counts={"E": 9}),
    History("E", 2, 1, minutes=500, days=1, weekends=1, week_minutes=250, week_days=1, counts={"E": 1}),
    History("gone", 3, 2, minutes=500, week_minutes=500, week_days=2, counts={"gone": 2}),
)
SOME = frozenset({"E", "gone"})


@pytest.mark.parametrize("history", BORDERS)
@pytest.mark.parametrize(
    "contract",
    [
        Contract(work_run=NONE_FREE),
        Contract(rest_run=NONE_FREE),
        Contract(runs=(ShiftLimit(SOME, PRICED),)),
        Contract(runs=(ShiftLimit(SOME, NONE_FREE),)),
        Contract(rest_after=(ShiftLimit(SOME, Limit(2, below=3)),)),
        Contract(minutes=Limit(1000, below=None)),
        Contract(days=Limit(1)),
        Contract(weekends=Limit(1)),
        Contract(weekends=PRICED, half_weekend=2),
        Contract(week_days=PRICED),
        Contract(week_minutes=Limit(700, 1300, 1, 2)),
        Contract(week_days=Limit(1, 4, 3, None), week_minutes=Limit(700, 1300, 1, 2)),
        Contract(week_days=Limit(0, 4), week_minutes=Limit(0, 1500)),
        Contract(counts=(ShiftLimit(SOME, PRICED), ShiftLimit(frozenset("LN"), Limit(0, 2)))),
        Contract(minutes=PRICED, days=PRICED, counts=(ShiftLimit(SOME, Limit(1)),)),
    ],
)  # fmt: skip
def test_each_rule_is_counted_on_from_the_border(contract: Contract, history: History | None) -> None:
    compare(alone(contract, history=history), 12, 1)
    compare(alone(contract, days=2, history=history), 4, 1)


def shared_out(seed: int) -> tuple[float, int]:
    """What sharing people out among the skills of one time costs: here, and exactly."""
    rng = random.Random(seed)
    skills = ("", *SKILLS, "chat")
    covers = tuple(
        Cover(0, rng.randint(0, 3), rng.randint(0, 9), rng.randint(0, 9), "E", skill=skill,
              least=rng.randint(0, 4) if rng.random() < 0.2 else 0)
        for skill in rng.choices(skills, k=rng.randint(2, 4))
    )  # fmt: skip
    agents = tuple(
        Agent(str(n), Contract(), frozenset(one for one in skills[1:] if rng.random() < 0.5))
        for n in range(rng.randint(1, 9))
    )
    problem = Problem(1, SHIFTS, agents, covers)
    compiled = compile_problem(problem)
    total = compiled.total(np.zeros((len(agents), 1), np.int32))
    verdict = check(problem, (("E",),) * len(agents))
    return (total % BREACH if verdict.breaches else total), verdict.cost


def test_people_are_shared_out_among_skills_at_the_least_cost() -> None:
    for seed in range(150):
        ours, exact = shared_out(seed)
        assert ours == exact, seed
