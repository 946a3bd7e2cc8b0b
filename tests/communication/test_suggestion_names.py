"""Suggestions: a name is hidden until its owner agrees; whoever joins ideas joins no names away."""

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Credit, Suggestion, Todo
from dengta.domains.communication.selectors import suggestions as selectors
from dengta.domains.communication.services import adoptions
from dengta.domains.communication.services import suggestions as services
from dengta.domains.people.models import Employee
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.suggesting import TODAY, adopt, refused, shown, submit, vote
from tests.communication.talking import SignedIn
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
Status = Suggestion.Status


def praised(reader: Employee) -> list[tuple[Suggestion, list[Employee]]]:
    return [(row, [credit.employee for credit in row.named]) for row in selectors.praised(reader.account)]


# --- the hidden name ---------------------------------------------------------------------------------------


@pytest.mark.covers("K5")
def test_a_hidden_name_is_read_by_the_author_deciding_leaders_and_hr_and_by_no_peer(
    agent: Employee, peer: Employee, leader: Employee, supervisor: Employee, hr: Employee
) -> None:
    row = submit(agent, hidden=True)

    assert [shown(row, reader) for reader in (agent, leader, supervisor, hr)] == [[agent.name]] * 4
    assert shown(row, peer) == [None]


def test_the_leader_of_another_team_of_the_client_is_a_peer(
    agent: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    from dengta.foundation.access import Role

    neighbour = hire("何雨", tree.aftersales_2, role=Role.TEAM_LEAD)

    assert shown(submit(agent, hidden=True), neighbour) == [None]


@pytest.mark.covers("K5", "R-084")
def test_the_name_is_open_from_the_consent_at_adoption_until_it_is_taken_back(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    row = adopt(submit(agent, hidden=True), by=leader, doer=leader)
    assert shown(row, peer) == [None]
    assert praised(peer) == []

    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=agent.account, now=NOW)
    assert shown(row, peer) == [agent.name]
    assert praised(peer) == [(row, [agent])]

    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=False, by=agent.account, now=NOW)
    assert shown(row, peer) == [None]
    assert praised(peer) == []


@pytest.mark.covers("R-084")
def test_an_open_name_is_praised_only_with_consent_as_well(agent: Employee, peer: Employee, leader: Employee) -> None:
    row = adopt(submit(agent), by=leader, doer=leader)
    assert praised(peer) == []

    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=agent.account, now=NOW)
    assert praised(peer) == [(row, [agent])]


@pytest.mark.covers("R-084", "R-085", "K5")
def test_the_honour_wall_and_the_stand_up_praise_an_adopted_idea_while_its_author_agrees(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    row = adopt(submit(agent, hidden=True), by=leader, doer=leader)
    pages = (reverse("culture:wall"), reverse("standups:standup", args=[tree.aftersales_1.pk]))

    def praised_on() -> list[bool]:
        texts = [signed_in(peer).get(page).content.decode() for page in pages]
        return [row.title in text and agent.name in text for text in texts]

    assert praised_on() == [False, False]
    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=agent.account, now=NOW)
    assert praised_on() == [True, True]

    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=False, by=agent.account, now=NOW)
    assert praised_on() == [False, False]


@pytest.mark.covers("R-084")
def test_of_two_authors_the_wall_names_the_one_who_agreed_and_shows_neither_to_another_client(
    agent: Employee, peer: Employee, leader: Employee, stranger: Employee
) -> None:
    first, second = submit(agent), submit(peer, "退款单不要重复填订单号", hidden=True)
    adoptions.join_suggestions(suggestion_id=second.pk, into=first.pk, by=leader.account, now=NOW)
    adopt(first, by=leader, doer=leader)
    adoptions.agree_to_be_named(suggestion_id=first.pk, agree=True, by=peer.account, now=NOW)

    assert praised(leader) == [(first, [peer])]
    assert praised(stranger) == []


@pytest.mark.parametrize("rows", [1, 25])
def test_the_praise_of_one_idea_costs_as_much_as_that_of_many(
    rows: int, agent: Employee, peer: Employee, leader: Employee, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(rows):
        row = adopt(submit(agent, f"建议{place}号"), by=leader, doer=leader)
        adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=agent.account, now=NOW)
    assert len(praised(peer)) == rows

    with django_assert_num_queries(2):
        assert len(praised(peer)) == rows


@pytest.mark.covers("R-085")
def test_the_stand_up_praises_what_is_new_and_the_wall_goes_on(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    row = adopt(submit(agent), by=leader, doer=leader)
    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=agent.account, now=NOW)

    def news(day: date) -> list[Suggestion]:
        return list(selectors.newly_praised(peer.account, unit_id=tree.aftersales_1.pk, day=day))

    assert news(TODAY) == [row]
    assert news(TODAY + timedelta(days=6)) == [row]
    assert news(TODAY + timedelta(days=7)) == []
    assert praised(peer) == [(row, [agent])]


def test_nobody_consents_for_somebody_else_or_before_adoption(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    row = submit(agent, hidden=True)
    with refused("communication.not_adopted"):
        adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=agent.account, now=NOW)
    adopt(row, by=leader, doer=leader)
    with pytest.raises(NotAllowed):
        adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=peer.account, now=NOW)


def test_no_notice_to_a_voter_carries_the_hidden_name(agent: Employee, peer: Employee, leader: Employee) -> None:
    row = submit(agent, hidden=True)
    vote(row, by=peer)
    adopt(row, by=leader, doer=leader)
    adoptions.finish_suggestion(suggestion_id=row.pk, by=leader.account, now=NOW)

    told = Notice.objects.filter(account=peer.account)
    assert told.exists()
    assert not any(agent.name in f"{notice.title}{notice.body}" for notice in told)


# --- joining -----------------------------------------------------------------------------------------------


@pytest.mark.covers("K5")
def test_similar_ones_are_shown_while_somebody_writes(agent: Employee, peer: Employee, stranger: Employee) -> None:
    row = submit(agent, "退款单不必重复填写订单号")
    submit(agent, "茶水间换一台咖啡机")

    assert selectors.similar_to(peer.account, "退款时重复填写订单号太麻烦") == [row]
    assert selectors.similar_to(peer.account, "退") == []
    assert selectors.similar_to(stranger.account, "退款时重复填写订单号太麻烦") == []


@pytest.mark.covers("K5")
def test_votes_and_authors_go_along_and_the_first_stays_the_first(
    agent: Employee, peer: Employee, leader: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    third, fourth = hire("王芳", tree.aftersales_1), hire("刘洋", tree.aftersales_1)
    first, second = submit(agent, "退款单自动带出订单号"), submit(peer, "退款单不要重复填订单号", hidden=True)
    vote(first, by=third)
    vote(second, by=third)
    vote(second, by=fourth)
    vote(second, by=agent)
    vote(first, by=peer)

    target = adoptions.join_suggestions(suggestion_id=second.pk, into=first.pk, by=leader.account, now=NOW)

    assert list(target.credits.order_by("pk").values_list("employee", "is_first", "hidden")) == [
        (agent.pk, True, False),
        (peer.pk, False, True),
    ]
    # One vote for each person, and none of those whose idea it is now.
    assert set(target.votes.values_list("employee", flat=True)) == {third.pk, fourth.pk}
    assert shown(target, third) == [agent.name, None]
    second.refresh_from_db()
    assert (second.status, second.merged_into) == (Status.MERGED, first)
    assert not Todo.objects.filter(kind=services.ANSWER, key=str(second.pk)).exists()


def test_only_leaders_join_and_nothing_joins_itself(agent: Employee, peer: Employee, leader: Employee) -> None:
    first, second = submit(agent), submit(peer)
    with pytest.raises(NotAllowed):
        adoptions.join_suggestions(suggestion_id=second.pk, into=first.pk, by=peer.account, now=NOW)
    with refused("communication.join_itself"):
        adoptions.join_suggestions(suggestion_id=first.pk, into=first.pk, by=leader.account, now=NOW)
    adoptions.join_suggestions(suggestion_id=second.pk, into=first.pk, by=leader.account, now=NOW)
    with refused("communication.suggestion_decided"):
        adoptions.join_suggestions(suggestion_id=second.pk, into=first.pk, by=leader.account, now=NOW)


def test_credits_are_once_and_one_of_them_is_the_first(agent: Employee, peer: Employee) -> None:
    row = submit(agent)

    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.create(suggestion=row, employee=peer, is_first=True)


def test_whoever_does_it_says_when_it_is_done(agent: Employee, peer: Employee, leader: Employee) -> None:
    row = adopt(submit(agent), by=leader, doer=peer)
    with pytest.raises(NotAllowed):
        adoptions.finish_suggestion(suggestion_id=row.pk, by=agent.account, now=NOW)

    done = adoptions.finish_suggestion(suggestion_id=row.pk, by=peer.account, now=NOW)
    assert (done.status, done.done_on) == (Status.DONE, TODAY)
    assert not Todo.objects.filter(kind=services.DO).exists()
