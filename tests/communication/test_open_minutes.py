"""A meeting counts once its minutes are out, and open minutes wait for whoever leads the team."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.services import meetings as services
from dengta.domains.communication.services.open_minutes import ask_for_minutes
from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.communication.meeting import AFTER, Call, action, caller, case, held, overlooked, publish
from tests.communication.talking import TODAY, SignedIn, account
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(leader: Employee, tree: Tree) -> Call:
    return caller(leader, tree)


def gaps(who: Employee) -> set[str]:
    return {gap.rule.id for gap in overlooked(who)}


@pytest.mark.covers("R-028", "R-154")
def test_a_meeting_that_nobody_published_fills_neither_month_nor_week(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    month = held(tree.aftersales_1, "monthly", date(2026, 10, 30), published=False)
    week = held(tree.aftersales_1, "weekly", date(2026, 11, 12), praised=agent, published=False)
    assert gaps(leader) == {"R-028", "R-154"}

    case(month, None, leader, kind="lesson")
    action(month, agent, leader)
    for meeting in (month, week):
        services.write_minutes(meeting_id=meeting.pk, minutes="讨论了退款时效", topic="", by=account(leader))
        services.publish_minutes(meeting_id=meeting.pk, by=account(leader), now=NOW)
    assert gaps(leader) == set()


@pytest.mark.covers("R-028", "R-154")
@pytest.mark.parametrize(
    ("kind", "rule", "day", "warned"),
    [
        ("weekly", "R-154", date(2026, 11, 17), True), ("weekly", "R-154", TODAY, False),
        ("weekly", "R-154", date(2026, 11, 22), False), ("weekly", "R-154", date(2026, 11, 23), True),
        ("monthly", "R-028", date(2026, 11, 17), True), ("monthly", "R-028", TODAY, False),
        ("monthly", "R-028", date(2026, 11, 30), False), ("monthly", "R-028", date(2026, 12, 1), True),
    ],
)  # fmt: skip
def test_a_meeting_called_for_this_week_or_month_is_not_warned_of_twice(  # noqa: PLR0917 - fixtures
    kind: str, rule: str, day: date, warned: bool, leader: Employee, agent: Employee, tree: Tree
) -> None:
    held(tree.aftersales_1, kind, day, published=False)
    assert (rule in gaps(leader)) is warned


def asked_for(who: Employee) -> list[Todo]:
    return list(Todo.objects.filter(kind="meetings.minutes", employee=who))


@pytest.mark.covers("R-028", "R-154")
def test_minutes_wait_for_whoever_leads_the_team_once_the_day_is_over(
    leader: Employee, agent: Employee, supervisor: Employee, call: Call, signed_in: SignedIn
) -> None:
    meeting = call("weekly")
    assert ask_for_minutes(now=AFTER) == 0, "its day is not over"
    for night in (1, 2):
        with time_machine.travel(NOW + timedelta(days=night), tick=False):
            jobs.enqueue("communication.ask_for_minutes", key=str(night))
            jobs.work_off()

    (todo,) = asked_for(leader)
    assert todo.due_at == end_of(TODAY + timedelta(days=3))
    assert todo.url == reverse("meetings:meeting", args=[meeting.pk])
    assert asked_for(agent) == asked_for(supervisor) == []
    entry = AuditEntry.objects.get(verb="communication.minutes_asked_for")
    assert (entry.actor_id, entry.object_id) == (None, str(meeting.pk))
    assert "发布纪要" in signed_in(leader).get(reverse("todos:inbox")).content.decode()
    publish(meeting, leader)
    assert asked_for(leader) == []


def test_minutes_of_a_meeting_that_is_cancelled_or_moved_wait_for_nobody(call: Call, leader: Employee) -> None:
    cancelled, moved = call("weekly"), call("monthly")
    tomorrow = NOW + timedelta(days=1)
    assert ask_for_minutes(now=tomorrow) == 2
    assert len(asked_for(leader)) == 2

    services.cancel_meeting(meeting_id=cancelled.pk, reason="大促加班", by=account(leader))
    services.move_meeting(meeting_id=moved.pk, starts_at=NOW + timedelta(days=2), by=account(leader), now=tomorrow)
    assert asked_for(leader) == []
    assert ask_for_minutes(now=tomorrow) == 0
    assert ask_for_minutes(now=NOW + timedelta(days=3)) == 1, "after its new day it is asked for anew"


def test_minutes_of_a_team_without_a_lead_wait_for_the_next_above(call: Call, supervisor: Employee, tree: Tree) -> None:
    call("weekly", unit=tree.aftersales_2, by=supervisor)
    ask_for_minutes(now=NOW + timedelta(days=1))
    assert len(asked_for(supervisor)) == 1
