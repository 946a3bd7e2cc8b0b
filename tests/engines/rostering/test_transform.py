"""What becomes of the cost when a problem is copied, renamed or made dearer."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.rostering.checker import check
from dengta.engines.rostering.generator import CentreSpec, generate
from dengta.engines.rostering.problem import (
    OFF,
    Agent,
    Contract,
    Cover,
    History,
    Limit,
    Pairing,
    Presence,
    Problem,
    Roster,
    Share,
    Shift,
    ShiftLimit,
    Wish,
)
from dengta.engines.rostering.transform import relabel, relabelled, replicate, scale

EVERYTHING = "agents=12,days=9,skills=4,shifts=9,fairness=yes,mentors=3,seats=0.6,holidays=2,breaks=yes"
CENTRES = [generate(CentreSpec.parse(f"{EVERYTHING},{more}"), 4) for more in ("history=yes", "history=no,hours=8-22")]
# Every price apart, and rules that centres have not.
RULES = Contract(
    Limit(900, 1000, 1, 2), Limit(3, 4, 3, 5), Limit(1, 1, 7, 11), Limit(500, 900, 13, 17), Limit(2, 3, 19, 23),
    Limit(2, 2, 29, 31), Limit(2, 2, 37, 41), (ShiftLimit(frozenset("E"), Limit(1, 1, 43, 47)),),
    (ShiftLimit(frozenset("L"), Limit(2, 2, 53, 59)),), 61, (ShiftLimit(frozenset("L"), Limit(2, None, 67)),),
)  # fmt: skip
SHIFTS = (Shift("E", 480, 360, 840), Shift("L", 480, 840, 1320, not_before=frozenset("E")))
PRICED = Problem(
    9,
    SHIFTS,
    (
        Agent("A", RULES, frozenset("x"), wishes=(Wish(1, "E", 71, wanted=True),), fixed={2: "L", 3: OFF}),
        Agent("B", RULES, frozenset("xy"), barred=frozenset({(4, "L")}), history=History("L", 3, 2, counts={"E": 4})),
        Agent("C", RULES, frozenset("y"), days_off=frozenset({5}), history=History("", 2)),
    ),
    (
        Cover(0, 2, 73, 79, code="E", skill="x", least=1),
        Cover(0, 1, 83, 0, code="E", skill="y", worse=((1, 5),)),
        Cover(1, 2, 89, 97, start=900, end=960),
    ),
)
PROBLEMS = [*CENTRES, PRICED]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, Roster]:
    problem = draw(st.sampled_from(PROBLEMS))
    codes = st.sampled_from(["", "", *(shift.code for shift in problem.shifts)])
    line = st.lists(codes, min_size=problem.days, max_size=problem.days).map(tuple)
    return problem, tuple(draw(line) for _agent in problem.agents)


@given(cases(), st.integers(1, 4))
@settings(max_examples=25)
def test_a_copied_roster_costs_so_many_times_as_much(case: tuple[Problem, Roster], times: int) -> None:
    problem, roster = case
    one, many = check(problem, roster), check(replicate(problem, times), roster * times)

    assert many.parts == {rule: times * cost for rule, cost in one.parts.items()}
    assert bool(many.breaches) == bool(one.breaches)


@given(cases(), st.integers(1, 9))
@settings(max_examples=25)
def test_at_higher_prices_every_part_of_the_cost_is_higher_and_the_hard_rules_stay(
    case: tuple[Problem, Roster], factor: int
) -> None:
    problem, roster = case
    before, after = check(problem, roster), check(scale(problem, factor), roster)

    assert after.parts == {rule: factor * cost for rule, cost in before.parts.items()}
    assert after.breaches == before.breaches


@given(cases(), st.integers(0, 99))
@settings(max_examples=25)
def test_under_other_names_a_roster_costs_the_same_and_breaks_as_much(case: tuple[Problem, Roster], seed: int) -> None:
    problem, roster = case
    new = relabelled(problem, seed)
    before, after = check(problem, roster), check(new.problem, new.roster(roster))

    assert after.cost == before.cost
    assert sorted((one.rule, one.day or 0) for one in after.breaches) == sorted(
        (one.rule, one.day or 0) for one in before.breaches
    )
    assert new.back(new.roster(roster)) == roster


@pytest.mark.parametrize("problem", PROBLEMS)
def test_no_old_name_is_left_and_another_seed_orders_otherwise(problem: Problem) -> None:
    new = relabel(problem, 1)
    text = repr(replace(new, shares=tuple(replace(one, name="") for one in new.shares), name=""))

    old = [agent.key for agent in problem.agents] + [shift.code for shift in problem.shifts]
    old += [skill for agent in problem.agents for skill in agent.skills]
    assert [name for name in old if f"'{name}'" in text] == []
    assert len(new.agents) == len(problem.agents)
    assert sorted(cover.needed for cover in new.covers) == sorted(cover.needed for cover in problem.covers)
    assert new == relabel(problem, 1) != relabel(problem, 2)


def test_people_with_one_contract_still_share_it() -> None:
    for problem in CENTRES:
        objects = len({id(agent.contract) for agent in problem.agents})
        for changed in (relabel(problem, 3), scale(problem, 2), replicate(problem, 2)):
            assert len({id(agent.contract) for agent in changed.agents}) <= objects < len(problem.agents)


LINKED = replace(
    PRICED,
    presences=(Presence(0, Limit(1, 2, 3, 5), start=0, end=60, skill="x"),),
    pairings=(Pairing("A", frozenset("BC"), 7), Pairing("B", frozenset("C"))),
    shares=(Share("nights", frozenset("L"), {"A": 2, "C": 1}, 11),),
)


def test_copies_share_seats_and_have_mentors_and_burdens_of_their_own() -> None:
    two = replicate(LINKED, 2)

    assert [agent.key for agent in two.agents] == ["A#1", "B#1", "C#1", "A#2", "B#2", "C#2"]
    assert two.presences == (Presence(0, Limit(2, 4, 3, 5), start=0, end=60, skill="x"),)
    assert two.pairings[2:] == (Pairing("A#2", frozenset({"B#2", "C#2"}), 7), Pairing("B#2", frozenset({"C#2"})))
    assert two.shares[0].due == {"A#1": 2, "C#1": 1, "A#2": 2, "C#2": 1}
    assert two.covers[1].worse == ((2, 5),)
    assert (two.covers[0].needed, two.covers[0].least) == (4, 2)


def test_seats_mentors_and_burdens_become_dearer_too() -> None:
    dear = scale(LINKED, 10)

    assert dear.presences[0].limit == Limit(1, 2, 30, 50)
    assert [one.price for one in dear.pairings] == [70, None]
    assert dear.shares[0].weight == 110
    assert dear.covers[1].worse == ((1, 50),)


def test_seats_mentors_and_burdens_follow_the_new_names() -> None:
    new = relabelled(LINKED, 6)
    key = {LINKED.agents[old].key: new.problem.agents[at].key for at, old in enumerate(new.order)}

    assert new.problem.pairings[0] == Pairing(key["A"], frozenset({key["B"], key["C"]}), 7)
    assert new.problem.shares[0].due == {key["A"]: 2, key["C"]: 1}
    assert new.problem.shares[0].codes == {new.codes["L"]}
    with_x = {agent.key for agent in new.problem.agents if new.problem.presences[0].skill in agent.skills}
    assert with_x == {key["A"], key["B"]}


def test_no_copies_and_no_price_at_all_are_refused() -> None:
    with pytest.raises(ValueError, match="not 0 times"):
        replicate(PRICED, 0)
    with pytest.raises(ValueError, match="not by 0"):
        scale(PRICED, 0)
