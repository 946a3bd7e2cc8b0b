"""Suggestions: votes, an answer in time, a no with an alternative, a yes with a plan."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from dengta.domains.communication.models import Suggestion, Todo, Vote
from dengta.domains.communication.selectors import suggestions as selectors
from dengta.domains.communication.services import suggestions as services
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.communication.suggesting import TODAY, adopt, decline, refused, submit, vote
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
Status = Suggestion.Status


# --- submitting and the first level -----------------------------------------------------------------------


@pytest.mark.covers("K5")
def test_a_suggestion_waits_for_the_nearest_leader_for_ten_working_days(agent: Employee, leader: Employee) -> None:
    row = submit(agent)

    # Ten working days after Wednesday 18 November.
    assert (row.holder, row.due_on) == (leader, date(2026, 12, 2))
    todo = Todo.objects.get(kind=services.ANSWER)
    assert (todo.employee, todo.title, todo.due_at) == (
        leader, row.title, datetime(2026, 12, 2, 23, 59, 59, tzinfo=ZONE),
    )  # fmt: skip
    assert Notice.objects.filter(account=leader.account).count() == 1


def test_the_suggestion_of_a_leader_waits_for_the_next_level(leader: Employee, supervisor: Employee) -> None:
    assert submit(leader).holder == supervisor


def test_whoever_has_no_team_may_suggest_too(hr: Employee) -> None:
    assert submit(hr).holder is None


@pytest.mark.parametrize(("title", "body"), [("", "x"), ("  ", "x"), ("x", ""), ("x", " \n")])
def test_an_empty_suggestion_is_refused(title: str, body: str, agent: Employee) -> None:
    with refused("communication.suggestion_empty"):
        services.submit_suggestion(title=title, body=body, hidden=False, by=agent.account, now=NOW)


# --- votes -------------------------------------------------------------------------------------------------


@pytest.mark.covers("K5")
def test_a_person_has_one_vote_and_can_take_it_back(agent: Employee, peer: Employee) -> None:
    row = submit(agent)
    vote(row, by=peer)
    vote(row, by=peer)
    assert selectors.suggestions(peer.account).get(pk=row.pk).n_votes == 1

    vote(row, by=peer, on=False)
    assert selectors.suggestions(peer.account).get(pk=row.pk).n_votes == 0


def test_nobody_votes_for_their_own(agent: Employee) -> None:
    row = submit(agent)

    with refused("communication.vote_for_own"):
        vote(row, by=agent)


def test_nobody_votes_twice_whatever_the_code_does(agent: Employee, peer: Employee) -> None:
    row = submit(agent)
    vote(row, by=peer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(suggestion=row, employee=peer, at=NOW)


def test_nobody_votes_for_what_another_client_suggests_or_for_what_is_decided(
    agent: Employee, peer: Employee, leader: Employee, stranger: Employee
) -> None:
    row = submit(agent)
    with pytest.raises(ObjectDoesNotExist):
        vote(row, by=stranger)

    decline(row, by=leader)
    with refused("communication.suggestion_decided"):
        vote(row, by=peer)


# --- answering ---------------------------------------------------------------------------------------------


@pytest.mark.covers("R-043", "K5")
@pytest.mark.parametrize(
    ("answer", "alternative", "code"),
    [
        ("", "先做快捷短语", "communication.no_needs_reason"),
        ("   ", "先做快捷短语", "communication.no_needs_reason"),
        ("系统本季度冻结", "", "communication.no_needs_alternative"),
        ("系统本季度冻结", " \n", "communication.no_needs_alternative"),
    ],
)
def test_a_no_without_reason_or_alternative_is_blocked(
    answer: str, alternative: str, code: str, agent: Employee, leader: Employee
) -> None:
    row = submit(agent)

    with refused(code):
        decline(row, by=leader, answer=answer, alternative=alternative)
    row.refresh_from_db()
    assert row.status == Status.OPEN
    assert Todo.objects.filter(kind=services.ANSWER, employee=leader).exists()


@pytest.mark.covers("R-043", "K5")
def test_the_author_reads_the_reason_and_the_alternative(agent: Employee, leader: Employee) -> None:
    row = submit(agent)
    decline(row, by=leader)

    row.refresh_from_db()
    assert (row.status, row.answer, row.alternative) == (Status.DECLINED, "系统本季度冻结", "先做快捷短语")
    assert Notice.objects.filter(account=agent.account, kind=services.ANSWER).count() == 1
    assert not Todo.objects.filter(kind=services.ANSWER).exists()


@pytest.mark.covers("K5")
def test_a_yes_names_who_does_what_until_when_and_what_the_author_gets(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    row = adopt(submit(agent), by=leader, doer=peer, reward="季度创新奖 200 积分")

    assert (row.status, row.doer, row.reward) == (Status.ADOPTED, peer, "季度创新奖 200 积分")
    assert set(Todo.objects.values_list("kind", "employee")) == {
        (services.DO, peer.pk),
        (services.CONSENT, agent.pk),
    }
    assert AuditEntry.objects.filter(verb="communication.suggestion_adopted").count() == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"until": TODAY - timedelta(days=1)}, "communication.until_in_the_past"),
        ({"steps": " "}, "communication.adoption_empty"),
        ({"answer": ""}, "communication.adoption_empty"),
        ({"measure": "no such figure"}, "communication.measure_unknown"),
    ],
)
def test_a_yes_without_a_plan_is_none(more: dict[str, object], code: str, agent: Employee, leader: Employee) -> None:
    row = submit(agent)

    with refused(code):
        adopt(row, by=leader, doer=leader, **more)


def test_nothing_is_given_to_somebody_of_another_team(agent: Employee, leader: Employee, stranger: Employee) -> None:
    row = submit(agent)

    with refused("communication.doer_unknown"):
        adopt(row, by=leader, doer=stranger)


def test_nobody_decides_about_their_own_or_without_the_right(
    agent: Employee, peer: Employee, leader: Employee, supervisor: Employee, other_leader: Employee
) -> None:
    own = submit(leader)
    with refused("communication.own_suggestion"):
        decline(own, by=leader)
    decline(own, by=supervisor)

    row = submit(agent)
    for person in (peer, agent):
        with pytest.raises(NotAllowed):
            decline(row, by=person)
    with pytest.raises(Suggestion.DoesNotExist):
        decline(row, by=other_leader)


def test_what_is_answered_is_answered_once(agent: Employee, leader: Employee) -> None:
    row = submit(agent)
    decline(row, by=leader)

    with refused("communication.suggestion_decided"):
        adopt(row, by=leader, doer=leader)
    with refused("communication.suggestion_decided"):
        services.withdraw_suggestion(suggestion_id=row.pk, by=agent.account, now=NOW)


def test_the_author_and_nobody_else_withdraws(agent: Employee, peer: Employee, leader: Employee) -> None:
    row = submit(agent)
    with pytest.raises(NotAllowed):
        services.withdraw_suggestion(suggestion_id=row.pk, by=peer.account, now=NOW)

    services.withdraw_suggestion(suggestion_id=row.pk, by=agent.account, now=NOW)
    assert not Todo.objects.filter(kind=services.ANSWER).exists()
    assert list(selectors.suggestions(leader.account)) == []
    assert list(selectors.suggestions(agent.account)) == [row]


def test_the_same_suggestion_is_not_sent_twice(agent: Employee) -> None:
    submit(agent)

    with refused("communication.sent_already"):
        submit(agent)


# --- R-084 -------------------------------------------------------------------------------------------------


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 10, tzinfo=ZONE)


@pytest.mark.covers("R-084", "K5")
def test_on_the_tenth_working_day_it_still_waits_and_on_the_eleventh_it_goes_to_the_next_level(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    row = submit(agent)

    assert services.escalate_suggestions(now=morning(date(2026, 12, 2))) == 0
    assert services.escalate_suggestions(now=morning(date(2026, 12, 3))) == 1
    row.refresh_from_db()
    assert row.escalated_to == supervisor
    assert set(Todo.objects.filter(kind=services.ANSWER).values_list("employee", flat=True)) == {
        leader.pk, supervisor.pk,
    }  # fmt: skip
    assert Notice.objects.filter(account=supervisor.account).count() == 1
    assert AuditEntry.objects.filter(verb="communication.suggestion_escalated").count() == 1


@pytest.mark.covers("R-084")
def test_it_goes_up_once_however_often_the_job_runs(agent: Employee, leader: Employee, supervisor: Employee) -> None:
    submit(agent)

    assert [services.escalate_suggestions(now=morning(date(2026, 12, 3))) for _run in range(3)] == [1, 0, 0]


def test_what_is_answered_in_time_goes_nowhere(agent: Employee, leader: Employee, supervisor: Employee) -> None:
    decline(submit(agent), by=leader)

    assert services.escalate_suggestions(now=morning(date(2026, 12, 3))) == 0


def test_nothing_is_handed_up_on_a_rest_day_and_nothing_forgotten(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    submit(agent)

    assert services.escalate_suggestions(now=morning(date(2026, 12, 5))) == 0
    assert services.escalate_suggestions(now=morning(date(2026, 12, 7))) == 1


def test_where_nobody_stands_above_it_stays_and_is_tried_again(agent: Employee, leader: Employee) -> None:
    row = submit(agent)

    assert services.escalate_suggestions(now=morning(date(2026, 12, 3))) == 0
    row.refresh_from_db()
    assert row.escalated_at is None
