"""R-031: whatever room sends it, a message to a whole team counts, and whoever sends the sixth of a day is warned."""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.communication.models import Meeting, Standup, TeamEvent
from dengta.domains.communication.services import following_up, library, meetings, staff_consultations, standups
from dengta.domains.communication.services import team_events as events
from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation, listening
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.announcing import DAY, account, announce, draft
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("R-031", "K7")]
SOON, AFTER = NOW + timedelta(hours=2), NOW + timedelta(hours=3)
Sends = Callable[[Employee, Tree], object]


def call(leader: Employee, tree: Tree) -> Meeting:
    return meetings.call_meeting(unit=tree.aftersales_1, kind="weekly", starts_at=SOON, by=account(leader), now=NOW)


def move(leader: Employee, tree: Tree) -> None:
    meetings.move_meeting(meeting_id=call(leader, tree).pk, starts_at=AFTER, by=account(leader), now=NOW)


def cancel(leader: Employee, tree: Tree) -> None:
    meetings.cancel_meeting(meeting_id=call(leader, tree).pk, reason="大促", by=account(leader))


def minutes(leader: Employee, tree: Tree) -> None:
    meeting = call(leader, tree)
    meetings.write_minutes(meeting_id=meeting.pk, minutes="讨论了退款时效", topic="退款", by=account(leader))
    meetings.publish_minutes(meeting_id=meeting.pk, by=account(leader), now=AFTER)


def plan(leader: Employee, tree: Tree) -> TeamEvent:
    return events.plan_event(
        unit=tree.aftersales_1, title="公园半日", plan="散步", place="世纪公园", starts_at=NOW + 5 * DAY,
        sign_up_until=NOW + 4 * DAY, most_people=None, budget=Decimal(1500), cover="", parts={"relaxing": "散步"},
        by=account(leader), now=NOW,
    )  # fmt: skip


def call_off(leader: Employee, tree: Tree) -> None:
    event = plan(leader, tree)
    for one in Employee.objects.filter(name__in=("李佳怡", "陈浩然")):
        events.sign_up(event_id=event.pk, by=account(one), now=NOW)
    events.cancel_event(event_id=event.pk, reason="下雨", by=account(leader))


def stand_up(leader: Employee, tree: Tree) -> Standup:
    begun = standups.begin_standup(unit_id=tree.aftersales_1.pk, praise="", lesson="", by=account(leader), now=NOW)
    there = list(Employee.objects.filter(name="李佳怡").values_list("pk", flat=True))
    return standups.end_standup(
        standup_id=begun.pk, present=there, praise="", lesson="", by=account(leader), now=NOW + timedelta(minutes=9)
    )


def issue(leader: Employee, tree: Tree) -> None:
    supervisor = Employee.objects.get(name="林涛")
    library.issue_document(
        number="qh-sop-01", title="退款时效处理", kind="sop", unit=tree.aftersales_1, owner=leader,
        review_on=NOW.date() + timedelta(days=180), clauses=(library.ClauseText("1.1", "先核对物流状态。"),),
        by=account(supervisor), now=NOW,
    )  # fmt: skip


def consult(leader: Employee, tree: Tree) -> None:
    asked = draft(leader, tree.aftersales_1)
    staff_consultations.open_consultation(
        announcement_id=asked.pk, closes_on=NOW.date() + timedelta(days=7), by=account(leader), now=NOW
    )


def remind(leader: Employee, tree: Tree) -> None:
    announce(leader, tree.aftersales_1, effective_at=NOW + 3 * DAY)
    following_up.send_reminders(now=NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("sends", "broadcasts"),
    [
        (call, 1), (move, 2), (cancel, 2), (minutes, 2), (plan, 1), (call_off, 2), (stand_up, 1), (issue, 1),
        (consult, 1), (remind, 2),
    ],
)  # fmt: skip
def test_what_a_whole_team_gets_counts_for_each_of_them_whichever_room_it_comes_from(  # noqa: PLR0917 - fixtures
    sends: Sends, broadcasts: int, leader: Employee, agent: Employee, peer: Employee, supervisor: Employee, tree: Tree
) -> None:
    sends(leader, tree)

    for one in (agent, peer):
        assert Notice.objects.filter(account=one.account, broadcast=True).count() == broadcasts


def test_what_somebody_gets_for_what_they_have_to_do_is_no_broadcast(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    plan(leader, tree)
    event = TeamEvent.objects.get()
    Notice.objects.all().delete()
    event.parts.create(kind="role_play", what="情景演练")
    events.remind_of_debriefs(now=NOW + 15 * DAY)

    assert list(Notice.objects.values_list("account", "broadcast")) == [(leader.account_id, False)]


def fill(*people: Employee, times: int = 5) -> None:
    """So many broadcasts of today for each."""
    with transaction.atomic():
        for _each in range(times):
            notify.send_many(to=people, broadcast=True, kind="communication.announcement", title="通知")


def overridden(verb: str) -> object:
    """What the newest entry of this kind says about a warning that was read before."""
    return json.loads(AuditEntry.objects.filter(verb=verb).latest("pk").facts).get("all_the_same")


def meeting_form(**more: str) -> dict[str, str]:
    return {
        "kind": "weekly", "starts_at": f"{SOON:%Y-%m-%dT%H:%M}", "minutes_long": "30", "place": "", "topic": "", **more,
    }  # fmt: skip


def test_whoever_calls_the_meeting_that_is_the_sixth_broadcast_is_warned_and_may_call_it_all_the_same(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    fill(agent, times=4)
    browser, page, unit = signed_in(leader), reverse("meetings:new"), str(tree.aftersales_1.pk)
    assert browser.post(page, meeting_form(unit=unit)).status_code == 302, "the fifth"
    Meeting.objects.all().delete()

    warned = browser.post(page, meeting_form(unit=unit))
    assert warned.status_code == 422
    assert "1 人今天已收到 5 条群发消息" in warned.content.decode()
    assert 'name="all_the_same"' in warned.content.decode()
    assert not Meeting.objects.exists(), "nothing was done"
    assert Notice.objects.filter(account=agent.account, broadcast=True).count() == 5

    assert browser.post(page, meeting_form(unit=unit, all_the_same="on")).status_code == 302
    assert Notice.objects.filter(account=agent.account, broadcast=True).count() == 6
    assert overridden("communication.meeting_called") == {"warning": "notify.one_too_many", "people": 1, "limit": 5}


def test_a_button_that_sends_the_sixth_asks_first_and_goes_on_with_what_was_posted(
    leader: Employee, agent: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    meeting = meetings.call_meeting(unit=tree.aftersales_1, kind="weekly", starts_at=NOW, by=account(leader), now=NOW)
    meetings.write_minutes(meeting_id=meeting.pk, minutes="讨论了退款时效", topic="退款", by=account(leader))
    fill(agent)
    browser, button = signed_in(leader), reverse("meetings:publish", args=[meeting.pk])

    warned = browser.post(button, {"note": "一 <二>"})
    shown = warned.content.decode()
    assert warned.status_code == 422
    assert "今天已收到 5 条群发消息" in shown
    assert 'name="all_the_same" value="on"' in shown
    assert 'name="note" value="一 &lt;二&gt;"' in shown
    assert Meeting.objects.get().published_at is None

    browser.post(button, {"note": "一", "all_the_same": "on"})
    assert Meeting.objects.get().published_at is not None
    assert overridden("communication.minutes_published") == {"warning": "notify.one_too_many", "people": 1, "limit": 5}


@pytest.mark.parametrize(("had", "said"), [(5, {"warning": "notify.one_too_many", "people": 1, "limit": 5}), (4, None)])
@pytest.mark.parametrize("at_once", [200, 0])
def test_the_record_of_an_announcement_says_that_it_went_out_although_it_was_the_sixth(  # noqa: PLR0917 - fixtures
    had: int, said: object, at_once: int, leader: Employee, agent: Employee, tree: Tree,
    signed_in: Callable[[Employee], Client], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("dengta.domains.communication.services.publishing.AT_ONCE", at_once)
    fill(agent, times=had)
    announcement = draft(leader, tree.aftersales_1, effective_at=timezone.now() + 3 * DAY)
    page = reverse("announcements:publish", args=[announcement.pk])
    browser = signed_in(leader)
    assert ('name="all_the_same"' in browser.get(page).content.decode()) == (had == 5), "the page has said so before"

    assert browser.post(page, {"all_the_same": "on"}).status_code == 302
    assert overridden("communication.announcement_published") == said, "and a tick without a warning leaves no trace"


def test_an_announcement_to_a_whole_house_warns_as_well_though_it_goes_out_in_the_background(
    leader: Employee, agent: Employee, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dengta.domains.communication.services.publishing.AT_ONCE", 0)
    fill(agent)

    with pytest.raises(RuleViolation) as warned, listening(to_warnings=True):
        announce(leader, tree.aftersales_1)
    assert warned.value.code == "notify.one_too_many"
    with listening(to_warnings=True):
        announce(leader, tree.aftersales_1, kind="urgent", needs_confirmation=False, effective_at=None)


def test_what_goes_out_by_itself_warns_nobody_and_counts(leader: Employee, agent: Employee, tree: Tree) -> None:
    fill(agent)
    call(leader, tree)

    assert Notice.objects.filter(account=agent.account, broadcast=True).count() == 6
