"""Peers without extremes, leaders who stand alone, groups without difference, figures that are chased."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.scoring import Series, chase, leader_gap, no_difference, peer_score

scores = st.lists(st.floats(0, 100), min_size=1, max_size=30)


# --- peers (R-012) ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratings", "score", "trimmed"),
    [
        ([80, 90], None, 0),
        ([], None, 0),
        ([20, 80, 90], 80, 2),
        ([20, 80, 90, 100], 85, 2),
        ([0, 80, 81, 82, 100], 81, 2),
        ([*range(20)], 9.5, 4),
    ],
)
def test_peers_are_heard_without_their_extremes(ratings: list[float], score: float | None, trimmed: int) -> None:
    heard = peer_score(ratings)

    assert (heard.score, heard.raters, heard.trimmed) == (score, len(ratings), trimmed)


def test_a_centre_may_ask_for_more_raters_but_never_for_fewer_than_three() -> None:
    assert peer_score([80, 81, 82, 83], minimum=5).score is None
    assert peer_score([80, 90], minimum=1).score is None


@given(st.lists(st.floats(0, 100), min_size=2, max_size=30), st.floats(0, 100), st.randoms(use_true_random=False))
def test_no_single_rater_moves_the_score_beyond_what_the_others_say(
    others: list[float], odd: float, random: object
) -> None:
    ratings = [*others, odd]
    random.shuffle(ratings)  # type: ignore[attr-defined]
    score = peer_score(ratings).score

    assert score is not None
    assert min(others) - 1e-9 <= score <= max(others) + 1e-9
    assert score == pytest.approx(peer_score(sorted(ratings)).score)


# --- the leader beside the others (R-014) ----------------------------------------------------------


def test_a_leader_who_stands_alone_gets_a_second_reader() -> None:
    gap = leader_gap(60, [90, 88, 92])

    assert gap is not None
    assert (gap.others, gap.scale, gap.gap, gap.second_reader) == (90, 5.0, -6.0, True)


@pytest.mark.parametrize(
    ("leader", "others", "asked"),
    [
        (85, [80, 80, 80], False),
        (88, [80, 80, 80], True),
        (72, [80, 80, 80], True),
        (97.5, [90, 90], False),
        # The others themselves do not agree: who is odd among them cannot be said.
        (50, [60, 75, 90], False),
        # One odd source does not hide the gap.
        (60, [90, 88, 92, 20], True),
        (75, [85], True),
    ],
)
def test_small_gaps_and_torn_sources_raise_no_question(leader: float, others: list[float], *, asked: bool) -> None:
    gap = leader_gap(leader, others)

    assert gap is not None
    assert gap.second_reader is asked


def test_without_other_sources_there_is_nothing_to_compare_and_the_limit_is_the_centres() -> None:
    assert leader_gap(60, []) is None
    narrow = leader_gap(85, [80, 80], limit=0.9)
    assert narrow is not None
    assert narrow.second_reader


@given(st.floats(0, 100), scores)
def test_a_gap_upward_and_one_downward_are_the_same(leader: float, others: list[float]) -> None:
    up, down = leader_gap(leader, others), leader_gap(100 - leader, [100 - one for one in others])

    assert up is not None
    assert down is not None
    assert up.gap == pytest.approx(-down.gap, abs=1e-9)


# --- no difference (R-094) -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratings", "asked"),
    [([80.0] * 10, True), ([80.0] * 8, True), ([80.0] * 7, False), ([80.0] * 9 + [81.0], False), ([], False)],
)
def test_a_group_without_any_difference_is_asked_about(ratings: list[float], *, asked: bool) -> None:
    assert no_difference(ratings) is asked


# --- chased figures (R-010) ------------------------------------------------------------------------

HANDLE_TIME = [300.0, 315.0, 290.0, 305.0]
REPEATS = [0.10, 0.11, 0.10, 0.09]


@pytest.mark.parametrize(
    ("time", "repeats", "asked"),
    [
        (0.75, 1.30, True),
        (0.75, 1.00, False),
        (0.75, 0.80, False),
        (1.00, 1.30, False),
        (1.25, 1.30, False),
    ],
)
def test_a_figure_that_gets_better_while_its_guard_gets_worse_is_asked_about(
    time: float, repeats: float, *, asked: bool
) -> None:
    found = chase(
        Series(HANDLE_TIME, statistics.fmean(HANDLE_TIME) * time, high_is_good=False),
        Series(REPEATS, statistics.fmean(REPEATS) * repeats, high_is_good=False),
    )

    assert found is not None
    assert found.asked is asked


def test_two_months_are_no_usual_level() -> None:
    assert chase(Series([300, 310], 200, high_is_good=False), Series(REPEATS, 0.2, high_is_good=False)) is None
    assert chase(Series(HANDLE_TIME, 200, high_is_good=False), Series([], 0.2, high_is_good=False)) is None


def test_a_series_that_hardly_moved_does_not_make_every_movement_an_event() -> None:
    found = chase(Series([300] * 6, 297, high_is_good=False), Series([0.1] * 6, 0.101, high_is_good=False))

    assert found is not None
    assert not found.asked


def test_from_none_at_all_to_some_is_a_movement() -> None:
    found = chase(Series(HANDLE_TIME, 200, high_is_good=False), Series([0, 0, 0], 0.05, high_is_good=False))

    assert found is not None
    assert found.asked
