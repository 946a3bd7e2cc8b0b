"""The equality audit: exact, after the mix of rules, and quiet where groups are small."""

import math
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.fairness import Cell, Limits, Rate, Word, audit, holm

counts = st.integers(0, 12)


def of(name: str, rates: tuple[Rate, ...]) -> Rate:
    return next(rate for rate in rates if rate.group == name)


def two(a: int, b: int, people: int = 100) -> tuple[Rate, ...]:
    return audit([Cell("a", "x", people, a), Cell("b", "x", people, b)], {"a": people, "b": people})


@pytest.mark.covers("R-088")
def test_eight_against_four_in_a_hundred_is_to_be_looked_at_and_no_finding() -> None:
    more, less = two(8, 4)

    assert (more.ratio, more.per_hundred, more.word) == (2.0, 8.0, Word.LOOK_HERE)
    assert (less.ratio, less.word) == (0.5, Word.EVEN)
    # Twelve events fall on either half alike: 8 or more 19.4 %, twice that for two sides, twice for two groups.
    tail = sum(comb(12, k) for k in range(8, 13)) / 2**12
    assert more.chance == pytest.approx(4 * tail)


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
    new, old = audit(cells, {"new": 500, "old": 500})

    assert new.per_hundred > 2 * old.per_hundred
    assert (new.ratio, new.word) == (1.0, Word.EVEN)
    assert (old.ratio, old.word) == (1.0, Word.EVEN)


@pytest.mark.covers("R-088")
def test_a_handful_of_people_shows_no_figure_and_a_small_group_is_never_a_finding() -> None:
    cells = [Cell("few", "x", 9, 9), Cell("small", "x", 40, 40), Cell("large", "x", 4000, 40)]
    few, small, large = audit(cells, {"few": 9, "small": 40, "large": 4000})

    assert (few.word, small.word, large.word) == (Word.HIDDEN, Word.LOOK_HERE, Word.EVEN)
    assert small.chance < 0.001


def test_little_that_could_be_expected_is_as_little_as_few_people() -> None:
    rare = audit([Cell("a", "x", 400, 6), Cell("b", "x", 4000, 6)], {"a": 400, "b": 4000})

    assert rare[0].chance < 0.05
    assert rare[0].word is Word.LOOK_HERE


def test_rules_that_only_one_group_is_under_are_left_out_and_said_so() -> None:
    cells = [Cell("night", "night", 100, 30), Cell("night", "all", 100, 10), Cell("day", "all", 100, 10)]
    night, day = audit(cells, {"night": 100, "day": 100})

    assert (night.ratio, night.compared) == (1.0, 0.25)
    assert (day.ratio, day.compared) == (1.0, 1.0)


@given(a=counts, b=counts, c=counts, d=counts)
def test_the_interval_holds_the_ratio_and_the_law_of_two_rules_is_that_of_all_ways(
    a: int, b: int, c: int, d: int
) -> None:
    cells = [Cell("a", "x", 30, a), Cell("b", "x", 60, b), Cell("a", "y", 50, c), Cell("b", "y", 50, d)]
    rate = of("a", audit(cells, {"a": 80, "b": 110}))

    law: dict[int, float] = {}
    for i in range(a + b + 1):
        for j in range(c + d + 1):
            way = comb(a + b, i) * (1 / 3) ** i * (2 / 3) ** (a + b - i) * comb(c + d, j) / 2 ** (c + d)
            law[i + j] = law.get(i + j, 0.0) + way
    few, many = sum(p for k, p in law.items() if k <= a + c), sum(p for k, p in law.items() if k >= a + c)
    # Two groups were asked about, with one answer.
    assert rate.chance == pytest.approx(min(1.0, 4 * min(few, many)))
    if not math.isnan(rate.ratio):
        assert rate.interval.low <= rate.ratio * (1 + 1e-9)
        assert rate.expected == pytest.approx(b / 2 + d)


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

    assert audit(cells, {"a": 20, "b": 20}, limits=strict)[0].word is Word.FINDING


def test_what_cannot_have_been_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="events of 0"):
        Cell("a", "x", 0, 1)
    with pytest.raises(ValueError, match="groups without people: b"):
        audit([Cell("b", "x", 1, 0)], {"a": 1})
