"""Swaps, give-aways and open shifts on a published roster: judged as two checks of the whole roster would."""

import random
import time
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.rostering.checker import Breach, Rule
from dengta.engines.rostering.generator import CentreSpec, generate
from dengta.engines.rostering.problem import (
    OFF,
    Agent,
    Contract,
    Cover,
    Limit,
    Pairing,
    Presence,
    Problem,
    Roster,
    Share,
    ShiftLimit,
    Wish,
)
from dengta.engines.rostering.swaps import Change, CoverChange, Standing
from tests.engines.rostering.drawn import Draw
from tests.engines.rostering.patterns import five_on_two_off
from tests.engines.rostering.rosters import SHIFTS, row
from tests.engines.rostering.swapped import after, assert_as_two_checks, assert_undone

NIGHTS = frozenset("N")


def standing(*rows: str, agents: dict[str, Any] | None = None, **asked: Any) -> Standing:
    """People A, B, C … who work these days."""
    people = tuple(
        Agent(key, **{"contract": Contract(), **(agents or {}).get(key, {})}) for key in "ABCDE"[: len(rows)]
    )
    return Standing(Problem(len(rows[0]), SHIFTS, people, asked.pop("covers", ()), **asked), tuple(map(row, rows)))


# --- as the checker says --------------------------------------------------------------------------


@settings(max_examples=120)
@given(st.integers(0, 2**32), st.sampled_from([0.1, 0.5, 0.9]))
def test_a_judgement_is_the_difference_of_two_checks_of_the_whole_roster(seed: int, hard: float) -> None:
    draw = Draw(seed, agents=4, days=9, shifts=3, hard=hard)
    problem, rng = draw.problem(), random.Random(seed)
    codes = [OFF, *draw.codes]
    roster = tuple(tuple(rng.choice(codes) for _day in range(9)) for _agent in problem.agents)
    days = rng.sample([(agent.key, day) for agent in problem.agents for day in range(9)], rng.randint(0, 5))
    changes = tuple(Change(key, day, rng.choice(codes)) for key, day in days)

    verdict = Standing(problem, roster).judge(changes)

    assert_as_two_checks(problem, roster, changes, verdict)
    assert_undone(problem, roster, changes, verdict)


@cache
def centre() -> tuple[Problem, Roster, Standing]:
    """A centre where everything is asked for, some of it without a price."""
    text = "agents=24,days=9,skills=5,shifts=9,seats=0.3,mentors=4,fairness=yes,breaks=yes,level=no"
    problem = generate(CentreSpec.parse(text), 3)
    covers = tuple(replace(one, least=max(0, one.needed - 1), worse=((1, 7),)) for one in problem.covers)
    problem = replace(problem, covers=covers, pairings=tuple(replace(one, price=None) for one in problem.pairings))
    roster = five_on_two_off(problem)
    return problem, roster, Standing(problem, roster)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32))
def test_in_a_centre_with_mentors_and_seats_a_swap_is_judged_as_by_two_checks(seed: int) -> None:
    problem, roster, whole = centre()
    rng = random.Random(seed)
    one, other = rng.sample([agent.key for agent in problem.agents], 2)
    changes = whole.swap(one, other, *rng.sample(range(problem.days), rng.randint(1, 2)))

    assert_as_two_checks(problem, roster, changes, whole.judge(changes))


def test_nothing_of_a_judged_change_is_kept() -> None:
    whole = standing("E.", ".L", covers=(Cover(0, 1, 10, code="E"),))
    first = whole.judge(whole.swap("A", "B", 0, 1))

    whole.judge(whole.take("B", 0, "E"))

    assert whole.judge(whole.swap("A", "B", 0, 1)) == first


# --- the people in it -----------------------------------------------------------------------------


def test_a_swap_after_which_both_have_too_little_rest_is_refused_for_both() -> None:
    whole = standing("LN.", ".EE")

    verdict = whole.judge(whole.swap("A", "B", 1))

    assert not verdict.allowed
    assert verdict.people["A"].new == (Breach(Rule.NOT_BEFORE, "A", 1, "E"),)
    assert verdict.people["B"].new == (Breach(Rule.NOT_BEFORE, "B", 2, "E"),)


def test_a_swap_that_only_one_of_them_may_do_is_refused_and_says_who() -> None:
    whole = standing("N", "E", agents={"B": {"barred": frozenset({(0, "N")})}})

    verdict = whole.judge(whole.swap("A", "B", 0))

    assert not verdict.allowed
    assert verdict.people["A"].new == ()
    assert verdict.people["B"].new == (Breach(Rule.BARRED, "B", 0, "N"),)


def test_a_give_away_is_held_to_the_week_of_both() -> None:
    limits = {"A": {"contract": Contract(week_days=Limit(2))}, "B": {"contract": Contract(week_days=Limit(0, 5))}}
    whole = standing("EE.....", "..EEEEE", agents=limits)

    verdict = whole.judge(whole.give_away("A", "B", 0))

    assert verdict.people["A"].new == (Breach(Rule.WEEK_DAYS, "A", 0, 1),)
    assert verdict.people["B"].new == (Breach(Rule.WEEK_DAYS, "B", 0, 6),)


def test_days_are_swapped_one_against_another_when_both_are_named() -> None:
    whole = standing("E.", ".L")

    changes = whole.swap("A", "B", 0, 1)

    assert after(whole.problem, (row("E."), row(".L")), changes) == (row(".L"), row("E."))
    assert whole.judge(changes).allowed


def test_what_a_change_costs_is_said_person_by_person_and_rule_by_rule() -> None:
    wish = Wish(0, "", 4, wanted=False)
    whole = standing(
        "E", ".", agents={"A": {"wishes": (wish,)}}, shares=(Share("E", frozenset("E"), {"A": 1, "B": 0}, 3),)
    )

    verdict = whole.judge(whole.give_away("A", "B", 0))

    assert verdict.people["A"].cost == {Rule.WISHES: -4, Rule.SHARES: 3}
    assert verdict.people["B"].cost == {Rule.SHARES: 3}
    assert (verdict.team.cost, verdict.cost_change, verdict.allowed) == ({}, 2, True)


# --- what was broken before -----------------------------------------------------------------------

BUSY = {"A": {"contract": Contract(days=Limit(0, 1))}}


def test_a_breach_that_was_there_before_is_listed_and_not_held_against_a_swap() -> None:
    whole = standing("LLL", "E..", agents=BUSY)

    verdict = whole.judge(whole.swap("A", "B", 0))

    assert verdict.allowed
    assert verdict.people["A"].stood == (Breach(Rule.DAYS, "A", None, 3),)


def test_a_breach_that_becomes_smaller_is_eased_and_one_that_grows_is_new() -> None:
    whole = standing("EE.E", "....", agents=BUSY)

    less, greater = whole.judge(whole.give_away("A", "B", 0)), whole.judge(whole.take("A", 2, "E"))

    assert less.allowed
    assert less.people["A"].eased == (Breach(Rule.DAYS, "A", None, 2),)
    assert less.people["A"].ended == (Breach(Rule.DAYS, "A", None, 3),)
    assert not greater.allowed
    assert greater.people["A"].new == (Breach(Rule.DAYS, "A", None, 4),)


def test_too_much_that_turns_into_too_little_is_new() -> None:
    contract = Contract(week_days=Limit(4, 4))
    whole = standing("EEEEEE.", agents={"A": {"contract": contract}})

    verdict = whole.judge([Change("A", day, OFF) for day in range(3)])

    assert verdict.people["A"].new == (Breach(Rule.WEEK_DAYS, "A", 0, 3),)


def test_several_limits_of_a_contract_are_told_apart() -> None:
    counts = (ShiftLimit(NIGHTS, Limit(0, 0)), ShiftLimit(frozenset("E"), Limit(0, 1)))
    whole = standing("ELNNN", agents={"A": {"contract": Contract(counts=counts)}})

    otherwise = whole.judge([Change("A", 1, "E"), Change("A", 2, "L")])
    better = whole.judge([Change("A", 4, OFF)])

    assert otherwise.people["A"].new == otherwise.people["A"].eased == (Breach(Rule.COUNTS, "A", None, 2),)
    assert (better.allowed, better.people["A"].eased) == (True, (Breach(Rule.COUNTS, "A", None, 2),))


def test_who_gives_the_first_day_of_too_long_a_run_away_is_still_in_one_that_is_new() -> None:
    whole = standing("EEEE", "....", agents={"A": {"contract": Contract(work_run=Limit(0, 2))}})

    first, last = (whole.judge(whole.give_away("A", "B", day)) for day in (0, 3))

    assert first.people["A"].new == (Breach(Rule.WORK_RUN, "A", 1, 3),)
    assert last.people["A"].eased == (Breach(Rule.WORK_RUN, "A", 0, 3),)


def test_a_least_that_is_missed_by_fewer_than_before_is_eased() -> None:
    whole = standing(".", covers=(Cover(0, 2, 10, code="E", least=2),))

    verdict = whole.judge(whole.take("A", 0, "E"))

    assert verdict.allowed
    assert verdict.team.eased == (Breach(Rule.LEAST, "", 0, 1),)
    assert verdict.team.cost == {Rule.UNDER: -10}


def test_a_least_newly_missed_at_one_time_is_not_made_good_by_another_time_of_the_day() -> None:
    covers = (Cover(0, 1, 10, code="E", least=1), Cover(0, 1, 10, code="L", least=1))
    whole = standing("E", covers=covers)

    verdict = whole.judge([Change("A", 0, "L")])

    assert not verdict.allowed
    assert verdict.team.new == verdict.team.ended == (Breach(Rule.LEAST, "", 0, 0),)
    assert verdict.covers == (CoverChange(0, 0, 0, 1), CoverChange(0, 1, 1, 0))
    assert [one.worse for one in verdict.covers] == [True, False]


# --- the team -------------------------------------------------------------------------------------


def test_a_skill_that_goes_away_with_the_giver_is_missing_in_its_cover() -> None:
    covers = (Cover(0, 1, 10, code="E", skill="mail"), Cover(0, 1, 100, code="E", skill="gold", least=1))
    whole = standing("E", ".", agents={"A": {"skills": frozenset({"gold"})}}, covers=covers)

    verdict = whole.judge(whole.give_away("A", "B", 0))

    assert not verdict.allowed
    assert verdict.team.new == (Breach(Rule.LEAST, "", 0, 0),)
    assert verdict.team.cost == {Rule.UNDER: 100}
    assert verdict.covers == (CoverChange(0, 1, 0, 1),)


def test_who_stays_is_shared_out_anew_when_somebody_with_one_skill_leaves() -> None:
    skills = {"A": {"skills": frozenset({"gold"})}, "B": {"skills": frozenset({"gold", "mail"})}}
    covers = (Cover(0, 1, 100, code="E", skill="gold"), Cover(0, 1, 10, code="E", skill="mail"))
    whole = standing("E", "E", agents=skills, covers=covers)

    verdict = whole.judge([Change("A", 0, OFF)])

    assert verdict.covers == (CoverChange(0, 1, 0, 1),)
    assert verdict.team.cost == {Rule.UNDER: 10}


def test_who_stays_moves_up_from_skill_to_skill_when_somebody_leaves() -> None:
    skills = {"A": {"skills": frozenset("a")}, "B": {"skills": frozenset("ab")}, "C": {"skills": frozenset("bc")}}
    covers = tuple(Cover(0, 1, under, code="E", skill=skill) for skill, under in (("a", 100), ("b", 50), ("c", 10)))
    whole = standing("E", "E", "E", agents=skills, covers=covers)

    verdict = whole.judge([Change("A", 0, OFF)])

    assert verdict.covers == (CoverChange(0, 2, 0, 1),)
    assert verdict.team.cost == {Rule.UNDER: 10}


def test_a_swap_of_two_people_alike_leaves_every_cover_as_it_was() -> None:
    whole = standing("E", "L", covers=(Cover(0, 1, 10, code="E"), Cover(0, 5, 10, start=900, end=960)))

    verdict = whole.judge(whole.swap("A", "B", 0))

    assert (verdict.covers, verdict.team.cost) == ((), {})


def test_a_night_changes_the_covers_of_the_next_morning() -> None:
    covers = (Cover(0, 1, 10, start=1320, end=1380), Cover(1, 1, 7, start=0, end=360), Cover(1, 1, 9, code="N"))
    whole = standing("..", "..", covers=covers)

    verdict = whole.judge(whole.take("B", 0, "N"))

    assert verdict.covers == (CoverChange(0, 0, 1, 0), CoverChange(1, 1, 1, 0))
    assert verdict.team.cost == {Rule.UNDER: -17}


def test_a_night_on_the_last_day_reaches_beyond_the_horizon_and_covers_nothing_there() -> None:
    whole = standing(".", covers=(Cover(1, 1, 7, start=0, end=360),))

    assert whole.judge(whole.take("A", 0, "N")).covers == ()


def test_too_many_are_listed_only_where_they_cost_something() -> None:
    covers = (Cover(0, 0, 10, over=2, code="E"), Cover(0, 0, 10, start=360, end=600))
    whole = standing(".", covers=covers)

    verdict = whole.judge(whole.take("A", 0, "E"))

    assert verdict.covers == (CoverChange(0, 0, 0, -1),)
    assert verdict.covers[0].worse
    assert verdict.team.cost == {Rule.OVER: 2}


def test_a_trainee_left_without_a_mentor_by_somebody_elses_swap_is_a_breach_of_the_team() -> None:
    pairing = Pairing("C", frozenset({"A"}))
    whole = standing("E", "L", "E", pairings=(pairing,))

    verdict = whole.judge(whole.swap("A", "B", 0))

    assert not verdict.allowed
    assert list(verdict.people) == ["A", "B"]
    assert verdict.team.new == (Breach(Rule.PAIRINGS, "C", 0, "E"),)


def test_a_trainee_may_swap_together_with_the_mentor() -> None:
    whole = standing("E", "E", "L", "L", pairings=(Pairing("B", frozenset({"A"}), 5),))

    together, apart = whole.swap("A", "C", 0) + whole.swap("B", "D", 0), whole.swap("A", "C", 0)

    assert whole.judge(together).cost_change == 0
    assert whole.judge(apart).team.cost == {Rule.PAIRINGS: 5}


def test_an_open_shift_without_a_seat_left_is_refused() -> None:
    seats = Presence(0, Limit(0, 1), start=600, end=660)
    whole = standing("E", ".", presences=(seats,))

    assert whole.judge(whole.take("B", 0, "E")).team.new == (Breach(Rule.PRESENCES, "", 0, 2),)
    assert whole.judge(whole.take("B", 0, "N")).allowed


# --- what makes no sense --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([Change("A", 0, OFF), Change("A", 0, OFF)], "day 0 of A is changed twice"),
        ([Change("A", 0, "L"), Change("B", 0, "E"), Change("A", 0, OFF)], "day 0 of A is changed twice"),
        ([Change("Z", 0, "E")], "'Z' is nobody here"),
        ([Change("A", 2, "E")], "day 2 of A is outside the horizon of 2 days"),
        ([Change("A", -1, "E")], "day -1 of A is outside the horizon of 2 days"),
        ([Change("A", 1, "Q")], "A is to work 'Q' on day 1, which is no shift"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(changes: list[Change], sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        standing("E.", "L.").judge(changes)


@pytest.mark.parametrize(
    ("action", "details", "sentence"),
    [
        ("swap", ("A", "A", 0), "A cannot swap with themselves"),
        ("swap", ("A", "B"), "A and B swap no day"),
        ("swap", ("A", "Z", 0), "'Z' is nobody here"),
        ("give_away", ("A", "B", 1), "A has no shift on day 1 to give away"),
        ("give_away", ("A", "B", 0), "B already works L on day 0"),
        ("give_away", ("A", "B", 5), "day 5 of A is outside the horizon of 2 days"),
        ("take", ("B", 0, "E"), "B already works L on day 0"),
    ],
)
def test_a_wish_that_nobody_could_grant_is_refused(action: str, details: tuple[Any, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        getattr(standing("E.", "L."), action)(*details)


def test_what_is_no_roster_of_the_problem_is_refused() -> None:
    problem = Problem(2, SHIFTS, (Agent("A", Contract()),), ())

    with pytest.raises(ValueError, match="A has 1 days of 2"):
        Standing(problem, (row("E"),))


# --- at full size ---------------------------------------------------------------------------------


@pytest.mark.sweep
@pytest.mark.parametrize("joined", [False, True])
def test_sweep_a_swap_among_five_thousand_people_is_judged_within_fifty_milliseconds(*, joined: bool) -> None:
    """`joined`: ten of them can do everything, so that every cover of a time is shared out anew."""
    words = "agents=5000,days=28,skills=20,minutes=30,shifts=24,seats=0.7,mentors=200,fairness=yes,level=no"
    problem = generate(CentreSpec.parse(words), 5)
    every = frozenset[str]().union(*(one.skills for one in problem.agents))
    skills = [every if joined and at % 500 == 0 else one.skills for at, one in enumerate(problem.agents)]
    agents = (replace(one, skills=known) for one, known in zip(problem.agents, skills, strict=True))
    problem = replace(problem, agents=tuple(agents))
    roster, rng = five_on_two_off(problem), random.Random(1)
    begun = time.process_time()
    whole = Standing(problem, roster)
    read, spent = time.process_time() - begun, list[float]()
    keys = [agent.key for agent in problem.agents]
    for _ in range(500):
        one, other = rng.sample(keys, 2)
        changes = whole.swap(one, other, rng.randrange(problem.days))
        begun = time.process_time()
        verdict = whole.judge(changes)
        spent.append(1000 * (time.process_time() - begun))

    assert_as_two_checks(problem, roster, changes, verdict)
    spent.sort()
    figures = f"read in {read:.1f} s; p50 {spent[250]:.1f} ms, p95 {spent[475]:.1f} ms, most {spent[-1]:.1f} ms"
    print(figures)  # noqa: T201 - the row of docs/for-developers/measurements.md, shown by -s
    assert spent[475] <= 50
