"""Peer reviews: raters by rule, three at least, never oneself, extremes trimmed, and nobody learns who said what."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee, Membership
from dengta.domains.performance.models import PeerInvitation, PeerPack, PeerResult, PeerRound
from dengta.domains.performance.policies import peer_reviews as policies
from dengta.domains.performance.selectors import peer_reviews as selectors
from dengta.domains.performance.selectors.evidence import source_named
from dengta.domains.performance.selectors.packs import Answers, read_pack, trimmed_mean
from dengta.domains.performance.selectors.peer_pairs import colleagues, pairs
from dengta.domains.performance.selectors.peer_results import peer_sum
from dengta.domains.performance.services import peer_closing, peer_reviews
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.rating import (
    FIRST,
    LAST,
    TODAY,
    account,
    answer_peer,
    close_peers,
    everybody_answers,
    refused,
    start_peers,
)

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
Browser = Callable[[Employee], Client]


@pytest.fixture
def team(leader: Employee, agent: Employee, peer: Employee, hire: Hire, tree: Tree) -> list[Employee]:
    """Five colleagues of one team, whom 周敏 leads."""
    return [agent, peer, *(hire(name, tree.aftersales_1) for name in ("王芳", "刘洋", "徐静"))]


@pytest.fixture
def row(team: list[Employee], leader: Employee, tree: Tree) -> PeerRound:
    return start_peers(tree.aftersales_1, by=leader)


def told(row: PeerRound, rated: Employee, values: list[int]) -> None:
    """The first raters of this person give these values."""
    asked = row.invitations.filter(rated=rated).select_related("rater__account", "round")
    for invitation, value in zip(asked, values, strict=False):
        answer_peer(invitation, value)


# --- who is asked ------------------------------------------------------------------------------------


@pytest.mark.covers("R-012", "G7")
def test_nobody_is_asked_about_themselves_their_leader_or_whom_they_lead(
    row: PeerRound, leader: Employee, supervisor: Employee
) -> None:
    asked = list(row.invitations.values_list("rater_id", "rated_id"))

    assert asked
    assert all(rater != rated for rater, rated in asked)
    assert not {leader.pk, supervisor.pk} & {one for pair in asked for one in pair}


@given(size=st.integers(2, 14), each=st.integers(1, 8), seed=st.integers(0, 2**40))
def test_everybody_rates_as_many_and_is_rated_by_as_many(size: int, each: int, seed: int) -> None:
    people = {one: set(range(size)) - {one} for one in range(size)}
    found = pairs(people, each=each, seed=seed)
    fair = min(each, size - 1)

    assert Counter(rater for rater, _rated in found) == dict.fromkeys(people, fair)
    assert Counter(rated for _rater, rated in found) == dict.fromkeys(people, fair)
    assert len(set(found)) == len(found)
    assert found == pairs(people, each=each, seed=seed), "the choice can be repeated"


@given(
    edges=st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=60),
    each=st.integers(1, 5),
    seed=st.integers(0, 1000),
)
def test_nobody_is_asked_about_a_stranger_or_more_often_than_agreed(
    edges: set[tuple[int, int]], each: int, seed: int
) -> None:
    people = {one: {rated for rater, rated in edges if rater == one} for one in range(10)}
    found = pairs(people, each=each, seed=seed)

    assert set(found) <= edges
    assert max(Counter(rater for rater, _rated in found).values(), default=0) <= each
    assert max(Counter(rated for _rater, rated in found).values(), default=0) <= each


def test_colleagues_are_those_of_the_same_team_in_the_period_not_those_of_today(
    team: list[Employee], tree: Tree, hire: Hire
) -> None:
    moved = hire("后来者", tree.aftersales_2)
    Membership.objects.filter(employee=moved).update(valid_to=date(2026, 9, 1))
    Membership.objects.create(employee=moved, unit=tree.aftersales_1, valid_from=date(2026, 10, 25))
    found = colleagues(tree.aftersales_1.pk, FIRST, LAST)

    assert moved.pk not in found, "a week together is too short to say how somebody works"
    assert found[team[0].pk] == {one.pk for one in team[1:]}


# --- starting ------------------------------------------------------------------------------------------


@pytest.mark.covers("R-012", "G7")
def test_the_threshold_has_a_floor_of_three_and_enough_people_are_asked_to_reach_it(
    team: list[Employee], leader: Employee, tree: Tree
) -> None:
    with refused("performance.peer_threshold_too_low"):
        start_peers(tree.aftersales_1, by=leader, threshold=2)
    with refused("performance.peer_too_few_raters"):
        start_peers(tree.aftersales_1, by=leader, per_person=3, threshold=5)


def test_a_round_needs_its_questions_days_and_people(team: list[Employee], leader: Employee, tree: Tree) -> None:
    for code, change in {
        "performance.review_days_wrong": {"first_day": LAST, "last_day": FIRST},
        "performance.review_closes_too_soon": {"closes_on": TODAY},
        "performance.review_without_questions": {"questions": [("说到做到", "", "好")]},
        "performance.peer_nobody_to_ask": {"first_day": TODAY, "last_day": TODAY},
    }.items():
        with refused(code):
            start_peers(tree.aftersales_1, by=leader, **change)


def test_only_who_leads_a_unit_starts_a_round_there_and_only_one_for_the_same_days(
    row: PeerRound, agent: Employee, leader: Employee, other_leader: Employee, tree: Tree
) -> None:
    for outsider in (agent, other_leader):
        with pytest.raises(NotAllowed):
            start_peers(tree.aftersales_1, by=outsider)
    with refused("performance.peer_round_twice"):
        start_peers(tree.aftersales_1, by=leader)


# --- answering -----------------------------------------------------------------------------------------


@pytest.mark.covers("G7")
def test_whoever_is_notified_can_answer(row: PeerRound, agent: Employee, signed_in: Browser) -> None:
    browser = signed_in(agent)
    notice = Notice.objects.get(account=agent.account, kind="performance.peer_review")
    todo = Todo.objects.get(employee=agent, kind="performance.peer_review")
    assert todo.title in browser.get(reverse("todos:inbox")).content.decode()

    for address in (notice.url, todo.url):
        page = browser.get(address).content.decode()
        for invitation in selectors.asked(account(agent)):
            assert reverse("peer_reviews:answer", args=[invitation.pk]) in page
    while (invitation := selectors.asked(account(agent)).first()) is not None:
        form = reverse("peer_reviews:answer", args=[invitation.pk])
        shown = browser.get(form).content.decode()
        assert "3" in shown
        assert "保密" in shown
        answers = {f"q{question.pk}": "4" for question in row.questions.all()}
        assert browser.post(form, {**answers, "comment": ""}).status_code == 302
    assert not Todo.objects.filter(employee=agent, kind="performance.peer_review").exists()


def test_an_answer_is_given_once_by_the_one_who_is_asked_while_the_round_is_open(
    row: PeerRound, agent: Employee, peer: Employee
) -> None:
    invitation = row.invitations.filter(rater=agent).first()
    assert invitation is not None
    scores = {str(row.questions.all()[0].pk): 5}
    given = {"invitation_id": invitation.pk, "scores": scores, "comment": ""}
    with pytest.raises(PeerInvitation.DoesNotExist):
        peer_reviews.answer(**given, by=account(peer), now=NOW)
    with refused("performance.review_is_over"):
        peer_reviews.answer(**given, by=account(agent), now=NOW + timedelta(days=15))
    for wrong, code in ({}, "unanswered"), ({"0": 5}, "unanswered"), ({next(iter(scores)): 6}, "beyond_scale"):
        with refused(f"performance.review_{code}"):
            peer_reviews.answer(**{**given, "scores": wrong}, by=account(agent), now=NOW)
    peer_reviews.answer(**given, by=account(agent), now=NOW)
    with pytest.raises(PeerInvitation.DoesNotExist):
        peer_reviews.answer(**given, by=account(agent), now=NOW)
    assert read_pack(PeerPack.objects.get(round=row, rated=invitation.rated).content).n == 1


# --- what comes out ------------------------------------------------------------------------------------


@pytest.mark.covers("R-012", "G7")
def test_with_two_raters_the_result_is_insufficient_and_the_appraisal_gives_its_weight_to_others(
    row: PeerRound, agent: Employee, peer: Employee, team: list[Employee]
) -> None:
    told(row, agent, [5, 5])
    told(row, peer, [4, 4, 4])
    close_peers(row)
    result = PeerResult.objects.get(round=row, rated=agent)
    found = source_named("peer").read([agent.pk, peer.pk], FIRST, LAST)

    assert (result.score, result.n, result.by_question, result.comments) == (None, 0, {}, "")
    assert found[agent.pk].score is None
    assert str(found[agent.pk].missing)
    assert (found[peer.pk].score, found[peer.pk].n, found[peer.pk].missing) == (75, 3, "")


@pytest.mark.covers("R-012", "G7")
def test_the_highest_and_the_lowest_value_do_not_count(row: PeerRound, agent: Employee) -> None:
    told(row, agent, [1, 4, 4, 5])
    close_peers(row)

    assert PeerResult.objects.get(round=row, rated=agent).score == 75, "a mean of 4, not of 3.5"


@given(values=st.lists(st.integers(1, 5), min_size=3, max_size=15), hostile=st.integers(1, 5))
def test_no_single_rater_moves_a_result_beyond_what_the_others_said(values: list[int], hostile: int) -> None:
    assert min(values) <= trimmed_mean([*values, hostile]) <= max(values)


@given(
    answers=st.lists(
        st.tuples(st.dictionaries(st.sampled_from("abc"), st.integers(1, 5)), st.sampled_from(["", "谢谢", "补位快"])),
        max_size=8,
    ),
    data=st.data(),
)
def test_a_pack_is_the_same_whatever_the_order_in_which_answers_came(
    answers: list[tuple[dict[str, int], str]], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(answers))
    packs = []
    for order in (answers, other):
        pack = Answers()
        for scores, comment in order:
            pack = read_pack(pack.with_one(scores, comment).written())
        packs.append(pack.written())

    assert packs[0] == packs[1]


@given(
    shown=st.lists(st.integers(1, 5), min_size=3, max_size=6),
    hidden=st.lists(st.integers(1, 5), max_size=2),
    others=st.lists(st.integers(1, 5), max_size=2),
)
def test_what_too_few_answered_leaves_no_trace_in_what_is_shown(
    shown: list[int], hidden: list[int], others: list[int]
) -> None:
    first = peer_sum(Answers(len(shown), {"a": shown, "b": hidden}), threshold=3)
    second = peer_sum(Answers(len(shown), {"a": shown, "b": others}), threshold=3)

    assert first == second


@pytest.mark.covers("G7")
def test_when_a_round_closes_nothing_is_left_that_says_who_was_asked_about_whom(row: PeerRound) -> None:
    everybody_answers(row)
    close_peers(row)

    assert (row.status, row.seed) == (PeerRound.Status.CLOSED, 0)
    assert not PeerInvitation.objects.exists()
    assert not PeerPack.objects.exists()
    assert not Todo.objects.filter(key=str(row.pk), kind__startswith="performance.").exists()


def test_comments_are_for_the_person_alone_and_scores_for_who_leads_them(  # noqa: PLR0917 - a scene with several people
    row: PeerRound, team: list[Employee], agent: Employee, leader: Employee, peer: Employee, signed_in: Browser
) -> None:
    asked = row.invitations.filter(rated=agent).select_related("rater__account", "round")
    for word, invitation in zip("丙甲乙丁", asked, strict=True):
        answer_peer(invitation, 4, comment=f"{word}：补位快")
    close_peers(row)
    address = reverse("peer_reviews:result", args=[PeerResult.objects.get(round=row, rated=agent).pk])
    own, led = (signed_in(one).get(address).content.decode() for one in (agent, leader))

    assert [own.index(word) for word in sorted(f"{word}：补位快" for word in "甲乙丙丁")] == sorted(
        own.index(f"{word}：补位快") for word in "甲乙丙丁"
    )
    assert "补位快" not in led
    assert "75.0" in led
    assert signed_in(peer).get(address).status_code == 404


def test_a_leader_closes_early_only_when_every_answer_is_in(
    row: PeerRound, leader: Employee, other_leader: Employee
) -> None:
    with refused("performance.review_still_running"):
        peer_closing.close_round(round_id=row.pk, by=account(leader), now=NOW)
    everybody_answers(row)
    with pytest.raises(PeerRound.DoesNotExist):
        peer_closing.close_round(round_id=row.pk, by=account(other_leader), now=NOW)
    peer_closing.close_round(round_id=row.pk, by=account(leader), now=NOW)
    with refused("performance.review_is_over"):
        peer_closing.close_round(round_id=row.pk, by=account(leader), now=NOW)
    assert peer_closing.close_due_rounds(now=NOW + timedelta(days=60)) == 0


def test_a_round_that_is_called_off_is_deleted_unread(row: PeerRound, leader: Employee) -> None:
    everybody_answers(row)
    peer_reviews.cancel_round(round_id=row.pk, by=account(leader), now=NOW)

    assert not PeerPack.objects.exists()
    assert not PeerInvitation.objects.exists()
    assert not PeerResult.objects.exists()
    with refused("performance.review_is_over"):
        peer_reviews.cancel_round(round_id=row.pk, by=account(leader), now=NOW)


@pytest.mark.covers("G7")
def test_nobody_but_the_rater_ever_finds_an_invitation_and_the_record_knows_no_rater(
    row: PeerRound, team: list[Employee], hire: Hire, tree: Tree
) -> None:
    roles = [hire(role.label, None, role=role, at=tree.company) for role in Role]
    before = AuditEntry.objects.count()
    everybody_answers(row)

    assert AuditEntry.objects.count() == before
    for somebody in roles:
        assert not policies.own_invitations(account(somebody)).exists()
        assert not selectors.own_results(account(somebody)).exists()


def test_raising_the_parameter_later_changes_nothing_of_a_round_that_runs(row: PeerRound) -> None:
    row.refresh_from_db()
    assert row.threshold == 3
    with pytest.raises(ValueError, match="out of range"):
        peer_reviews.THRESHOLD.read(2)
