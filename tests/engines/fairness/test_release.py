"""Which sums over people may stand side by side."""

import itertools
from collections.abc import Hashable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.fairness import releasable

LEAST = 5
Members = frozenset[int]


def people(*ranges: tuple[int, int]) -> Members:
    return frozenset(itertools.chain.from_iterable(range(*one) for one in ranges))


@pytest.mark.covers("R-088")
def test_a_small_group_is_hidden_and_so_is_the_next_one_that_would_give_it_away() -> None:
    [shown] = releasable([{"a": people((0, 3)), "b": people((3, 9)), "c": people((9, 30))}], least=LEAST)
    assert shown == {"c"}


def test_small_groups_that_hide_each_other_hide_nobody_else() -> None:
    [shown] = releasable([{"a": people((0, 3)), "b": people((3, 7)), "c": people((7, 30))}], least=LEAST)
    assert shown == {"c"}


def test_two_groups_that_differ_in_a_few_people_are_not_both_shown() -> None:
    teams = {"one": people((0, 20)), "two": people((20, 40))}
    leaders = {"zhou": people((0, 18)), "lin": people((18, 40))}
    assert releasable([teams, leaders], least=LEAST) == ({"one", "two"}, frozenset())


def test_a_branch_less_its_teams_does_not_give_the_hidden_team_away() -> None:
    branches = {"east": people((0, 30)), "west": people((30, 63))}
    teams = {
        "e1": people((0, 13)), "e2": people((13, 27)), "e3": people((27, 30)),
        "w1": people((30, 45)), "w2": people((45, 59)), "w3": people((59, 63)),
    }  # fmt: skip
    shown_branches, shown_teams = releasable([branches, teams], least=LEAST)
    assert shown_branches == {"east", "west"}
    for branch, known in branches.items():
        inside = [teams[str(key)] for key in shown_teams if teams[str(key)] <= known]
        assert len(known - frozenset().union(*inside)) >= LEAST, branch


@settings(max_examples=40)
@given(data=st.data())
def test_nobody_is_read_out_of_sums_and_differences_of_what_is_shown(data: st.DataObject) -> None:
    size = data.draw(st.integers(6, 24))
    cuts: list[Mapping[Hashable, Members]] = []
    for _cut in range(data.draw(st.integers(1, 3))):
        placed = data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
        cuts.append(
            {key: frozenset(n for n, where in enumerate(placed) if where == key) for key in sorted(set(placed))}
        )
    everybody = frozenset(range(size))
    shown = [cut[key] for cut, keys in zip(cuts, releasable(cuts, least=LEAST), strict=True) for key in keys]
    known = [everybody, *shown]
    # Every difference of two sums of which one holds the other, and what a cut leaves.
    for one, other in itertools.permutations(known, 2):
        if one < other:
            assert len(other - one) >= LEAST
    for cut, keys in zip(cuts, releasable(cuts, least=LEAST), strict=True):
        rest = everybody - frozenset().union(*(cut[key] for key in keys))
        assert not 0 < len(rest) < LEAST
