"""The equality audit: exact, after the mix of rules, and quiet where groups are small."""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import product
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.fairness import Cell, Limits, Rate, Word, audit, chances, holm

counts = st.integers(0, 12)


def of(name: str, rates: tuple[Rate, ...]) -> Rate:
    return next(rate for rate in rates if rate.group == name)


def judged(
    cells: Sequence[Cell], people: Mapping[Hashable, int], rows: Sequence[Collection[Hashable]] = (), **more: Any
) -> tuple[Rate, ...]:
    """Everybody with one measure, unless it is about others."""
    return audit(cells, people, rows, **more)


def two(a: int, b: int, people: int = 100) -> tuple[Rate, ...]:
    return judged([Cell("a", "x", people, a), Cell("b", "x", people, b)], {"a": people, "b": people})


@pytest.mark.covers("R-088")
def test_eight_against_four_in_a_hundred_is_to_be_looked_at_and_no_finding() -> None:
    more, less = two(8, 4)

    assert (more.ratio, more.per_hundred, more.word) == (2.0, 8.0, Word.LOOK_HERE)
    assert (less.ratio, less.word) == (0.5, Word.EVEN)
    # Twelve events fall on either half alike: 8 or more 19.4 %, twice that for two groups.
    tail = sum(comb(12, k) for k in range(8, 13)) / 2**12
    assert more.chance == pytest.approx(2 * tail)


@pytest.mark.covers("R-088")
def test_the_same_ratio_with_ten_times_the_people_is_a_finding() -> None:
    more, less = two(80, 40, people=1000)

    assert (more.word, less.word) == (Word.FINDING, Word.EVEN)
    assert more.interval.low > 1.25


@pytest.mark.covers("R-088")
def test_a_group_that_breaks_stricter_rules_is_not_treated_worse() -> None:
    """Ten times the breaches of the rule that half of all breaches are measured by: the same treatment."""
    cells = [
        Cell("new", "strict", 400, 200), Cell("new", "mild", 100, 5),
        Cell("old", "strict", 100, 50), Cell("old", "mild", 400, 20),
    ]  # fmt: skip
    new, old = judged(cells, {"new": 500, "old": 500})

    assert new.per_hundred > 2 * old.per_hundred
    assert (new.ratio, new.word) == (1.0, Word.EVEN)
    assert (old.ratio, old.word) == (1.0, Word.EVEN)


@pytest.mark.covers("R-088")
def test_a_handful_of_people_shows_no_figure_and_a_small_group_is_never_a_finding() -> None:
    cells = [Cell("few", "x", 9, 9), Cell("small", "x", 40, 40), Cell("large", "x", 4000, 40)]
    few, small, large = judged(cells, {"few": 9, "small": 40, "large": 4000})

    assert (few.word, small.word, large.word) == (Word.HIDDEN, Word.LOOK_HERE, Word.EVEN)
    assert small.chance < 0.001


def test_little_that_could_be_expected_is_as_little_as_few_people() -> None:
    rare = judged([Cell("a", "x", 400, 6), Cell("b", "x", 4000, 6)], {"a": 400, "b": 4000})

    assert rare[0].chance < 0.05
    assert rare[0].word is Word.LOOK_HERE


def test_rules_that_only_one_group_is_under_are_left_out_and_said_so() -> None:
    cells = [Cell("night", "night", 100, 30), Cell("night", "all", 100, 10), Cell("day", "all", 100, 10)]
    night, day = judged(cells, {"night": 100, "day": 100})

    assert (night.ratio, night.compared) == (1.0, 0.25)
    assert (day.ratio, day.compared) == (1.0, 1.0)


@given(a=counts, b=counts, c=counts, d=counts)
def test_the_interval_holds_the_ratio_and_the_law_of_two_rules_is_that_of_all_ways(
    a: int, b: int, c: int, d: int
) -> None:
    cells = [Cell("a", "x", 30, a), Cell("b", "x", 60, b), Cell("a", "y", 50, c), Cell("b", "y", 50, d)]
    rate = of("a", judged(cells, {"a": 80, "b": 110}, limits=Limits(expected=100)))

    law: dict[int, float] = {}
    for i in range(a + b + 1):
        for j in range(c + d + 1):
            way = comb(a + b, i) * (1 / 3) ** i * (2 / 3) ** (a + b - i) * comb(c + d, j) / 2 ** (c + d)
            law[i + j] = law.get(i + j, 0.0) + way
    # Both groups have so many people and so little to expect that neither can become a finding: no correction.
    assert rate.chance == pytest.approx(sum(p for k, p in law.items() if k >= a + c))
    if not math.isnan(rate.ratio):
        assert rate.interval.low <= rate.ratio * (1 + 1e-9)
        assert rate.expected == pytest.approx(b / 2 + d)


@pytest.mark.covers("R-088")
@given(rows=st.lists(st.frozensets(st.sampled_from("xyz"), min_size=1), min_size=1, max_size=5), landed=st.data())
def test_the_law_of_persons_is_that_of_all_ways_they_can_fall_each_with_all_they_bring(
    rows: list[frozenset[str]], landed: st.DataObject
) -> None:
    """Everybody is under all three rules, a quarter of them in group a."""
    inside = landed.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    cells = []
    for rule in "xyz":
        mine = sum(rule in row for row, is_in in zip(rows, inside, strict=True) if is_in)
        cells += [Cell("a", rule, 100, mine), Cell("b", rule, 300, sum(rule in row for row in rows) - mine)]
    rate = of(
        "a", judged(cells, {"a": 100, "b": 300}, [row for row in rows if len(row) > 1], limits=Limits(expected=100))
    )

    tail = 0.0
    for way in product((True, False), repeat=len(rows)):
        if sum(len(row) for row, is_in in zip(rows, way, strict=True) if is_in) >= rate.events:
            tail += 0.25 ** sum(way) * 0.75 ** (len(rows) - sum(way))
    assert rate.chance == pytest.approx(tail)
    assert rate.interval.low <= rate.interval.high


@pytest.mark.covers("R-088")
def test_a_few_people_who_break_many_rules_make_no_finding_of_the_group_they_happen_to_be_in() -> None:
    """Fourteen of a thousand break six of ten rules each, whoever they are: 84 measures, and all by chance."""
    chance = np.random.default_rng(88)
    people = dict.fromkeys(range(5), 200)
    found = one_by_one = 0
    for _ in range(60):
        rows = [chance.choice(10, 6, replace=False).tolist() for _ in range(14)]
        events = np.zeros((5, 10), dtype=int)
        for row in rows:
            events[chance.integers(0, 5), row] += 1
        cells = [Cell(group, rule, 200, int(events[group, rule])) for group in people for rule in range(10)]
        found += any(one.word is Word.FINDING for one in judged(cells, people, rows))
        one_by_one += any(one.word is Word.FINDING for one in judged(cells, people))

    assert found <= 3
    assert one_by_one > 20, "what the whole rows are for"


@pytest.mark.covers("R-088")
def test_somebody_under_a_rule_of_few_is_expected_where_each_of_the_rules_binds() -> None:
    """Rule y binds half of the house; whoever broke it and x counts between the two."""
    cells = [Cell("a", "x", 100, 2), Cell("b", "x", 300, 1), Cell("a", "y", 100, 2), Cell("b", "y", 100, 0)]
    [rate, _] = judged(cells, {"a": 100, "b": 300}, [("x", "y"), ("x", "y")])

    # One in four and one in two: three in eight for each of the two, one in four for whoever broke x alone.
    assert rate.chance == pytest.approx((3 / 8) ** 2)
    assert (rate.events, rate.expected) == (4, pytest.approx(1 / 3))


@pytest.mark.covers("R-088")
def test_the_level_is_shared_with_every_table_of_the_question() -> None:
    cells = [Cell("a", "x", 200, 40), Cell("b", "x", 200, 15)]
    people = {"a": 200, "b": 200}
    alone, among = (of("a", judged(cells, people, beside=beside)) for beside in ([], [0.5] * 200))

    assert (alone.word, among.word) == (Word.FINDING, Word.LOOK_HERE)
    assert among.chance == pytest.approx(min(1.0, alone.chance / 2 * 202))
    assert len(chances(cells, people, ())) == 2
    assert chances(cells, {"a": 40, "b": 40}, ()) == [], "too few to become a finding, so nothing to share with"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_correcting_for_many_questions_never_lowers_a_chance_and_keeps_their_order(chances: list[float]) -> None:
    corrected = holm(chances)

    assert all(before <= after <= 1 for before, after in zip(chances, corrected, strict=True))
    ranked = sorted(range(len(chances)), key=chances.__getitem__)
    assert [corrected[place] for place in ranked] == sorted(corrected)
    assert corrected[ranked[0]] == pytest.approx(min(1.0, len(chances) * min(chances)))


def test_a_company_may_draw_its_limits_closer() -> None:
    strict = Limits(ratio=1.0, hidden=1, small=1, expected=0)
    cells = [Cell("a", "x", 20, 20), Cell("b", "x", 20, 0)]

    assert judged(cells, {"a": 20, "b": 20}, limits=strict)[0].word is Word.FINDING


def test_what_cannot_have_been_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="events of 0"):
        Cell("a", "x", 0, 1)
    with pytest.raises(ValueError, match="groups without people: b"):
        judged([Cell("b", "x", 1, 0)], {"a": 1})
    with pytest.raises(ValueError, match="more persons than events: y"):
        judged([Cell("a", "x", 9, 1), Cell("a", "y", 9, 0)], {"a": 9}, [("x", "y")])
