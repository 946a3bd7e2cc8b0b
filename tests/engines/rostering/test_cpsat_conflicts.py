"""A clash is one, no member of it is needless, and what would be enough is: found by trying every roster."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

import pytest

from dengta.engines.rostering.checker import Breach, Rule, check
from dengta.engines.rostering.cpsat.conflicts import Conflict, Relaxation, explain
from dengta.engines.rostering.cpsat.sheet import Fact
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
    Shift,
    ShiftLimit,
)
from tests.engines.rostering.drawn import Draw
from tests.engines.rostering.rosters import SHIFTS

OWN_DAYS = {Rule.DAYS_OFF, Rule.BARRED, Rule.FIXED}
SHAPES = ((2, 4, 1), (2, 2, 2), (2, 3, 1), (3, 2, 1))
LARGER = ((2, 3, 2), (3, 3, 1), (2, 5, 1))
"""Agents, days and shifts: few enough for every roster to be tried."""


@dataclass(frozen=True)
class Case:
    """An infeasible problem, what every roster breaks, and what is said of it."""

    problem: Problem
    broken: frozenset[frozenset[Fact]]
    conflict: Conflict

    def can_be_kept(self, facts: set[Fact]) -> bool:
        return any(not facts & broken for broken in self.broken)


def every_roster(problem: Problem) -> Iterator[Roster]:
    rows = product([OFF, *(shift.code for shift in problem.shifts)], repeat=problem.days)
    return product(list(rows), repeat=len(problem.agents))


def fact(problem: Problem, breach: Breach) -> Fact:
    """The member of a clash that this breach would be. On a day of a drawn problem there is one cover of each kind."""
    if breach.rule == Rule.LEAST:
        at = next(at for at, cover in enumerate(problem.covers) if cover.least and cover.day == breach.day)
        return Fact(breach.rule, "", breach.day, at)
    if breach.rule == Rule.PRESENCES:
        return Fact(breach.rule, "", breach.day, [one.day for one in problem.presences].index(breach.day or 0))
    if breach.rule == Rule.PAIRINGS:
        return Fact(breach.rule, breach.agent, None, 0)
    return Fact(breach.rule, breach.agent, breach.day if breach.rule in OWN_DAYS else None)


def drawn(seed: int, shapes: Sequence[tuple[int, int, int]] = SHAPES) -> Problem:
    agents, days, shifts = shapes[seed % len(shapes)]
    problem = Draw(seed, agents=agents, days=days, shifts=shifts, hard=0.7).problem()
    seen: set[int] = set()
    covers = []
    for cover in problem.covers:
        covers.append(cover if cover.day not in seen else replace(cover, least=0))
        seen |= {cover.day} if cover.least else set()
    presences = {one.day: one for one in problem.presences}
    return replace(problem, covers=tuple(covers), presences=tuple(presences.values()))


def case(problem: Problem) -> Case | None:
    conflict = explain(problem, seconds=60, seed=1)
    broken = frozenset(
        frozenset(fact(problem, breach) for breach in check(problem, roster).breaches)
        for roster in every_roster(problem)
    )
    assert (conflict is None) == (frozenset() in broken)
    return None if conflict is None else Case(problem, broken, conflict)


@cache
def cases() -> tuple[Case, ...]:
    return tuple(found for seed in range(70) if (found := case(drawn(seed))) is not None)


def is_minimal(each: Case) -> bool:
    facts = set(each.conflict.facts)
    fewer = all(each.can_be_kept(facts - {one}) for one in facts)
    return each.conflict.minimal and fewer and not each.can_be_kept(facts)


def test_what_is_named_cannot_be_kept_together_and_without_any_one_member_it_can() -> None:
    assert len(cases()) >= 50
    assert all(is_minimal(each) for each in cases())


@pytest.mark.sweep
def test_larger_clashes_are_minimal_too() -> None:
    found = [one for seed in range(1000, 1060) if (one := case(drawn(seed, LARGER))) is not None]

    assert len(found) >= 40
    assert all(is_minimal(each) for each in found)


def test_the_clashes_of_the_drawn_problems_are_of_most_kinds() -> None:
    rules = {one.rule for each in cases() for one in each.conflict.facts}

    assert len(rules) >= 12
    assert any(len(each.conflict.facts) > 2 for each in cases())


def test_the_people_of_a_clash_are_those_whose_rules_they_are() -> None:
    for each in cases():
        named = {one.agent for one in each.conflict.facts if one.agent}
        mentors = {key for one in each.problem.pairings for key in one.mentors}
        assert named <= set(each.conflict.agents) <= named | mentors


def test_a_rule_that_gives_way_is_enough_where_one_roster_breaks_nothing_else() -> None:
    for each in cases():
        known = set().union(*each.broken)
        for relaxation in each.conflict.relaxations:
            assert relaxation.enough == each.can_be_kept(known - {relaxation.fact})
            assert relaxation.short + relaxation.over > 0
        assert {one.fact for one in each.conflict.relaxations} == set(each.conflict.facts)


E, L, N = SHIFTS
FULL = Contract(minutes=Limit(2400, 2400))


def clash(problem: Problem) -> dict[Fact, Relaxation]:
    conflict = explain(problem, seconds=60, seed=1)
    assert conflict is not None
    assert conflict.minimal
    return {one.fact: one for one in conflict.relaxations}


def test_too_few_minutes_fit_beside_days_off() -> None:
    agent = Agent("A", Contract(minutes=Limit(2400)), days_off=frozenset({0, 1, 2}))

    found = clash(Problem(7, SHIFTS, (agent, Agent("B", Contract())), ()))

    assert {one.rule for one in found} == {"minutes", "days_off"}
    assert found[Fact("minutes", "A")] == Relaxation(Fact("minutes", "A"), 480, 0, enough=True)
    assert found[Fact("days_off", "A", 1)] == Relaxation(Fact("days_off", "A", 1), 0, 1, enough=True)


def test_a_cover_asks_for_more_than_those_with_the_skill() -> None:
    agents = (
        Agent("A", Contract(), frozenset({"gold"})),
        Agent("B", Contract(), frozenset({"gold"}), days_off=frozenset({1})),
        Agent("C", Contract()),
    )
    covers = (Cover(0, 3, 1, code="E", least=2), Cover(1, 2, 1, start=600, end=660, skill="gold", least=2))

    found = clash(Problem(2, SHIFTS, agents, covers))

    assert found == {
        Fact("days_off", "B", 1): Relaxation(Fact("days_off", "B", 1), 0, 1, enough=True),
        Fact("least", "", 1, 1): Relaxation(Fact("least", "", 1, 1), 1, 0, enough=True),
    }


def test_two_clashes_are_named_one_after_the_other() -> None:
    agents = tuple(Agent(key, Contract(), days_off=frozenset({0}), fixed={0: "E"}) for key in "AB")
    problem = Problem(1, SHIFTS, agents, ())

    first = clash(problem)
    (key,) = {one.agent for one in first}

    assert all(not one.enough for one in first.values())
    settled = tuple(agent if agent.key != key else replace(agent, fixed={}) for agent in agents)
    assert {one.agent for one in clash(replace(problem, agents=settled))} == {"A", "B"} - {key}


def test_a_trainee_without_a_mentor_names_the_mentors_too() -> None:
    agents = (Agent("T", Contract(), fixed={0: "E"}), Agent("M", Contract(), days_off=frozenset({0})), Agent("X", FULL))

    conflict = explain(
        Problem(5, SHIFTS, agents, (), pairings=(Pairing("T", frozenset("M")),)), seconds=60, seed=1
    )  # fmt: skip

    assert conflict is not None
    assert {one.rule for one in conflict.facts} == {"pairings", "fixed", "days_off"}
    assert conflict.agents == ("T", "M")


@pytest.mark.parametrize(
    ("contract", "more", "rule", "given"),
    [
        (Contract(work_run=Limit(0, 2)), {}, "work_run", (0, 2)),
        (Contract(days=Limit(0, 3)), {}, "days", (0, 1)),
        (Contract(weekends=Limit(0, 0)), {}, "weekends", (0, 1)),
        (Contract(runs=(ShiftLimit(frozenset("L"), Limit(2)),)), {}, "runs", (1, 0)),
        (Contract(), {"barred": frozenset({(1, "L")})}, "barred", (0, 1)),
        (Contract(rest_after=(ShiftLimit(frozenset("L"), Limit(2)),)), {}, "rest_after", (2, 0)),
    ],
)
def test_what_would_have_to_give_way_is_counted_in_units_of_the_rule(
    contract: Contract, more: dict[str, Any], rule: str, given: tuple[int, int]
) -> None:
    """Friday to Monday are fixed to E, L, E and E."""
    agent = Agent("A", contract, fixed=dict(enumerate("ELEE")), **more)
    shifts = tuple(Shift(one.code, one.minutes, one.start, one.end) for one in SHIFTS)

    found = clash(Problem(4, shifts, (agent,), (), first_weekday=4))

    (one,) = (each for each in found.values() if each.fact.rule == rule)
    assert (one.short, one.over) == given


def test_seats_clash_with_the_people_asked_for() -> None:
    covers = (Cover(0, 3, 1, code="E", least=3),)
    agents = tuple(Agent(key, Contract()) for key in "ABCD")

    found = clash(Problem(1, SHIFTS, agents, covers, presences=(Presence(0, Limit(0, 2), start=480, end=510),)))

    assert {(one.fact.rule, one.short, one.over) for one in found.values()} == {("least", 1, 0), ("presences", 0, 1)}


def large(*, away: int) -> Problem:
    """Thirty people for four weeks, of whom so many are away on day 5."""
    contract = Contract(
        minutes=Limit(7200, 9600), work_run=Limit(2, 5), rest_run=Limit(2), weekends=Limit(0, 2),
        counts=(ShiftLimit(frozenset("N"), Limit(0, 6)),), week_minutes=Limit(0, 2880),
        rest_after=(ShiftLimit(frozenset("N"), Limit(2)),),
    )  # fmt: skip
    agents = tuple(
        Agent(f"A{at:02}", contract, days_off=frozenset({at % 28, (at * 7 + 3) % 28, *((5,) if at < away else ())}))
        for at in range(30)
    )
    covers = tuple(Cover(day, 5, 9, code=code, least=3) for day in range(28) for code in "ELN")
    return Problem(28, SHIFTS, agents, covers)


@pytest.mark.sweep
def test_a_clash_of_thirty_people_over_four_weeks_is_named_within_half_a_minute() -> None:
    began = time.process_time()
    conflict = explain(large(away=22), seconds=60, seed=1)
    spent = time.process_time() - began

    assert conflict is not None
    assert conflict.minimal
    assert {one.rule for one in conflict.facts} == {"days_off", "least"}
    assert {one.day for one in conflict.facts} == {5}
    assert spent < 60
    assert explain(large(away=0), seconds=60, seed=1) is None
