"""Any goal, any tree: parts equal the whole, nobody below their own baseline or above their own ceiling."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dengta.engines.goals import (
    Direction,
    GroupPlan,
    Impossible,
    Leaf,
    Node,
    Scope,
    Shape,
    TreeProblem,
    decompose,
    gaps,
    rebalance,
)
from tests.engines.goals.trees import ends, problems

INSIDE = st.floats(min_value=0, max_value=1)
EXACT = 1e-9


def parts_of(tree: dict[tuple[tuple[str, ...], int], Node], whole: Node) -> list[Node]:
    return [
        node
        for node in tree.values()
        if node.month == whole.month and node.path[:-1] == whole.path and node.path and node.target is not None
    ]


@given(problems(share=INSIDE))
def test_the_weighted_mean_of_the_parts_is_the_whole_at_every_node(problem: TreeProblem) -> None:
    tree = decompose(problem)

    assert tree.feasible
    for node in tree.nodes.values():
        parts = parts_of(dict(tree.nodes), node)
        if parts and node.target is not None:
            mean = sum((part.target or 0) * part.volume for part in parts) / sum(part.volume for part in parts)
            assert mean == pytest.approx(node.target, abs=EXACT, rel=EXACT)
    assert gaps(list(tree.nodes.values()), tolerance=EXACT * 100) == []


@given(problems(share=INSIDE))
def test_the_months_of_all_agents_together_are_the_goal_of_the_year(problem: TreeProblem) -> None:
    tree = decompose(problem)

    own = [node for node in tree.nodes.values() if len(node.path) == 2 and node.target is not None]
    whole = sum(node.volume for node in own)
    assert sum((node.target or 0) * node.volume for node in own) / whole == pytest.approx(problem.target, abs=1e-7)
    assert tree.year() == pytest.approx(problem.target, abs=1e-7)


@given(problems(share=INSIDE))
def test_no_target_is_below_its_own_baseline_or_above_its_own_ceiling(problem: TreeProblem) -> None:
    sign = problem.direction.sign

    for node in decompose(problem).nodes.values():
        if node.target is not None:
            assert sign * (node.target - node.baseline) >= -EXACT * 100
            assert sign * (node.bound - node.target) >= -EXACT * 100


@given(problems(share=st.floats(min_value=-1, max_value=2)))
def test_it_is_impossible_exactly_when_the_goal_lies_outside_of_what_the_parts_can_do(problem: TreeProblem) -> None:
    base, bound = ends(tuple(problem.groups))
    sign = problem.direction.sign
    within = sign * (problem.target - base) >= 0 and sign * (bound - problem.target) >= 0
    assume(abs(problem.target - base) > 1e-5 and abs(problem.target - bound) > 1e-5)

    tree = decompose(problem)

    assert tree.feasible is within
    if not within:
        assert tree.ramp.reason in {"below_own_baseline", "above_cap", "below_floor"}
        assert not tree.nodes


@given(problems(share=INSIDE), st.randoms(use_true_random=False))
def test_the_order_of_groups_and_agents_changes_nothing(problem: TreeProblem, chance: object) -> None:
    shuffled = list(problem.groups)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    mixed = [
        GroupPlan(group.key, sorted(group.leaves, key=lambda leaf: leaf.volumes, reverse=True)) for group in shuffled
    ]

    first, second = decompose(problem), decompose(replace(problem, groups=tuple(mixed)))

    assert first.nodes.keys() == second.nodes.keys()
    for key, node in first.nodes.items():
        assert node.target == pytest.approx(second.nodes[key].target, abs=1e-7)


@given(problems(share=INSIDE), INSIDE)
def test_more_of_the_year_never_asks_less_of_anybody(problem: TreeProblem, further: float) -> None:
    _base, bound = ends(tuple(problem.groups))
    higher = replace(problem, target=problem.target + further * (bound - problem.target))

    before, after = decompose(problem), decompose(higher)

    assume(after.feasible)
    for key, node in before.nodes.items():
        if node.target is not None:
            assert problem.direction.sign * ((after.nodes[key].target or 0) - node.target) >= -1e-7


ROOM = TreeProblem(
    target=80.0,
    groups=(
        GroupPlan("inquiry", (Leaf("a", 82, 96, (500, 500)),)),
        GroupPlan("after-sales", (Leaf("b", 72, 92, (300, 300)),)),
        GroupPlan("complaints", (Leaf("c", 62, 85, (200, 200)),)),
    ),
)


def test_months_that_are_over_stay_as_they_were_and_the_rest_makes_up_for_them() -> None:
    tree = decompose(replace(ROOM, frozen={0: 76.5}))

    assert tree.target(month=0) == 76.5
    assert tree.target(month=1) == pytest.approx(83.5)
    assert tree.target("inquiry", month=0) is None
    assert tree.year() == pytest.approx(80.0)


def test_a_month_of_more_complaints_starts_lower_and_is_asked_for_less_than_otherwise() -> None:
    heavy = replace(
        ROOM,
        groups=(
            GroupPlan("inquiry", (Leaf("a", 82, 96, (500, 300)),)),
            ROOM.groups[1],
            GroupPlan("complaints", (Leaf("c", 62, 85, (200, 400)),)),
        ),
        shape=Shape.STEPS,
    )

    tree = decompose(heavy)

    assert tree.nodes[(), 1].baseline == pytest.approx(71.0)
    plain = decompose(replace(ROOM, shape=Shape.STEPS)).target(month=1)
    assert plain == pytest.approx(81.6667, abs=1e-4)
    assert tree.target(month=1) == pytest.approx(80.3333, abs=1e-4)
    assert tree.year() == pytest.approx(80.0)


def test_an_exit_goal_reaches_its_level_in_the_last_month() -> None:
    tree = decompose(replace(ROOM, scope=Scope.EXIT, target=90.0))

    assert tree.target(month=1) == pytest.approx(90.0)
    assert tree.target("inquiry", month=1) == pytest.approx(93.931818, abs=1e-6)


def test_a_cap_for_every_month_can_make_a_goal_impossible() -> None:
    assert decompose(replace(ROOM, target=80.0, cap=79.0)).ramp.reason == "above_cap"
    assert decompose(replace(ROOM, target=78.0, cap=79.0)).feasible


def test_one_target_changed_by_hand_leaves_a_gap_that_is_named() -> None:
    nodes = list(decompose(ROOM).nodes.values())
    changed = [
        replace(node, target=(node.target or 0) - 1) if node.path == ("inquiry",) and node.month == 0 else node
        for node in nodes
    ]

    # Of the whole, half of whose volume it is, and of its only agent, who still has the old target.
    found = {gap.path: gap.by for gap in gaps(changed)}
    assert found == {(): pytest.approx(-0.5), ("inquiry",): pytest.approx(1.0)}


def test_the_others_make_up_for_a_target_that_was_set_by_hand() -> None:
    tree = decompose(ROOM)
    siblings = [tree.nodes[(key,), 0] for key in ("inquiry", "after-sales", "complaints")]
    parent = tree.target(month=0)
    assert parent is not None

    new = rebalance(siblings, parent, fixed={("inquiry",): 83.0}, direction=Direction.UP)

    assert set(new) == {("after-sales",), ("complaints",)}
    assert 0.5 * 83 + 0.3 * new["after-sales",] + 0.2 * new["complaints",] == pytest.approx(parent)


def test_where_the_others_cannot_make_up_for_it_the_best_is_named() -> None:
    tree = decompose(replace(ROOM, target=92.0))
    siblings = [tree.nodes[(key,), 1] for key in ("inquiry", "after-sales", "complaints")]

    with pytest.raises(Impossible) as told:
        rebalance(siblings, 92.0, fixed={("inquiry",): 83.0}, direction=Direction.UP)

    assert told.value.reason == "target_above_weighted_ceiling"
    assert told.value.reachable == pytest.approx(0.5 * 83 + 0.3 * 92 + 0.2 * 85)


def test_where_all_are_set_by_hand_only_the_right_sum_will_do() -> None:
    siblings = [Node(("a",), 0, 1.0, 70, 90, 80), Node(("b",), 0, 1.0, 70, 90, 80)]

    assert rebalance(siblings, 80, fixed={("a",): 79.0, ("b",): 81.0}, direction=Direction.UP) == {}
    with pytest.raises(Impossible, match="nothing_left_to_balance"):
        rebalance(siblings, 80, fixed={("a",): 79.0, ("b",): 80.0}, direction=Direction.UP)


def test_whoever_is_away_for_a_month_has_no_target_then() -> None:
    tree = decompose(
        TreeProblem(target=80, groups=(GroupPlan("g", (Leaf("a", 70, 90, (0, 10)), Leaf("b", 70, 90, (10, 10)))),))
    )

    assert tree.target("g", "a", month=0) is None
    assert tree.target("g", "b", month=0) == tree.target("g", month=0)
