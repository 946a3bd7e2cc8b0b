"""A drawn sample against all: a random one passes, a picked one does not."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.scoring import chi_square_tail, drawing

THERE = {"morning": 600, "evening": 300, "night": 100}


@pytest.mark.parametrize(
    ("statistic", "freedom", "chance"),
    [(3.841459, 1, 0.05), (6.634897, 1, 0.01), (18.307038, 10, 0.05), (29.588298, 10, 0.001), (124.342113, 100, 0.05)],
)
def test_the_tail_has_the_values_of_the_tables(statistic: float, freedom: int, chance: float) -> None:
    assert chi_square_tail(statistic, freedom) == pytest.approx(chance, rel=1e-5)


@given(st.floats(0, 60))
def test_the_tail_with_two_degrees_is_an_exponential(statistic: float) -> None:
    assert chi_square_tail(statistic, 2) == pytest.approx(math.exp(-statistic / 2), abs=1e-12)


@pytest.mark.covers("G2")
def test_random_samples_pass_as_often_as_they_should() -> None:
    chance = np.random.default_rng(7)
    samples = chance.multivariate_hypergeometric(list(THERE.values()), 150, size=2000)
    found = [drawing(THERE, dict(zip(THERE, map(int, sample), strict=True))) for sample in samples]

    assert np.mean([one.fair is False for one in found]) == pytest.approx(0.05, abs=0.012)


@pytest.mark.covers("G2")
def test_a_sample_of_nights_only_is_noticed() -> None:
    found = drawing(THERE, {"morning": 30, "evening": 20, "night": 40})

    assert found.fair is False
    night = found.strata[-1]
    assert (night.key, night.there, night.drawn, night.expected) == ("night", 100, 40, 9)
    assert night.gap > 10
    # By hand: 54, 27 and 9 expected; 910 of 999 are left.
    assert found.statistic == pytest.approx((24**2 / 54 + 7**2 / 27 + 31**2 / 9) / (910 / 999))


def test_kinds_of_which_few_are_expected_are_taken_together() -> None:
    there = {"a": 500, "b": 480, **{f"rare{number}": 4 for number in range(5)}}

    # Two rare ones of 100: no test could judge them kind by kind.
    assert drawing(there, {"a": 50, "b": 48, "rare1": 1, "rare2": 1}).freedom == 1
    spread = {"a": 80, **{f"kind{number}": 30 for number in range(10)}}
    assert drawing(spread, {"a": 10, **{f"kind{number}": 4 for number in range(10)}}).freedom == 1


@pytest.mark.parametrize("drawn", [{}, {"morning": 3}, THERE])
def test_too_few_or_all_cannot_be_judged(drawn: dict[str, int]) -> None:
    found = drawing(THERE, drawn)

    assert found.chance is None
    assert found.fair is None


def test_more_than_there_is_cannot_have_been_drawn() -> None:
    with pytest.raises(ValueError, match="night"):
        drawing(THERE, {"night": 101})
    with pytest.raises(ValueError, match="noon"):
        drawing(THERE, {"noon": 1})
    assert drawing({}, {}).fair is None


@given(st.dictionaries(st.integers(0, 9), st.tuples(st.integers(0, 200), st.floats(0, 1)), max_size=8), st.randoms())
def test_the_order_of_the_kinds_does_not_matter(kinds: dict[int, tuple[int, float]], random: object) -> None:
    there = {key: count for key, (count, _share) in kinds.items()}
    drawn = {key: int(count * share) for key, (count, share) in kinds.items()}
    keys = list(there)
    random.shuffle(keys)  # type: ignore[attr-defined]

    before, after = drawing(there, drawn), drawing({key: there[key] for key in keys}, drawn)

    assert after.statistic == pytest.approx(before.statistic)
    assert after.freedom == before.freedom
    assert before.chance is None or 0 <= before.chance <= 1
