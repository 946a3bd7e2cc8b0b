"""What is answered from a message: a call for help, an event, a document; once, in time, by nobody else."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import DocumentReading, SignUp, TeamEvent
from dengta.domains.communication.services import help_calls, library, team_events
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.notify import answers
from dengta.foundation.notify.models import Question
from tests.cast import Tree
from tests.communication.talking import account, inbox, told
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("K15")]
Plan = Callable[..., TeamEvent]


def link_of(person: Employee) -> str:
    """The button of the newest message that asks this person something."""
    question = Question.objects.filter(notice__account=account(person)).latest("notice_id")
    return reverse("notify:answer", args=[answers.token_of(question, 0)])


def press(client: Client, link: str) -> tuple[int, str]:
    answer = client.post(link)
    return answer.status_code, answer.content.decode()


@pytest.fixture
def plan(leader: Employee, agent: Employee, peer: Employee, tree: Tree) -> Plan:
    def plan(most_people: int | None = None) -> TeamEvent:
        return team_events.plan_event(
            unit=tree.aftersales_1, title="公园半日", plan="散步", place="世纪公园",
            starts_at=NOW + timedelta(days=5), sign_up_until=NOW + timedelta(days=3), most_people=most_people,
            budget=Decimal(1500), cover="", parts={"relaxing": "散步"}, by=account(leader), now=NOW,
        )  # fmt: skip

    return plan


# --- a call for help -----------------------------------------------------------------------------------------


@pytest.mark.covers("M12")
def test_on_my_way_stops_the_clock_and_the_caller_reads_who_comes(
    agent: Employee, leader: Employee, client: Client
) -> None:
    call = help_calls.call_for_help(line="客户要求退定金", by=account(agent), now=NOW)
    status, page = press(client, link_of(leader))

    assert status == 200
    assert f"{agent.name}已知道您马上就到。" in page
    call.refresh_from_db()
    assert (call.answered_by, call.answer) == (leader, "")
    (heard,) = told(agent)
    assert leader.name in heard
    assert inbox(leader) == []


@pytest.mark.covers("M12")
def test_pressing_again_or_after_it_was_solved_changes_nothing(
    agent: Employee, leader: Employee, supervisor: Employee, client: Client
) -> None:
    call = help_calls.call_for_help(line="客户要求退定金", by=account(agent), now=NOW)
    link = link_of(leader)
    press(client, link)
    assert press(client, link)[0] == 422
    assert [one.object_id for one in AuditEntry.objects.filter(verb="communication.help_answered")] == [str(call.pk)]

    second = help_calls.call_for_help(line="又一个问题", by=account(agent), now=NOW)
    help_calls.withdraw_call(call_id=second.pk, by=account(agent), now=NOW)
    status, page = press(client, link_of(leader))
    assert (status, "撤回" in page) == (422, True)


def test_a_call_of_yesterday_is_not_answered_by_its_button(agent: Employee, leader: Employee, client: Client) -> None:
    call = help_calls.call_for_help(line="客户要求退定金", by=account(agent), now=NOW)
    link = link_of(leader)
    with time_machine.travel(NOW + timedelta(days=1), tick=True):
        status, page = press(client, link)

    assert (status, "截止" in page) == (422, True)
    call.refresh_from_db()
    assert call.answered_at is None


# --- an event ------------------------------------------------------------------------------------------------


@pytest.mark.covers("K14")
def test_i_am_coming_signs_up_once_however_often_it_is_pressed(plan: Plan, agent: Employee, client: Client) -> None:
    event = plan()
    link = link_of(agent)
    assert press(client, link)[0] == 200
    assert press(client, link)[0] == 422

    assert list(event.sign_ups.values_list("employee__name", "state")) == [(agent.name, "coming")]
    assert AuditEntry.objects.filter(verb="communication.signed_up").count() == 1


def test_whoever_presses_when_all_places_are_taken_reads_that_they_wait(
    plan: Plan, agent: Employee, peer: Employee, client: Client
) -> None:
    event = plan(most_people=1)
    press(client, link_of(agent))
    status, page = press(client, link_of(peer))

    assert (status, "候补" in page) == (200, True)
    assert event.sign_ups.get(employee=peer).state == SignUp.State.WAITING


def test_after_sign_up_has_ended_or_the_event_was_cancelled_the_button_says_so(
    plan: Plan, leader: Employee, agent: Employee, peer: Employee, client: Client
) -> None:
    event = plan()
    link, other = link_of(agent), link_of(peer)
    with time_machine.travel(NOW + timedelta(days=3), tick=True):
        status, page = press(client, link)
    assert (status, "截止" in page) == (422, True)

    team_events.cancel_event(event_id=event.pk, reason="下雨", by=account(leader))
    assert press(client, other)[0] == 422
    assert not event.sign_ups.exists()


# --- a document ----------------------------------------------------------------------------------------------


@pytest.fixture
def document(supervisor: Employee, leader: Employee, agent: Employee, tree: Tree) -> int:
    return library.issue_document(
        number="qh-sop-01", title="退款时效处理", kind="sop", unit=tree.qinghe, owner=leader,
        review_on=NOW.date() + timedelta(days=180), clauses=(library.ClauseText("1.1", "先核对物流状态。"),),
        by=account(supervisor), now=NOW,
    ).pk  # fmt: skip


@pytest.mark.covers("K18")
def test_i_have_read_it_is_on_record_once(document: int, agent: Employee, client: Client) -> None:
    link = link_of(agent)
    assert press(client, link)[0] == 200
    assert press(client, link)[0] == 422

    assert DocumentReading.objects.get(employee=agent).version.version == 1
    assert AuditEntry.objects.filter(verb="communication.document_read").count() == 1
    assert inbox(agent) == []


@pytest.mark.covers("K18")
def test_the_button_of_an_earlier_version_reads_no_later_one(
    document: int, supervisor: Employee, agent: Employee, client: Client
) -> None:
    link = link_of(agent)
    library.revise_document(
        document_id=document, clauses=(library.ClauseText("1.1", "改了"),), changes="改", by=account(supervisor),
        review_on=NOW.date() + timedelta(days=180), now=NOW,
    )  # fmt: skip
    status, page = press(client, link)
    assert (status, "新版本" in page) == (422, True)
    assert not DocumentReading.objects.exists()

    assert press(client, link_of(agent))[0] == 200
    assert DocumentReading.objects.get(employee=agent).version.version == 2


def test_a_document_that_holds_no_more_asks_nobody(
    document: int, supervisor: Employee, agent: Employee, client: Client
) -> None:
    link = link_of(agent)
    library.retire_document(document_id=document, reason="合并", by=account(supervisor), now=NOW)

    status, page = press(client, link)
    assert (status, "废止" in page) == (422, True)
    assert not DocumentReading.objects.exists()


def test_somebody_else_who_is_signed_in_presses_no_button_of_mine(
    document: int, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    assert press(signed_in(peer), link_of(agent))[0] == 422
    assert not DocumentReading.objects.exists()
