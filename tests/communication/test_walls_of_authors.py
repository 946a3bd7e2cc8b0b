"""The wall between two clients before whoever wrote something and moved: their own words stay readable to them.

What others wrote and what concerns customers does not, they write nothing more, and the leaders of the old client
finish what was left behind.
"""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from dengta.domains.communication.models import (
    Meeting,
    MeetingAction,
    MonthlyStatement,
    OutsiderLink,
    Statement,
    WeeklyReport,
    WorkRequest,
)
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors import requests as request_selectors
from dengta.domains.communication.selectors import weekly as weekly_selectors
from dengta.domains.communication.services import (
    meeting_points,
    meetings,
    outsiders,
    request_answers,
    requests,
    weekly,
)
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.people.services.membership import place
from dengta.foundation import events
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.communication.talking import TODAY, Hire, SignedIn, account, at, inbox, told
from tests.communication.test_attacks import moves
from tests.communication.test_requests import ACROSS, PROMISE, UP
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("N3")]
CLOSE: dict[str, Any] = {"kept": True, "result": "每天 10 点已同步", "customer_reply": "已告知 13800000000 到账日"}


@pytest.fixture
def asked(agent: Employee, leader: Employee, supervisor: Employee) -> WorkRequest:
    """李佳怡 asks another department of her client, answered by 林涛."""
    return requests.ask_across(**{**ACROSS, "addressee_id": supervisor.pk}, by=account(agent), now=NOW)


def promise(row: WorkRequest, by: Employee) -> None:
    request_answers.answer(request_id=row.pk, verdict="yes", **PROMISE, by=account(by), now=NOW)


# --- requests -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moved", [True, False])
def test_of_a_request_left_behind_stays_the_own_text_and_its_answer(  # noqa: PLR0917 - fixtures
    moved: bool, asked: WorkRequest, agent: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    promise(asked, supervisor)
    place(agent, unit=tree.ticketing if moved else tree.aftersales_2, on=TODAY)

    browser = signed_in(agent)
    page = browser.get(reverse("requests:one", args=[asked.pk])).content.decode()
    listed = browser.get(reverse("requests:list")).content.decode()
    for words in (asked.facts, asked.proposal, PROMISE["promised"], asked.department):
        assert words in page
    assert asked.summary in listed
    for names in (supervisor.name, PROMISE["owner"]):
        assert (names in page) is not moved
    assert (supervisor.name in listed) is not moved
    for way in ("close", "withdraw", "link_new", "answer"):
        status = browser.get(reverse(f"requests:{way}", args=[asked.pk])).status_code
        assert status == (404 if moved or way == "answer" else 200)


def test_what_somebody_else_wrote_to_its_end_and_what_the_customer_heard_stays_behind(  # noqa: PLR0917 - fixtures
    asked: WorkRequest, agent: Employee, leader: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    promise(asked, supervisor)
    moves(agent, tree)
    request_answers.close(request_id=asked.pk, **CLOSE, by=account(leader), now=NOW)

    address = reverse("requests:one", args=[asked.pk])
    mine, theirs = (signed_in(one).get(address).content.decode() for one in (agent, leader))
    for words in (CLOSE["result"], CLOSE["customer_reply"], leader.name):
        assert words in theirs
        assert words not in mine


def test_the_own_result_stays_readable_without_what_the_customer_heard(
    asked: WorkRequest, agent: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    promise(asked, supervisor)
    request_answers.close(request_id=asked.pk, **CLOSE, by=account(agent), now=NOW)
    moves(agent, tree)

    page = signed_in(agent).get(reverse("requests:one", args=[asked.pk])).content.decode()
    assert CLOSE["result"] in page
    assert CLOSE["customer_reply"] not in page


def test_who_moved_writes_nothing_more_into_a_request(
    asked: WorkRequest, agent: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    opened = outsiders.open_link(request_id=asked.pk, recipient="物流部 王工", by=account(agent), now=NOW)
    moves(agent, tree)

    refused: list[Any] = [
        lambda: request_answers.withdraw(request_id=asked.pk, reason="x", by=account(agent), now=NOW),
        lambda: outsiders.open_link(request_id=asked.pk, recipient="x", by=account(agent), now=NOW),
        lambda: outsiders.revoke_link(link_id=opened.link.pk, by=account(agent), now=NOW),
    ]
    for call in refused:
        with pytest.raises(NotAllowed):
            call()
    page = signed_in(agent).get(reverse("requests:one", args=[asked.pk])).content.decode()
    assert "物流部 王工" not in page
    assert signed_in(agent).post(reverse("requests:link_revoke", args=[asked.pk, opened.link.pk])).status_code == 404
    promise(asked, supervisor)
    with pytest.raises(NotAllowed):
        request_answers.close(request_id=asked.pk, **CLOSE, by=account(agent), now=NOW)


@pytest.mark.parametrize("gone", ["moved", "left"])
@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_whoever_leads_the_unit_finishes_what_was_left_behind_and_nobody_before(  # noqa: PLR0917 - fixtures
    gone: str, who: str, asked: WorkRequest, agent: Employee, tree: Tree, request: pytest.FixtureRequest,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    finisher = request.getfixturevalue(who)
    withdraw: dict[str, Any] = {"request_id": asked.pk, "reason": "已自行解决", "customer_reply": "已告知"}
    assert not policies.follow_up.allows(account(finisher), asked)
    with pytest.raises(NotAllowed):
        request_answers.withdraw(**withdraw, by=account(finisher), now=NOW)
    if gone == "moved":
        moves(agent, tree)
    else:
        Employee.objects.filter(pk=agent.pk).update(status=Employee.Status.LEFT)

    browser = signed_in(finisher)
    assert asked in request_selectors.requests(account(finisher))
    assert asked.facts in browser.get(reverse("requests:one", args=[asked.pk])).content.decode()
    assert browser.get(reverse("requests:withdraw", args=[asked.pk])).status_code == 200
    outsiders.open_link(request_id=asked.pk, recipient="物流部 赵工", by=account(finisher), now=NOW)
    assert OutsiderLink.objects.filter(request=asked).exists()
    row = request_answers.withdraw(**withdraw, by=account(finisher), now=NOW)
    assert (row.status, row.closed_by) == (WorkRequest.Status.WITHDRAWN, finisher)


def test_a_leader_finishes_nothing_of_another_team_or_another_client(  # noqa: PLR0917 - fixtures
    asked: WorkRequest, agent: Employee, other_leader: Employee, peer: Employee, hire: Hire, tree: Tree
) -> None:
    beside = hire("何雨", tree.aftersales_2, role=Role.TEAM_LEAD)
    moves(agent, tree)

    for nobody in (other_leader, beside, peer):
        assert asked not in request_selectors.requests(account(nobody))
        with pytest.raises(NotAllowed):
            request_answers.withdraw(request_id=asked.pk, reason="x", by=account(nobody), now=NOW)


def test_what_a_leader_left_behind_is_finished_by_whoever_leads_the_team_next(
    leader: Employee, supervisor: Employee, hire: Hire, tree: Tree
) -> None:
    row = requests.ask_up(**UP, by=account(leader), now=NOW)
    promise(row, supervisor)
    assert inbox(leader) == [("request.close", UP["summary"])]
    moves(leader, tree)
    successor = hire("沈岚", tree.aftersales_1, role=Role.TEAM_LEAD)
    events.deliver()

    assert inbox(leader) == []
    assert ("request.close", UP["summary"]) in inbox(successor) + inbox(supervisor)
    closed = request_answers.close(request_id=row.pk, kept=True, result="已排班", by=account(successor), now=NOW)
    assert closed.closed_by == successor
    assert inbox(successor) == inbox(supervisor) == []


def test_what_was_answered_waits_for_the_leader_from_the_day_of_the_move_once(
    asked: WorkRequest, agent: Employee, leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    promise(asked, supervisor)
    assert request_answers.hand_over(now=NOW) == 0
    place(agent, unit=tree.ticketing, on=TODAY + timedelta(days=1))
    events.deliver()
    assert inbox(leader) == []

    with time_machine.travel(at(19), tick=True):
        assert [request_answers.hand_over(now=at(19)) for _again in range(2)] == [1, 0]
    boss = AuditEntry.objects.get(verb=request_answers.HANDED_OVER)
    assert boss.subject_id == agent.pk
    assert ("request.close", asked.summary) in inbox(leader) + inbox(supervisor)


def test_an_answer_after_the_move_reaches_whoever_finishes_it_and_the_asker_reads_the_answer(
    asked: WorkRequest, agent: Employee, leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    moves(agent, tree)
    promise(asked, supervisor)

    assert inbox(agent) == []
    assert inbox(leader) == [("request.close", asked.summary)]
    assert told(agent) == [f"已答复：{asked.summary}"]


def test_who_is_called_in_after_the_move_is_not_named_to_who_moved_away(
    agent: Employee, leader: Employee, supervisor: Employee, hire: Hire, tree: Tree
) -> None:
    row = requests.ask_up(**UP, by=account(agent), now=NOW)
    assert row.addressee == leader
    moves(agent, tree)
    assert requests.escalate_unanswered(now=at(24)) == 1

    row.refresh_from_db()
    assert row.escalated_to == supervisor
    assert told(agent) == []


def test_somebody_of_the_house_who_stands_in_no_client_loses_nothing_of_their_own(
    supervisor: Employee, hire: Hire, tree: Tree
) -> None:
    logistics = hire("王工", tree.shanghai)
    row = requests.ask_across(**{**ACROSS, "addressee_id": supervisor.pk}, by=account(logistics), now=NOW)
    place(logistics, unit=tree.chengdu, on=TODAY)

    assert policies.follow_up.allows(account(logistics), row)
    assert request_selectors.requests(account(logistics)).get().is_inside


# --- weekly reports, risks and asks ---------------------------------------------------------------------------


def report_of(leader: Employee, supervisor: Employee, tree: Tree, week: date, remark: str) -> WeeklyReport:
    figures = [{"source": "service", "kpi": "csat", "value": 0.87, "before": 0.85, "n": 214, "few": False}]
    return WeeklyReport.objects.create(
        unit=tree.aftersales_1, author=leader, recipient=supervisor, week=week, figures=figures, remark=remark,
        made_at=NOW,
    )  # fmt: skip


def test_of_a_weekly_report_left_behind_stays_the_own_remark(
    leader: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    said = report_of(leader, supervisor, tree, date(2026, 11, 9), "两人病假")
    mute = report_of(leader, supervisor, tree, date(2026, 11, 2), "")
    address = reverse("requests:report", args=[said.pk])
    before = signed_in(leader).get(address).content.decode()
    assert set(weekly_selectors.reports(account(leader))) == {said, mute}
    moves(leader, tree)

    browser = signed_in(leader)
    after, listed = browser.get(address).content.decode(), browser.get(reverse("requests:reports")).content.decode()
    for words in ("214", supervisor.name):
        assert words in before
        assert words not in after + listed
    assert "两人病假" in after
    assert "两人病假" in listed
    assert browser.get(reverse("requests:report", args=[mute.pk])).status_code == 404
    assert browser.get(reverse("requests:report_remark", args=[said.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        weekly.remark_on_report(report_id=said.pk, remark="x", by=account(leader), now=NOW)
    assert weekly_selectors.reports(account(supervisor)).get(pk=said.pk).is_inside


def test_risks_stay_readable_for_whoever_wrote_them_and_take_no_more_asks(
    leader: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    row = weekly.write_statement(unit_id=tree.aftersales_1.pk, risks="旺季缺两人", by=account(leader), now=NOW)
    address = f"{reverse('requests:new_up')}?statement={row.pk}"
    assert signed_in(leader).get(address).status_code == 200
    moves(leader, tree)

    browser = signed_in(leader)
    listed = browser.get(reverse("requests:statements")).content.decode()
    assert "旺季缺两人" in listed
    assert f"?statement={row.pk}" not in listed
    assert browser.get(address).status_code == 404
    with pytest.raises(NotAllowed):
        requests.ask_up(**UP, statement=row, by=account(leader), now=NOW)
    assert MonthlyStatement.objects.get() in weekly_selectors.statements(account(supervisor))


def test_nobody_adds_an_ask_to_the_risks_of_somebody_else(
    leader: Employee, agent: Employee, supervisor: Employee, tree: Tree
) -> None:
    row = weekly.write_statement(unit_id=tree.aftersales_1.pk, risks="旺季缺两人", by=account(leader), now=NOW)
    with pytest.raises(NotAllowed):
        requests.ask_up(**UP, statement=row, by=account(agent), now=NOW)
    assert requests.ask_up(**UP, statement=row, by=account(leader), now=NOW).statement == row


# --- meetings -------------------------------------------------------------------------------------------------

SAID: dict[str, Any] = {
    "results": "一次解决率提高两点", "mistakes": "漏看备注", "analysis": "先看备注", "presents": False, "shared": False,
}  # fmt: skip


@pytest.fixture
def monthly(agent: Employee, peer: Employee, leader: Employee, tree: Tree) -> Meeting:
    """A monthly meeting of 售后一组 for which 李佳怡 has written."""
    meeting = meetings.call_meeting(
        unit=tree.aftersales_1, kind="monthly", starts_at=NOW + timedelta(hours=1), topic="青禾退款", now=NOW,
        by=account(leader),
    )  # fmt: skip
    meetings.write_statement(meeting_id=meeting.pk, **SAID, by=account(agent), now=NOW)
    return meeting


def test_own_words_before_a_meeting_stay_readable_and_are_written_no_more(  # noqa: PLR0917 - fixtures
    monthly: Meeting, agent: Employee, peer: Employee, leader: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    address = reverse("meetings:statement", args=[monthly.pk])
    assert "<textarea" in signed_in(agent).get(address).content.decode()
    for one in (agent, peer):
        moves(one, tree)

    browser = signed_in(agent)
    page = browser.get(address).content.decode()
    assert SAID["mistakes"] in page
    assert "<textarea" not in page
    assert address in browser.get(reverse("meetings:list")).content.decode()
    assert browser.post(address, SAID).status_code == 404
    assert signed_in(peer).get(address).status_code == 404, "nothing was written"
    with pytest.raises(NotAllowed):
        meetings.write_statement(meeting_id=monthly.pk, **SAID, by=account(agent), now=NOW)
    assert browser.get(reverse("meetings:meeting", args=[monthly.pk])).status_code == 404
    assert SAID["mistakes"] in signed_in(leader).get(reverse("meetings:meeting", args=[monthly.pk])).content.decode()


def test_in_another_team_of_the_same_client_the_own_words_can_still_be_changed(
    monthly: Meeting, agent: Employee, tree: Tree
) -> None:
    place(agent, unit=tree.aftersales_2, on=TODAY)
    meetings.write_statement(meeting_id=monthly.pk, **{**SAID, "results": "新"}, by=account(agent), now=NOW)
    assert Statement.objects.get(employee=agent).results == "新"


def test_the_end_of_a_meeting_is_told_to_nobody_who_works_for_another_client(
    monthly: Meeting, agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    meeting_points.add_action(
        meeting_id=monthly.pk, what="更新退款话术", owner=agent, due_on=TODAY, by=account(leader)
    )  # fmt: skip
    Meeting.objects.filter(pk=monthly.pk).update(held_on=TODAY - timedelta(days=1), starts_at=at(17))
    moves(agent, tree)
    before = told(agent)
    meetings.publish_minutes(meeting_id=monthly.pk, by=account(leader), now=NOW)

    assert told(agent) == before
    assert any(title.startswith("会议纪要") for title in told(peer))
    assert ("meetings.action", "更新退款话术") in inbox(leader)
    assert inbox(agent) == []


@pytest.mark.parametrize("moved", [True, False])
def test_an_action_is_reported_done_by_its_owner_until_a_move_and_then_by_the_leader(
    moved: bool, agent: Employee, leader: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    meeting = Meeting.objects.create(
        unit=tree.aftersales_1, kind="weekly", held_on=TODAY, starts_at=NOW, state="published", published_at=NOW
    )
    action = MeetingAction.objects.create(meeting=meeting, what="更新退款话术", owner=agent, due_on=TODAY)
    place(agent, unit=tree.ticketing if moved else tree.aftersales_2, on=TODAY)

    address = reverse("meetings:action_done", args=[action.pk])
    assert signed_in(agent).get(address).status_code == (404 if moved else 200)
    assert signed_in(leader).get(address).status_code == 200
    meeting_points.finish_action(action_id=action.pk, note="已更新", by=account(leader), now=NOW)


def test_whoever_still_leads_at_the_old_client_stays_inside_its_wall(
    asked: WorkRequest, leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    row = requests.ask_up(**UP, by=account(leader), now=NOW)
    place(leader, unit=tree.ticketing, on=TODAY)

    assert RoleGrant.objects.filter(account=account(leader), unit=tree.aftersales_1).exists()
    assert request_selectors.requests(account(leader)).get(pk=row.pk).is_inside
