"""The CP-SAT model says what the checker says: the same cost, nothing broken, and the true optimum."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from dengta.engines.rostering.checker import Rule, check
from dengta.engines.rostering.cpsat.lane import Outcome, run
from dengta.engines.rostering.formats import read_file
from dengta.engines.rostering.problem import Agent, Contract, Cover, Limit, Problem, Roster, Wish
from tests.architecture.source import PACKAGE, files, imports, tree
from tests.engines.rostering.drawn import Draw, lowest_cost
from tests.engines.rostering.rosters import SHIFTS, bench, row

HARD = frozenset(Rule) - {Rule.HALF_WEEKEND, Rule.WISHES, Rule.UNDER, Rule.OVER, Rule.SHARES}
SOFT = frozenset(Rule) - {Rule.NOT_BEFORE, Rule.DAYS_OFF, Rule.BARRED, Rule.FIXED, Rule.LEAST}


def solved(problem: Problem, **more: int) -> Outcome:
    outcome = run(problem, seconds=60, workers=1, seed=1, **more)
    assert outcome.proven
    return outcome


def is_the_cheapest_there_is(problem: Problem) -> bool:
    outcome = solved(problem)
    assert outcome.cost == lowest_cost(problem)
    return outcome.roster is not None


def tiny(seed: int, hard: float) -> Problem:
    return Draw(seed, agents=2, days=4, shifts=2, hard=hard).problem()


def small(seed: int) -> Problem:
    return Draw(seed, agents=3 + seed % 3, days=7 + seed % 4, shifts=2 + seed % 2, hard=0.08).problem()


def test_no_roster_of_a_tiny_problem_costs_less_than_the_proven_optimum() -> None:
    found = Counter(is_the_cheapest_there_is(tiny(seed, 0.3)) for seed in range(4))

    assert min(found[True], found[False]) >= 1


@pytest.mark.sweep
@pytest.mark.parametrize("hard", [0.1, 0.3])
def test_no_roster_of_many_tiny_problems_costs_less_than_the_proven_optimum(hard: float) -> None:
    found = Counter(is_the_cheapest_there_is(tiny(seed, hard)) for seed in range(1000, 1150))

    assert min(found[True], found[False]) >= 10


def rules_charged(seeds: Iterable[int]) -> set[str]:
    charged: set[str] = set()
    for seed in seeds:
        problem = small(seed)
        if (outcome := solved(problem)).roster is not None:
            verdict = check(problem, outcome.roster)
            assert (verdict.breaches, verdict.cost) == ((), outcome.cost), seed
            assert outcome.bound == outcome.cost
            charged.update(verdict.parts)
    return charged


def test_the_optimum_costs_what_the_checker_says_and_breaks_nothing() -> None:
    assert len(rules_charged(range(14))) >= 11


@pytest.mark.sweep
def test_the_optimum_costs_what_the_checker_says_under_every_kind_of_rule() -> None:
    assert rules_charged(range(200)) == SOFT


def test_every_hard_rule_is_what_forbids_some_roster() -> None:
    """Priced at nothing, the optimum of a drawn problem breaks each hard rule somewhere: the rule then changes it."""
    broken: Counter[str] = Counter()
    for seed in range(20):
        problem = Draw(seed, agents=2, days=7, shifts=2, hard=0.7).problem()
        bare = replace(
            problem,
            agents=tuple(Agent(each.key, Contract(), each.skills) for each in problem.agents),
            shifts=tuple(replace(shift, not_before=frozenset()) for shift in problem.shifts),
            covers=tuple(replace(cover, least=0) for cover in problem.covers),
            presences=(), pairings=(),
        )  # fmt: skip
        roster = solved(bare).roster
        assert roster is not None
        rules = {breach.rule for breach in check(problem, roster).breaches}
        if rules:
            strict = solved(problem).roster
            assert strict is None or not check(problem, strict).breaches
            broken.update(rules)

    assert set(broken) == HARD


def team() -> Problem:
    """Twelve people, three of each shift a day and more wishes than can be granted: no optimum is proven at once."""
    contract = Contract(minutes=Limit(2880, 4320), work_run=Limit(2, 4), rest_run=Limit(2), weekends=Limit(0, 2))
    agents = tuple(
        Agent(
            f"A{at}", contract, wishes=tuple(Wish((at * 5 + more) % 28, "", 3 + at, wanted=False) for more in range(9))
        )
        for at in range(12)
    )
    covers = tuple(Cover(day, 3, 20 + day % 3, 1, code=code) for day in range(28) for code in "ELN")
    return Problem(28, SHIFTS, agents, covers)


def test_the_same_seed_finds_the_same_roster_when_time_is_counted_in_steps() -> None:
    first, again = (run(team(), seconds=60, workers=2, seed=3, deterministic=0.12) for _ in range(2))

    assert not first.proven
    assert first.roster is not None
    assert (first.roster, first.cost, first.bound) == (again.roster, again.cost, again.bound)


def test_every_better_roster_is_told_and_the_last_one_is_the_answer() -> None:
    told: list[tuple[Roster, float]] = []
    problem = team()

    outcome = run(problem, seconds=60, workers=1, seed=1, deterministic=0.25, on_roster=lambda *one: told.append(one))

    costs = [cost for _roster, cost in told]
    assert len(costs) > 1
    assert costs == sorted(costs, reverse=True)
    assert told[-1] == (outcome.roster, outcome.cost)
    assert all(not check(problem, roster).breaches and check(problem, roster).cost <= cost for roster, cost in told)
    assert outcome.first_feasible is not None


def test_a_roster_that_is_handed_over_is_where_the_search_begins() -> None:
    problem = team()
    known = run(problem, seconds=60, workers=1, seed=1, deterministic=0.2)
    told: list[float] = []

    run(
        problem, seconds=60, workers=1, seed=2, deterministic=0.1, hint=known.roster,
        on_roster=lambda _roster, cost: told.append(cost),
    )  # fmt: skip

    assert known.cost is not None
    assert told[0] <= known.cost


def test_what_cannot_be_is_said_to_be_impossible() -> None:
    problem = Problem(2, SHIFTS, (Agent("A", Contract(), days_off=frozenset({0}), fixed={0: "E"}),), ())

    outcome = solved(problem)

    assert (outcome.roster, outcome.cost, outcome.status, outcome.first_feasible) == (None, None, "infeasible", None)


def test_a_shift_that_is_asked_for_is_worked() -> None:
    problem = Problem(3, SHIFTS, (Agent("A", Contract()),), (Cover(1, 1, 5, code="L"),))

    assert solved(problem).roster == (row(".L."),)


def test_the_search_stops_when_its_share_of_computing_time_is_used_up() -> None:
    outcome = run(team(), seconds=300, cpu_seconds=0.3, cpu_clock=time.process_time, workers=1, seed=1)

    assert outcome.status in {"feasible", "unknown"}
    with pytest.raises(ValueError, match="clock"):
        run(team(), seconds=300, cpu_seconds=0.3, workers=1, seed=1)


@pytest.mark.shared
def test_the_smallest_published_problem_is_solved_to_its_optimum() -> None:
    problem = read_file(bench("shift_scheduling/Instance1.txt"))

    outcome = solved(problem)

    assert outcome.roster is not None
    assert check(problem, outcome.roster).breaches == ()
    assert outcome.cost == check(problem, outcome.roster).cost == 607


def test_this_lane_and_the_other_never_load_both_solvers_into_one_process() -> None:
    lane = PACKAGE / "engines" / "rostering" / "cpsat"
    own = "dengta.engines.rostering.cpsat"
    # The anchor loads this lane in a process that loads nothing else.
    others = (file for file in files(lane.parent) if lane not in file.parents and file.name != "anchor.py")
    elsewhere = {each for file in others for each in imports(tree(file))}
    here = {each for file in files(lane) for each in imports(tree(file))}

    assert not {each for each in elsewhere if each.startswith(("ortools", own))}
    assert not here & {"highspy", *(f"dengta.engines.rostering.{name}" for name in ("master", "generation", "search"))}
    assert "ortools.sat.python.cp_model" in here
