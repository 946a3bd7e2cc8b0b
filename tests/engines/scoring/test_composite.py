"""A composite score explains itself: every line, every missing source, every cap."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.scoring import Cap, Composite, Part, Step, composite, mentor_share

score = st.floats(0, 100)
weight = st.floats(0.01, 60)
part = st.builds(Part, st.text(max_size=3), weight, st.none() | score, cap=st.none() | score, fatal=st.booleans())
plain = st.builds(Part, st.text(max_size=3), weight, st.none() | score)


def points(result: Composite) -> float:
    return sum(line.points for line in result.lines)


def steps(result: Composite) -> list[tuple[str, Step]]:
    return [(line.key, line.step) for line in result.lines]


@given(st.lists(part, max_size=8), st.lists(st.builds(Cap, st.text(max_size=3), score), max_size=3))
@pytest.mark.covers("G10")
def test_the_lines_add_up_to_the_result(parts: list[Part], caps: list[Cap]) -> None:
    result = composite(parts, caps)

    if result.result is None:
        assert all(one.score is None for one in parts)
    else:
        assert points(result) == pytest.approx(result.result, abs=1e-9)
        assert all(result.result <= cap.at + 1e-9 for cap in caps)


@given(st.lists(plain, min_size=1, max_size=8))
def test_without_caps_the_result_lies_between_the_lowest_and_the_highest_source(parts: list[Part]) -> None:
    there = [one.score for one in parts if one.score is not None]
    result = composite(parts).result

    if there:
        assert result is not None
        assert min(there) - 1e-9 <= result <= max(there) + 1e-9
        assert sum(line.share for line in composite(parts).lines) == pytest.approx(1)


@given(st.lists(plain, min_size=1, max_size=8), st.permutations(range(8)))
def test_the_order_of_the_sources_does_not_matter(parts: list[Part], order: Sequence[int]) -> None:
    shuffled = [parts[place] for place in order if place < len(parts)]

    assert composite(shuffled).result == pytest.approx(composite(parts).result)


@given(st.lists(plain, min_size=1, max_size=8), st.floats(0.1, 50))
def test_a_source_that_is_missing_changes_nothing_but_its_line(parts: list[Part], weight: float) -> None:
    with_gap = composite([*parts, Part("missing", weight, None)])

    assert with_gap.result == pytest.approx(composite(parts).result)
    assert steps(with_gap)[-1] == ("missing", Step.MISSING)


@given(st.lists(plain, min_size=1, max_size=6), st.floats(0, 10))
def test_a_better_score_never_lowers_the_result(parts: list[Part], more: float) -> None:
    first = parts[0]
    if first.score is not None:
        better = composite([Part(first.key, first.weight, first.score + more), *parts[1:]])

        assert better.result is not None
        assert better.result >= (composite(parts).result or 0) - 1e-9


@pytest.mark.covers("G10")
def test_weights_of_missing_sources_go_to_the_others_in_proportion() -> None:
    result = composite([Part("kpi", 50, 80), Part("qa", 30, 90), Part("peers", 20, None)])

    assert result.result == pytest.approx(83.75)
    assert [(line.key, line.step, line.weight, line.share, line.points) for line in result.lines] == [
        ("kpi", Step.COUNTED, 0.5, 0.625, 50.0),
        ("qa", Step.COUNTED, 0.3, 0.375, 33.75),
        ("peers", Step.MISSING, 0.2, 0.0, 0.0),
    ]
    assert result.present == 0.8


@pytest.mark.covers("G10")
def test_a_cap_on_a_source_and_one_on_the_whole_are_lines() -> None:
    result = composite([Part("kpi", 50, 130, cap=110), Part("qa", 50, 90)], [Cap("attendance", 95)])

    assert result.result == 95
    assert [(line.key, line.step, line.score, line.counted, line.points) for line in result.lines] == [
        ("kpi", Step.CAPPED, 130, 110, 55.0),
        ("qa", Step.COUNTED, 90, 90, 45.0),
        ("attendance", Step.LIMITED, None, 95, -5.0),
    ]


@pytest.mark.covers("G10")
def test_a_cap_that_takes_nothing_away_is_no_line_and_the_lowest_decides() -> None:
    parts = [Part("kpi", 1, 90)]

    assert steps(composite(parts, [Cap("high", 95)])) == [("kpi", Step.COUNTED)]
    both = composite(parts, [Cap("low", 60), Cap("middle", 80)])
    assert (both.result, [line.points for line in both.lines]) == (60, [90, -10, -20])


def test_a_fatal_item_that_was_missed_decides_and_one_that_does_not_apply_says_nothing() -> None:
    fine = [Part("greeting", 40, 100), Part("solution", 60, 50)]

    missed = composite([*fine, Part("identity", 0, 0, fatal=True)])
    assert (missed.result, steps(missed)[-1]) == (0, ("identity", Step.FATAL))
    assert composite([*fine, Part("identity", 0, 0, fatal=True)], fatal_result=40).result == pytest.approx(40)
    assert composite([*fine, Part("identity", 0, 100, fatal=True)]).result == pytest.approx(70)
    assert composite([*fine, Part("identity", 0, None, fatal=True)]).result == pytest.approx(70)


def test_nothing_there_is_no_score_rather_than_nought() -> None:
    result = composite([Part("kpi", 50, None), Part("qa", 50, None)])

    assert (result.result, result.present) == (None, 0)
    assert [line.step for line in result.lines] == [Step.MISSING, Step.MISSING]
    assert composite([]).result is None


@pytest.mark.parametrize("wrong", [(-1, 50), (1, float("nan")), (float("inf"), 1)])
def test_weights_and_scores_are_numbers(wrong: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        Part("kpi", *wrong)


@pytest.mark.covers("R-053")
def test_the_mentees_weigh_a_tenth_in_the_mentors_appraisal() -> None:
    result = mentor_share(80, 90, weight=0.10)

    assert result.result == pytest.approx(81.0, abs=1e-12)
    assert [(line.key, round(line.points, 9)) for line in result.lines] == [("own", 72.0), ("mentees", 9.0)]
    # Without mentees, or while they have no results, the own score stands.
    assert mentor_share(80, None).result == 80


@pytest.mark.parametrize("weight", [0.0, 0.049, 0.21, 1.0])
@pytest.mark.covers("R-053")
def test_mentees_weigh_five_to_twenty_percent(weight: float) -> None:
    assert mentor_share(80, 90, weight=0.05).result == pytest.approx(80.5)
    assert mentor_share(80, 90, weight=0.20).result == pytest.approx(82.0)
    with pytest.raises(ValueError, match="5% to 20%"):
        mentor_share(80, 90, weight=weight)
