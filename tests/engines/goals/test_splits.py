"""Readings, groups, agents, mix and drivers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.goals import (
    SECONDS,
    AgentSample,
    Bounds,
    Direction,
    Impossible,
    MeasureKind,
    Method,
    Part,
    PlanPart,
    alternative_to,
    fit_drivers,
    kind_of,
    mix_effect,
    readings,
    split,
    split_agents,
    split_sum,
)

SHARES = st.floats(min_value=0, max_value=100)
WEIGHTS = st.floats(min_value=0.01, max_value=1000)
AFTER_SALES = [AgentSample(120, 93, 100), AgentSample(100, 71, 100), AgentSample(70, 43, 70), AgentSample(10, 9, 30)]


def test_a_reading_that_cannot_be_names_the_nearest_that_can() -> None:
    found = readings(85.0, 20.0)

    assert (found.relative.value, found.relative.feasible, found.relative.nearest) == (102.0, False, 100.0)
    assert found.points.value == 105.0
    assert found.gap is not None
    assert found.gap.feasible
    assert found.differ


def test_twenty_per_cent_better_of_a_time_is_less_of_it() -> None:
    found = readings(100.0, 20.0, bounds=SECONDS, direction=Direction.DOWN)

    assert found.relative.value == 80.0
    assert found.gap is not None
    assert found.gap.value == 80.0


def test_a_measure_without_an_end_has_no_gap_to_close() -> None:
    assert readings(100.0, 20.0, bounds=Bounds(0.0)).gap is None


@given(st.lists(st.tuples(SHARES, SHARES, WEIGHTS), min_size=1, max_size=8), st.floats(min_value=0, max_value=1))
def test_headroom_keeps_everybody_between_baseline_and_ceiling_and_meets_the_mean(
    rows: list[tuple[float, float, float]], share: float
) -> None:
    parts = [Part(min(a, b), max(a, b), weight) for a, b, weight in rows]
    whole = sum(part.weight for part in parts)
    low = sum(part.baseline * part.weight for part in parts) / whole
    high = sum((part.bound or 0) * part.weight for part in parts) / whole

    found = split(parts, low + share * (high - low))

    assert found.mean == pytest.approx(low + share * (high - low), abs=1e-9)
    for part, target in zip(parts, found.targets, strict=True):
        assert part.baseline - 1e-9 <= target <= (part.bound or 0) + 1e-9


@given(st.lists(st.tuples(SHARES, WEIGHTS), min_size=2, max_size=6), SHARES)
def test_the_same_target_for_all_is_refused_exactly_when_it_lies_below_somebody(
    rows: list[tuple[float, float]], target: float
) -> None:
    parts = [Part(base, None, weight) for base, weight in rows]
    below = [place for place, (base, _weight) in enumerate(rows) if base - target > 1e-9 * max(1.0, base)]

    if not below:
        assert set(split(parts, target, method=Method.SAME).targets) == {target}
        return
    with pytest.raises(Impossible, match="target_below_own_baseline") as told:
        split(parts, target, method=Method.SAME)
    assert told.value.index == below[0]


def test_uniform_points_ignore_ceilings_and_are_refused_beyond_one() -> None:
    parts = [Part(82, 86, 0.5), Part(72, 92, 0.3), Part(62, 85, 0.2)]

    with pytest.raises(Impossible, match="target_above_own_ceiling") as told:
        split(parts, 80.0, method=Method.UNIFORM)

    assert (told.value.index, told.value.reachable) == (0, 86)


def test_proportional_targets_give_most_to_the_best() -> None:
    parts = [Part(82, None, 0.5), Part(72, None, 0.3), Part(62, None, 0.2)]

    found = split(parts, 80.0, method=Method.PROPORTIONAL)

    assert found.targets == pytest.approx((87.466667, 76.8, 66.133333), abs=1e-6)


def test_without_a_ceiling_there_is_no_headroom_to_share() -> None:
    with pytest.raises(Impossible, match="no_ceiling"):
        split([Part(10, None, 1)], 12.0, bounds=Bounds(0.0))


def test_a_new_agent_starts_from_the_group_and_a_small_sample_is_drawn_to_it() -> None:
    found = split_agents([*AFTER_SALES, AgentSample(0, 0, 50)], 77.0, group_baseline=72.0, bound=92.0)

    assert found.baselines[-1] == 72.0
    assert pytest.approx(found.baselines[3]) == 75.0
    assert found.mean == pytest.approx(77.0)


def test_an_agent_better_than_the_ceiling_of_the_group_keeps_the_own_level() -> None:
    found = split_agents(
        [AgentSample(1000, 980, 10), AgentSample(1000, 600, 90)], 72.0, group_baseline=70.0, bound=92.0
    )

    assert found.targets[0] == found.baselines[0] > 92.0
    assert found.mean == pytest.approx(72.0)


def test_what_is_counted_is_shared_out_by_capacity() -> None:
    assert split_sum(900, [1, 1, 0.25]) == (400, 400, 100)
    with pytest.raises(Impossible, match="no_capacity"):
        split_sum(900, [0, 0])


@pytest.mark.parametrize(
    "measure", ["p90_wait_seconds", "median_reply", "wait_p95", "longest_wait", "reply_percentile"]
)
def test_percentiles_do_not_add_up_and_a_share_takes_their_place(measure: str) -> None:
    assert kind_of(measure) is MeasureKind.PERCENTILE
    assert alternative_to(kind_of(measure)) == "share_answered_within_threshold"


@pytest.mark.parametrize(
    ("measure", "kind"),
    [("csat", "ratio"), ("fcr", "ratio"), ("avg_handle_time", "mean"), ("handle_seconds", "mean"),
     ("solved_tickets", "sum"), ("p2p_transfer_rate", "ratio"), ("maximise_csat", "ratio")],
)  # fmt: skip
def test_other_measures_do_add_up(measure: str, kind: str) -> None:
    assert kind_of(measure) == kind
    assert alternative_to(kind_of(measure)) is None


@given(st.lists(st.tuples(SHARES, SHARES, WEIGHTS, WEIGHTS), min_size=1, max_size=8))
def test_mix_and_performance_make_up_the_change_without_a_rest(rows: list[tuple[float, float, float, float]]) -> None:
    found = mix_effect([PlanPart(*row) for row in rows])

    before = sum(plan * weight for plan, _actual, weight, _w in rows) / sum(row[2] for row in rows)
    after = sum(actual * weight for _plan, actual, _w, weight in rows) / sum(row[3] for row in rows)
    assert found.total == pytest.approx(after - before, abs=1e-9)
    assert found.mix + found.performance == pytest.approx(found.total, abs=1e-12)
    assert sum(found.mix_by) == pytest.approx(found.mix, abs=1e-9)


def test_unchanged_groups_with_more_complaints_are_all_mix() -> None:
    found = mix_effect([PlanPart(82, 82, 0.5, 0.45), PlanPart(72, 72, 0.3, 0.25), PlanPart(62, 62, 0.2, 0.30)])

    assert (found.total, found.mix, found.performance) == pytest.approx((-1.5, -1.5, 0.0))


def test_mix_needs_weights() -> None:
    with pytest.raises(ValueError, match="no weight"):
        mix_effect([PlanPart(1, 1, 0, 1)])


def observed(n: int, noise: float) -> tuple[list[float], dict[str, list[float]]]:
    chance = np.random.default_rng(6)
    wait, first = chance.uniform(20, 120, n), chance.uniform(0.6, 0.9, n)
    csat = 60 - 0.1 * wait + 40 * first + chance.normal(0, noise, n)
    return list(csat), {"wait": list(wait), "fcr": list(first)}


def test_drivers_that_were_at_work_are_found_with_their_size() -> None:
    goal, drivers = observed(200, 1.0)

    model = fit_drivers(goal, drivers)

    assert model.effect("wait").interval.covers(-0.1)
    assert model.effect("fcr").interval.covers(40)
    assert model.effect("wait").clear
    assert model.explained > 0.9
    assert model.value({"wait": 60, "fcr": 0.8}) == pytest.approx(86, abs=0.5)
    needed = model.needed("wait", 2.0)
    assert needed is not None
    assert needed.covers(-20)


def test_the_interval_of_a_driver_holds_its_promise() -> None:
    chance = np.random.default_rng(11)
    hits = 0
    for _ in range(400):
        x = chance.normal(0, 1, 20)
        model = fit_drivers(list(2 * x + chance.normal(0, 3, 20)), {"x": list(x)})
        hits += model.effect("x").interval.covers(2.0)

    assert 0.92 <= hits / 400 <= 0.98


def test_a_driver_that_is_only_noise_says_nothing() -> None:
    chance = np.random.default_rng(3)

    model = fit_drivers(list(chance.normal(80, 5, 60)), {"moon": list(chance.normal(0, 1, 60))})

    assert not model.effect("moon").clear
    assert model.needed("moon", 1.0) is None


def test_weeks_with_more_answers_count_for_more() -> None:
    x = [float(place) for place in range(12)]
    goal = [2 * value for value in x]
    goal[-1] += 50

    light = fit_drivers(goal, {"x": x}, weights=[100.0] * 11 + [0.001])

    assert light.effect("x").slope == pytest.approx(2.0, abs=0.01)


def test_too_little_or_nothing_that_moves_is_refused() -> None:
    with pytest.raises(Impossible, match="too_few_observations") as told:
        fit_drivers([1.0] * 9, {"x": [1.0] * 9})
    assert told.value.reachable == 10
    with pytest.raises(Impossible, match="drivers_move_together"):
        fit_drivers([float(i) for i in range(20)], {"x": [3.0] * 20})
    x = [float(i % 7) for i in range(20)]
    with pytest.raises(Impossible, match="drivers_move_together"):
        fit_drivers([float(i) for i in range(20)], {"x": x, "y": [2 * value for value in x]})
