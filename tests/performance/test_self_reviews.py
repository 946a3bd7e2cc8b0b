"""Self-reviews: a draft is private, what is handed in is read by the leader and does not change."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import PeerRound, SelfReview
from dengta.domains.performance.selectors import self_reviews as selectors
from dengta.domains.performance.selectors.evidence import source_named
from dengta.domains.performance.services import self_reviews
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.rating import FIRST, LAST, account, refused, start_peers

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(leader: Employee, agent: Employee, peer: Employee, tree: Tree) -> SelfReview:
    return SelfReview.objects.get(round=start_peers(tree.aftersales_1, by=leader), employee=agent)


def write(row: SelfReview, by: Employee, *, hand_in: bool = True, value: int = 5, **more: object) -> SelfReview:
    scores = {str(question.pk): value for question in row.round.questions.all()}
    given = {"went_well": "退款解释清楚了", "mistakes": "漏回一次电话", "needs": "想学报表", "scores": scores}
    return self_reviews.write_self_review(
        review_id=row.pk, hand_in=hand_in, by=account(by), now=NOW, **{**given, **more}
    )  # type: ignore[arg-type]


@pytest.mark.covers("G2")
def test_everybody_who_takes_part_in_a_round_finds_the_own_self_review_and_writes_it(
    row: SelfReview, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    browser, todo = signed_in(agent), Todo.objects.get(employee=agent, kind="performance.self_review")
    form = reverse("self_reviews:write", args=[row.pk])
    assert form in browser.get(todo.url).content.decode()

    words = {"went_well": "好", "mistakes": "错", "needs": "要"}
    scores = {f"q{question.pk}": "4" for question in row.round.questions.all()}
    assert browser.post(form, words).status_code == 302, "a draft may be incomplete"
    assert browser.post(form, {**words, "hand_in": "on"}).status_code == 422
    assert browser.post(form, {**words, **scores, "hand_in": "on"}).status_code == 302
    assert not Todo.objects.filter(employee=agent, kind="performance.self_review").exists()
    assert browser.get(form).status_code == 404


def test_a_draft_is_read_by_its_writer_alone_and_lies_sealed(
    row: SelfReview, agent: Employee, leader: Employee, hr: Employee, peer: Employee
) -> None:
    write(row, agent, hand_in=False, needs="canary-draft")
    with connection.cursor() as cursor:
        cursor.execute("SELECT went_well, mistakes, needs, scores FROM performance_selfreview")
        raw = str(cursor.fetchall())

    assert "canary-draft" not in raw
    assert not any(selectors.readable(account(one)).exists() for one in (leader, hr, peer))
    write(row, agent)
    read = {one.name: selectors.readable(account(one)).count() for one in (leader, hr, peer)}
    assert read == {"周敏": 1, "孙丽": 1, "陈浩然": 0}


def test_what_is_handed_in_does_not_change_and_nobody_else_writes_it(
    row: SelfReview, agent: Employee, peer: Employee
) -> None:
    with pytest.raises(SelfReview.DoesNotExist):
        write(row, peer)
    with refused("performance.review_beyond_scale"):
        write(row, agent, value=6)
    with refused("performance.self_incomplete"):
        write(row, agent, needs=" ")
    write(row, agent)
    for hand_in in (True, False):
        with refused("performance.self_handed_in"):
            write(row, agent, hand_in=hand_in)


def test_after_the_round_a_draft_stays_a_draft(row: SelfReview, agent: Employee) -> None:
    PeerRound.objects.update(closes_on=NOW.date() - timedelta(days=1))
    row.refresh_from_db()
    with refused("performance.review_is_over"):
        write(row, agent)


def test_the_own_score_reaches_the_appraisal_only_when_it_is_handed_in(
    row: SelfReview, agent: Employee, peer: Employee
) -> None:
    read = source_named("self").read
    write(row, agent, hand_in=False)
    assert read([agent.pk], FIRST, LAST)[agent.pk].score is None
    write(row, agent)
    found = read([agent.pk, peer.pk], FIRST, LAST)

    assert (found[agent.pk].score, found[agent.pk].n) == (100, 1)
    assert found[peer.pk].score is None
    assert str(found[peer.pk].missing)
