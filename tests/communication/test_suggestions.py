"""Suggestions: an answer in time, a no with an alternative, a yes with a plan, and a name only by consent."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from dengta.domains.communication.models import Credit, Suggestion, Todo, Vote
from dengta.domains.communication.selectors import suggestions as selectors
from dengta.domains.communication.services import adoptions
from dengta.domains.communication.services import suggestions as services
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = NOW.date()
Status = Suggestion.Status


def submit(author: Employee, title: str = "退款单不必重复填写订单号", *, hidden: bool = False) -> Suggestion:
    return services.submit_suggestion(title=title, body="现在要填两遍。", hidden=hidden, by=author.account, now=NOW)


def adopt(row: Suggestion, *, by: Employee, doer: Employee, **more: object) -> Suggestion:
    plan = {"answer": "好主意", "steps": "表单自动带入订单号", "doer": doer.pk, "until": TODAY + timedelta(days=14)}
    return services.adopt_suggestion(suggestion_id=row.pk, by=by.account, now=NOW, **{**plan, **more})  # type: ignore[arg-type]


def decline(
    row: Suggestion, *, by: Employee, answer: str = "系统本季度冻结", alternative: str = "先做快捷短语"
) -> None:
    services.decline_suggestion(suggestion_id=row.pk, answer=answer, alternative=alternative, by=by.account, now=NOW)


def vote(row: Suggestion, *, by: Employee, on: bool = True) -> None:
    services.vote(suggestion_id=row.pk, by=by.account, now=NOW, on=on)


def refused(code: str) -> "pytest.RaisesContext":  # type: ignore[name-defined]
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


def shown(row: Suggestion, reader: Employee) -> list[str | None]:
    seen = selectors.suggestions(reader.account).get(pk=row.pk)
    return [credit.person.name if credit.person else None for credit in selectors.credits_of(seen, reader.account)]


# --- submitting and the first level -----------------------------------------------------------------------


@pytest.mark.covers("K5")
def test_a_suggestion_waits_for_the_nearest_leader_for_ten_working_days(agent: Employee, leader: Employee) -> None:
    row = submit(agent)

    # Ten working days after Wednesday 18 November.
    assert (row.holder, row.due_on) == (leader, date(2026, 12, 2))
    todo = Todo.objects.get(kind=services.ANSWER)
    assert (todo.employee, todo.title, todo.due_at) == (
        leader, row.title, datetime(2026, 12, 2, 23, 59, 59, 999999, tzinfo=ZONE),
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
    for person in (peer, agent, other_leader):
        with pytest.raises(NotAllowed):
            decline(row, by=person)


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
    assert list(selectors.praisable(peer.account)) == []

    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=agent.account, now=NOW)
    assert shown(row, peer) == [agent.name]
    assert [credit.employee for credit in selectors.praisable(peer.account)] == [agent]

    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=False, by=agent.account, now=NOW)
    assert shown(row, peer) == [None]
    assert list(selectors.praisable(peer.account)) == []


@pytest.mark.covers("R-084")
def test_an_open_name_is_praised_only_with_consent_as_well(agent: Employee, peer: Employee, leader: Employee) -> None:
    row = adopt(submit(agent), by=leader, doer=leader)
    assert list(selectors.praisable(peer.account)) == []

    adoptions.agree_to_be_named(suggestion_id=row.pk, agree=True, by=agent.account, now=NOW)
    assert [credit.employee for credit in selectors.praisable(peer.account)] == [agent]


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
