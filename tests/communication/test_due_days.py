"""What waits has a day; what passes it is seen as overdue, and said once more where somebody else waits for it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from dengta.domains.communication.models import FloorReport, OneOnOne, Todo, WorkRequest
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.todos import overdue
from dengta.domains.communication.services import (
    flags,
    mediations,
    one_on_one_todos,
    reports,
    request_answers,
    requests,
    staff_consultations,
    standups,
    stories,
    suggestions,
    talks,
    team_events,
)
from dengta.domains.people.models import Employee
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.communication.announcing import draft
from tests.communication.suggesting import adopt, submit
from tests.communication.talking import Hire, SignedIn, account, at, inbox, told
from tests.communication.test_requests import ACROSS, PROMISE, UP
from tests.communication.test_team_events import held
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
IN_THREE = end_of(date(2026, 11, 23))
WORDS = talks.Words(NOW.date(), "小会议室", "退款时效", "十月三次超时", "每天抽查一单")


def due_of(kind: str) -> set[Any]:
    """When what waits of this kind is due; never empty."""
    found = set(Todo.objects.filter(kind=kind).values_list("due_at", flat=True))
    assert found
    return found


def report_with_customer(agent: Employee, leader: Employee) -> FloorReport:
    row = reports.report_problem(
        kind="product", title="退款页面白屏", what="点提交后白屏", customers=[("C-1", "")], by=account(agent), now=NOW
    )
    return reports.answer_report(report_id=row.pk, answer="周五修复", by=account(leader), now=NOW)


@pytest.fixture
def talk(leader: Employee, agent: Employee) -> int:
    return talks.write_talk(
        employee_id=agent.pk, kind="announcement", words=WORDS, by=account(leader), now=NOW
    ).pk  # fmt: skip


# --- the day -------------------------------------------------------------------------------------------------


@pytest.mark.covers("K8")
def test_an_important_talk_is_to_be_signed_within_three_working_days(talk: int) -> None:
    assert due_of(talks.SIGN) == {IN_THREE}


def test_a_one_to_one_is_to_be_confirmed_within_three_working_days(agent: Employee, leader: Employee) -> None:
    held_talk = OneOnOne(pk=1, employee=agent, leader=leader)
    one_on_one_todos.ask_to_confirm(held_talk, now=NOW)

    assert due_of(one_on_one_todos.CONFIRM) == {IN_THREE}


@pytest.mark.covers("R-036", "K11")
def test_customers_are_to_be_told_by_the_next_working_day(agent: Employee, leader: Employee) -> None:
    report_with_customer(agent, leader)

    assert due_of(reports.TELL) == {end_of(date(2026, 11, 19))}
    assert [row.employee for row in overdue(account(leader), at(20))] == [agent]


def test_a_blocker_is_out_of_the_way_within_three_working_days(agent: Employee, leader: Employee, tree: Tree) -> None:
    standups.raise_blocker(
        unit_id=tree.aftersales_1.pk, text="仓库接口不通", owner_id=agent.pk, by=account(leader), now=NOW
    )

    assert due_of(standups.BLOCKER) == {IN_THREE}
    assert [row.employee for row in overdue(account(leader), at(24))] == [agent]


def test_an_opinion_is_due_when_the_consultation_closes(agent: Employee, leader: Employee, tree: Tree) -> None:
    announcement = draft(leader, tree.aftersales_1, kind="policy")
    staff_consultations.open_consultation(
        announcement_id=announcement.pk, closes_on=date(2026, 11, 27), by=account(leader), now=NOW
    )

    assert due_of(staff_consultations.OPINION) == {end_of(date(2026, 11, 27))}


def test_a_debrief_that_is_reminded_of_has_a_day(leader: Employee, tree: Tree) -> None:
    held(tree, 4, "role_play")
    team_events.remind_of_debriefs(now=NOW)

    assert due_of("team_events.debrief") == {end_of(date(2026, 11, 21))}


def test_a_consent_to_be_named_has_the_time_that_a_suggestion_has(agent: Employee, leader: Employee) -> None:
    adopt(submit(agent), by=leader, doer=agent)

    assert due_of(suggestions.CONSENT) == {end_of(date(2026, 12, 2))}


@pytest.mark.covers("K13")
def test_whoever_is_in_a_story_has_a_week_to_say_whether_it_may_be_shown_and_no_leader_reads_who_has_not(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    stories.write_story(
        kind="story", title="深夜的感谢信", text="客户在凌晨写来感谢信。", people=[agent, peer], image=None,
        image_text="", by=account(agent), now=NOW,
    )  # fmt: skip

    assert due_of(stories.CONSENT) == {end_of(date(2026, 11, 25))}
    assert not overdue(account(leader), at(30)).exists()


@pytest.mark.covers("R-043")
def test_whoever_asked_looks_after_the_answer_on_a_day_after_a_no_as_well(
    leader: Employee, supervisor: Employee
) -> None:
    def due(asked: WorkRequest, **said: Any) -> date:
        request_answers.answer(
            request_id=asked.pk, **{"verdict": "no", **said, "text": "系统季度冻结"}, by=account(supervisor), now=NOW
        )
        (moment,) = Todo.objects.filter(kind=requests.CLOSE, key=str(asked.pk)).values_list("due_at", flat=True)
        assert moment == end_of(day_of(moment))
        return day_of(moment)

    def up() -> WorkRequest:
        return requests.ask_up(**{**UP, "by": account(leader), "now": NOW})

    across = requests.ask_across(**{**ACROSS, "addressee_id": supervisor.pk, "by": account(leader), "now": NOW})
    assert due(across) == ACROSS["needed_by"]
    assert due(up(), **PROMISE, verdict="yes") == PROMISE["promised_until"]
    assert due(up()) == date(2026, 11, 23), "nobody named a day: as many as the other side had"


@pytest.mark.covers("K12")
def test_both_sides_of_a_mediation_are_heard_within_three_working_days_and_nobody_else_reads_of_it(
    agent: Employee, peer: Employee, leader: Employee, supervisor: Employee
) -> None:
    mediations.open_mediation(first_id=agent.pk, second_id=peer.pk, topic="同一客户", by=account(leader), now=NOW)

    assert due_of(mediations.WAITS) == {IN_THREE}
    assert not overdue(account(supervisor), at(30)).exists()


# --- the next level ------------------------------------------------------------------------------------------


@pytest.mark.covers("R-035")
def test_what_the_second_level_lets_pass_is_overdue_there(
    agent: Employee, leader: Employee, supervisor: Employee, hire: Hire, tree: Tree
) -> None:
    chief = hire("沈岚", None, role=Role.EXECUTIVE, at=tree.company)
    reports.report_problem(kind="product", title="白屏", what="白屏", by=account(agent), now=NOW)
    assert reports.escalate_reports(now=at(24)) == 1

    second = Todo.objects.get(kind=reports.ANSWER, employee=supervisor)
    assert second.due_at == end_of(date(2026, 11, 26))
    assert supervisor.pk in {row.employee_id for row in overdue(account(chief), at(27))}


@pytest.mark.covers("R-155")
def test_a_flag_has_no_more_time_at_the_next_level(agent: Employee, leader: Employee, supervisor: Employee) -> None:
    flags.raise_flag(reference="C-1", line="要求当场赔付", by=account(agent), now=NOW)
    assert flags.escalate_flags(now=at(19)) == 1

    assert Todo.objects.get(kind=flags.KIND, employee=supervisor).due_at == end_of(date(2026, 11, 19))


@pytest.mark.covers("R-035")
def test_where_nobody_leads_any_further_hr_gets_a_report_that_it_may_answer(
    agent: Employee, leader: Employee, hr: Employee
) -> None:
    row = reports.report_problem(kind="product", title="白屏", what="白屏", by=account(agent), now=NOW)
    assert reports.escalate_reports(now=at(24)) == 1

    assert (reports.ANSWER, "白屏") in inbox(hr)
    assert reports.answer_report(report_id=row.pk, answer="已报修", by=account(hr), now=at(24)).answer == "已报修"


@pytest.mark.covers("R-155")
def test_hr_gets_no_flag_that_it_may_not_decide_and_whoever_raised_it_reads_that_nobody_is_left(
    agent: Employee, leader: Employee, hr: Employee
) -> None:
    row = flags.raise_flag(reference="C-1", line="要求当场赔付", by=account(agent), now=NOW)
    for day in (19, 20, 23):
        assert flags.escalate_flags(now=at(day)) == 0

    assert inbox(hr) == []
    row.refresh_from_db()
    assert row.escalated_at is None
    assert told(agent) == ["没有按时答复，也找不到其他人可以问：要求当场赔付"]
    assert [one.object_id for one in AuditEntry.objects.filter(verb="communication.nobody_left")] == [str(row.pk)]


# --- one reminder --------------------------------------------------------------------------------------------


@pytest.mark.covers("K8")
def test_whoever_has_not_signed_in_time_is_reminded_once_on_record(
    talk: int, leader: Employee, agent: Employee
) -> None:
    talks.sign_talk(talk_id=talk, name=leader.name, own_view="", version=1, by=account(leader), now=NOW)
    before = len(told(agent))

    assert talks.remind_of_signatures(now=at(23)) == 0, "its last day"
    assert [talks.remind_of_signatures(now=at(day)) for day in (24, 24, 25)] == [1, 0, 0]

    assert told(agent)[before:] == ["有一份谈话记录还在等您"]
    (entry,) = AuditEntry.objects.filter(verb="communication.talk_reminded")
    assert (entry.actor, entry.subject_id, entry.object_id) == (None, agent.pk, str(talk))


@pytest.mark.covers("R-036", "K11")
def test_whoever_owes_a_customer_the_answer_is_reminded_once_on_record(agent: Employee, leader: Employee) -> None:
    row = report_with_customer(agent, leader)
    before = len(told(agent))

    assert reports.remind_of_customers(now=at(19)) == 0
    assert [reports.remind_of_customers(now=at(day)) for day in (20, 20, 21, 23)] == [1, 0, 0, 0]

    assert told(agent)[before:] == ["还有客户在等一线上报的答复"]
    (entry,) = AuditEntry.objects.filter(verb="communication.customers_reminded")
    assert (entry.actor, entry.subject_id, entry.object_id) == (None, agent.pk, str(row.pk))


def test_on_a_rest_day_nobody_is_reminded(agent: Employee, leader: Employee, talk: int) -> None:
    report_with_customer(agent, leader)

    assert reports.remind_of_customers(now=at(21)) == talks.remind_of_signatures(now=at(28)) == 0


# --- a customer who was taken over ---------------------------------------------------------------------------


@pytest.mark.covers("D12", "R-155")
def test_whoever_takes_a_customer_over_has_them_in_the_inbox_until_it_is_ended(
    agent: Employee, leader: Employee, signed_in: SignedIn
) -> None:
    row = flags.raise_flag(reference="C-1", line="要求当场赔付", by=account(agent), now=NOW)
    said: dict[str, Any] = {"flag_id": row.pk, "words": "我来联系", "ends_on": NOW.date(), "by": account(leader)}
    flags.decide_flag(decision="takeover", now=NOW, **said)
    assert inbox(leader) == [("communication.flag_taken_over", "要求当场赔付")]
    assert due_of("communication.flag_taken_over") == {end_of(NOW.date())}

    assert reverse("flags:end", args=[row.pk]) in signed_in(leader).get(flags.url_of(row)).content.decode()
    flags.end_flag(flag_id=row.pk, by=account(leader), now=NOW + timedelta(days=2))
    assert inbox(leader) == []
    with pytest.raises(RuleViolation):
        flags.end_flag(flag_id=row.pk, by=account(leader), now=NOW + timedelta(days=2))


@pytest.mark.covers("D12")
@pytest.mark.parametrize(("decision", "waits"), [("takeover", True), ("script", False), ("limit", False)])
def test_only_a_takeover_waits_for_the_leader(
    decision: str, waits: bool, agent: Employee, leader: Employee, hire: Callable[..., Employee]
) -> None:
    row = flags.raise_flag(reference="C-1", line="要求当场赔付", by=account(agent), now=NOW)
    flags.decide_flag(
        flag_id=row.pk, decision=decision, words="按规定", ends_on=date(2026, 12, 18), by=account(leader), now=NOW
    )

    assert bool(inbox(leader)) is waits
    if waits:
        assert due_of("communication.flag_taken_over") == {end_of(date(2026, 11, 19))}
