"""What keeps a case fair where somebody could bend it: who is told what, who is asked anew, who chooses the judge."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.recognition import migrations
from dengta.domains.recognition.models import Case, CaseApproval, DeclaredTie, Measure, Protection
from dengta.domains.recognition.selectors.approvals import approvals_of
from dengta.domains.recognition.selectors.case_history import consistency_of, talks_before
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.selectors.involvement import can_decide, can_hear
from dengta.domains.recognition.selectors.letters import letter_of
from dengta.domains.recognition.services import (
    case_deciding,
    case_ending,
    case_opening,
    conduct,
)
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.domains.recognition.services.case_opening import APPROVE
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify.models import Notice
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.casework import (
    DAY,
    HAPPENED,
    TODAY,
    Staff,
    agree,
    appeal,
    decide,
    decider_of,
    deliver,
    page,
    propose,
    reload,
    seen,
    talk,
)

pytestmark = pytest.mark.django_db
State = Case.State
Browser = Callable[[Employee], Client]
COMPLAINED = re.compile(r"投诉|申诉人|complain|grievance|protected|保护", re.IGNORECASE)


def protect(staff: Staff) -> None:
    """The person complained yesterday."""
    Protection.objects.create(employee=staff.agent, since=TODAY - DAY, until=TODAY + 80 * DAY, source="grievance:1")


@pytest.mark.covers("R-129")
def test_nobody_who_deals_with_a_case_can_read_that_the_person_complained(staff: Staff, signed_in: Browser) -> None:
    handler = signed_in(staff.handler)
    case = staff.found()
    before = page(handler, "propose", case)
    assert not COMPLAINED.search(before)
    protect(staff)
    assert page(handler, "propose", case) == before, "the form is the same, whoever complained"

    case = propose(reload(case), 1)
    assert [one.ground for one in approvals_of(case)] == ["next_level"], "the control: it is asked"
    for reader in (staff.handler, staff.decider, staff.head, staff.hr):
        browser = signed_in(reader)
        for name in ("case", "printed"):
            shown = page(browser, name, case)
            assert "上一级共同决定" in shown
            assert not COMPLAINED.search(shown), (reader.name, name)
    assert not COMPLAINED.search(page(signed_in(staff.head), "approve", case, ground="next_level"))
    with refused("recognition.next_level_waits") as refusal:
        decide(case)
    assert not COMPLAINED.search(str(refusal.value))
    assert refusal.value.rule is None, "the rule by its id would tell it as well"
    notices = Notice.objects.filter(url=reverse("cases:case", args=[case.pk]))
    assert not any(COMPLAINED.search(f"{one.title}{one.body}") for one in notices)
    for entry in AuditEntry.objects.filter(object_type="recognition.case"):
        assert not COMPLAINED.search(f"{entry.verb}{entry.facts}")


@pytest.mark.covers("R-129")
def test_a_complaint_between_proposal_and_decision_brings_in_the_next_level_and_the_question_stays(
    staff: Staff,
) -> None:
    case = staff.proposed(1)
    protect(staff)
    with refused("recognition.next_level_waits"):
        decide(case)

    assert [(one.ground, one.asked) for one in approvals_of(case)] == [("next_level", staff.head)]
    assert waits_for(APPROVE, case.pk) == {staff.head.pk}
    with refused("recognition.next_level_waits"):
        decide(case)
    assert CaseApproval.objects.count() == 1, "asked once"
    agree(case)
    assert decide(case).state == State.DECIDED


@pytest.mark.covers("R-129")
def test_the_days_work_asks_the_next_level_too_and_it_has_its_own_three_days(staff: Staff) -> None:
    case = staff.proposed(1)
    protect(staff)
    later = NOW + 5 * DAY
    pass_days(now=later)
    assert waits_for(APPROVE, case.pk) == {staff.head.pk}
    assert not any(pass_days(now=later).values())
    agree(case, now=later + timedelta(hours=71))
    assert decide(case, now=later + timedelta(hours=71)).state == State.DECIDED


@pytest.mark.covers("R-102")
def test_severe_measures_prepared_side_by_side_meet_the_next_level_all_the_same(staff: Staff, peer: Employee) -> None:
    cases = [
        staff.proposed(3, clause="JL05"),
        staff.proposed(3, clause="JL05", employee=peer),
        staff.proposed(3, clause="JL05", happened_on=HAPPENED - DAY),
    ]
    for case in cases:
        agree(case)
    decide(cases[0])
    decide(cases[1])
    with refused("recognition.next_level_waits"):
        decide(cases[2])
    agree_again(cases[2])
    assert decide(cases[2]).state == State.DECIDED


def agree_again(case: Case) -> None:
    for one in approvals_of(case):
        if one.given_at is None:
            case_deciding.approve_measure(
                case_id=case.pk, ground=one.ground, words="同意", by=account(one.asked), now=NOW
            )


@pytest.mark.covers("R-108")
def test_not_to_wait_for_an_appeal_has_a_ground_that_others_read_and_agree_with(
    staff: Staff, signed_in: Browser
) -> None:
    case = staff.found(clause="SJ01")
    with refused("recognition.waiting_endangers_nobody"):
        propose(case, Measure.WRITTEN_WARNING, safety="他会继续外传")
    plain = propose(case, Measure.TRANSFER_OF_DUTY)
    case_deciding.send_back(case_id=case.pk, words="不等", by=account(staff.decider), now=NOW)
    case = propose(reload(case), Measure.TRANSFER_OF_DUTY, safety="仍能导出客户资料")
    assert case.digest != plain.digest
    assert {one.ground for one in approvals_of(case)} == {"hr", "safety"}
    for reader, name, more in (
        (staff.hr, "approve", {"ground": "safety"}), (staff.decider, "decide", {}), (staff.decider, "case", {}),
        (staff.hr, "printed", {}),
    ):  # fmt: skip
        assert "仍能导出客户资料" in page(signed_in(reader), name, case, **more), name

    case_deciding.approve_measure(case_id=case.pk, ground="hr", words="同意", by=account(staff.hr), now=NOW)
    with refused("recognition.safety_needs_agreement"):
        decide(case)
    agree_again(case)
    case = deliver(decide(case))
    assert "仍能导出客户资料" in str(letter_of(case, "decision"))
    case_ending.execute_measure(case_id=case.pk, words="已调岗", by=account(staff.handler), now=NOW)
    assert not differing(reload(case))


def test_what_went_back_waits_for_the_appeal_again(staff: Staff) -> None:
    case = propose(staff.found(clause="SJ01"), Measure.TRANSFER_OF_DUTY, safety="仍能导出客户资料")
    case_deciding.send_back(case_id=case.pk, words="可以等", by=account(staff.decider), now=NOW)
    assert not reload(case).is_for_safety


@pytest.mark.covers("H2")
def test_who_opens_what_nobody_reported_decides_it_last_and_never_hears_the_appeal(staff: Staff) -> None:
    case = staff.proposed(1, reported_by=None)
    assert decider_of(case) == staff.head
    with refused("recognition.cannot_decide"):
        case_deciding.name_decider(
            case_id=case.pk, person=staff.decider, reason="我来", by=account(staff.head), now=NOW
        )
    by_hr = staff.delivered(1, reported_by=None, by=staff.hr, happened_on=HAPPENED - DAY)
    assert staff.hr not in can_hear(by_hr, TODAY)
    assert appeal(by_hr) == staff.head
    reported = staff.open(by=staff.hr, happened_on=HAPPENED - 2 * DAY)
    assert can_hear(reported, TODAY)[-1] == staff.hr, "the control: somebody else reported it"


def test_in_a_small_centre_who_opened_it_decides_where_nobody_else_is_left(staff: Staff) -> None:
    RoleGrant.objects.filter(account__employee__in=[staff.head, staff.hr]).update(valid_to=TODAY)
    case = staff.proposed(1, reported_by=None)
    assert decider_of(case) == staff.decider
    assert decide(case).state == State.DECIDED


@pytest.mark.covers("R-087")
def test_who_has_a_part_in_a_case_gives_away_the_own_part_once_and_chooses_nobody(staff: Staff) -> None:
    case = staff.proposed(1)
    DeclaredTie.objects.create(one=staff.decider, other=staff.agent, kind="family", declared_on=TODAY)
    at = {"case_id": case.pk, "reason": "亲属", "by": account(staff.decider), "now": NOW}
    with refused("recognition.involved_decides"):
        case_opening.hand_over_case(**at, to=staff.hr)
    with refused("recognition.involved_hands_to_the_next") as refusal:
        case_deciding.name_decider(**at, person=staff.hr)
    assert staff.head.name in str(refusal.value)
    case_deciding.name_decider(**at, person=staff.head)
    with refused("recognition.involved_decides"):
        case_deciding.name_decider(**at, person=staff.hr)
    assert decider_of(reload(case)) == staff.head


@pytest.mark.covers("R-087")
def test_what_a_party_declares_once_a_case_is_open_chooses_no_other_judge(staff: Staff, peer: Employee) -> None:
    case = staff.proposed(1, complainant=peer)
    for one in (staff.agent, peer, staff.reporter):
        assert one is not None
        DeclaredTie.objects.create(one=one, other=staff.decider, kind="family", declared_on=TODAY)
    assert decide(case).state == State.DECIDED

    other = staff.proposed(1, happened_on=HAPPENED - DAY)
    DeclaredTie.objects.create(one=staff.decider, other=staff.agent, kind="close", declared_on=TODAY)
    with refused("recognition.involved_decides"):
        decide(other)


def test_nobody_takes_everybody_out_of_a_case_by_saying_to_be_at_odds_with_all(staff: Staff) -> None:
    def at_odds(one: Employee, other: Employee) -> None:
        DeclaredTie.objects.create(one=one, other=other, kind="conflict", declared_on=TODAY - DAY)

    at_odds(staff.agent, staff.decider)
    case = staff.open()
    assert can_decide(case, TODAY) == [staff.head, staff.hr, staff.decider], "asked last, as long as others are left"
    with refused("recognition.cannot_handle"):
        staff.open(handler=staff.decider, by=staff.hr, happened_on=HAPPENED - DAY)
    for other in (staff.handler, staff.hr, staff.head):
        at_odds(staff.agent, other)
    assert decide(staff.proposed(1, happened_on=HAPPENED - DAY)).state == State.DECIDED
    at_odds(staff.decider, staff.agent)
    assert staff.decider not in can_decide(case, TODAY), "who says it of themselves is out"


def test_talks_written_down_after_the_breach_open_no_separation_review(staff: Staff) -> None:
    case = staff.found()
    conduct.log_talk(
        employee=staff.agent, clause=staff.version.clause, held_on=HAPPENED - 5 * DAY, agreed="早到",
        by=account(staff.decider), now=NOW,
    )  # fmt: skip
    assert talks_before(case) == 0
    talk(staff, on=HAPPENED - 3 * DAY)
    assert talks_before(case) == 1, "the control"


@pytest.mark.covers("H3")
def test_similar_cases_tell_nobody_of_the_own_measure_nor_of_one_without_its_letter_nor_a_number(
    staff: Staff, signed_in: Browser
) -> None:
    mine = staff.decided(1, employee=staff.handler, handler=staff.hr)
    case = staff.found()
    assert seen(case) == []
    assert not consistency_of(case, proposed=1, reader=staff.hr.pk).precedents, "no letter yet"
    deliver(mine)
    assert seen(case) == []
    assert len(consistency_of(case, proposed=1, reader=staff.hr.pk).precedents) == 1

    case_opening.hand_over_case(case_id=case.pk, to=staff.hr, reason="休假", by=account(staff.handler), now=NOW)
    assert mine.number not in page(signed_in(staff.hr), "propose", reload(case))
    assert propose(reload(case), 1, by=staff.hr).state == State.PROPOSED


@pytest.mark.covers("R-108")
def test_a_refusal_says_the_rule_it_comes_from_in_a_quiet_second_line(staff: Staff, signed_in: Browser) -> None:
    case = staff.delivered(1)
    address = reverse("cases:execute", args=[case.pk])
    answer = signed_in(staff.handler).post(address, {"words": "谈话"})
    assert answer.status_code == 422
    quiet = re.search(r'<p class="dt-quiet">(R-108 · .+?)</p>', answer.content.decode())
    assert quiet
    assert "未参与者" in quiet[1]


def test_every_sentence_that_says_no_says_what_is_possible() -> None:
    possible = {
        "recognition.case_not_now": {"state": "已认定"}, "recognition.approved_already": {},
        "recognition.executed_already": {}, "recognition.shield_claimed_already": {},
        "recognition.closing_does_not_fit": {"closing": "撤回"},
    }  # fmt: skip
    for code, facts in possible.items():
        sentence = str(RuleViolation(code, **facts))
        assert len(re.findall(r"[.。]", sentence)) >= 2, sentence


def test_the_upgrade_leaves_no_row_that_says_why_the_next_level_looked(staff: Staff) -> None:
    case = staff.proposed(3, clause="JL05")
    name = next(Path(migrations.__path__[0]).glob("*_next_level_and_safety.py")).stem
    upgrade = import_module(f"{migrations.__name__}.{name}")

    def rows(**given: datetime | None) -> None:
        for ground, at in given.items():
            CaseApproval.objects.create(
                case=case, ground=ground, digest=case.digest, asked=staff.head, asked_at=NOW, given_at=at
            )

    rows(protected=NOW, often_severe=None)
    upgrade.say_no_more_why(apps, None)
    assert [(one.ground, one.given_at) for one in approvals_of(case)] == [("hr", None), ("next_level", None)]
    upgrade.say_what_tells_nothing(apps, None)
    assert {one.ground for one in approvals_of(case)} == {"hr", "often_severe"}
    rows(protected=NOW)
    upgrade.say_no_more_why(apps, None)
    assert {one.ground for one in approvals_of(case)} == {"hr", "next_level"}
