"""The formal case: what blocks it, who decides, and that nobody is measured without having been heard."""

import pytest

from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Case, CoachingTalk, DeclaredTie, Measure, Protection
from dengta.domains.recognition.selectors.approvals import approvals_of
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.services import (
    case_deciding,
    case_ending,
    case_hearing,
)
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.domains.recognition.services.case_proposing import Proposal, propose_measure
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.casework import (
    DAY,
    HAPPENED,
    TODAY,
    Staff,
    add_evidence,
    agree,
    decide,
    decider_of,
    find,
    propose,
    reload,
)

pytestmark = pytest.mark.django_db
State = Case.State


@pytest.mark.covers("H2")
def test_a_case_goes_from_the_fact_to_its_end_and_its_log_replays_to_it(staff: Staff) -> None:
    case = staff.executed(1)

    assert case.state == State.EXECUTED
    assert case.measure == Measure.COACHING_TALK
    assert decider_of(case) == staff.decider
    assert not differing(reload(case))
    assert CoachingTalk.objects.get(case=case).held_by == staff.handler
    pass_days(now=NOW + 400 * DAY)
    assert reload(case).state == State.EXPIRED
    assert not differing(reload(case))


@pytest.mark.covers("R-087", "H2")
def test_whoever_complained_hands_the_decision_over(staff: Staff) -> None:
    case = staff.heard(complainant=staff.decider)
    case = propose(find(case, by=staff.handler), 1)

    assert decider_of(case) == staff.head
    with refused("recognition.involved_decides"):
        case_deciding.name_decider(
            case_id=case.pk, person=staff.decider, reason="我来", by=account(staff.head), now=NOW
        )
    Case.objects.filter(pk=case.pk).update(decider=staff.decider)
    with refused("recognition.involved_decides") as refusal:
        decide(reload(case), by=staff.decider)
    assert staff.head.name in refusal.value.facts["others"]


@pytest.mark.covers("R-087")
def test_a_relative_decides_nothing_and_nobody_agrees_with_the_own_proposal(staff: Staff) -> None:
    case = staff.proposed(1)
    Case.objects.filter(pk=case.pk).update(decider=staff.handler)
    with refused("recognition.own_proposal"):
        decide(reload(case), by=staff.handler)

    Case.objects.filter(pk=case.pk).update(decider=staff.decider)
    DeclaredTie.objects.create(one=staff.decider, other=staff.agent, kind="family", declared_on=TODAY - DAY)
    with refused("recognition.involved_decides"):
        decide(reload(case), by=staff.decider)


@pytest.mark.covers("R-122")
def test_a_checklist_of_the_workplace_is_no_ground_for_a_case(staff: Staff) -> None:
    with refused("recognition.checklist_is_no_ground"):
        staff.open(source=Case.Source.CHECKLIST)


@pytest.mark.covers("R-129")
def test_a_complaint_is_no_breach_and_soon_after_one_the_next_level_looks_first(staff: Staff) -> None:
    with refused("recognition.complaint_is_no_breach"):
        staff.open(complainant=staff.agent)

    Protection.objects.create(employee=staff.agent, since=TODAY - 9 * DAY, until=TODAY + 81 * DAY, source="grievance:1")
    case = staff.proposed(1)
    approval = next(one for one in approvals_of(case) if one.ground == "next_level")
    assert approval.asked == staff.head
    with refused("recognition.next_level_waits"):
        decide(case)
    agree(case)
    assert decide(case).state == State.DECIDED


@pytest.mark.covers("R-142")
def test_no_sanction_is_closed_or_decided_by_itself_or_without_a_reason(staff: Staff) -> None:
    case = staff.proposed(1)
    nobody: Account = None  # type: ignore[assignment]  # what a job of the system would pass
    with refused("recognition.no_human_decides"):
        case_deciding.decide_case(case_id=case.pk, words="自动", by=nobody, now=NOW)
    with refused("recognition.no_human_decides"):
        case_ending.close_case(case_id=case.pk, closing="no_breach", words="自动", by=nobody, now=NOW)
    with refused("recognition.case_reason_missing"):
        case_deciding.decide_case(case_id=case.pk, words=" ", by=account(staff.decider), now=NOW)
    pass_days(now=NOW + 30 * DAY)
    assert reload(case).state == State.PROPOSED


@pytest.mark.covers("R-100")
def test_of_a_complaint_nothing_is_found_on_the_first_day_with_an_empty_statement(staff: Staff) -> None:
    case = staff.notified(source=Case.Source.COMPLAINT, contact="20261116-0815")
    add_evidence(case, by=staff.handler)
    case_hearing.decline_statement(case_id=case.pk, by=account(staff.agent), now=NOW)
    with refused("recognition.contact_not_reviewed"):
        find(case, by=staff.handler)
    case_hearing.review_contact(case_id=case.pk, words="录音已听", by=account(staff.handler), now=NOW)
    with refused("recognition.statement_days_left"):
        find(case, by=staff.handler)

    case_hearing.give_statement(case_id=case.pk, words="我解释过", by=account(staff.agent), now=NOW)
    assert find(case, by=staff.handler).state == State.FOUND


@pytest.mark.covers("R-100")
def test_after_three_working_days_a_complaint_is_found_without_a_statement(staff: Staff) -> None:
    case = staff.notified(source=Case.Source.COMPLAINT, contact="20261116-0815")
    add_evidence(case, by=staff.handler)
    with refused("recognition.hearing_open"):
        case_hearing.close_hearing(case_id=case.pk, words="未答复", by=account(staff.handler), now=NOW + 5 * DAY)
    later = NOW + 6 * DAY
    assert case.statement_due == TODAY + 5 * DAY
    case_hearing.close_hearing(case_id=case.pk, words="未答复，已电话提醒", by=account(staff.handler), now=later)
    with refused("recognition.contact_not_reviewed"):
        find(case, by=staff.handler, now=later)
    case_hearing.review_contact(case_id=case.pk, words="录音已听", by=account(staff.handler), now=later)
    assert find(case, by=staff.handler, now=later).state == State.FOUND


def test_nobody_is_measured_without_having_been_heard(staff: Staff) -> None:
    case = staff.notified()
    add_evidence(case, by=staff.handler)
    with refused("recognition.case_not_now"):
        find(case, by=staff.handler)
    with refused("recognition.case_not_now"):
        propose(reload(case), 1)


@pytest.mark.covers("R-101")
def test_a_finding_needs_evidence_by_its_id_and_the_class_of_cause(staff: Staff) -> None:
    case = staff.heard()
    with refused("recognition.finding_needs_evidence"):
        find(case, by=staff.handler, evidence=())
    with refused("recognition.evidence_unknown"):
        find(case, by=staff.handler, evidence=("E7",))
    with refused("recognition.finding_needs_cause"):
        find(case, by=staff.handler, cause="")


@pytest.mark.covers("R-038")
def test_no_measure_follows_from_what_came_from_product_or_process(staff: Staff) -> None:
    case = staff.found(cause="process")
    with refused("recognition.cause_is_not_the_person"):
        propose(case, 1)
    case_ending.close_case(case_id=case.pk, closing="other_cause", words="流程已改", by=account(staff.decider), now=NOW)
    assert reload(case).state == State.CLOSED
    assert not differing(reload(case))


@pytest.mark.covers("R-092")
def test_for_the_first_five_minutes_late_a_separation_is_blocked(staff: Staff) -> None:
    case = staff.found()
    with refused("recognition.measure_too_severe") as refusal:
        propose(case, Measure.SEPARATION_REVIEW)
    assert refusal.value.facts["most"] == Measure.COACHING_TALK.label


@pytest.mark.covers("R-106", "L-69", "H8")
def test_there_is_no_fine(staff: Staff) -> None:
    case = staff.found()
    with refused("recognition.no_such_measure") as refusal:
        propose(case, "罚款 50")
    assert "第十六条" in str(refusal.value)
    with refused("recognition.fine_in_clause"):
        propose(case, 1, words="罚款 50 元")


@pytest.mark.covers("R-089", "H3")
def test_less_than_the_table_needs_a_ground_and_a_second_person(staff: Staff) -> None:
    case = staff.found(clause="JL05")
    with refused("recognition.leniency_needs_ground"):
        propose(case, Measure.NONE)
    case = propose(case, Measure.NONE, leniency="self_reported")
    assert [one.ground for one in approvals_of(case)] == ["leniency"]
    assert approvals_of(case)[0].asked == staff.hr
    with refused("recognition.second_person_for_leniency"):
        decide(case)
    agree(case)
    assert decide(case).state == State.DECIDED


@pytest.mark.covers("R-089", "H3")
def test_a_proposal_knows_what_similar_cases_led_to(staff: Staff, peer: Employee) -> None:
    for day in range(3):
        staff.delivered(1, employee=peer, happened_on=HAPPENED - day * DAY, source_key=str(day))
    case = staff.found()
    with refused("recognition.precedents_not_seen"):
        case_proposing_blindly(case, staff)
    case = propose(case, Measure.NONE, leniency="little_harm")
    assert {one.ground for one in approvals_of(case)} == {"leniency", "precedent"}


def case_proposing_blindly(case: Case, staff: Staff) -> None:

    proposal = Proposal(measure=1, words="按幅度", seen=())
    propose_measure(case_id=case.pk, proposal=proposal, by=account(staff.handler), now=NOW)


@pytest.mark.covers("R-089")
def test_what_was_found_is_not_closed_instead_of_decided(staff: Staff) -> None:
    case = staff.found()
    with refused("recognition.decide_instead_of_closing"):
        case_ending.close_case(case_id=case.pk, closing="withdrawn", words="算了", by=account(staff.handler), now=NOW)
    with refused("recognition.decide_instead_of_closing"):
        case_ending.close_case(case_id=case.pk, closing="no_breach", words="算了", by=account(staff.decider), now=NOW)


def test_no_case_vanishes_by_one_hand(staff: Staff) -> None:
    case = staff.heard()
    with refused("recognition.closed_by_another"):
        case_ending.close_case(case_id=case.pk, closing="no_breach", words="没事", by=account(staff.handler), now=NOW)
    case_ending.ask_to_close(
        case_id=case.pk, closing="no_breach", words="打卡机故障", by=account(staff.handler), now=NOW
    )
    assert reload(case).state == State.HEARD
    case_ending.close_case(case_id=case.pk, closing="no_breach", words="同意", by=account(staff.decider), now=NOW)
    assert reload(case).closing == "no_breach"


def test_the_person_neither_talks_a_case_to_its_end_nor_chooses_the_judge(staff: Staff) -> None:
    case = staff.proposed(1)
    case_hearing.give_statement(case_id=case.pk, words="补充", by=account(staff.agent), now=NOW)
    case = propose(reload(case), 1)
    case_hearing.give_statement(case_id=case.pk, words="再补充", by=account(staff.agent), now=NOW)
    assert reload(case).state == State.PROPOSED

    DeclaredTie.objects.create(one=staff.agent, other=staff.decider, kind="conflict", declared_on=TODAY)
    assert decide(reload(case)).state == State.DECIDED
    other = staff.notified(happened_on=HAPPENED - DAY)
    with refused("recognition.witness_named_by_handler"):
        case_hearing.add_evidence(
            case_id=other.pk, kind="witness", reference="主管在场", words="", witness=staff.decider,
            by=account(staff.agent), now=NOW,
        )  # fmt: skip
