"""The whole search: lanes in processes of their own, and only what the checker has read."""

import os
import signal
from dataclasses import replace
from itertools import combinations, product

import pytest

from dengta.engines.rostering import (
    OFF,
    Agent,
    Contract,
    Cover,
    Limit,
    Problem,
    Progress,
    Result,
    Stop,
    Wish,
    check,
    solve,
)
from dengta.engines.rostering.lanes import GENERATION, Found, Lane, race
from dengta.engines.rostering.reasons import Why
from dengta.engines.rostering.replanning import replan
from dengta.engines.rostering.solving import plan
from tests.engines.rostering.rosters import EARLY, LATE

WORK = Stop(work=20)
FIVE_DAYS = Contract(minutes=Limit(1920, 4800), work_run=Limit(2, 5), rest_run=Limit(2), weekends=Limit(0, 1))


def team(size: int = 6, days: int = 14) -> Problem:
    """People for two shifts; some would rather have a day off."""
    agents = tuple(
        Agent(f"A{number}", FIVE_DAYS, wishes=(Wish(number % days, OFF, 3, wanted=False),)) for number in range(size)
    )
    covers = tuple(Cover(day, 2, 100, 1, code=code) for day in range(days) for code in ("E", "L"))
    return Problem(days, (EARLY, LATE), agents, covers)


@pytest.fixture(scope="module")
def solved() -> Result:
    return solve(team(), stop=WORK, seed=3)


def test_the_roster_breaks_nothing_and_its_price_is_the_checkers(solved: Result) -> None:
    assert solved.roster is not None

    verdict = check(team(), solved.roster)

    assert verdict.breaches == solved.breaches == ()
    assert verdict.cost == solved.cost
    assert solved.bound <= verdict.cost


def test_the_same_seed_and_work_give_the_same_roster(solved: Result) -> None:
    again = solve(team(), stop=WORK, seed=3)

    assert again.roster == solved.roster
    assert again.cost == solved.cost


def test_progress_is_told_as_it_comes_and_only_gets_better() -> None:
    heard: list[Progress] = []

    result = solve(team(), stop=WORK, seed=1, progress=heard.append)

    costs = [one.cost for one in heard if one.cost is not None]
    assert tuple(heard) == result.progress
    assert costs == sorted(costs, reverse=True)
    assert [one.bound for one in heard] == sorted(one.bound for one in heard)
    assert result.first_feasible == heard[0].seconds


def test_a_problem_without_any_roster_gets_none() -> None:
    nobody_can = replace(FIVE_DAYS, minutes=Limit(4800, 4800), work_run=Limit(2, 2), rest_run=Limit(5))
    problem = replace(team(2), agents=(Agent("A", nobody_can),), covers=())

    result = solve(problem, stop=Stop(work=5), seed=1)

    assert result.roster is None
    assert result.cost is None
    assert not result.proven


def test_a_lane_that_is_killed_takes_nothing_with_it() -> None:
    found: list[Found] = []

    def kill_after_the_first(one: Found) -> bool:
        found.append(one)
        if one.roster is not None:
            children = (int(pid) for pid in os.listdir("/proc") if pid.isdecimal())
            for pid in children:
                if _is_our_lane(pid):
                    os.kill(pid, signal.SIGKILL)
        return True

    race(team(), [Lane(GENERATION, 1)], Stop(seconds=60), kill_after_the_first)

    rosters = [one.roster for one in found if one.roster is not None]
    assert rosters
    assert not any(one.done for one in found)
    assert not check(team(), rosters[-1]).breaches


def _is_our_lane(pid: int) -> bool:
    try:
        with (
            open(f"/proc/{pid}/stat", encoding="utf-8") as stat,
            open(f"/proc/{pid}/cmdline", encoding="utf-8") as line,
        ):
            return stat.read().rpartition(")")[2].split()[1] == str(os.getpid()) and "spawn_main" in line.read()
    except OSError:
        return False


def test_a_small_team_has_cp_sat_for_company_and_a_larger_one_neighbourhoods() -> None:
    small, large = plan(team(6), seed=1, workers=2), plan(team(20), seed=1, workers=3)

    assert [lane.module.rpartition(".")[2] for lane in small] == ["generation_lane", "racing"]
    assert [(lane.module, lane.whole) for lane in large] == [
        (GENERATION, True),
        (GENERATION, False),
        (GENERATION, False),
    ]
    assert len({lane.seed for lane in large}) == 3


@pytest.mark.parametrize("limits", [{}, {"seconds": 0}, {"work": -1.0}, {"seconds": 5.0, "work": 0.0}])
def test_a_search_needs_a_limit_above_nothing(limits: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="limit"):
        Stop(**limits)


def test_a_search_needs_a_worker() -> None:
    with pytest.raises(ValueError, match="workers"):
        solve(team(), stop=WORK, workers=0)


def test_after_an_absence_near_days_stay_as_they_are_and_few_of_the_others_change(solved: Result) -> None:
    assert solved.roster is not None
    problem = team()
    day = next(day for day in range(6, 12) if solved.roster[0][day] != OFF)

    mended = replan(problem, solved.roster, {"A0": frozenset({day})}, frozen_until=4, change_price=5, stop=WORK, seed=1)

    assert mended.result.roster is not None
    assert not mended.result.breaches
    assert mended.result.roster[0][day] == OFF
    for old, new in zip(solved.roster, mended.result.roster, strict=True):
        assert old[:4] == new[:4]
    with_a_hole = tuple(
        tuple(OFF if (n, d) == (0, day) else code for d, code in enumerate(row)) for n, row in enumerate(solved.roster)
    )
    assert check(problem, mended.result.roster).cost + 5 * len(mended.changes) <= check(problem, with_a_hole).cost
    assert {change.agent for change in mended.changes} <= {agent.key for agent in problem.agents}
    for change in mended.changes:
        n = next(n for n, agent in enumerate(problem.agents) if agent.key == change.agent)
        assert mended.result.roster[n][change.day] == change.code != solved.roster[n][change.day]


def test_whoever_is_absent_has_to_be_in_the_problem(solved: Result) -> None:
    assert solved.roster is not None

    with pytest.raises(ValueError, match="'B'"):
        replan(team(), solved.roster, {"B": frozenset({1})}, frozen_until=0, change_price=1, stop=WORK)


def test_why_somebody_works_a_shift_is_what_it_would_cost_if_they_did_not(solved: Result) -> None:
    assert solved.roster is not None
    assert solved.cost is not None
    problem, why = team(), Why(team(), solved.roster)
    day = next(day for day in range(14) if solved.roster[2][day] != OFF)
    code = solved.roster[2][day]

    reason = why.not_on("A2", day, {code})

    assert reason.verdict is not None
    changed = {change.day: change.code for change in reason.changes}
    assert changed[day] != code
    others = tuple(
        tuple(changed.get(d, one) for d, one in enumerate(row)) if n == 2 else row
        for n, row in enumerate(solved.roster)
    )
    after = check(problem, others)
    assert not after.breaches
    assert reason.cost == after.cost - solved.cost
    assert {cover.day for cover in reason.verdict.covers} <= set(changed)


def test_no_other_roster_of_one_person_is_cheaper_than_the_answer(solved: Result) -> None:
    assert solved.roster is not None
    assert solved.cost is not None
    problem = team()
    short = replace(
        problem, agents=(replace(problem.agents[0], contract=Contract(days=Limit(1, 3))), *problem.agents[1:])
    )
    why = Why(short, solved.roster)

    reason = why.not_on("A0", 3, {OFF})

    rest = solved.roster[1:]
    costs = [
        verdict.cost
        for choice in product(("", "E", "L"), repeat=3)
        for days in combinations(range(14), 3)
        if 3 in days and choice[days.index(3)] != OFF
        if not (verdict := check(short, (_with(dict(zip(days, choice, strict=True))), *rest))).breaches
    ]
    assert reason.verdict is not None
    assert check(short, solved.roster).cost + (reason.cost or 0) == min(costs)


def _with(shifts: dict[int, str]) -> tuple[str, ...]:
    return tuple(shifts.get(day, OFF) for day in range(14))


def test_whoever_has_no_other_roster_is_told_so_and_nonsense_is_refused(solved: Result) -> None:
    assert solved.roster is not None
    problem = team()
    bound = replace(problem, agents=(replace(problem.agents[0], fixed={3: "E"}), *problem.agents[1:]))
    roster = (_with({3: "E", 4: "E"}), *solved.roster[1:])

    reason = Why(bound, roster).not_on("A0", 3, {"E"})

    assert reason.verdict is None
    assert reason.cost is None
    with pytest.raises(ValueError, match="'Z'"):
        Why(problem, solved.roster).not_on("A0", 3, {"Z"})
