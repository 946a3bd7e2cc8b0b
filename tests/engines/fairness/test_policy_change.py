"""R-103: did satisfaction move with the policy? Planted changes are seen, chance is not, and doubts are said."""

from collections import Counter

import numpy as np
import pytest

from dengta.engines.fairness import Doubt, Judgement, Outcome, Period, judge

WEEKS = 12


def weeks(chance: np.random.Generator, shift: float = 0.0, *, trend: float = 0.0, answers: int = 2400) -> list[Period]:
    """Weeks around 80 %, one point of scatter, `shift` from the thirteenth on."""
    shares = [0.8 + trend * week + chance.normal(0, 0.01) + shift * (week >= WEEKS) for week in range(2 * WEEKS)]
    return [Period(int(chance.binomial(answers, min(1.0, share))), answers) for share in shares]


def outcomes(shift: float, *, compared: bool = True, times: int = 200) -> Counter[Outcome]:
    chance = np.random.default_rng(103)
    return Counter(
        judge(weeks(chance, shift), weeks(chance) if compared else None, WEEKS).outcome for _ in range(times)
    )


@pytest.mark.covers("R-103", "H17")
def test_five_points_less_are_reported_as_a_failure_and_chance_is_not() -> None:
    assert outcomes(-0.05)[Outcome.WORSE] >= 0.8 * 200
    assert outcomes(0.05)[Outcome.BETTER] >= 0.8 * 200
    assert outcomes(-0.03)[Outcome.WORSE] >= 0.45 * 200
    nothing = outcomes(0.0)
    assert nothing[Outcome.WORSE] + nothing[Outcome.BETTER] <= 0.05 * 200


def _concluded(own: list[list[Period]], comparison: list[list[Period] | None], change: int = WEEKS) -> float:
    found = [judge(one, other, change).outcome for one, other in zip(own, comparison, strict=True)]
    return sum(one in (Outcome.BETTER, Outcome.WORSE) for one in found) / len(found)


@pytest.mark.covers("R-103")
@pytest.mark.parametrize(("before", "after"), [(12, 12), (8, 6)])
@pytest.mark.parametrize("a_week", [0.001, 0.002, 0.004])
def test_a_drift_that_was_there_before_is_no_effect_of_the_change(before: int, after: int, a_week: float) -> None:
    chance = np.random.default_rng(1)
    own, other = [], []
    for _ in range(150):
        shares = 0.80 + a_week * np.arange(before + after)
        own.append([Period(int(chance.binomial(200, share)), 200) for share in shares])
        other.append([Period(int(chance.binomial(200, 0.85)), 200) for _ in shares])

    assert _concluded(own, [*other], before) <= 0.05


def swinging(chance: np.random.Generator, alike: float, answers: int) -> list[Period]:
    """Weeks that resemble the last one, two points of new scatter each."""
    share, found = chance.normal(0, 0.02 / np.sqrt(1 - alike**2)), []
    for _ in range(2 * WEEKS):
        found.append(Period(int(chance.binomial(answers, np.clip(0.85 + share, 0.02, 0.98))), answers))
        share = alike * share + chance.normal(0, 0.02)
    return found


@pytest.mark.covers("R-103")
@pytest.mark.parametrize("answers", [200, 2400])
def test_long_swings_are_hardly_ever_called_an_effect(answers: int) -> None:
    chance = np.random.default_rng(9)
    own = [swinging(chance, 0.9, answers) for _ in range(200)]
    other = [weeks(chance, answers=answers) for _ in own]

    assert _concluded(own, [*other]) <= 0.06
    assert _concluded(own, [None] * len(own)) <= 0.09
    told = [judge(one, None, WEEKS) for one in own]
    assert all(one.outcome is Outcome.CANNOT_TELL for one in told if Doubt.SWINGS in one.doubts)
    assert sum(Doubt.SWINGS in one.doubts for one in told) >= (0.5 if answers > 1000 else 0.15) * len(told)


@pytest.mark.covers("R-103")
def test_what_a_drift_explains_as_well_is_shown_without_it() -> None:
    """Half a point a week, hidden from the weeks before by their scatter."""
    zigzag = [0.06 if week % 2 else -0.06 for week in range(2 * WEEKS)]
    own = [Period(round(600 * (0.75 + 0.005 * week + zigzag[week])), 600) for week in range(2 * WEEKS)]
    found = judge(own, [Period(480, 600)] * len(own), WEEKS)

    assert (found.outcome, found.doubts) == (Outcome.CANNOT_TELL, (Doubt.DRIFT,))
    assert found.interval is not None
    assert found.interval.covers(0)


@pytest.mark.covers("R-103", "H17")
def test_without_a_comparison_the_trend_is_taken_out_and_the_doubt_stays() -> None:
    chance = np.random.default_rng(1)
    rising = [judge(weeks(chance, trend=0.004), None, WEEKS) for _ in range(100)]

    assert sum(each.outcome is Outcome.BETTER for each in rising) <= 6
    assert all(Doubt.NO_COMPARISON in each.doubts for each in rising)


@pytest.mark.covers("R-103")
def test_weather_that_both_felt_is_no_effect_of_the_change() -> None:
    chance = np.random.default_rng(2)
    both = judge(weeks(chance, -0.05), weeks(chance, -0.05), WEEKS)

    assert both.outcome is not Outcome.WORSE
    assert both.interval is not None
    assert both.interval.covers(0)


def _refused(own: list[Period], comparison: list[Period] | None, change: int, *others: int) -> Judgement:
    found = judge(own, comparison, change, other_changes=others)
    assert (found.outcome, found.effect, found.interval) == (Outcome.CANNOT_TELL, None, None)
    return found


@pytest.mark.covers("R-103")
def test_it_refuses_to_conclude_and_says_why() -> None:
    chance = np.random.default_rng(3)
    own, other = weeks(chance, -0.05), weeks(chance)
    thin = [Period(20, 25)] * 24

    assert _refused(own, other, 4).doubts == (Doubt.FEW_PERIODS,)
    assert _refused(own, other, 22).doubts == (Doubt.FEW_PERIODS,)
    assert _refused(thin, None, WEEKS).doubts == (Doubt.FEW_ANSWERS,)
    assert _refused(own, other, WEEKS, 15).doubts == (Doubt.OTHER_CHANGE,)
    apart = judge(weeks(chance, trend=-0.01), weeks(chance), WEEKS)
    assert (apart.outcome, apart.doubts) == (Outcome.CANNOT_TELL, (Doubt.APART_BEFORE,))


def test_a_large_quiet_series_may_be_called_unchanged() -> None:
    flat = [Period(80_000 + 100 * (week % 2), 100_000) for week in range(24)]

    assert judge(flat, flat[::-1], WEEKS).outcome is Outcome.UNCHANGED


def test_periods_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="24 periods against 3"):
        judge([Period(1, 2)] * 24, [Period(1, 2)] * 3, WEEKS)
