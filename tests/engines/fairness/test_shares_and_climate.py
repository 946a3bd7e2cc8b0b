"""Who gets what is good, how praise is spread, and how it stands to measures."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.fairness import Word, climate, gini, praise_spread, reach, same_few, severity

# --- the four fifths -------------------------------------------------------------------------------


def test_a_group_that_is_reached_less_than_four_fifths_as_often_is_found_when_it_is_no_chance() -> None:
    women, men = reach({"women": (400, 120), "men": (400, 200)})

    assert (women.word, men.word) == (Word.FINDING, Word.EVEN)
    assert women.ratio == women.to_the_best == pytest.approx(0.6)
    assert women.interval.covers(0.3)


def test_the_same_ratio_in_small_groups_is_a_look_and_in_a_handful_nothing() -> None:
    assert [each.word for each in reach({"a": (40, 12), "b": (40, 20)})] == [Word.LOOK_HERE, Word.EVEN]
    assert [each.word for each in reach({"a": (9, 0), "b": (40, 20)})] == [Word.HIDDEN, Word.EVEN]


def test_where_nobody_is_reached_all_are_alike() -> None:
    assert [each.word for each in reach({"a": (100, 0), "b": (100, 0)})] == [Word.EVEN, Word.EVEN]


def test_equal_chances_are_hardly_ever_called_a_finding() -> None:
    chance = np.random.default_rng(79)
    years = [reach({g: (100, int(chance.binomial(100, 0.3))) for g in "abcde"}) for _ in range(400)]

    assert sum(any(each.word is Word.FINDING for each in year) for year in years) / 400 <= 0.05


def test_more_reached_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="a"):
        reach({"a": (3, 4)})


# --- praise ----------------------------------------------------------------------------------------


@pytest.mark.covers("H19")
@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_gini_is_half_the_mean_difference_over_the_mean(counts: list[int]) -> None:
    n, total = len(counts), sum(counts)
    differences = sum(abs(a - b) for a in counts for b in counts)

    assert gini(counts) == pytest.approx(differences / (2 * n * total) if total else 0)


def test_even_chances_give_the_spread_that_is_called_chance() -> None:
    chance = np.random.default_rng(81)
    found = [gini(chance.poisson(1.5, 400).tolist()) for _ in range(20)]

    assert praise_spread([1, 2]).by_chance == pytest.approx(np.mean(found), abs=0.01)


def test_little_praise_is_spread_unevenly_by_itself_and_says_nothing() -> None:
    one_each = praise_spread([1, 0, 0, 1, 0, 0, 0, 0])
    favourites = praise_spread([9, 0, 0, 8, 0, 0, 0, 0])

    assert (one_each.gini, one_each.uneven) == (0.75, None)
    assert favourites.uneven is True
    assert favourites.without == 6
    assert praise_spread([2, 2, 3, 1, 2, 2, 2, 3]).uneven is False


@pytest.mark.covers("R-081")
def test_the_same_two_for_four_weeks_are_named() -> None:
    pair = frozenset({"李佳怡", "陈浩然"})

    assert same_few([pair] * 4) == pair
    assert same_few([frozenset({"李佳怡"}), frozenset({"陈浩然"})] * 2) == pair
    assert same_few([pair] * 3) == frozenset()
    assert same_few([pair, pair, frozenset({"赵磊"}), pair]) == frozenset()
    assert same_few([pair, pair, frozenset(), pair]) == frozenset()


@pytest.mark.covers("R-097", "H19")
def test_four_praises_for_three_measures_are_asked_about_and_nine_are_not() -> None:
    assert climate(4, 3).asked
    assert not climate(9, 3).asked
    assert not climate(0, 0).asked
    assert climate(4, 3).interval.covers(4 / 3)
    assert climate(0, 0).ratio == math.inf


# --- severe measures -------------------------------------------------------------------------------


@pytest.mark.covers("R-102", "H7")
def test_two_severe_measures_with_twenty_agents_start_the_reflection() -> None:
    company = {"company_severe": 100, "company_agents": 1000}

    assert [severity(n, 20, **company).reflect for n in (0, 1, 2, 3)] == [False, False, True, True]
    assert [severity(n, 40, **company).reflect for n in (3, 4)] == [False, True]


@pytest.mark.covers("R-102", "H7")
def test_more_than_twice_the_rate_of_the_others_starts_it_too_and_one_alone_never() -> None:
    calm = {"company_severe": 5, "company_agents": 1000}

    assert severity(2, 200, **calm).reflect is False
    assert severity(3, 200, **calm).reflect is True
    assert severity(1, 20, **calm).reflect is False
    assert severity(2, 60, company_severe=0, company_agents=0).starts_at == 6
