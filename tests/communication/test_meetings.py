"""Team meetings: agenda, own words, cases, awards, actions that come back, minutes that stay."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from dengta.domains.communication.models import Meeting, MeetingCase, Statement, Todo
from dengta.domains.communication.selectors import meetings as selectors
from dengta.domains.communication.selectors.meeting_warnings import warnings_of
from dengta.domains.communication.services import meeting_points as points
from dengta.domains.communication.services import meetings as services
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.announcing import refuses
from tests.communication.meeting import AFTER, SOON, Call, action, caller, case, publish, titles
from tests.communication.talking import TODAY, SignedIn, account
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(leader: Employee, tree: Tree) -> Call:
    return caller(leader, tree)


# --- R-104, K3: everybody is asked for their own month ---------------------------------------------------


@pytest.mark.covers("R-104", "K3")
def test_every_agent_is_offered_a_slot_and_whoever_is_not_is_named(
    call: Call, leader: Employee, agent: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    meeting = call("monthly")
    assert set(meeting.statements.values_list("employee", flat=True)) == {agent.pk}, "agents, not who leads"
    assert "R-104" not in titles(meeting)

    late = hire("新人小赵", tree.aftersales_1)
    warned = [warning for warning in warnings_of(meeting) if warning.rule.id == "R-104"]
    assert "新人小赵" in str(warned[0].text)

    assert services.offer_slots(meeting_id=meeting.pk, by=account(leader), now=NOW) == 1
    assert services.offer_slots(meeting_id=meeting.pk, by=account(leader), now=NOW) == 0
    assert "R-104" not in titles(meeting)
    assert Todo.objects.filter(kind="meetings.statement", employee=late).count() == 1


@pytest.mark.covers("K3")
def test_own_words_are_read_by_the_person_and_their_leader_until_the_person_shares_them(
    call: Call, leader: Employee, agent: Employee, peer: Employee, supervisor: Employee
) -> None:
    meeting = call("monthly")
    write(meeting, agent, mistakes="漏看了退款备注", shared=False)
    write(meeting, peer, mistakes="转接过多", shared=True)

    def read(by: Employee) -> set[str]:
        return {one.mistakes for one in selectors.statements(account(by), meeting)}

    assert read(leader) == read(supervisor) == {"漏看了退款备注", "转接过多"}
    assert read(agent) == {"漏看了退款备注"}
    publish(meeting, leader)
    meeting.refresh_from_db()
    assert read(agent) == {"漏看了退款备注", "转接过多"}
    assert read(peer) == {"转接过多"}, "what was not shared stays between the person and the leader"


def write(meeting: Meeting, who: Employee, **words: Any) -> Statement:
    said = {"results": "", "mistakes": "", "analysis": "", "presents": True, "shared": False, **words}
    return services.write_statement(meeting_id=meeting.pk, by=account(who), now=NOW, **said)


@pytest.mark.usefixtures("peer")
def test_own_words_settle_the_to_do_are_not_empty_and_end_with_the_minutes(
    call: Call, leader: Employee, agent: Employee, stranger: Employee
) -> None:
    meeting = call("monthly")
    with refuses("statement_empty"):
        write(meeting, agent, results="  ")
    with pytest.raises(NotAllowed):
        write(meeting, stranger, results="我不在这个组")
    assert Todo.objects.filter(kind="meetings.statement", employee=agent).exists()
    write(meeting, agent, results="解决率提高")
    assert not Todo.objects.filter(kind="meetings.statement", employee=agent).exists()
    publish(meeting, leader)
    assert not Todo.objects.filter(kind="meetings.statement").exists(), "nobody is asked any more"
    with refuses("minutes_closed"):
        write(meeting, agent, results="太晚了")


# --- K22: the praised case is learned from --------------------------------------------------------------


@pytest.mark.covers("K22", "R-154")
def test_the_praised_case_becomes_a_learning_item_with_readers(
    call: Call, leader: Employee, agent: Employee, peer: Employee, stranger: Employee
) -> None:
    weekly = call("weekly")
    told = case(weekly, agent, leader)
    case(weekly, None, leader, kind="lesson")
    assert not selectors.learning_items(account(peer)).exists(), "a draft teaches nobody"
    publish(weekly, leader)

    item = selectors.learning_items(account(peer)).get()
    assert (item, item.reader_count, item.read_count, item.waits_for_me) == (told, 2, 0, True)
    assert Todo.objects.filter(kind="meetings.case", employee=peer).count() == 1
    for _twice in range(2):
        points.read_case(case_id=told.pk, by=account(peer), now=AFTER)
    read = AuditEntry.objects.get(verb="communication.case_read")
    assert (read.actor_id, read.object_id, read.subject_id) == (account(peer).pk, str(told.pk), peer.pk)
    item = selectors.learning_items(account(peer)).get()
    assert (item.reader_count, item.read_count, item.read_by_me) == (2, 1, True)
    assert not Todo.objects.filter(kind="meetings.case", employee=peer).exists()
    assert [one.employee for one in selectors.readers_of(told) if one.read_at is None] == [leader]
    with pytest.raises(NotAllowed):
        points.read_case(case_id=told.pk, by=account(stranger), now=AFTER)
    assert not selectors.learning_items(account(stranger)).exists()


@pytest.mark.covers("K3")
def test_praise_names_the_colleague_and_a_case_to_learn_from_names_nobody(
    call: Call, leader: Employee, agent: Employee, stranger: Employee
) -> None:
    meeting = call("weekly")
    with refuses("lesson_names_nobody"):
        case(meeting, agent, leader, kind="lesson")
    with refuses("praise_needs_a_name"):
        case(meeting, None, leader)
    with refuses("meeting_not_of_the_team"):
        case(meeting, stranger, leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingCase.objects.create(meeting=meeting, kind="lesson", title="x", what="x", lesson="x", employee=agent)


# --- K3: minutes and actions ----------------------------------------------------------------------------


@pytest.mark.covers("K3")
def test_published_minutes_cannot_be_changed_only_added_to(call: Call, leader: Employee, agent: Employee) -> None:
    meeting = call("monthly")
    todo = action(meeting, agent, leader)
    with refuses("minutes_not_published"):
        services.add_addendum(meeting_id=meeting.pk, text="补充", by=account(leader), now=NOW)
    publish(meeting, leader)
    by = account(leader)
    for change in (
        lambda: services.write_minutes(meeting_id=meeting.pk, minutes="改写", topic="", by=by),
        lambda: services.publish_minutes(meeting_id=meeting.pk, by=by, now=AFTER),
        lambda: services.move_meeting(meeting_id=meeting.pk, starts_at=AFTER, by=by, now=NOW),
        lambda: services.cancel_meeting(meeting_id=meeting.pk, reason="x", by=by),
        lambda: points.remove_point(meeting_id=meeting.pk, sort="action", point_id=todo.pk, by=by),
        lambda: points.add_award(meeting_id=meeting.pk, employee=agent, title="x", reason="x", by=by),
    ):
        with refuses("minutes_closed"):
            change()
    services.add_addendum(meeting_id=meeting.pk, text="补充：10 日前完成", by=by, now=AFTER)
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.addenda.get().text) == ("讨论了退款时效", "补充：10 日前完成")


def test_minutes_are_not_published_empty_or_before_the_meeting(call: Call, leader: Employee) -> None:
    meeting = call("weekly")
    with refuses("minutes_empty"):
        services.publish_minutes(meeting_id=meeting.pk, by=account(leader), now=AFTER)
    services.write_minutes(meeting_id=meeting.pk, minutes="提前写", topic="", by=account(leader))
    with refuses("meeting_not_held_yet"):
        services.publish_minutes(meeting_id=meeting.pk, by=account(leader), now=SOON - timedelta(minutes=1))
    assert services.publish_minutes(meeting_id=meeting.pk, by=account(leader), now=SOON).published_at == SOON


@pytest.mark.covers("K3", "K22")
def test_the_minutes_write_themselves_from_the_points_and_name_nobody_who_shared_nothing(
    call: Call, leader: Employee, agent: Employee, peer: Employee, signed_in: SignedIn
) -> None:
    earlier = call("monthly", NOW + timedelta(hours=1))
    action(earlier, peer, leader)
    publish(earlier, leader)
    meeting = call("monthly", SOON + timedelta(days=7))
    after = AFTER + timedelta(days=7)
    for who, shared in ((agent, True), (peer, False)):
        services.write_statement(
            meeting_id=meeting.pk, results="满意度 95%", mistakes="", analysis="", presents=True, shared=shared,
            by=account(who), now=NOW,
        )  # fmt: skip
    case(meeting, agent, leader)
    points.add_award(meeting_id=meeting.pk, employee=agent, title="服务之星", reason="零投诉", by=account(leader))
    page = reverse("meetings:meeting", args=[meeting.pk])
    with time_machine.travel(after, tick=True):
        assert "零投诉" in signed_in(leader).get(page).context["draft"]
        assert signed_in(agent).get(page).context["draft"] == "", "a draft is for who leads the meeting"
        assert "零投诉" in signed_in(leader).get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()
    services.publish_minutes(meeting_id=meeting.pk, by=account(leader), now=after)

    meeting.refresh_from_db()
    for said in ("更新退款话术", "陈浩然", "李佳怡 · 主动回访", "先回访再结单", "服务之星"):
        assert said in meeting.minutes
    own_words = meeting.minutes.split("\n\n")[1]
    assert "李佳怡" in own_words
    assert "陈浩然" not in own_words
    assert "满意度" not in meeting.minutes


@pytest.mark.covers("K3")
def test_an_action_waits_for_its_owner_and_comes_first_at_the_next_meeting(
    call: Call, leader: Employee, agent: Employee, peer: Employee
) -> None:
    first = call("weekly", NOW + timedelta(hours=1))
    done, left = action(first, agent, leader), action(first, peer, leader)
    with refuses("minutes_not_published"):
        points.finish_action(action_id=done.pk, note="完成", by=account(agent), now=NOW)
    publish(first, leader)
    assert set(Todo.objects.filter(kind="meetings.action").values_list("employee", flat=True)) == {agent.pk, peer.pk}

    with refuses("meeting_outcome_missing"):
        points.finish_action(action_id=done.pk, note=" ", by=account(agent), now=AFTER)
    with pytest.raises(NotAllowed):
        points.finish_action(action_id=left.pk, note="替他完成", by=account(agent), now=AFTER)
    points.finish_action(action_id=done.pk, note="话术已更新", by=account(agent), now=AFTER)
    with refuses("action_done_already"):
        points.finish_action(action_id=done.pk, note="再来", by=account(leader), now=AFTER)
    assert list(Todo.objects.filter(kind="meetings.action").values_list("employee", flat=True)) == [peer.pk]

    second = call("weekly", NOW + timedelta(days=7))
    assert list(selectors.carried_over(second)) == [left]


def test_an_action_is_due_on_the_day_of_the_meeting_or_later_and_by_the_team(
    call: Call, leader: Employee, agent: Employee, stranger: Employee
) -> None:
    meeting = call("weekly")
    with refuses("action_due_before_meeting"):
        action(meeting, agent, leader, due=TODAY - timedelta(days=1))
    with refuses("meeting_not_of_the_team"):
        action(meeting, stranger, leader)
    assert action(meeting, agent, leader, due=TODAY).due_on == TODAY


# --- calling, moving, cancelling ------------------------------------------------------------------------


def test_a_meeting_is_called_for_a_team_ahead_and_once_a_day(
    call: Call, agent: Employee, other_leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    with refuses("meeting_in_the_past"):
        services.call_meeting(
            unit=tree.aftersales_1, kind="weekly", starts_at=NOW - timedelta(minutes=1), by=account(supervisor), now=NOW
        )
    with refuses("meeting_needs_team"):
        call("weekly", unit=tree.qinghe, by=supervisor)
    for outsider in (agent, other_leader):
        with pytest.raises(NotAllowed):
            call("weekly", by=outsider)
    call("weekly")
    with refuses("meeting_there_already"):
        call("weekly", AFTER)
    assert Notice.objects.filter(account=agent.account, kind="communication.meeting").count() == 1


def test_a_moved_meeting_is_told_and_on_record_and_a_planner_of_the_rooms_above_may_place_it(
    call: Call, leader: Employee, agent: Employee
) -> None:
    meeting = call("weekly")
    there = NOW + timedelta(days=1)
    services.move_meeting(meeting_id=meeting.pk, starts_at=there, by=None, now=NOW)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.held_on) == (there, there.date())
    assert AuditEntry.objects.filter(verb="communication.meeting_moved", actor_id=None).exists()
    assert Notice.objects.filter(account=agent.account).count() == 2


@pytest.mark.usefixtures("agent")
def test_a_cancelled_meeting_asks_nobody_any_more_and_leaves_the_day_free(call: Call, leader: Employee) -> None:
    meeting = call("monthly")
    with refuses("meeting_reason_missing"):
        services.cancel_meeting(meeting_id=meeting.pk, reason=" ", by=account(leader))
    services.cancel_meeting(meeting_id=meeting.pk, reason="大促加班", by=account(leader))
    assert not Todo.objects.filter(kind="meetings.statement").exists()
    assert call("monthly").pk != meeting.pk
