"""What the house does by itself stands in the record like what people do: whom it reminded, of what, once."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from dengta.domains.communication.models import EventPart, TeamEvent
from dengta.domains.communication.services import library, publishing, stories, team_events, weekly
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.communication.announcing import account, announce
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def entries(verb: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(verb=f"communication.{verb}", actor=None).order_by("pk"))


def day(number: int) -> datetime:
    return NOW.replace(day=number)


def test_a_reminder_of_a_review_is_recorded_once(leader: Employee, supervisor: Employee, tree: Tree) -> None:
    library.issue_document(
        number="qh-sop-01", title="退款时效处理", kind="sop", unit=tree.qinghe, owner=leader,
        review_on=NOW.date() + timedelta(days=3), clauses=(library.ClauseText("1.1", "先核对物流状态。"),),
        by=account(supervisor), now=NOW,
    )  # fmt: skip
    for _run in range(2):
        library.remind_owners(now=NOW)

    assert [one.subject_id for one in entries("review_reminded")] == [leader.pk]


def test_a_reminder_of_a_debrief_is_recorded_once(leader: Employee, tree: Tree) -> None:
    event = TeamEvent.objects.create(
        unit=tree.aftersales_1, title="活动", starts_at=NOW - timedelta(days=9), sign_up_until=NOW - timedelta(days=9),
        budget=Decimal(1), state="held",
    )  # fmt: skip
    EventPart.objects.create(event=event, kind="role_play", what="情景演练")
    for _run in range(2):
        team_events.remind_of_debriefs(now=NOW)

    assert [str(leader.pk) in one.facts for one in entries("debrief_reminded")] == [True]


def test_a_reminder_of_the_story_of_the_month_is_recorded_once_for_each_team(leader: Employee, tree: Tree) -> None:
    for _run in range(2):
        told = stories.remind_of_stories(now=day(28))
    assert told == 0

    teams = {one.object_id for one in entries("story_reminded")}
    assert str(tree.aftersales_1.pk) in teams
    assert len(entries("story_reminded")) == len(teams)


def test_the_monthly_statement_is_asked_for_and_reminded_of_on_record_once(leader: Employee, tree: Tree) -> None:
    for number in (2, 3, 6, 6, 7):
        weekly.ask_for_statements(now=day(number))

    assert [one.subject_id for one in entries("statement_asked")].count(leader.pk) == 1
    assert [one.subject_id for one in entries("statement_reminded")].count(leader.pk) == 1


def test_a_delivery_in_the_background_says_how_many_it_reached(leader: Employee, agent: Employee, tree: Tree) -> None:
    announcement = announce(leader, tree.aftersales_1)
    publishing.deliver_chunk(announcement_id=announcement.pk, employee_ids=[agent.pk], now=NOW)
    assert entries("announcement_delivered") == [], "who has it already is reached by nothing"

    announcement.receipts.all().delete()
    publishing.deliver_chunk(announcement_id=announcement.pk, employee_ids=[agent.pk], now=NOW)
    assert [one.facts for one in entries("announcement_delivered")] == ['{"people":1}']
