"""Breaks keep their windows, are staggered, and are taken where they are missed the least."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pytest

from dengta.engines.rostering.break_checker import BreakRule, check_breaks
from dengta.engines.rostering.breaks import BreakPlan, PlacedBreak, stagger
from dengta.engines.rostering.cpsat.breaks import place_breaks
from dengta.engines.rostering.problem import Agent, Break, Contract, Cover, History, Problem, Roster, Shift

LUNCH = Break("lunch", 30, 150, 330)
TEA = Break("tea", 15, 60, 420, paid=True)
SHIFTS = (
    Shift("E", 510, 420, 930, breaks=(LUNCH, TEA)),
    Shift("L", 510, 780, 1290, breaks=(LUNCH, TEA)),
    Shift("N", 510, 1320, 1830, breaks=(replace(LUNCH, latest=300), TEA), night=True),
    Shift("S", 480, 480, 1200, parts=((480, 720), (960, 1200)), breaks=(Break("tea", 15, 60, 600),)),
)
SKILLS = (frozenset({"mail"}), frozenset({"mail", "gold"}), frozenset({"gold"}))
PLACERS: dict[str, Callable[[Problem, Roster], BreakPlan]] = {
    "quick": stagger,
    "exact": lambda problem, roster: place_breaks(problem, roster, seconds=3, seed=1),
}


def centre(seed: int, people: int, days: int = 1) -> tuple[Problem, Roster]:
    """A centre with people in every kind of shift; nearly as many are asked for as there are."""
    rng = random.Random(seed)
    roster = tuple(tuple(rng.choice(["", "E", "E", "L", "L", "N", "S"]) for _day in range(days)) for _ in range(people))
    agents = tuple(
        Agent(
            f"A{at}", Contract(), SKILLS[at % 3],
            history=History("N") if rng.random() < 0.2 else None,
            busy=frozenset({(0, 600, 660)}) if rng.random() < 0.1 else frozenset(),
        )
        for at in range(people)
    )  # fmt: skip
    covers = tuple(
        Cover(day, rng.randint(people // 10, people // 3), rng.randint(1, 9), start=start, end=start + 30, skill=skill,
              over=3, least=1, worse=((1, 4),) if rng.random() < 0.3 else ())
        for day in range(days) for start in range(0, 1440, 30) for skill in ("mail", "gold")
    )  # fmt: skip
    return Problem(days, SHIFTS, agents, covers), roster


def all_at_the_middle(problem: Problem, roster: Roster) -> BreakPlan:
    shifts = {shift.code: shift for shift in problem.shifts}
    return BreakPlan(
        tuple(
            PlacedBreak(agent.key, day, one.name, shifts[code].start + (one.earliest + one.latest) // 2, one.minutes)
            for agent, codes in zip(problem.agents, roster, strict=True)
            for day, code in enumerate(codes)
            if code
            for one in shifts[code].breaks
        )
    )


@pytest.mark.parametrize("placer", PLACERS)
@pytest.mark.parametrize("seed", range(3))
def test_every_break_is_taken_and_no_rule_of_breaks_is_broken(placer: str, seed: int) -> None:
    problem, roster = centre(seed, 24, days=2)

    plan = PLACERS[placer](problem, roster)

    assert plan.unplaced == ()
    assert check_breaks(problem, roster, plan).breaches == ()
    asked = sum(len(shift.breaks) for row in roster for code in row for shift in SHIFTS if shift.code == code)
    assert len(plan.breaks) == asked > 40


@pytest.mark.parametrize("seed", range(3))
def test_fewer_are_missing_than_with_everybody_at_lunch_at_once_and_the_model_is_the_best(seed: int) -> None:
    problem, roster = centre(seed, 24)
    quick, exact, middle = (
        check_breaks(problem, roster, place(problem, roster)).shortage
        for place in (PLACERS["quick"], PLACERS["exact"], all_at_the_middle)
    )
    nobody = check_breaks(problem, roster, BreakPlan(())).shortage

    assert nobody <= exact <= quick < middle


def every_plan(problem: Problem, roster: Roster) -> Iterator[BreakPlan]:
    (shift,) = problem.shifts
    choices = [
        [
            PlacedBreak(agent.key, 0, one.name, shift.start + after, one.minutes)
            for after in range(one.earliest, one.latest + 1, 15)
        ]
        for agent in problem.agents
        for one in shift.breaks
    ]
    yield from map(BreakPlan, product(*choices))


@pytest.mark.parametrize("seed", range(2))
def test_no_way_of_placing_few_breaks_leaves_fewer_missing(seed: int) -> None:
    rng = random.Random(seed)
    shift = Shift("D", 240, 480, 720, breaks=(Break("lunch", 30, 60, 120), Break("tea", 15, 60, 150)))
    agents = tuple(Agent(f"A{at}", Contract(), SKILLS[rng.randrange(3)]) for at in range(2))
    covers = tuple(
        Cover(0, rng.randint(1, 2), rng.randint(1, 9), start=start, end=start + length, skill=skill, over=9)
        for start in range(480, 720, 15) for length in (15, 30) for skill in ("mail", "gold", "")
        if rng.random() < 0.4
    )  # fmt: skip
    problem, roster = Problem(1, (shift,), agents, covers), (("D",), ("D",))

    verdict = check_breaks(problem, roster, PLACERS["exact"](problem, roster))

    verdicts = [check_breaks(problem, roster, plan) for plan in every_plan(problem, roster)]
    assert verdict.breaches == ()
    assert verdict.shortage == min(one.shortage for one in verdicts if not one.breaches)


def test_a_break_of_the_night_after_midnight_is_missed_on_the_next_day() -> None:
    night = Shift("N", 480, 1320, 1800, breaks=(Break("rest", 30, 180, 180),))
    problem = Problem(2, (night,), (Agent("A", Contract()),), (Cover(1, 1, 7, start=60, end=90),))

    plan = stagger(problem, (("N", ""),))

    assert plan.breaks == (PlacedBreak("A", 0, "rest", 1500, 30),)
    assert check_breaks(problem, (("N", ""),), plan).shortage == 7
    assert check_breaks(problem, (("N", ""),), BreakPlan(())).shortage == 0


@pytest.mark.parametrize("placer", PLACERS)
def test_a_break_without_room_is_left_out_and_named(placer: str) -> None:
    shift = Shift("D", 480, 480, 960, breaks=(Break("lunch", 30, 240, 240),))
    problem = Problem(1, (shift,), tuple(Agent(key, Contract()) for key in "ABCDE"), ())
    roster = (("D",),) * 5

    plan = PLACERS[placer](problem, roster)

    assert (len(plan.breaks), len(plan.unplaced)) == (2, 3)
    breaches = check_breaks(problem, roster, plan).breaches
    assert {(one.rule, one.agent) for one in breaches} == {
        (BreakRule.MISSING, key) for key, _day, _name in plan.unplaced
    }


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"start": 420 + 345}, BreakRule.WINDOW),
        ({"start": 420 + 155}, BreakRule.GRID),
        ({"minutes": 20}, BreakRule.UNASKED),
        ({"name": "nap"}, BreakRule.MISSING),
    ],
)
def test_a_break_at_the_wrong_time_or_of_the_wrong_kind_is_named(change: dict[str, object], rule: BreakRule) -> None:
    problem = Problem(1, SHIFTS, (Agent("A", Contract()),), ())
    good = stagger(problem, (("E",),))
    lunch, tea = sorted(good.breaks, key=lambda one: one.name)
    assert check_breaks(problem, (("E",),), good).breaches == ()

    found = check_breaks(problem, (("E",),), BreakPlan((replace(lunch, **change), tea)))  # type: ignore[arg-type]

    assert rule in {one.rule for one in found.breaches}


def test_breaks_that_overlap_leave_a_part_or_empty_a_room_are_named() -> None:
    agents = (Agent("A", Contract()), Agent("B", Contract()))
    problem = Problem(1, SHIFTS, agents, ())
    at_once = BreakPlan((
        PlacedBreak("A", 0, "lunch", 570, 30), PlacedBreak("A", 0, "tea", 585, 15),
        PlacedBreak("B", 0, "tea", 600, 15),
    ))  # fmt: skip
    found = {(one.rule, one.agent) for one in check_breaks(problem, (("E",), ("S",)), at_once).breaches}
    assert found == {(BreakRule.OVERLAP, "A"), (BreakRule.SHARE, "A")}

    split = BreakPlan((PlacedBreak("B", 0, "tea", 720, 15),))
    assert {one.rule for one in check_breaks(problem, (("",), ("S",)), split).breaches} == {BreakRule.PART}


@pytest.mark.sweep
def test_the_breaks_of_five_thousand_people_are_staggered_without_breaking_a_rule() -> None:
    problem, roster = centre(1, 5000)
    began = time.process_time()

    plan = stagger(problem, roster)

    assert time.process_time() - began < 120
    assert plan.unplaced == ()
    verdict = check_breaks(problem, roster, plan)
    assert verdict.breaches == ()
    assert verdict.shortage < check_breaks(problem, roster, all_at_the_middle(problem, roster)).shortage
