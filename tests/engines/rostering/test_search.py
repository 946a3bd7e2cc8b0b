"""The search by column generation keeps the rules, says what its roster costs, and never claims too high a bound."""

from functools import cache

import pytest

from dengta.engines.rostering.checker import check
from dengta.engines.rostering.problem import Problem, Roster
from dengta.engines.rostering.rows import BREACH
from tests.engines.rostering.drawn import lowest_cost
from tests.engines.rostering.searched import Asked, Searched, searched

WORK = 0.3
NEARLY = 1e-6


def tiny(seeds: range, hard: float) -> list[Asked]:
    return [Asked(seed, 2, 4, 2, hard, WORK) for seed in seeds]


def larger(seeds: range, hard: float) -> list[Asked]:
    return [Asked(seed, 3 + seed % 3, 7 + seed % 4, 2, hard, WORK) for seed in seeds]


def roster_of(found: Searched) -> Roster:
    return tuple(tuple(row) for row in found.roster)


def agrees(problem: Problem, found: Searched) -> bool:
    """Whether the roster breaks nothing; it costs what is said of it, and no less than the bound."""
    verdict = check(problem, roster_of(found))
    if verdict.breaches:
        assert found.cost is not None
        assert found.cost >= BREACH
    else:
        assert found.cost == verdict.cost
        assert found.mix == pytest.approx(verdict.cost)
        assert found.bound <= verdict.cost + NEARLY
    return not verdict.breaches


def is_optimal(asked: Asked, found: Searched) -> bool:
    """Whether the roster is the cheapest there is, or none was found where there is none; the bound lies below."""
    lowest = lowest_cost(asked.problem())
    if lowest is None:
        return found.roster is None or not agrees(asked.problem(), found)
    assert -1e6 < found.bound <= lowest + NEARLY, asked
    return found.roster is not None and agrees(asked.problem(), found) and found.cost == lowest


def optimal(asked: list[Asked]) -> int:
    return sum(is_optimal(one, found) for one, found in zip(asked, searched(asked), strict=True))


SMALL, LARGE = tiny(range(6), 0.1), larger(range(6), 0.05)


@cache
def found() -> list[Searched]:
    return searched(SMALL + LARGE)


def test_tiny_problems_are_solved() -> None:
    answers = found()[: len(SMALL)]

    assert sum(is_optimal(one, answer) for one, answer in zip(SMALL, answers, strict=True)) >= len(SMALL) - 1


def test_what_is_said_of_larger_rosters_is_what_the_checker_says() -> None:
    answers = found()[len(SMALL) :]

    assert sum(agrees(one.problem(), answer) for one, answer in zip(LARGE, answers, strict=True) if answer.roster) >= 4


def test_the_same_seed_and_the_same_work_give_the_same_roster() -> None:
    again = searched(LARGE[:3])

    assert again == found()[len(SMALL) :][:3]
    assert all(one.roster for one in again)


@pytest.mark.sweep
@pytest.mark.parametrize("hard", [0.0, 0.1, 0.3])
def test_nearly_all_of_many_tiny_problems_are_solved(hard: float) -> None:
    assert optimal(tiny(range(1000, 1030), hard)) >= 25
