"""Samples: fair, spread evenly, repeatable, shared out; and risk never mistaken for chance."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.performance.models import QaReview
from dengta.domains.performance.selectors import qa_sampling as selectors
from dengta.domains.performance.selectors.evidence import source_named
from dengta.domains.performance.selectors.qa_drawing import (
    Candidate,
    digest_of,
    draw,
    fit_of,
    shared_out,
    shares,
)
from dengta.domains.performance.services import qa_reviews, qa_sampling
from dengta.domains.service.models import Channel
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from dengta.foundation.errors import NotAllowed
from tests.conftest import NOW
from tests.performance.reviewing import Desk, refused
from tests.service.centre import at

# The last whole week before Wednesday 18 November.
FIRST, LAST = date(2026, 11, 9), date(2026, 11, 15)


def contacts(agents: int = 3, each: int = 60) -> list[Candidate]:
    """Contacts of some agents over six days, of three topics and two channels."""
    return [
        Candidate(agent * 1000 + n, agent, 1, n % 3, 1 + (n // 7) % 2, f"2026-11-{9 + n * 6 // each:02}")
        for agent in range(1, agents + 1)
        for n in range(each)
    ]


@pytest.mark.covers("G2")
@given(
    st.integers(1, 5), st.integers(1, 80), st.integers(1, 20), st.integers(0, 2**40),
    st.sampled_from(["random", "stratified"]),
)  # fmt: skip
def test_each_agent_gives_as_many_as_asked_each_contact_once_and_weights_add_up(
    agents: int, each: int, wanted: int, seed: int, method: str
) -> None:
    rows = contacts(agents, each)
    sample = draw(rows, method=method, per_agent=wanted, seed=seed)
    per_agent = Counter(one.candidate.agent for one in sample)

    assert set(per_agent.values()) == {min(wanted, each)}
    assert len({one.candidate.pk for one in sample}) == len(sample)
    assert sum(one.weight for one in sample) == pytest.approx(len(rows))


@pytest.mark.covers("G2")
@given(st.integers(0, 2**40), st.randoms())
def test_the_same_seed_draws_the_same_sample_in_whatever_order_the_contacts_come(seed: int, dice: object) -> None:
    rows = contacts()
    shuffled = list(rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    once, again = (draw(some, method="random", per_agent=4, seed=seed) for some in (rows, shuffled))
    assert once == again
    assert digest_of(rows) == digest_of(shuffled)
    assert digest_of(rows) != digest_of(rows[1:])


@pytest.mark.covers("G2")
@pytest.mark.parametrize("method", ["random", "stratified"])
def test_over_many_draws_every_contact_comes_as_often_as_every_other(method: str) -> None:
    rows = contacts(1, 30)
    hits: Counter[int] = Counter()
    for seed in range(3000):
        hits.update(one.candidate.pk for one in draw(rows, method=method, per_agent=4, seed=seed))

    expected = 3000 * 4 / 30
    assert min(hits.values()) > 0.85 * expected
    assert max(hits.values()) < 1.15 * expected


@pytest.mark.covers("G2")
@given(st.integers(0, 2**40))
def test_a_random_sample_is_spread_evenly_over_the_days(seed: int) -> None:
    days = Counter(one.candidate.day for one in draw(contacts(1, 60), method="random", per_agent=6, seed=seed))

    assert set(days.values()) <= {1, 2}
    assert len(days) >= 5


@pytest.mark.covers("G2")
@given(st.integers(0, 2**40))
def test_within_topic_and_channel_each_has_its_share(seed: int) -> None:
    rows = contacts(1, 60)
    sample = draw(rows, method="stratified", per_agent=12, seed=seed)
    for share in shares(rows, sample):
        assert abs(share.drawn - share.expected) <= 1.0 + 1e-9


@pytest.mark.covers("G2")
def test_the_test_of_fairness_rarely_suspects_a_fair_draw() -> None:
    rows = contacts(10, 60)
    samples = [draw(rows, method="random", per_agent=8, seed=seed) for seed in range(400)]
    found = [fit_of((one.drawn, one.expected) for one in shares(rows, sample)) for sample in samples]

    assert sum(fit is None or fit.is_suspicious for fit in found) <= 8, "about one of a hundred"


@pytest.mark.covers("G2")
def test_the_test_of_fairness_finds_a_sample_that_somebody_chose() -> None:
    rows = contacts(10, 60)
    chosen = [one for one in rows if one.topic == 0][:80]
    expected = [(sum(one.cell == cell for one in chosen), 80 / 6) for cell in {one.cell for one in rows}]
    found = fit_of(expected)

    assert found is not None
    assert found.is_suspicious


def test_chi_square_agrees_with_the_table() -> None:
    found = fit_of([(10, 20.0), (30, 20.0)])

    assert found is not None
    assert (found.chi2, found.df) == (10.0, 1)
    assert found.p == pytest.approx(0.0015654, rel=1e-4)
    assert fit_of([(1, 1.0), (2, 2.0)]) is None


@pytest.mark.covers("G2")
@given(st.lists(st.lists(st.integers(1, 5), max_size=5, unique=True), max_size=40))
def test_work_is_shared_out_evenly_and_only_to_those_who_may(who: list[list[int]]) -> None:
    given_out = shared_out(list(enumerate(who)), {})
    for place, may in enumerate(who):
        assert given_out[place] in may if may else given_out[place] is None
    if all(sorted(may) == [1, 2, 3] for may in who):
        load = Counter(given_out.values())
        assert max(load.values(), default=0) - min(load.values(), default=0) <= 1


def fill(desk: Desk, n: int = 40, **facts: object) -> None:
    """Contacts of the agent in the last whole week."""
    for number in range(n):
        desk.contact(f"W{number}", day=9 + number % 7, channel=1 + number % 2, **facts)


@pytest.mark.covers("G2")
def test_a_draw_gives_each_contact_to_a_reviewer_and_can_be_drawn_again(desk: Desk) -> None:
    fill(desk)
    row = qa_sampling.draw_sample(plan_id=desk.plan().pk, seed=42, by=desk.first.account, now=NOW)
    reviews = QaReview.objects.filter(draw=row)

    assert (row.first_day, row.last_day, row.population, row.drawn) == (FIRST, LAST, 40, 4)
    assert Counter(reviews.values_list("reviewer", flat=True)) == {desk.first.pk: 2, desk.second.pk: 2}
    assert {review.weight for review in reviews} == {10.0}
    again = selectors.drawn_again(desk.first.account, row)
    assert again.same_contacts
    assert again.same_sample
    desk.contact("late", day=10)
    assert not selectors.drawn_again(desk.first.account, row).same_contacts


@pytest.mark.covers("G2")
def test_a_period_is_drawn_once(desk: Desk) -> None:
    fill(desk)
    plan = desk.plan()
    qa_sampling.draw_sample(plan_id=plan.pk, seed=1, by=desk.first.account, now=NOW)

    with refused("qa_drawn_already"):
        qa_sampling.draw_sample(plan_id=plan.pk, seed=2, by=desk.first.account, now=NOW)


@pytest.mark.covers("G2")
def test_nobody_is_given_their_own_contacts(desk: Desk) -> None:
    for number in range(6):
        desk.contact(f"O{number}", desk.first, day=9 + number)
    row = qa_sampling.draw_sample(plan_id=desk.plan().pk, seed=3, by=desk.first.account, now=NOW)

    assert set(QaReview.objects.filter(draw=row).values_list("reviewer", flat=True)) == {desk.second.pk}


def test_contacts_of_another_client_are_not_drawn(desk: Desk, stranger: object) -> None:
    desk.contact("theirs", stranger)  # type: ignore[arg-type]

    with refused("qa_nothing_to_draw"):
        qa_sampling.draw_sample(plan_id=desk.plan().pk, seed=3, by=desk.first.account, now=NOW)
    with pytest.raises(NotAllowed):
        qa_sampling.draw_sample(plan_id=desk.plan().pk, seed=3, by=desk.leader.account, now=NOW)


@pytest.mark.covers("G2")
def test_signs_of_risk_are_named_and_never_enter_a_score(desk: Desk) -> None:
    fill(desk)
    contact = desk.contact("bad", day=10, transfers=3)
    add_surveys(
        source=desk.centre.source,
        surveys=[NewSurvey(external_id="s", contact="bad", sent_at=at(10, 12), answered_at=at(10, 13), csat=1)],
        origin="test",
    )
    row = qa_sampling.draw_sample(plan_id=desk.plan("risk").pk, seed=1, by=desk.first.account, now=NOW)
    review = QaReview.objects.get(draw=row)

    assert review.contact_id == contact.pk
    assert review.signs == ["low_rating", "passed_on"]
    desk.submit(review)
    found = source_named("qa").read([desk.agent.pk], FIRST, LAST)[desk.agent.pk]
    assert found.score is None
    assert len(found.excluded) == 1


@pytest.mark.covers("G2")
def test_the_score_of_an_agent_weighs_each_contact_and_leaves_open_disputes_out(desk: Desk) -> None:
    fill(desk)
    row = qa_sampling.draw_sample(plan_id=desk.plan().pk, seed=42, by=desk.first.account, now=NOW)
    reviews = list(QaReview.objects.filter(draw=row).select_related("reviewer").order_by("pk"))
    for review, points in zip(reviews, ((1, 5, 1), (1, 5, 1), (1, 0, 1), (0, 5, 1)), strict=True):
        desk.submit(review, *points)
    qa = source_named("qa")
    found = qa.read([desk.agent.pk, desk.leader.pk], FIRST, LAST)

    assert found[desk.agent.pk].score == pytest.approx(100 * (14 + 14 + 4 + 10) / 56)
    assert found[desk.agent.pk].n == 4
    assert found[desk.agent.pk].low < found[desk.agent.pk].score < found[desk.agent.pk].high  # type: ignore[operator]
    assert "售后服务 v1" in found[desk.agent.pk].formula
    assert found[desk.leader.pk].score is None
    desk.dispute(reviews[2])
    left = qa.read([desk.agent.pk], FIRST, LAST)[desk.agent.pk]
    assert left.score == pytest.approx(100 * (14 + 14 + 10) / 42)
    assert (left.n, len(left.excluded)) == (3, 1)
    assert qa.qualitative


def test_a_contact_reviewed_for_risk_can_still_be_drawn_at_random(desk: Desk) -> None:
    desk.contact("only", day=10, transfers=3)
    risk, chance = desk.plan("risk"), desk.plan("random")
    for plan in (risk, chance):
        qa_sampling.draw_sample(plan_id=plan.pk, seed=1, by=desk.first.account, now=NOW)

    assert set(QaReview.objects.values_list("origin", flat=True)) == {"risk", "random"}


def test_a_month_is_the_last_whole_one() -> None:
    assert selectors.period_before("month", date(2026, 3, 31)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert selectors.period_before("week", date(2026, 11, 16)) == (FIRST, LAST)


def test_plans_that_ask_for_nothing_are_refused(desk: Desk) -> None:
    with refused("qa_plan_out_of_range"):
        desk.plan(per_agent=0)
    plan = desk.plan()
    qa_sampling.end_plan(plan_id=plan.pk, by=desk.first.account, now=NOW)
    with refused("qa_plan_over"):
        qa_sampling.draw_sample(plan_id=plan.pk, seed=1, by=desk.first.account, now=NOW)


def test_what_waits_for_a_reviewer_is_gone_with_the_last_review_of_the_draw(desk: Desk) -> None:
    from dengta.domains.communication.models import Todo

    fill(desk, 10, transfers=Channel.VOICE)
    row = qa_sampling.draw_sample(plan_id=desk.plan(per_agent=2).pk, seed=1, by=desk.first.account, now=NOW)
    assert Todo.objects.filter(kind="performance.qa_to_score").count() == 2
    for review in QaReview.objects.filter(draw=row).select_related("reviewer"):
        desk.submit(review)

    assert not Todo.objects.filter(kind="performance.qa_to_score").exists()
    assert qa_reviews.TO_SCORE == "performance.qa_to_score"
