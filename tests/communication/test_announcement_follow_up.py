"""What happens by itself: reminders, word to the leaders, the list before going on queue; and asking first."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dengta.domains.communication.models import (
    Announcement,
    AnnouncementReminder,
    Receipt,
    ReceiptEscalation,
    StaffConsultation,
    StaffOpinion,
    Todo,
)
from dengta.domains.communication.selectors.receipts import unready
from dengta.domains.communication.services import announcements, following_up, publishing, staff_consultations
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.announcing import DAY, account, announce, confirm, draft, names, publish, refuses
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
# Effective on Tuesday 1 December at midnight; the day before is a Monday.
EFFECTIVE = datetime(2026, 12, 1, tzinfo=CHINA)
EVE = datetime(2026, 11, 30, 9, 5, tzinfo=CHINA)


def bell(employee: Employee, kind: str) -> int:
    return Notice.objects.filter(account=account(employee), kind=f"communication.{kind}").count()


@pytest.fixture
def policy(leader: Employee, agent: Employee, peer: Employee, tree: Tree) -> Announcement:
    """Effective on 1 December for 售后一组; the leader has confirmed, the two agents have not."""
    announcement = announce(leader, tree.aftersales_1, effective_at=EFFECTIVE)
    confirm(announcement, leader)
    return announcement


# --- reminders ---------------------------------------------------------------------------------------


@pytest.mark.covers("K6")
def test_whoever_has_not_confirmed_is_reminded_before_the_deadline_and_on_the_eve_once_each(
    policy: Announcement, agent: Employee, leader: Employee
) -> None:
    moments = [EFFECTIVE - 3 * DAY, EFFECTIVE - 2 * DAY, EFFECTIVE - 2 * DAY, EVE, EVE]
    sent = [following_up.send_reminders(now=moment) for moment in moments]

    assert sent == [0, 2, 0, 2, 0]
    assert bell(agent, "announcement_reminder") == 2
    assert bell(leader, "announcement_reminder") == 0
    stages = AnnouncementReminder.objects.order_by("sent_at").values_list("stage", "people")
    assert list(stages) == [("deadline", 2), ("eve", 2)]
    assert AuditEntry.objects.filter(verb="communication.announcement_reminded").count() == 2


def test_nobody_is_pressed_before_half_of_the_time_is_over(leader: Employee, agent: Employee, tree: Tree) -> None:
    announce(leader, tree.aftersales_1, kind="important", effective_at=None, confirm_by=NOW + timedelta(hours=10))

    assert following_up.send_reminders(now=NOW + timedelta(hours=4)) == 0
    assert following_up.send_reminders(now=NOW + timedelta(hours=5)) == 2


# --- word to the leaders -----------------------------------------------------------------------------


@pytest.mark.covers("R-033")
def test_on_the_eve_the_leader_is_told_of_both_who_have_not_confirmed_once(
    policy: Announcement, agent: Employee, peer: Employee, leader: Employee, supervisor: Employee
) -> None:
    assert following_up.escalate(now=EFFECTIVE - 2 * DAY) == 0
    assert following_up.escalate(now=EVE) == 2
    assert following_up.escalate(now=EVE + timedelta(hours=1)) == 0

    told = Notice.objects.get(account=account(leader), kind="communication.announcement_missing")
    assert {agent.name, peer.name} <= set(told.body.replace("、", ",").replace(" ", "").split(","))
    assert bell(supervisor, "announcement_missing") == 0
    assert Todo.objects.filter(employee=leader, kind="announcement.escalated").count() == 1
    entry = AuditEntry.objects.get(verb="communication.announcement_escalated")
    assert json.loads(entry.facts)["people"] == sorted([agent.pk, peer.pk])


@pytest.mark.covers("R-033")
def test_a_working_day_later_the_next_level_is_told_once(
    policy: Announcement, leader: Employee, supervisor: Employee
) -> None:
    following_up.escalate(now=EVE)
    assert following_up.escalate(now=EVE + DAY) == 2
    assert following_up.escalate(now=EVE + DAY + timedelta(hours=1)) == 0
    assert following_up.escalate(now=EVE + 5 * DAY) == 0

    assert bell(leader, "announcement_missing") == bell(supervisor, "announcement_missing") == 1
    levels = ReceiptEscalation.objects.order_by("level", "pk").values_list("level", "leader__name")
    assert list(levels) == [(1, "周敏"), (1, "周敏"), (2, "林涛"), (2, "林涛")]


@pytest.mark.covers("R-033")
def test_the_leader_has_nothing_to_do_any_more_once_all_of_them_have_confirmed(
    policy: Announcement, agent: Employee, peer: Employee, leader: Employee
) -> None:
    following_up.escalate(now=EVE)
    waiting = Todo.objects.filter(employee=leader, kind="announcement.escalated")

    confirm(policy, agent, now=EVE)
    assert waiting.count() == 1
    confirm(policy, peer, now=EVE)
    assert waiting.count() == 0


def test_a_leader_who_has_not_confirmed_is_named_to_the_next_leader_not_to_themselves(
    leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    announce(leader, tree.aftersales_1, effective_at=EFFECTIVE)
    following_up.escalate(now=EVE)

    assert bell(leader, "announcement_missing") == 0
    assert Notice.objects.get(account=account(supervisor)).body == "周敏"


def test_a_newcomer_has_three_days_before_the_leader_hears_of_it(
    policy: Announcement, hire: Callable[..., Employee], agent: Employee, peer: Employee, tree: Tree
) -> None:
    for one in (agent, peer):
        confirm(policy, one)
    hire("郑洁", tree.aftersales_1)
    following_up.follow_audience(now=EVE + timedelta(hours=1))

    assert following_up.escalate(now=EVE + 2 * DAY) == 0
    assert following_up.escalate(now=EVE + 4 * DAY) == 1


# --- the list before going on queue -------------------------------------------------------------------


@pytest.mark.covers("K6", "R-033")
def test_a_leader_sees_who_has_not_confirmed_what_takes_effect_by_tomorrow(
    policy: Announcement, leader: Employee, other_leader: Employee
) -> None:
    def listed(who: Employee, now: datetime) -> list[str]:
        midnight = now.replace(hour=0, minute=0) + 2 * DAY
        return names(unready(account(who), now=now, until=midnight))

    assert listed(leader, EVE - DAY) == []
    assert listed(leader, EVE) == sorted(["李佳怡", "陈浩然"])
    assert listed(leader, EVE + 9 * DAY) == sorted(["李佳怡", "陈浩然"])
    assert listed(other_leader, EVE) == []


# --- asking the staff first --------------------------------------------------------------------------


def _interest(leader: Employee, tree: Tree) -> Announcement:
    return draft(leader, tree.aftersales_1, staff_interest=True, effective_at=EFFECTIVE)


def refusal_of(announcement: Announcement, by: Employee, now: datetime) -> str:
    with pytest.raises(RuleViolation) as refused:
        publish(announcement, by, now=now)
    return refused.value.code.removeprefix("communication.")


@pytest.mark.covers("R-044")
def test_a_rule_on_the_staffs_own_interests_is_blocked_until_they_were_asked_and_it_was_talked_over(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement, by = _interest(leader, tree), account(leader)
    of_this = {"announcement_id": announcement.pk, "by": by}

    assert refusal_of(announcement, leader, NOW) == "consultation_missing"
    staff_consultations.open_consultation(**of_this, closes_on=date(2026, 11, 21), now=NOW)
    assert refusal_of(announcement, leader, NOW + 3 * DAY) == "staff_consultation_running"  # the last day
    assert refusal_of(announcement, leader, NOW + 4 * DAY) == "consultation_not_negotiated"
    staff_consultations.record_negotiation(
        **of_this, negotiated_with="工会", on=date(2026, 11, 22), outcome="同意,缩短试行期", now=NOW + 4 * DAY
    )
    assert publish(announcement, leader, now=NOW + 4 * DAY).is_published
    assert announcement.needs_signature


@pytest.mark.covers("R-044")
def test_the_staff_has_its_days_to_answer_as_the_setting_says_on_the_day_of_publishing(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement, by = _interest(leader, tree), account(leader)
    of_this = {"announcement_id": announcement.pk, "by": by}

    for closes_on in (NOW.date(), date(2026, 11, 20)):
        with refuses("consultation_days"):
            staff_consultations.open_consultation(**of_this, closes_on=closes_on, now=NOW)
    assert not StaffOpinion.objects.exists()
    asked = staff_consultations.open_consultation(**of_this, closes_on=date(2026, 11, 21), now=NOW)
    staff_consultations.record_negotiation(
        **of_this, negotiated_with="工会", on=date(2026, 11, 22), outcome="同意", now=NOW + 4 * DAY
    )
    StaffConsultation.objects.filter(pk=asked.pk).update(closes_on=date(2026, 11, 20))
    assert refusal_of(announcement, leader, NOW + 4 * DAY) == "consultation_days", "asked when fewer were enough"
    StaffConsultation.objects.filter(pk=asked.pk).update(closes_on=date(2026, 11, 21))
    assert publish(announcement, leader, now=NOW + 4 * DAY).is_published


@pytest.mark.covers("R-044")
@pytest.mark.parametrize(("people", "warned"), [(5, False), (6, True)])
def test_a_policy_change_for_more_than_five_warns_where_nobody_was_asked(
    people: int, warned: bool, leader: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    for number in range(people - 1):
        hire(f"客服{number}", tree.aftersales_1)
    announcement = draft(leader, tree.aftersales_1, effective_at=EFFECTIVE)

    assert publishing.preview(announcement, now=NOW).should_consult is warned
    reach = publishing.publish_announcement(announcement_id=announcement.pk, by=account(leader), now=NOW)
    assert reach.should_consult is warned
    entry = AuditEntry.objects.get(verb="communication.announcement_published")
    assert json.loads(entry.facts)["without_consultation"] is warned


@pytest.mark.covers("R-044")
def test_those_asked_say_what_they_think_until_the_day_is_over_and_are_answered(
    leader: Employee, agent: Employee, stranger: Employee, tree: Tree
) -> None:
    announcement, by = _interest(leader, tree), account(leader)
    staff_consultations.open_consultation(announcement_id=announcement.pk, closes_on=date(2026, 11, 21), by=by, now=NOW)
    said = {"announcement_id": announcement.pk, "text": "夜班请保留餐补。"}
    assert Todo.objects.filter(kind="announcement.opinion", employee=agent).exists()

    with refuses("opinion_empty"):
        staff_consultations.say_opinion(announcement_id=announcement.pk, text=" ", by=account(agent), now=NOW)
    with pytest.raises(StaffOpinion.DoesNotExist):
        staff_consultations.say_opinion(**said, by=account(stranger), now=NOW)
    opinion = staff_consultations.say_opinion(**said, by=account(agent), now=NOW + 3 * DAY)
    assert not Todo.objects.filter(kind="announcement.opinion", employee=agent).exists()
    with refuses("staff_consultation_over"):
        staff_consultations.say_opinion(**said, by=account(agent), now=NOW + 4 * DAY)

    with pytest.raises(NotAllowed):
        staff_consultations.answer_opinion(opinion_id=opinion.pk, answer="好", by=account(agent), now=NOW)
    with refuses("answer_empty"):
        staff_consultations.answer_opinion(opinion_id=opinion.pk, answer=" ", by=by, now=NOW)
    staff_consultations.answer_opinion(opinion_id=opinion.pk, answer="餐补保留。", by=by, now=NOW)
    assert Notice.objects.filter(account=account(agent), body="餐补保留。").exists()


def test_a_consultation_runs_once_and_the_talk_lies_within_it(leader: Employee, agent: Employee, tree: Tree) -> None:
    announcement, by = _interest(leader, tree), account(leader)
    of_this = {"announcement_id": announcement.pk, "by": by, "now": NOW}

    staff_consultations.open_consultation(**of_this, closes_on=NOW.date() + 3 * DAY)
    with refuses("staff_consultation_running"):
        staff_consultations.open_consultation(**of_this, closes_on=NOW.date() + 9 * DAY)
    talk = {**of_this, "negotiated_with": "工会", "outcome": "同意"}
    for day in (NOW.date() - DAY, NOW.date() + DAY):
        with refuses("negotiation_day"):
            staff_consultations.record_negotiation(**talk, on=day)
    with refuses("negotiation_incomplete"):
        staff_consultations.record_negotiation(**{**talk, "outcome": " "}, on=NOW.date())


def test_a_draft_that_people_have_said_something_about_is_not_thrown_away(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    announcement, by = _interest(leader, tree), account(leader)
    staff_consultations.open_consultation(
        announcement_id=announcement.pk, closes_on=NOW.date() + 3 * DAY, by=by, now=NOW
    )
    staff_consultations.say_opinion(announcement_id=announcement.pk, text="请保留餐补。", by=account(agent), now=NOW)

    with pytest.raises(RuleViolation) as refused:
        announcements.discard_draft(announcement_id=announcement.pk, by=by)
    assert refused.value.code == "communication.draft_has_opinions"


def test_whoever_was_missed_by_a_delivery_gets_the_new_version_the_next_morning(
    policy: Announcement, agent: Employee, leader: Employee
) -> None:
    Receipt.objects.filter(employee=agent).update(version=0)

    assert following_up.follow_audience(now=NOW + DAY) == 1
    assert Receipt.objects.get(employee=agent).version == 1
