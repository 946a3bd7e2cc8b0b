"""Reviewers: agreement against published tables and other arithmetic, deviation, drift."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dengta.engines.scoring import Distance, Rating, by_question, by_reviewer, cohen_kappa, drift, fleiss_kappa

grades = st.integers(1, 4)
pairs = st.lists(st.tuples(grades, grades), min_size=1, max_size=40)


def table(rows: list[list[int]]) -> list[tuple[int, int]]:
    return [(one, other) for one, row in enumerate(rows) for other, count in enumerate(row) for _ in range(count)]


# --- two reviewers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "kappa"),
    [
        # Cohen 1960, table 1 (200 patients).
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492),
        # Fifty and hundred proposals, read twice: the textbook examples of the same agreement and other margins.
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
    ],
)
@pytest.mark.covers("G4")
def test_cohens_kappa_has_the_published_values(rows: list[list[int]], kappa: float) -> None:
    found = cohen_kappa(table(rows))

    assert found is not None
    assert found.kappa == pytest.approx(kappa, abs=5e-4)


@given(pairs, st.sampled_from(Distance))
def test_cohens_kappa_is_that_of_the_matrix(answers: list[tuple[int, int]], distance: Distance) -> None:
    seen = np.zeros((4, 4))
    for one, other in answers:
        seen[one - 1, other - 1] += 1 / len(answers)
    apart = np.abs(np.subtract.outer(np.arange(4), np.arange(4))) / 3
    apart = {"nominal": (apart > 0).astype(float), "linear": apart, "quadratic": apart**2}[distance]
    by_chance = float((apart * np.outer(seen.sum(1), seen.sum(0))).sum())
    found = cohen_kappa(answers, grades=[1, 2, 3, 4], distance=distance)

    assert found is not None
    if by_chance < 1e-12:
        assert found.kappa is None
    else:
        assert found.kappa == pytest.approx(1 - float((apart * seen).sum()) / by_chance, abs=1e-9)
        assert found.kappa <= 1 + 1e-12


@given(pairs)
def test_with_squared_distance_it_is_the_concordance_of_the_two(answers: list[tuple[int, int]]) -> None:
    """Fleiss and Cohen 1973: an intraclass correlation, here by moments."""
    one, other = np.array(answers, dtype=float).T
    below = one.var() + other.var() + (one.mean() - other.mean()) ** 2
    assume(below > 1e-9)
    found = cohen_kappa(answers, grades=[1, 2, 3, 4], distance=Distance.QUADRATIC)

    assert found is not None
    assert found.kappa == pytest.approx(2 * np.cov(one, other, bias=True)[0, 1] / below, abs=1e-9)


def test_grades_need_an_order_where_distance_counts() -> None:
    with pytest.raises(ValueError, match="grades in their order"):
        cohen_kappa([("good", "poor")], grades=["good"], distance=Distance.LINEAR)
    assert cohen_kappa([]) is None
    never_differed = cohen_kappa([("good", "good")] * 5)
    assert never_differed is not None
    assert never_differed.kappa is None


# --- several reviewers -----------------------------------------------------------------------------

# Ten contacts, fourteen reviewers, five grades: the worked example commonly used for Fleiss's kappa.
FOURTEEN = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]


@pytest.mark.covers("G4")
def test_fleisss_kappa_has_the_published_value() -> None:
    found = fleiss_kappa([list(Counter(dict(enumerate(row))).elements()) for row in FOURTEEN])

    assert found is not None
    assert (found.seen, found.chance) == (pytest.approx(0.378, abs=5e-4), pytest.approx(0.213, abs=5e-4))
    assert found.kappa == pytest.approx(0.210, abs=5e-4)


@given(st.lists(st.lists(grades, min_size=3, max_size=3), min_size=1, max_size=20))
def test_fleisss_kappa_is_that_of_counting_pairs(answers: list[list[int]]) -> None:
    agreeing = [one == other for row in answers for at, one in enumerate(row) for other in row[at + 1 :]]
    everything = Counter(one for row in answers for one in row)
    chance = sum((count / everything.total()) ** 2 for count in everything.values())
    found = fleiss_kappa(answers)

    assert found is not None
    if chance > 1 - 1e-9:
        assert found.kappa is None
    else:
        assert found.kappa == pytest.approx((np.mean(agreeing) - chance) / (1 - chance), abs=1e-9)


def test_what_one_reviewer_saw_alone_says_nothing_about_agreement() -> None:
    alone = fleiss_kappa([["a"], ["b"]])
    both = fleiss_kappa([["a", "a", "b"], ["b", "b"], ["c"]])

    assert alone is None
    assert both is not None
    assert both.n == 2


# --- who departs, and from what --------------------------------------------------------------------

SESSION = [
    Rating("Ann", "greeting", 5, 4),
    Rating("Ann", "solution", 3, 2),
    Rating("Bo", "greeting", 4, 4),
    Rating("Bo", "solution", 1, 2),
    Rating("Cy", "greeting", 4, 4),
    Rating("Cy", "solution", 4, 2),
]


@pytest.mark.covers("G4", "G5")
def test_deviation_is_told_for_each_reviewer_and_each_question() -> None:
    reviewers, questions = by_reviewer(SESSION), by_question(SESSION)

    assert {name: (one.n, one.mean, one.absolute, one.met) for name, one in reviewers.items()} == {
        "Ann": (2, 1, 1, 0),
        "Bo": (2, -0.5, 0.5, 0.5),
        "Cy": (2, 1, 1, 0.5),
    }
    assert questions["greeting"].met == pytest.approx(2 / 3)
    assert questions["solution"].absolute == pytest.approx(4 / 3)
    assert by_reviewer([]) == {}


@pytest.mark.covers("G5")
def test_a_reviewer_who_is_milder_each_time_leans_and_one_who_changes_drifts() -> None:
    mild = drift([[0.5, 0.6], [0.4], [0.6, 0.5, 0.4], [0.5]])
    changing = drift([[-0.6], [-0.35], [-0.1], [0.15], [0.4], [0.6]])
    torn = drift([[0.5], [-0.6], [0.4], [-0.3]])

    assert mild is not None
    assert changing is not None
    assert torn is not None
    assert (mild.leans, mild.drifts) == (True, False)
    assert (changing.leans, changing.drifts) == (False, True)
    assert changing.slope == pytest.approx(0.245, abs=0.01)
    assert (torn.leans, torn.drifts) == (False, False)


def test_one_session_shows_no_drift_and_a_missed_one_keeps_its_place() -> None:
    once = drift([[0.5, 0.5]])
    missed = drift([[0.0], [], [0.2]])

    assert drift([]) is None
    assert drift([[]]) is None
    assert once is not None
    assert (once.mean, once.interval, once.leans, once.drifts) == (0.5, None, False, False)
    assert missed is not None
    assert missed.slope == pytest.approx(0.1)


@given(st.lists(st.lists(st.floats(-5, 5), max_size=4), max_size=8))
def test_the_interval_lies_around_the_mean(sessions: list[list[float]]) -> None:
    found = drift(sessions)
    if found is not None and found.interval is not None:
        assert found.interval.low - 1e-9 <= found.mean <= found.interval.high + 1e-9


def test_reviewers_without_a_bias_are_rarely_called_biased() -> None:
    chance = np.random.default_rng(11)
    called = [drift(chance.normal(0, 0.5, (6, 4)).tolist()) for _reviewer in range(1000)]

    assert np.mean([one is not None and one.leans for one in called]) == pytest.approx(0.05, abs=0.015)
    assert np.mean([one is not None and one.drifts for one in called]) == pytest.approx(0.05, abs=0.015)
