"""What shields somebody, what offsets nothing, and by when: the checks of a formal case."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from dengta.domains.communication.selectors.todos import keys_waiting
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, Measure, Reflection, Trial
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.approvals import approvals_of
from dengta.domains.recognition.selectors.case_history import repetition_of
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.services import (
    case_deciding,
    case_delivery,
    case_ending,
    case_finding,
    case_hearing,
    case_opening,
    case_shield,
    conduct,
    lessons,
    separation,
)
from dengta.domains.recognition.services.case_deadlines import OVERDUE, pass_days
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition import bonuses
from tests.recognition.adopting import account, refused
from tests.recognition.casework import (
    DAY,
    HAPPENED,
    TODAY,
    Staff,
    agree,
    appeal,
    decide,
    deliver,
    find,
    propose,
    reload,
    talk,
)

pytestmark = pytest.mark.django_db
State = Case.State


@pytest.mark.covers("R-095", "H5")
def test_what_failed_in_a_registered_trial_is_not_punished_and_praise_is_suggested(staff: Staff, tree: Tree) -> None:
    trial = Trial.objects.create(
        unit=tree.aftersales_1, name="新话术", idea="先道歉再核实", limits="满意度降 5 点即停",
        starts_on=TODAY - 10 * DAY, ends_on=TODAY + 10 * DAY, registered_by=account(staff.handler),
        registered_at=NOW - 12 * DAY,
    )  # fmt: skip
    case = staff.heard()
    case_shield.claim_good_faith(
        case_id=case.pk, words="试用新话术", trial_id=trial.pk, by=account(staff.agent), now=NOW
    )
    with refused("recognition.shield_open"):
        find(case, by=staff.handler)
    with refused("recognition.trial_shields"):
        review(case, staff, "refused")
    assert review(case, staff, "shielded").praise_suggested
    case = find(case, by=staff.handler)
    with refused("recognition.shielded"):
        propose(case, 1)
    case_ending.close_case(case_id=case.pk, closing="shielded", words="试验", by=account(staff.handler), now=NOW)


@pytest.mark.covers("H5")
def test_a_trial_that_failed_ends_without_a_measure_with_a_lesson_on_file_and_a_reward(
    staff: Staff, tree: Tree
) -> None:
    """From the registration to the thanks, by the services alone."""
    before, at, attempt = NOW - 20 * DAY, HAPPENED, account(staff.agent)
    trial = conduct.register_trial(
        unit=tree.aftersales_1, name="新话术", idea="先共情再核实", limits="投诉件不用", starts_on=before.date(),
        ends_on=TODAY + DAY, by=account(staff.handler), now=before,
    )  # fmt: skip
    assert trial.starts_on <= at <= trial.ends_on
    case = staff.heard()
    case_shield.claim_good_faith(case_id=case.pk, words="试用新话术", trial_id=trial.pk, by=attempt, now=NOW)
    assert review(case, staff, "shielded").praise_suggested
    case = find(case, by=staff.handler)
    case_ending.close_case(case_id=case.pk, closing="shielded", words="试验", by=account(staff.handler), now=NOW)
    assert reload(case).measure is None

    story = lessons.Story("先核实，再共情", "先共情的时候，最容易忘记核实。", "两项核实对上，再说理解对方。")
    writer = account(staff.decider)
    lesson = lessons.write_lesson(case_id=case.pk, unit=tree.qinghe, story=story, by=writer, now=NOW)
    lessons.submit_lesson(lesson_id=lesson.pk, by=writer, now=NOW)
    assert lessons.release_lesson(lesson_id=lesson.pk, by=account(staff.hr), now=NOW).document is not None
    bonuses.promise(tree.company)
    given = bonuses.give(bonuses.note(staff.agent, staff.handler, title="敢试，也敢说"), staff.handler)
    assert given.reward is not None
    assert given.reward.employee == staff.agent


@pytest.mark.covers("R-095", "H5")
def test_an_unregistered_attempt_in_good_faith_is_looked_at_by_somebody_else_first(staff: Staff) -> None:
    case = staff.heard()
    claimed = case_shield.claim_good_faith(
        case_id=case.pk, words="想快点帮客户", trial_id=None, by=account(staff.agent), now=NOW
    )
    assert claimed.reviewer == staff.decider
    with pytest.raises(NotAllowed):
        case_shield.review_good_faith(
            case_id=case.pk, outcome="refused", exclusion="", words="不是", by=account(staff.handler), now=NOW
        )
    with refused("recognition.shield_open"):
        find(case, by=staff.handler)
    review(case, staff, "refused")
    assert find(case, by=staff.handler).state == State.FOUND


@pytest.mark.covers("R-096")
def test_a_trial_that_leaks_data_is_not_shielded(staff: Staff) -> None:
    case = staff.heard()
    case_shield.claim_good_faith(case_id=case.pk, words="试验", trial_id=None, by=account(staff.agent), now=NOW)
    with refused("recognition.shield_excluded"):
        review(case, staff, "shielded", exclusion="privacy")
    assert review(case, staff, "refused", exclusion="privacy").exclusion == "privacy"


def review(case: Case, staff: Staff, outcome: str, *, exclusion: str = "") -> case_shield.ShieldReview:
    return case_shield.review_good_faith(
        case_id=case.pk, outcome=outcome, exclusion=exclusion, words="看过了", by=account(staff.decider), now=NOW
    )


@pytest.mark.covers("R-098", "H15")
def test_good_figures_waive_nothing_for_the_top_seller(staff: Staff) -> None:
    case = staff.found(clause="JL05")
    with refused("recognition.figures_offset_nothing"):
        propose(case, Measure.NONE, leniency="good_figures")
    with refused("recognition.figures_offset_nothing"):
        propose(case, Measure.NONE, leniency="little_harm", words="销冠，业绩第一，免于处理")


@pytest.mark.covers("R-098")
def test_talks_come_before_a_separation_review_for_a_repetition(staff: Staff) -> None:
    case = staff.found(clause="JL05")
    Case.objects.filter(pk=case.pk).update(repetition=3)
    staff.version.clause.book.editions.get().matrix.filter(severity=3).update(most=6)
    case.version.most = 6
    case.version.save(update_fields=["most"])
    with refused("recognition.talks_come_first"):
        propose(reload(case), Measure.SEPARATION_REVIEW)


@pytest.mark.covers("R-099", "H15")
def test_after_two_talks_and_a_third_breach_hr_looks_even_at_a_star(staff: Staff) -> None:

    for number in (1, 2):
        staff.executed(1, source_key=str(number), happened_on=HAPPENED - number * DAY)
        talk(staff, on=HAPPENED - DAY)
    case = staff.heard(now=NOW + 9 * DAY, happened_on=TODAY, known_on=TODAY)
    case = find(case, by=staff.handler, now=NOW + 9 * DAY)
    assert case.repetition == 3
    assert str(case.pk) in {str(key) for key in keys_waiting(case_finding.LOOK)}


def test_a_breach_counts_as_repetition_only_as_long_as_its_clause_says(staff: Staff) -> None:
    first = staff.executed(1, source_key="1", happened_on=HAPPENED - DAY)
    case = staff.found(now=NOW + 9 * DAY, happened_on=TODAY, known_on=TODAY)
    assert case.repetition == 2
    Case.objects.filter(pk=first.pk).update(counts_until=TODAY - DAY)
    assert repetition_of(case) == 1


@pytest.mark.covers("R-091", "H4")
def test_a_late_decision_needs_an_extension_and_after_ninety_days_nothing_follows(
    staff: Staff,
) -> None:
    late = NOW + 21 * DAY
    case = staff.found()
    case = propose(case, 1, now=late)
    with refused("recognition.decision_late") as refusal:
        decide(case, now=late)
    assert refusal.value.facts["days"] == 17
    case_opening.extend_case(case_id=case.pk, until=late.date(), reason="证人休假", by=account(staff.decider), now=late)
    assert decide(case, now=late).state == State.DECIDED
    with refused("recognition.facts_stale"):
        staff.open(happened_on=HAPPENED - DAY, now=NOW + 88 * DAY)


@pytest.mark.covers("R-108", "L-66")
def test_nothing_is_carried_out_on_the_second_day_and_an_appeal_goes_to_somebody_without_a_part(
    staff: Staff, hire: Callable[..., Employee], tree: Tree
) -> None:
    second_hr = hire("钱芳", None, number="K90009", role=Role.HR, at=tree.company)
    case = staff.delivered(1)
    with refused("recognition.execution_waits"):
        case_ending.execute_measure(case_id=case.pk, words="谈话", by=account(staff.handler), now=NOW + 2 * DAY)
    hearer = appeal(case, now=NOW + 2 * DAY)
    assert hearer in (staff.head, staff.hr, second_hr)
    with refused("recognition.execution_waits"):
        case_ending.execute_measure(case_id=case.pk, words="谈话", by=account(staff.handler), now=NOW + 9 * DAY)
    with refused("recognition.hearer_took_part"):
        case_delivery.decide_appeal(
            case_id=case.pk, outcome="upheld", measure=None, words="不变", by=account(staff.decider), now=NOW + 3 * DAY
        )
    case_delivery.decide_appeal(
        case_id=case.pk, outcome="lifted", measure=None, words="证据不足", by=account(hearer), now=NOW + 3 * DAY
    )
    assert reload(case).closing == "lifted"
    assert not differing(reload(case))


def test_an_appeal_never_makes_it_worse_and_comes_in_time(staff: Staff) -> None:
    case = staff.delivered(3, clause="JL05")
    hearer = appeal(case, now=NOW + DAY)
    for measure in (3, 4):
        with refused("recognition.appeal_never_worse"):
            case_delivery.decide_appeal(
                case_id=case.pk, outcome="milder", measure=measure, words="重", by=account(hearer), now=NOW + DAY
            )
    case_delivery.decide_appeal(
        case_id=case.pk, outcome="milder", measure=2, words="初次", by=account(hearer), now=NOW + DAY
    )
    assert reload(case).measure == 2
    other = staff.delivered(1, source_key="2")
    with refused("recognition.appeal_too_late"):
        appeal(other, now=NOW + 8 * DAY)


@pytest.mark.covers("R-105")
def test_what_was_not_carried_out_after_ten_days_goes_to_the_next_level(staff: Staff) -> None:

    case = staff.delivered(1)
    pass_days(now=NOW + 10 * DAY)
    assert not keys_waiting(OVERDUE)
    pass_days(now=NOW + 11 * DAY)
    pass_days(now=NOW + 12 * DAY)
    assert [str(key) for key in keys_waiting(OVERDUE)] == [str(case.pk)]
    assert reload(case).steps.filter(kind="escalated").count() == 1


@pytest.mark.covers("H18")
def test_a_written_warning_is_signed_by_hr_with_it(staff: Staff) -> None:
    case = staff.proposed(3, clause="JL05")
    assert [(one.ground, one.asked) for one in approvals_of(case)] == [("hr", staff.hr)]
    with refused("recognition.agreement_waits"):
        decide(case)
    agree(case)
    case = deliver(decide(case))
    assert case.delivery == "signed"


def test_an_approval_is_of_the_very_words_and_of_three_days(staff: Staff) -> None:
    case = staff.proposed(3, clause="JL05")
    asked = approvals_of(case)[0].asked
    with refused("recognition.approval_too_late"):
        case_deciding.approve_measure(
            case_id=case.pk, ground="hr", words="同意", by=account(asked), now=NOW + timedelta(hours=73)
        )
    agree(case)
    case_hearing.give_statement(case_id=case.pk, words="补充", by=account(staff.agent), now=NOW)
    assert reload(case).state == State.FOUND
    again = propose(reload(case), 3)
    with refused("recognition.agreement_waits"):
        decide(again)


@pytest.mark.covers("R-094", "L-53", "L-56", "L-65")
def test_a_separation_review_needs_a_lawful_ground_five_proofs_and_the_union(staff: Staff) -> None:
    case = staff.found(clause="SJ01")
    proofs = {
        "ground": "rules", "rule_adopted": True, "rule_known": True, "facts_proven": True, "person_heard": True,
        "is_proportionate": True, "was_trained": False, "is_shielded": False, "union_told_on": None, "union_reply": "",
    }  # fmt: skip
    with refused("recognition.proofs_missing"):
        propose(case, Measure.SEPARATION_REVIEW)
    with refused("recognition.last_place_no_ground"):
        prove(case, staff, {**proofs, "ground": "last_place"})
    prove(case, staff, {**proofs, "person_heard": False})
    with refused("recognition.proofs_missing"):
        propose(case, Measure.SEPARATION_REVIEW)
    prove(case, staff, proofs)
    with refused("recognition.union_not_told"):
        propose(case, Measure.SEPARATION_REVIEW)
    prove(case, staff, {**proofs, "union_told_on": TODAY, "union_reply": "无异议"})
    case = propose(case, Measure.SEPARATION_REVIEW)
    assert {one.ground for one in approvals_of(case)} == {"hr", "separation"}


def prove(case: Case, staff: Staff, proofs: dict[str, object]) -> None:
    separation.prove_separation(
        case_id=case.pk,
        proofs=separation.Proofs(**proofs),
        by=account(staff.hr),
        now=NOW,  # type: ignore[arg-type]
    )


@pytest.mark.covers("R-107")
def test_a_case_is_seen_by_those_who_deal_with_it_and_by_the_person_once_told(
    staff: Staff, peer: Employee, other_leader: Employee, tree: Tree, hire: Callable[..., Employee]
) -> None:
    case = staff.open(handler=staff.hr)
    beside = hire("白雪", tree.aftersales_1, number="K10077", role=Role.TEAM_LEAD)
    seen_by = {one: policies.visible(account(one)).filter(pk=case.pk).exists() for one in (
        staff.agent, peer, beside, other_leader, staff.decider, staff.hr, staff.head)}  # fmt: skip
    assert seen_by == {
        staff.agent: False, peer: False, beside: False, other_leader: False, staff.decider: True, staff.hr: True,
        staff.head: False,
    }  # fmt: skip
    case_hearing.serve_notice(case_id=case.pk, words="请说明", by=account(staff.hr), now=NOW)
    assert policies.own(account(staff.agent)).get() == case
    assert {step.kind for step in policies.steps(account(staff.agent), reload(case))} == {"notified"}


def test_the_same_breach_has_one_case(staff: Staff) -> None:
    case = staff.open()
    with refused("recognition.case_there_already") as refusal:
        staff.open()
    assert refusal.value.facts["number"] == case.number


def test_nobody_opens_handles_or_decides_a_case_about_themselves(staff: Staff, tree: Tree) -> None:
    with pytest.raises(NotAllowed):
        staff.open(employee=staff.decider)
    case = staff.notified(employee=staff.handler, handler=staff.hr, by=staff.hr)
    with refused("recognition.involved_decides"):
        case_ending.close_case(case_id=case.pk, closing="no_breach", words="没有", by=account(staff.handler), now=NOW)


@pytest.mark.covers("R-102", "H7")
def test_after_frequent_severe_measures_the_third_needs_the_next_level(staff: Staff, peer: Employee) -> None:
    staff.decided(3, clause="JL05")
    staff.decided(3, clause="JL05", employee=peer)
    case = staff.proposed(3, clause="JL05", source_key="3", happened_on=HAPPENED - DAY)

    asked_to_think = set(Reflection.objects.values_list("leader", flat=True))
    assert asked_to_think == {staff.handler.pk, staff.decider.pk}
    asked = {one.ground: one.asked for one in approvals_of(case)}
    assert asked == {"hr": staff.hr, "next_level": staff.head}
    case_deciding.approve_measure(case_id=case.pk, ground="hr", words="同意", by=account(staff.hr), now=NOW)
    with refused("recognition.next_level_waits"):
        decide(case)
