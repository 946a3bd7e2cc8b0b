"""The agent score: like with like, believed as far as the data carry it."""

from collections import Counter, defaultdict
from dataclasses import replace
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.scoring import Answers, agent_scores, fit

cell = st.builds(
    lambda agent, stratum, n, share: Answers(agent, stratum, round(share * n), n),
    st.integers(0, 6),
    st.sampled_from(["refund", "parcel", "fault"]),
    st.integers(1, 60),
    st.floats(0, 1),
)
cells = st.lists(cell, min_size=1, max_size=25)


def draw(seed: int, *, agents: int, sample: int, spread: float, mean: float = 0.82) -> tuple[list[Answers], np.ndarray]:
    """Agents whose true rates scatter by `spread`; about `sample` answers each on three kinds of work of one rate."""
    chance = np.random.default_rng(seed)
    truth = np.full(agents, mean)
    if spread:
        worth = mean * (1 - mean) / spread**2 - 1
        truth = chance.beta(mean * worth, (1 - mean) * worth, agents)
    n = chance.integers(max(1, sample // 2), sample * 3 // 2 + 1, size=(agents, 3))
    hits = chance.binomial(n, truth[:, None])
    answers = [Answers(a, s, int(hits[a, s]), int(n[a, s])) for a in range(agents) for s in range(3)]
    return answers, truth


# --- what always holds -----------------------------------------------------------------------------


@given(cells, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_no_score(answers: list[Answers], random: object) -> None:
    shuffled = list(answers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    before, after = agent_scores(answers), agent_scores(shuffled)

    assert {agent: score.score for agent, score in after.items()} == pytest.approx(
        {agent: score.score for agent, score in before.items()}, abs=1e-7
    )


@given(cells)
def test_answers_counted_one_by_one_or_together_are_the_same(answers: list[Answers]) -> None:
    n, satisfied = Counter[tuple[object, object]](), Counter[tuple[object, object]]()
    for one in answers:
        n[one.agent, one.stratum] += int(one.n)
        satisfied[one.agent, one.stratum] += int(one.satisfied)
    together = [Answers(*key, satisfied[key], n[key]) for key in n]

    before, after = agent_scores(answers), agent_scores(together)

    assert {agent: score.score for agent, score in after.items()} == pytest.approx(
        {agent: score.score for agent, score in before.items()}, abs=1e-7
    )


@given(cells)
@pytest.mark.covers("G12")
def test_a_score_lies_between_the_adjusted_rate_and_the_rate_of_all_and_within_its_interval(
    answers: list[Answers],
) -> None:
    scale = fit(answers)
    for score in agent_scores(answers).values():
        assert score.adjusted is not None
        low, high = sorted((score.adjusted, scale.centre))

        assert low - 1e-9 <= score.score <= high + 1e-9
        assert 0 <= score.interval.low <= score.score <= score.interval.high <= 1
        assert 0 <= score.predicted <= 1
        assert 0 <= score.weight <= 1


@given(cells, cell)
def test_one_more_satisfied_customer_never_lowers_a_score(answers: list[Answers], own: Answers) -> None:
    scale = fit(answers)
    if own.satisfied < own.n:
        more = Answers(own.agent, own.stratum, own.satisfied + 1, own.n)

        assert scale.score("x", [more]).score >= scale.score("x", [own]).score
        assert scale.score("x", [more]).predicted >= scale.score("x", [own]).predicted


@given(cells)
def test_more_answers_of_one_kind_carry_further(answers: list[Answers]) -> None:
    scale = fit(answers)

    weights = [scale.score("x", [Answers("x", "refund", n, n)]).weight for n in (1, 10, 100)]

    assert weights == sorted(weights)


# --- what it is for --------------------------------------------------------------------------------


def test_who_has_no_answer_yet_stands_where_all_stand() -> None:
    answers, _truth = draw(1, agents=30, sample=10, spread=0.08)
    scale = fit(answers)

    new = scale.score("new", [])

    assert (new.raw, new.adjusted, new.n, new.weight) == (None, None, 0, 0)
    assert new.score == new.predicted == scale.centre
    # Somewhere among the others, not anywhere.
    assert 0.02 < scale.centre - new.interval.low < 0.3


def test_without_any_answer_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="no answers"):
        fit([Answers("a", "refund", 0, 0)])
    with pytest.raises(ValueError, match="between 0 and n"):
        Answers("a", "refund", 3, 2)


@pytest.mark.covers("G12")
def test_who_does_the_hard_work_is_not_behind_for_it() -> None:
    # All are equal: 95 % on parcels, 65 % on faults. Half of them get mostly faults.
    answers = [
        Answers(f"{kind}{number}", work, round(n * rate), n)
        for kind, faults in (("easy", 20), ("hard", 80))
        for number in range(10)
        for work, n, rate in (("fault", faults, 0.65), ("parcel", 100 - faults, 0.95))
    ]

    scores = agent_scores(answers)

    assert scores["easy1"].raw == pytest.approx(0.89)
    assert scores["hard1"].raw == pytest.approx(0.71)
    assert scores["hard1"].expected == pytest.approx(0.71, abs=0.01)
    assert scores["hard1"].adjusted == pytest.approx(scores["easy1"].adjusted, abs=0.01)
    assert scores["hard1"].score == pytest.approx(scores["easy1"].score, abs=0.01)
    # What comes next is the own work again.
    assert scores["hard1"].predicted == pytest.approx(0.71, abs=0.01)


def test_who_does_a_kind_of_work_alone_is_told_that_nobody_can_be_compared_on_it() -> None:
    others = [
        Answers(f"a{number}", "parcel", hits, 100) for number, hits in enumerate((95, 90, 85, 80, 75, 92, 88, 70))
    ]
    own = [Answers("alone", "night", 40, 75), Answers("alone", "parcel", 20, 25)]

    scores = agent_scores([*others, *own])

    assert scores["alone"].comparable == 0.25
    assert scores["a1"].comparable == 1
    # Nobody knows whether it is the night or the agent: each is given a part of it.
    assert scores["alone"].expected is not None
    assert 0.6 < scores["alone"].expected < 0.8


def test_agents_without_any_difference_all_get_the_rate_of_all() -> None:
    scores = agent_scores([Answers(agent, "parcel", 8, 10) for agent in range(20)])

    assert all(score.score == pytest.approx(0.8) for score in scores.values())


def test_everybody_satisfied_is_not_certainty() -> None:
    scores = agent_scores([Answers("one", "parcel", 5, 5)])

    assert scores["one"].score == 1
    assert scores["one"].interval.low < 0.8


def test_a_frozen_scale_gives_the_same_score_again() -> None:
    answers, _truth = draw(3, agents=20, sample=15, spread=0.1)
    scale = fit(answers)
    copied = replace(scale, expected=dict(scale.expected), alone=dict(scale.alone))

    assert copied.score(4, [one for one in answers if one.agent == 4]) == agent_scores(answers)[4]


def test_the_spread_between_agents_is_found_again_in_what_it_produced() -> None:
    # A beta law with mean 0.82 and deviation 0.08 is worth 23 − 1 answers.
    worths = [fit(draw(seed, agents=300, sample=10, spread=0.08)[0]).worth for seed in range(20)]

    assert np.median(worths) == pytest.approx(23, rel=0.15)


@pytest.mark.parametrize("spread", [0.0, 0.03, 0.06, 0.1])
@pytest.mark.parametrize(("agents", "sample"), [(12, 20), (60, 5), (200, 10)])
@pytest.mark.covers("G11")
def test_intervals_hold_the_true_rate_as_often_as_they_say(agents: int, sample: int, spread: float) -> None:
    held: list[bool] = []
    for seed in range(30):
        answers, truth = draw(seed, agents=agents, sample=sample, spread=spread)
        scores = agent_scores(answers)
        held += [scores[agent].interval.covers(truth[agent]) for agent in range(agents)]

    assert fmean(held) > 0.94


# --- foretelling -----------------------------------------------------------------------------------

# Half a percent of the error that chance alone makes in an agent's next fifteen answers.
HARDLY_ANYTHING = 0.005 * 0.82 * 0.18 / 15


def _errors(seed: int, *, agents: int, sample: int, spread: float) -> dict[str, float]:
    """How far raw rate, mean of all and score are from the true rates."""
    answers, truth = draw(seed, agents=agents, sample=sample, spread=spread)
    scores, centre = agent_scores(answers), fit(answers).centre
    errors: dict[str, list[float]] = defaultdict(list)
    for agent in range(agents):
        errors["raw"].append(((scores[agent].raw or 0) - truth[agent]) ** 2)
        errors["mean"].append((centre - truth[agent]) ** 2)
        errors["score"].append((scores[agent].score - truth[agent]) ** 2)
    return {name: fmean(values) for name, values in errors.items()}


@pytest.mark.parametrize("spread", [0.03, 0.06, 0.12])
@pytest.mark.parametrize("sample", [4, 10, 40])
@pytest.mark.covers("G11")
def test_the_score_is_nearer_to_the_truth_than_raw_rate_and_mean(sample: int, spread: float) -> None:
    rounds = [_errors(seed, agents=150, sample=sample, spread=spread) for seed in range(20)]
    score, raw, mean = (fmean(one[name] for one in rounds) for name in ("score", "raw", "mean"))

    assert score < raw
    # From a dozen answers a spread of three points cannot be told from none: nothing is won by it, and nothing lost.
    assert score < mean + (HARDLY_ANYTHING if (sample, spread) == (4, 0.03) else 0)


def test_where_all_are_equal_hardly_anything_is_lost_against_the_mean() -> None:
    rounds = [_errors(seed, agents=150, sample=10, spread=0) for seed in range(40)]
    score, raw, mean = (fmean(one[name] for one in rounds) for name in ("score", "raw", "mean"))

    assert score < raw / 10
    assert score < mean + HARDLY_ANYTHING
