"""Who is best, as far as data can tell."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines import awards
from dengta.engines.awards import Criteria, Row, Standing, Verdict
from dengta.engines.metrics import wilson

RULE = Criteria(("csat", "fcr"), weight=60, least_n=30, least_hits=20, places=3)


def of(who: int, happy: tuple[int, int], solved: tuple[int, int] = (90, 100), work: str = "a") -> list[Row]:
    return [Row(who, "csat", work, *happy), Row(who, "fcr", work, *solved)]


@pytest.mark.covers("R-080")
def test_the_lower_bound_puts_190_of_200_before_5_of_5_even_without_the_guard() -> None:
    rows = [*of(1, (5, 5)), *of(2, (190, 200))]
    unguarded = Criteria(RULE.figures, 60, 1, 1, 3)

    assert [one.who for one in awards.standings(rows, unguarded)] == [2, 1]
    guarded = awards.standings(rows, RULE)
    assert [(one.who, one.score is None) for one in guarded] == [(2, False), (1, True)]
    expected = 60 * wilson(190, 200).low + 40 * wilson(90, 100).low
    assert guarded[0].score == Decimal(expected).quantize(Decimal("0.01"))


people = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 300), st.integers(0, 300), st.sampled_from("ab")), min_size=1,
    max_size=12,
)  # fmt: skip


@settings(max_examples=25)
@given(people, st.randoms())
def test_the_order_of_the_rows_changes_nothing(told: list[tuple[int, int, int, str]], chance: object) -> None:
    rows = [
        row
        for who, (hits, n, solved, work) in enumerate(told)
        for row in of(who, (min(hits, n), n), (solved, 300), work)
    ]
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    found = awards.standings(rows, RULE)

    assert awards.standings(mixed, RULE) == found
    scores = [one.score for one in found if one.score is not None]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert all(one.score is None for one in found if one.first is None or one.first.n < 30)
    listed = awards.shortlist(found, 3)
    assert len(listed) >= min(3, len(scores))
    top = awards.top_part(found, percent=25, fewest=12)
    assert top == [] or len(scores) >= 12


def test_whoever_stands_level_with_the_last_of_the_shortlist_is_on_it() -> None:
    level = [Standing(who, None, None, Decimal(score)) for who, score in ((1, 90), (2, 80), (3, 80), (4, 70))]
    assert [one.who for one in awards.shortlist(level, 2)] == [1, 2, 3]


def test_votes_choose_and_the_score_decides_between_equals() -> None:
    scores = {1: Decimal(90), 2: Decimal(80), 3: Decimal(90)}
    assert awards.chosen({2: 5, 1: 4}, scores) == (2,)
    assert awards.chosen({2: 5, 1: 5}, scores) == (1,)
    assert awards.chosen({}, scores) == (1, 3)
    assert awards.chosen({}, {}) == ()


@pytest.mark.covers("H14")
def test_tiers_are_lines_and_the_distance_is_to_the_next() -> None:
    lines = [Decimal(40), Decimal(60), Decimal(80)]
    assert [awards.tier_of(score and Decimal(score), lines) for score in (None, 39, 40, 79, 80)] == [
        None,
        None,
        0,
        1,
        2,
    ]
    assert awards.distance(Decimal("59.5"), lines) == (1, Decimal("0.5"))
    assert awards.distance(Decimal(80), lines) is None


@pytest.mark.covers("H23")
def test_a_contest_has_a_clear_winner_a_shared_prize_or_nobody() -> None:
    def verdict(*rows: Row) -> Verdict:
        return awards.judge(rows, [1, 2], least_n=30).verdict

    assert verdict(Row(1, "csat", "a", 280, 300), Row(2, "csat", "a", 220, 300)) is Verdict.CLEAR
    assert verdict(Row(1, "csat", "a", 271, 300), Row(2, "csat", "a", 270, 300)) is Verdict.SHARED
    assert verdict(Row(1, "csat", "a", 29, 29), Row(2, "csat", "a", 200, 300)) is Verdict.NOBODY
    assert verdict(Row(1, "csat", "a", 280, 300), Row(2, "csat", "b", 220, 300)) is Verdict.NOBODY
    assert verdict() is Verdict.NOBODY
