"""The spread of a burden, by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.rostering.evenness import evenness


def test_alike_is_nought_everywhere() -> None:
    found = evenness({"A": 3, "B": 3, "C": 3}, {"A": 1, "B": 1, "C": 1})

    assert (found.people, found.total, found.range, found.peak) == (3, 9, 0, 1.0)
    assert found.gini == pytest.approx(0)
    assert found.conspicuous == ()


def test_figures_of_an_uneven_team() -> None:
    found = evenness({"A": 6, "B": 2, "C": 1}, {"A": 1, "B": 1, "C": 1, "D": 0})

    # Fair are 3: +3, −1, −2. Mean differences |4|, |5|, |1| twice over 2·9·3. A fair draw has a deviation of √2.
    assert found.range == 5
    assert found.gini == pytest.approx(20 / 54)
    assert found.peak == 2.0
    assert found.conspicuous == ("A",)
    assert found.conspicuous_share == pytest.approx(1 / 3)


def test_part_time_is_no_deviation() -> None:
    found = evenness({"A": 4, "B": 2}, {"A": 1, "B": Fraction(1, 2)})

    assert (found.range, found.peak, found.conspicuous) == (0, 1.0, ())
    assert found.gini == pytest.approx(0)


def test_thirty_hours_against_a_mean_of_ten_is_a_peak_of_three() -> None:
    hours = {"A": 30, "B": 5, "C": 5, "D": 5, "E": 5}

    assert evenness(hours, dict.fromkeys("ABCDE", 1)).peak == 3.0


def test_one_with_seven_of_ten_sundays_is_conspicuous_in_a_team_of_five() -> None:
    """The sample's own deviation would hide her: 5 beyond at 2.83 each."""
    sundays = {"A": 7, "B": 1, "C": 1, "D": 1, "E": 0}

    assert evenness(sundays, dict.fromkeys("ABCDE", 1)).conspicuous == ("A",)


def test_two_deviations_exactly_are_not_more() -> None:
    # Four shifts on two people: a deviation of one.
    assert evenness({"A": 4, "B": 0}, {"A": 1, "B": 1}).conspicuous == ()


def test_nobody_and_nothing_are_no_failure() -> None:
    nothing = evenness({}, {"A": 1, "B": 1})
    nobody = evenness({"A": 3}, {"A": 0})

    assert (nothing.range, nothing.gini, nothing.peak, nothing.conspicuous) == (0, 0.0, None, ())
    assert (nobody.people, nobody.total, nobody.range, nobody.peak, nobody.conspicuous_share) == (0, 0, 0, None, 0.0)


@given(
    st.dictionaries(st.sampled_from("ABCDE"), st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1),
    st.integers(2, 5),
)
def test_the_unit_of_availability_is_of_no_matter(people: dict[str, tuple[int, int]], times: int) -> None:
    counts = {key: count for key, (count, _available) in people.items()}
    one = evenness(counts, {key: available for key, (_count, available) in people.items()})
    other = evenness(counts, {key: times * available for key, (_count, available) in people.items()})

    assert (one.range, one.conspicuous, one.peak) == (other.range, other.conspicuous, other.peak)
    assert one.gini == pytest.approx(other.gini)
    assert 0 <= one.gini + 1e-9 <= 1
