"""Review items: a question about a figure, answered by the person, closed by a human; never a penalty."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from dengta.domains.goals.models import GamingReview
from dengta.domains.goals.selectors import gaming as selectors
from dengta.domains.goals.services import gaming as services
from dengta.domains.people.models import Employee
from dengta.engines.gaming import Share, easy_share, in_team, stands_out
from dengta.foundation import jobs
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import put_figures, refused

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)


# --- the detectors ---------------------------------------------------------------------------------------------


@pytest.mark.covers("B5")
@pytest.mark.parametrize(
    ("kind", "own", "others", "asked"),
    [
        ("short", Share(30, 200), Share(20, 1000), True),
        ("short", Share(3, 20), Share(20, 1000), False),  # too few contacts
        ("short", Share(9, 200), Share(20, 1000), False),  # not clear of chance
        ("transfers", Share(60, 200), Share(80, 1000), True),
        ("transfers", Share(0, 200), Share(80, 1000), False),  # few transfers are nothing to ask about
        ("surveys", Share(60, 200), Share(900, 1000), True),
        ("surveys", Share(195, 200), Share(700, 1000), False),
        ("cherries", Share(180, 200), Share(500, 1000), True),
        ("cherries", Share(110, 200), Share(500, 1000), False),
    ],
)
def test_only_what_is_clear_and_large_is_asked_about(kind: str, own: Share, others: Share, asked: bool) -> None:
    assert (stands_out(kind, own, others) is not None) is asked


@pytest.mark.covers("B5")
def test_a_team_of_equals_is_left_alone() -> None:
    dice = default_rng(7)
    asked = sum(
        len(in_team("transfers", {who: Share(int(dice.binomial(300, 0.1)), 300) for who in range(12)}))
        for _week in range(100)
    )

    assert asked <= 3


@given(st.dictionaries(st.integers(0, 9), st.tuples(st.integers(0, 50), st.integers(0, 9000)), max_size=6))
def test_the_easy_share_is_a_share(topics: dict[int, tuple[int, int]]) -> None:
    share = easy_share(topics, topics)

    assert 0 <= share.hits <= share.n


def test_whoever_takes_the_quick_topics_has_the_larger_easy_share() -> None:
    team = {1: (100, 10_000), 2: (100, 60_000)}

    assert easy_share({1: (40, 4_000), 2: (10, 6_000)}, team) == Share(40, 50)


# --- raising ---------------------------------------------------------------------------------------------------


def many_transfers(tree: Tree, agent: Employee, peer: Employee) -> None:
    for offset in range(14):
        day = MONDAY + timedelta(days=offset)
        put_figures(agent, tree.aftersales_1, day, answered=20, transferred=8)
        put_figures(peer, tree.aftersales_1, day, answered=40, transferred=2)


@pytest.mark.covers("B5")
def test_many_transfers_raise_one_item_with_figures_and_rows(
    tree: Tree, agent: Employee, peer: Employee, leader: Employee
) -> None:
    many_transfers(tree, agent, peer)

    assert services.look_for_gaming(now=NOW) == 1
    row = GamingReview.objects.get()
    assert (row.employee, row.kind, row.n, row.figures["own"]) == (agent, "transfers", 280, 0.4)
    assert "kpi=transfer_rate" in row.rows_url
    assert set(Notice.objects.values_list("account", flat=True)) == {agent.account.pk, leader.account.pk}
    assert services.look_for_gaming(now=NOW) == 0
    assert services.look_for_gaming(now=NOW + timedelta(days=7)) == 0


@pytest.mark.covers("B5")
def test_the_weekly_job_runs(tree: Tree, agent: Employee, peer: Employee) -> None:
    many_transfers(tree, agent, peer)
    jobs.enqueue("goals.look_for_gaming", key="test")
    jobs.work_off()

    assert GamingReview.objects.count() == 1


@pytest.mark.covers("R-010", "B5")
def test_faster_and_more_repeats_in_the_same_month_are_asked_about(tree: Tree, agent: Employee, peer: Employee) -> None:
    """Handling time −25 %, repeat contacts +30 %: flagged for that agent and month."""
    for month in range(4, 11):
        last = month == 10
        for who, seconds, repeated in ((agent, 300 if last else 400 + month, 26 if last else 20), (peer, 400, 20)):
            put_figures(
                who, tree.aftersales_1, date(2026, month, 10), answered=100, handles=100, handle_s=seconds * 100,
                known_customer=100, solved_first=60 if last and who == agent else 80 - month % 2, repeated=repeated,
            )  # fmt: skip
    services.look_for_gaming(now=NOW)

    found = GamingReview.objects.filter(kind="counter", kpi="aht")
    assert [(row.employee, row.start, row.figures["counter"]) for row in found] == [(agent, date(2026, 10, 1), "fcr")]
    assert not GamingReview.objects.filter(employee=peer, kind="counter").exists()


# --- answering and closing -------------------------------------------------------------------------------------


@pytest.fixture
def review(tree: Tree, agent: Employee, peer: Employee) -> GamingReview:
    """The one about many transfers."""
    many_transfers(tree, agent, peer)
    services.look_for_gaming(now=NOW)
    return GamingReview.objects.get()


@pytest.mark.covers("B5")
def test_the_person_sees_it_and_answers(
    review: GamingReview, agent: Employee, peer: Employee, leader: Employee
) -> None:
    services.answer_review(review_id=review.pk, reply="新系统把退款单都分给我转二线", by=agent.account, now=NOW)

    assert list(selectors.reviews(agent.account)) == [review]
    assert not selectors.reviews(peer.account).exists()
    for other in (peer, leader):
        with pytest.raises(NotAllowed):
            services.answer_review(review_id=review.pk, reply="x", by=other.account, now=NOW)


@pytest.mark.covers("B5")
def test_a_human_closes_it_with_one_of_three_outcomes_none_of_which_is_a_penalty(
    review: GamingReview, leader: Employee, agent: Employee
) -> None:
    with refused("goals.reason_missing"):
        services.close_review(review_id=review.pk, outcome="penalty", note="x", by=leader.account, now=NOW)
    with pytest.raises(NotAllowed):
        services.close_review(review_id=review.pk, outcome="explained", note="x", by=agent.account, now=NOW)
    services.close_review(review_id=review.pk, outcome="process", note="分单规则错了", by=leader.account, now=NOW)
    with refused("goals.review_closed"):
        services.close_review(review_id=review.pk, outcome="talk", note="x", by=leader.account, now=NOW)

    assert GamingReview.Outcome.values == ["explained", "process", "talk"]
