"""Intervals, shrinkage, histograms and like-with-like comparison, against independent arithmetic."""

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.metrics import (
    LOG_UNIT,
    Cell,
    LogHistogram,
    Prior,
    Reliability,
    Work,
    beta_binomial_prior,
    gamma_poisson_prior,
    geometric_interval,
    geometric_mean,
    grouped_histograms,
    mean_interval,
    normal_prior,
    nps_interval,
    nps_variance,
    rank,
    rate_interval,
    reliability,
    split_change,
    standardise,
    stands_out,
    wilson,
)
from dengta.engines.metrics.gamma import regularised_gamma
from dengta.engines.metrics.histogram import ERROR, merged

durations = st.lists(st.floats(min_value=1, max_value=100_000), min_size=1, max_size=200)
counts = st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda pair: (min(pair), max(pair)))


# --- intervals -------------------------------------------------------------------------------------


@given(counts)
def test_wilsons_interval_lies_in_zero_to_one_and_contains_the_observed_share(pair: tuple[int, int]) -> None:
    successes, n = pair
    interval = wilson(successes, n)

    assert 0 <= interval.low <= successes / n <= interval.high <= 1


def test_wilsons_interval_has_the_published_values() -> None:
    # Newcombe 1998, table I: 81/263 → 0.2553…0.3662; 15/148 → 0.0624…0.1605; 0/20 → 0…0.1611
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)


def test_without_a_sample_every_share_is_possible() -> None:
    assert wilson(0, 0) == (0, 1)


def test_the_interval_of_rare_events_has_the_published_exact_values() -> None:
    # Garwood's limits: 0 events 0…3.689, 1: 0.0253…5.572, 10: 4.795…18.390, 100: 81.364…121.627
    for events, low, high in ((0, 0, 3.6889), (1, 0.025318, 5.5716), (10, 4.7954, 18.3904), (100, 81.3640, 121.6271)):
        assert rate_interval(events, 1, per=1) == pytest.approx((low, high), abs=5e-4)


def test_complaints_are_given_per_thousand_contacts() -> None:
    interval = rate_interval(10, 2000)

    assert interval == pytest.approx((4.7954 / 2, 18.3904 / 2), abs=5e-4)
    assert rate_interval(3, 0).high == math.inf


@given(st.floats(0.5, 300), st.floats(0.01, 600))
def test_the_gamma_function_agrees_with_its_recurrence(shape: float, x: float) -> None:
    step = math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))

    assert regularised_gamma(shape, x) == pytest.approx(regularised_gamma(shape + 1, x) + step, abs=1e-10)


def test_the_variance_of_the_net_promoter_score_is_that_of_a_three_valued_variable() -> None:
    answers = np.array([1] * 50 + [0] * 30 + [-1] * 20)

    assert nps_variance(50, 30, 20) == pytest.approx(answers.var() / 100)


def test_three_promoters_in_a_row_are_not_certainty() -> None:
    interval = nps_interval(3, 0, 0)

    assert interval.low < 0.6
    assert interval.high == 1


@given(st.lists(st.floats(1, 5000), min_size=2, max_size=60))
def test_the_interval_of_a_mean_from_sums_is_that_of_the_values(values: list[float]) -> None:
    data = np.array(values)
    interval = mean_interval(len(data), float(data.sum()), float((data**2).sum()))

    assert interval is not None
    assert interval.low <= data.mean() + 1e-9
    half = (interval.high - interval.low) / 2
    # 1.96 is the least, 12.71 the most that Student's t multiplies the standard error with
    error = data.std(ddof=1) / math.sqrt(len(data))
    assert 1.95 * error - 1e-3 <= half <= 12.8 * error + 1e-1


def test_the_mean_of_ten_handling_times_has_students_interval() -> None:
    data = np.array([300, 320, 280, 410, 390, 305, 275, 330, 360, 340], dtype=float)
    interval = mean_interval(10, data.sum(), (data**2).sum())

    half = 2.2622 * data.std(ddof=1) / math.sqrt(10)
    assert interval == pytest.approx((data.mean() - half, data.mean() + half), rel=1e-4)
    assert mean_interval(1, 300, 90_000) is None


@given(st.lists(st.integers(1, 100_000), min_size=2, max_size=80), st.integers(1, 79))
def test_the_typical_time_from_added_logarithms_is_the_geometric_mean_of_the_times(times: list[int], cut: int) -> None:
    def sums(part: list[int]) -> tuple[int, int, int]:
        logs = [round(math.log(time) * LOG_UNIT) for time in part]
        return len(part), sum(logs), sum(log * log for log in logs)

    whole = sums(times)
    assert whole == tuple(a + b for a, b in zip(sums(times[:cut]), sums(times[cut:]), strict=True))
    typical = geometric_mean(*whole[:2])
    assert typical == pytest.approx(float(np.exp(np.log(times).mean())), rel=5.1e-5)
    assert typical <= np.mean(times) * (1 + 5.1e-5)
    interval = geometric_interval(*whole)
    assert interval is not None
    assert interval.low <= typical * (1 + 1e-9)
    assert typical <= interval.high * (1 + 1e-9)


def test_the_interval_of_a_typical_time_is_students_of_the_logarithms() -> None:
    times = np.array([300, 320, 280, 410, 390, 305, 275, 330, 360, 3400])
    logs = np.round(np.log(times) * LOG_UNIT).astype(int)
    mean, error = np.log(times).mean(), np.log(times).std(ddof=1) / math.sqrt(10)

    found = geometric_interval(10, int(logs.sum()), int((logs**2).sum()))
    assert found == pytest.approx((math.exp(mean - 2.2622 * error), math.exp(mean + 2.2622 * error)), rel=2e-4)
    assert geometric_interval(1, int(logs[0]), int(logs[0]) ** 2) is None


# --- shrinkage -------------------------------------------------------------------------------------


@given(counts, st.floats(0.01, 0.99), st.floats(0.1, 1000))
def test_a_shrunk_value_lies_between_the_raw_one_and_that_of_the_peers(
    pair: tuple[int, int], mean: float, worth: float
) -> None:
    successes, n = pair
    shrunk = Prior(mean, worth).shrink(successes, n)

    low, high = sorted((successes / n, mean))
    assert low - 1e-9 <= shrunk <= high + 1e-9


def test_peers_who_differ_only_by_chance_are_all_believed_to_be_alike() -> None:
    prior = beta_binomial_prior([80, 82, 78, 81, 79], [100] * 5)

    assert prior.shrink(10, 10) == pytest.approx(prior.mean, abs=1e-6)


def test_the_spread_between_people_is_found_again_in_what_it_produced() -> None:
    random = np.random.default_rng(7)
    truth = random.beta(16, 4, size=4000)
    sizes = random.integers(5, 40, size=4000)
    prior = beta_binomial_prior(random.binomial(sizes, truth), sizes)

    assert prior.mean == pytest.approx(0.8, abs=0.01)
    assert prior.worth == pytest.approx(20, rel=0.15)


def test_the_spread_of_complaint_rates_is_found_again() -> None:
    random = np.random.default_rng(7)
    exposure = random.uniform(100, 900, size=6000)
    events = random.poisson(random.gamma(4, 0.005 / 4, size=6000) * exposure)
    prior = gamma_poisson_prior(events, exposure)

    assert prior.mean == pytest.approx(0.005, rel=0.05)
    assert prior.worth == pytest.approx(4 / 0.005, rel=0.2)


def test_the_spread_of_handling_times_is_found_again() -> None:
    random = np.random.default_rng(7)
    truth = random.normal(400, 40, size=3000)
    samples = [random.normal(mean, 160, size=12) for mean in truth]
    prior = normal_prior([x.sum() for x in samples], [(x**2).sum() for x in samples], [12] * 3000)

    assert prior.mean == pytest.approx(400, rel=0.01)
    assert prior.worth == pytest.approx((160 / 40) ** 2, rel=0.2)


def test_a_prior_needs_observations() -> None:
    with pytest.raises(ValueError, match="no observations"):
        beta_binomial_prior([0], [0])


# --- histograms ------------------------------------------------------------------------------------


@given(durations, durations, durations)
def test_adding_histograms_is_associative_commutative_and_the_same_as_counting_at_once(
    one: list[float], two: list[float], three: list[float]
) -> None:
    a, b, c = (LogHistogram.of(part) for part in (one, two, three))

    assert (a + b) + c == a + (b + c) == c + (a + b) == LogHistogram.of(one + two + three)
    assert merged([a.to_bytes(), b.to_bytes(), c.to_bytes()]) == a + b + c


@given(durations)
def test_a_histogram_survives_packing(values: list[float]) -> None:
    histogram = LogHistogram.of(values)

    assert LogHistogram.from_bytes(histogram.to_bytes()) == histogram
    assert histogram.n == len(values)


@given(durations, st.floats(0.01, 1.0))
def test_a_percentile_is_off_by_less_than_five_percent_of_itself(values: list[float], share: float) -> None:
    truth = sorted(values)[max(1, math.ceil(share * len(values) - 1e-9)) - 1]

    found = LogHistogram.of(values).percentile(share)
    assert found is not None
    assert abs(found / truth - 1) <= ERROR + 1e-9


def test_an_empty_histogram_has_no_percentile_and_time_cannot_be_negative() -> None:
    assert LogHistogram.empty().percentile(0.9) is None
    assert LogHistogram.of([0, 0, 0]).percentile(0.9) == 0
    with pytest.raises(ValueError, match="negative"):
        LogHistogram.of([-1])


@given(st.lists(st.tuples(st.integers(0, 4), st.one_of(st.none(), st.floats(0, 9000))), max_size=100))
def test_histograms_of_many_groups_equal_those_of_each(rows: list[tuple[int, float | None]]) -> None:
    groups = np.array([group for group, _ in rows], dtype=np.int64)
    seconds = np.array([np.nan if value is None else value for _, value in rows], dtype=float)

    together = grouped_histograms(groups, seconds, 5)
    assert together == [
        LogHistogram.of([value for group, value in rows if group == wanted and value is not None])
        for wanted in range(5)
    ]


# --- like with like --------------------------------------------------------------------------------

strata = st.dictionaries(st.sampled_from("abcde"), counts.map(lambda pair: Cell(*pair)), min_size=1, max_size=5)


@given(strata, strata)
def test_mix_and_performance_sum_exactly_to_the_change(before: dict[str, Cell], after: dict[str, Cell]) -> None:
    change = split_change(before, after)

    assert change is not None
    ratios = [sum(c.total for c in side.values()) / sum(c.n for c in side.values()) for side in (before, after)]
    assert change.total == pytest.approx(ratios[1] - ratios[0], abs=1e-12)
    assert change.mix + change.performance == pytest.approx(change.total, abs=1e-12)


def test_simpsons_team_did_better_everywhere_and_fell_because_of_its_mix() -> None:
    before = {"refunds": Cell(30, 50), "advice": Cell(190, 200)}
    after = {"refunds": Cell(130, 200), "advice": Cell(49, 50)}

    change = split_change(before, after)
    assert change is not None
    assert change.total < 0 < change.performance
    assert change.mix < 0
    assert change.mix_by["refunds"] < 0 < change.performance_by["refunds"]


Teams = list[dict[str, tuple[float, float]]]


def work_of(teams: Teams, squares: list[dict[str, float]] | None = None) -> Work:
    places = [(team, kind) for team, strata in enumerate(teams) for kind in strata]
    kinds = sorted({kind for _team, kind in places})
    return Work(
        group=np.array([team for team, _kind in places], dtype=np.int64),
        stratum=np.array([kinds.index(kind) for _team, kind in places], dtype=np.int64),
        total=np.array([teams[team][kind][0] for team, kind in places], dtype=float),
        n=np.array([teams[team][kind][1] for team, kind in places], dtype=float),
        squares=None if squares is None else np.array([squares[team][kind] for team, kind in places], dtype=float),
    )


@pytest.mark.covers("G12")
def test_a_team_with_the_harder_work_is_compared_at_equal_work() -> None:
    easy = {"refunds": (6.0, 10.0), "advice": (171.0, 190.0)}
    hard = {"refunds": (117.0, 180.0), "advice": (19.0, 20.0)}

    found = standardise(work_of([easy, hard]), 2)
    assert found.raw[0] > found.raw[1]
    assert found.adjusted[0] < found.adjusted[1]
    assert list(found.covered) == [1, 1]


def test_work_a_team_does_not_do_is_left_out_and_said_so() -> None:
    found = standardise(work_of([{"advice": (9, 10)}, {"advice": (41, 50), "refunds": (10, 40)}, {"gifts": (0, 0)}]), 3)

    assert found.adjusted[0] == pytest.approx(0.9)
    assert found.raw[0] == pytest.approx(0.9)
    assert found.covered[0] == pytest.approx(0.6)
    assert found.n[2] == 0
    assert math.isnan(found.adjusted[2])
    assert split_change({}, {"advice": Cell(1, 2)}) is None


STRATA = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.integers(0, 40), st.integers(0, 60)).map(lambda two: (min(two), two[1]))
)


@given(st.lists(STRATA, min_size=1, max_size=5), st.booleans())
def test_a_comparison_is_what_its_definition_says(teams: Teams, of_means: bool) -> None:
    """Against plain Python, written down from the formulas of direct standardisation."""
    squares = [{kind: total * 3.0 for kind, (total, _n) in strata.items()} for strata in teams]
    found = standardise(work_of(teams, squares if of_means else None), len(teams))
    n_of: dict[str, float] = defaultdict(float)
    total_of: dict[str, float] = defaultdict(float)
    for strata in teams:
        for kind, (total, n) in strata.items():
            n_of[kind] += n
            total_of[kind] += total if n else 0
    for place, strata in enumerate(teams):
        done = {kind: cell for kind, cell in strata.items() if cell[1] > 0}
        if not done:
            assert found.n[place] == 0
            continue
        weight = sum(n_of[kind] for kind in done)
        n = sum(n for _total, n in done.values())
        adjusted = sum(n_of[kind] * total / n for kind, (total, n) in done.items()) / weight
        scatter = sum(squares[place][kind] - total**2 / n for kind, (total, n) in done.items())
        within = max(0, scatter) / (n - len(done)) if n > len(done) else math.inf
        variance = {
            kind: within / n if of_means else (total + 1) / (n + 2) * (1 - (total + 1) / (n + 2)) / n
            for kind, (total, n) in done.items()
        }
        spread = sum((n_of[kind] / weight) ** 2 * variance[kind] for kind in done)
        assert found.raw[place] == pytest.approx(sum(total for total, _n in done.values()) / n)
        assert found.adjusted[place] == pytest.approx(adjusted)
        assert found.expected[place] == pytest.approx(sum(total_of[kind] for kind in done) / weight)
        assert found.covered[place] == pytest.approx(weight / sum(n_of.values()))
        assert found.high[place] - adjusted == pytest.approx(1.959964 * math.sqrt(spread), rel=1e-5)


# --- what may be said ------------------------------------------------------------------------------


@pytest.mark.covers("G11")
def test_small_samples_get_no_place() -> None:
    places = rank(
        {"li": 0.9, "chen": 0.8, "he": 0.99, "zhao": 0.8}, {"li": 40, "chen": 30, "he": 29, "zhao": 31}, minimum=30
    )

    assert places == {"li": 1, "chen": 2, "zhao": 2}
    assert rank({"li": 300, "chen": 250}, {"li": 40, "chen": 40}, minimum=30, high_is_good=False) == {
        "chen": 1,
        "li": 2,
    }


@pytest.mark.covers("G11")
def test_a_figure_is_thin_immature_or_solid() -> None:
    assert reliability(0, minimum=30) is Reliability.EMPTY
    assert reliability(29, minimum=30) is Reliability.THIN
    assert reliability(30, minimum=30) is Reliability.SOLID
    assert reliability(300, minimum=30, mature=False) is Reliability.IMMATURE


def test_an_interval_that_covers_the_team_mean_says_nothing_about_the_person() -> None:
    assert not stands_out(wilson(9, 12), 0.83)
    assert stands_out(wilson(60, 100), 0.83)
