"""Merged intervals: no roster costs more or less than before, and what is not the same stays apart."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.rostering.checker import check
from dengta.engines.rostering.generator import CentreSpec, generate
from dengta.engines.rostering.merging import merge_intervals
from dengta.engines.rostering.problem import Agent, Contract, Cover, Limit, Presence, Problem, Roster, Shift

LONG, SHORT, NIGHT = Shift("L", 480, 360, 840), Shift("S", 240, 480, 720), Shift("N", 480, 1320, 1860)
SHIFTS = (LONG, SHORT, NIGHT)
DAYS = 2
SKILLS = "abc"

skill_sets = st.frozensets(st.sampled_from(SKILLS))
needs = st.lists(
    st.builds(
        lambda skill, needed, under, over, least: Cover(0, needed, under, over, skill=skill, least=min(least, needed)),
        st.sampled_from(["", *SKILLS, *SKILLS]), st.integers(0, 3), st.integers(0, 6), st.integers(0, 3),
        st.integers(0, 2),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Two days of needs by the hour, which often repeat those of the hour before at a multiple of the price.

    And sometimes needs of several hours across them.
    """
    several = draw(st.lists(needs, min_size=1, max_size=2))
    covers = [
        replace(one, day=day, start=start, end=start + 60, under=one.under * times, over=one.over * times)
        for day in range(DAYS)
        for start in range(360, 840, 60)
        for times in [draw(st.integers(1, 2))]
        for one in draw(st.sampled_from(several))
    ]
    covers += [
        replace(one, start=start * 60, end=end * 60)
        for start, end in draw(st.sets(st.sampled_from([(6, 8), (8, 10), (8, 12), (9, 11), (12, 14)])))
        for one in draw(st.sampled_from(several))
    ]
    agents = tuple(Agent(str(at), Contract(), draw(skill_sets)) for at in range(draw(st.integers(1, 5))))
    return Problem(DAYS, SHIFTS, agents, tuple(draw(st.permutations(covers))))


def rosters(problem: Problem) -> st.SearchStrategy[Roster]:
    codes = st.sampled_from(["", *(shift.code for shift in problem.shifts)])
    line = st.lists(codes, min_size=problem.days, max_size=problem.days).map(tuple)
    return st.tuples(*(line for _agent in problem.agents))


@given(st.data(), problems())
@settings(max_examples=100)
def test_every_roster_costs_the_same_and_breaks_a_rule_if_it_did(data: st.DataObject, problem: Problem) -> None:
    roster = data.draw(rosters(problem))
    merged = merge_intervals(problem)

    before, after = check(problem, roster), check(merged, roster)

    assert after.cost == before.cost
    assert {(one.rule, one.day) for one in after.breaches} == {(one.rule, one.day) for one in before.breaches}
    assert len(merged.covers) <= len(problem.covers)


CENTRES = [
    generate(CentreSpec.parse(f"agents=12,days=7,skills=5,shifts=10,{more}"), 2)
    for more in ("level=yes", "level=no", "minutes=15,breaks=yes", "hours=8-22,seats=0.5")
]


@given(st.data(), st.sampled_from(CENTRES))
@settings(max_examples=20)
def test_every_roster_of_a_centre_costs_the_same(data: st.DataObject, problem: Problem) -> None:
    roster = data.draw(rosters(problem))

    assert check(merge_intervals(problem), roster).cost == check(problem, roster).cost


@pytest.mark.parametrize("problem", CENTRES)
def test_to_merge_twice_is_to_merge_once(problem: Problem) -> None:
    merged = merge_intervals(problem)

    assert merge_intervals(merged) == merged
    assert sum(one.end - one.start for one in merged.covers) == sum(one.end - one.start for one in problem.covers)


# --- by hand ---------------------------------------------------------------------------------------


def hour(start: int, needed: int = 2, under: int = 6, over: int = 2, **more: Any) -> Cover:
    return Cover(0, needed, under, over, start=start * 60, end=start * 60 + 60, **more)


def merged(*covers: Cover, agents: tuple[Agent, ...] = (), shifts: tuple[Shift, ...] = SHIFTS) -> list[Cover]:
    found = merge_intervals(Problem(1, shifts, agents, covers)).covers
    return sorted(found, key=lambda one: (one.start, one.skill))


def test_the_same_need_at_a_multiple_of_the_price_is_one_need_at_the_sum() -> None:
    found = merged(hour(8, 2, 6, 2, worse=((1, 4),)), hour(9, 2, 9, 3, worse=((1, 6),)))

    assert found == [Cover(0, 2, 15, 5, start=480, end=600, worse=((1, 10),))]


@pytest.mark.parametrize(
    "other",
    [
        hour(9, 3),
        hour(9, 2, 6, 3),
        hour(9, skill="a"),
        hour(9, least=1),
        hour(9, worse=((1, 1),)),
        hour(9, 2, 0, 0),
        hour(10),
        replace(hour(9), day=1),
    ],
)
def test_what_is_not_in_proportion_or_not_next_to_it_stays_apart(other: Cover) -> None:
    assert merged(hour(8), other) == sorted([hour(8), other], key=lambda one: (one.start, one.skill))


def test_where_a_template_begins_or_ends_also_of_the_night_before_needs_stay_apart() -> None:
    # SHORT begins at 8 and ends at 12; NIGHT ends at 7 on the next morning.
    found = merged(*(hour(start) for start in range(6, 14)))

    assert [(one.start // 60, one.end // 60) for one in found] == [(6, 7), (7, 8), (8, 12), (12, 14)]


def test_the_gap_of_a_split_shift_keeps_needs_apart() -> None:
    split = Shift("T", 240, 360, 720, parts=((360, 480), (600, 720)))
    found = merged(*(hour(start) for start in range(6, 12)), shifts=(split,))

    assert [(one.start // 60, one.end // 60) for one in found] == [(6, 8), (8, 10), (10, 12)]


def test_somebody_busy_in_one_of_the_intervals_keeps_them_apart() -> None:
    busy = Agent("A", Contract(), busy=frozenset({(0, 9 * 60 + 30, 10 * 60)}))
    found = merged(*(hour(start) for start in range(8, 12)), agents=(busy,))

    assert [(one.start // 60, one.end // 60) for one in found] == [(8, 9), (9, 10), (10, 12)]


def test_needs_are_not_merged_into_a_time_that_is_there_already() -> None:
    covers = (hour(8), hour(9), Cover(0, 1, 5, start=480, end=600, skill="a"))

    assert sorted(map(repr, merged(*covers))) == sorted(map(repr, covers))


def test_skills_that_nobody_has_together_are_merged_by_themselves() -> None:
    covers = (hour(8, 1, skill="a"), hour(9, 1, skill="a"), hour(8, 1, skill="b"), hour(9, 2, skill="b"))
    apart = (Agent("A", Contract(), frozenset("a")), Agent("B", Contract(), frozenset("b")))
    both = (*apart, Agent("C", Contract(), frozenset("ab")))

    assert len(merged(*covers, agents=apart)) == 3
    assert len(merged(*covers, agents=both)) == 4
    assert len(merged(*covers, hour(8, 1), agents=apart)) == 5


def test_needs_of_a_shift_are_left_as_they_are() -> None:
    covers = (Cover(0, 1, 5, code="L"), Cover(0, 1, 5, code="L", skill="a"))

    assert merge_intervals(Problem(1, SHIFTS, (), covers)).covers == covers


def test_limits_on_who_is_there_are_merged_at_the_sum_of_their_prices() -> None:
    seats = [Presence(0, Limit(0, 3, above=5), start=at * 60, end=at * 60 + 60) for at in (8, 9)]
    other = [
        Presence(0, Limit(0, 4, above=5), start=600, end=660),
        Presence(0, Limit(0, 4), start=660, end=720),
        Presence(0, Limit(0, 3), code="L"),
    ]
    problem = Problem(1, SHIFTS, (), (), presences=(*seats, *other))

    found = set(merge_intervals(problem).presences)

    assert found == {Presence(0, Limit(0, 3, above=10), start=480, end=600), *other}
