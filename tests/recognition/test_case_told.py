"""Who is told what of a case, and when: new evidence, the decision, the letters; and who stops reading."""

import pytest
from django.utils import translation

from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.recognition.models import Case, SeparationProof
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.selectors.letters import DECISION, SEPARATION, Letter, draw_up, letter_of
from dengta.domains.recognition.services import case_deciding, case_ending, case_hearing
from dengta.domains.recognition.services.case_opening import HANDLE
from dengta.foundation.access import Role, forget
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.casework import (
    DAY,
    TODAY,
    Staff,
    add_evidence,
    agree,
    decide,
    deliver,
    find,
    propose,
    reload,
)

pytestmark = pytest.mark.django_db
State = Case.State


@pytest.mark.covers("L-66")
def test_what_comes_against_the_person_after_they_were_heard_gives_them_the_days_again(staff: Staff) -> None:
    case, later = staff.heard(), NOW + DAY
    add_evidence(case, by=staff.handler, now=later)
    case = reload(case)
    assert (case.state, case.statement_due) == (State.NOTIFIED, TODAY + 6 * DAY)
    assert Notice.objects.filter(account=account(staff.agent)).latest("pk").title.startswith("您的个案有新证据")
    with refused("recognition.case_not_now"):
        find(case, by=staff.handler, evidence=("E2",))
    # Their answer is news to the handler once more.
    assert not waits_for(HANDLE, case.pk)
    # Saying nothing to it does not undo what they said before.
    after = later + 7 * DAY
    case_hearing.close_hearing(case_id=case.pk, words="未再答复", by=account(staff.handler), now=after)
    assert reload(case).heard == "statement"
    assert find(case, by=staff.handler, evidence=("E2",), now=after).state == State.FOUND


def test_evidence_after_the_finding_undoes_it_unless_it_is_the_persons_own(staff: Staff) -> None:
    case = staff.found()
    add_evidence(case, by=staff.agent)
    assert reload(case).state == State.FOUND

    add_evidence(case, by=staff.handler)
    case = reload(case)
    assert (case.state, case.cause, case.found_at, case.repetition) == (State.NOTIFIED, "", None, None)
    assert not differing(case)


@pytest.mark.covers("R-087")
def test_nobody_involved_adds_evidence(staff: Staff) -> None:
    case = staff.notified(reported_by=staff.decider, source="report")
    with refused("recognition.involved_decides"):
        add_evidence(case, by=staff.decider)


def own_record(person: Employee) -> set[str]:
    rows = AuditEntry.objects.filter(subject_id=person.pk, object_type="recognition.case")
    return set(rows.values_list("verb", flat=True))


def test_the_own_record_names_nothing_before_the_notice_and_no_decision_before_its_letter(staff: Staff) -> None:
    case = staff.open()
    add_evidence(case, by=staff.handler)
    assert own_record(staff.agent) == set()

    case_hearing.serve_notice(case_id=case.pk, words="请说明", by=account(staff.handler), now=NOW)
    case_hearing.give_statement(case_id=case.pk, words="地铁故障", by=account(staff.agent), now=NOW)
    case = propose(find(case, by=staff.handler), 1)
    agree(case)
    case = decide(case)
    assert "recognition.case_decided" not in own_record(staff.agent)
    assert not policies.steps(account(staff.agent), case).filter(kind="decided").exists()
    case = deliver(case)
    assert "recognition.case_delivered" in own_record(staff.agent)
    assert policies.steps(account(staff.agent), case).filter(kind="decided").exists()


def reads(case: Case, who: Employee) -> bool:
    forget(account(who))
    return policies.visible(account(who)).filter(pk=case.pk).exists()


def test_who_moved_away_reads_no_more_of_what_was_given_to_them(staff: Staff, tree: Tree) -> None:
    case = staff.proposed(1)
    assert reads(case, staff.handler)
    RoleGrant.objects.filter(account=account(staff.handler)).update(unit=tree.ticketing)
    assert not reads(case, staff.handler)


def test_who_agreed_with_a_proposal_that_went_back_reads_no_more(staff: Staff) -> None:
    case = staff.proposed(3, clause="JL05")
    RoleGrant.objects.filter(account=account(staff.hr)).update(role=Role.EXECUTIVE)
    assert reads(case, staff.hr)
    case_deciding.send_back(case_id=case.pk, words="再看", by=account(staff.decider), now=NOW)
    assert not reads(case, staff.hr)


def test_a_month_after_its_end_only_the_unit_and_the_person_read_it(staff: Staff) -> None:
    case = staff.open()
    case_ending.close_case(case_id=case.pk, closing="no_breach", words="没有", by=account(staff.decider), now=NOW)
    assert reads(case, staff.handler)
    Case.objects.filter(pk=case.pk).update(closed_at=NOW - 31 * DAY)
    assert not reads(case, staff.handler)
    assert reads(case, staff.decider)


def words_of(letter: Letter) -> str:
    parts = [letter.title, *(f"{name}：{value}" for name, value in letter.facts)]
    return "\n".join([*parts, *(line for section in letter.sections for line in section.lines)])


@pytest.mark.covers("H18")
def test_the_letter_says_when_it_happened_what_it_came_from_and_what_speaks_for_the_person(staff: Staff) -> None:
    case = reload(staff.decided(1))
    with translation.override("zh-hans"):
        said = words_of(letter_of(case, DECISION))
    assert "发生日期：2026 年 11 月 16 日" in said
    assert "原因：本人行为" in said
    assert "依据证据：E1\n\n有利于本人的情节：此前没有晚到" in said


@pytest.mark.covers("H18", "L-72")
@pytest.mark.parametrize(
    ("measure", "follows", "never"),
    [
        (0, "No measure follows from it.", "repetition"),
        (2, "It takes nothing from your pay.", "article 35"),
        (5, "article 35", "takes nothing from your pay"),
        (6, "It does not end your contract", "repetition"),
    ],
)
def test_the_letter_promises_no_more_than_its_measure_holds(
    staff: Staff, measure: int, follows: str, never: str
) -> None:
    case = staff.decided(2, clause="JL05")
    step = case.steps.get(kind="proposed")
    step.changes = {**step.changes, "measure": measure}
    step.save()
    with translation.override("en"):
        said = words_of(draw_up(case, DECISION))
    assert follows in said
    assert never not in said


@pytest.mark.covers("L-56")
def test_the_letter_to_the_union_says_what_is_intended_and_on_which_article(staff: Staff) -> None:
    case = staff.found(clause="SJ01")
    SeparationProof.objects.create(
        case=case, ground="rules", recorded_by=account(staff.hr), recorded_at=NOW, facts_proven=True
    )
    with translation.override("zh-hans"):
        said = words_of(letter_of(reload(case), SEPARATION))
    assert said.startswith("关于拟解除劳动合同的工会通知书")
    assert f"本单位拟依据下列理由与{staff.agent.name}解除劳动合同" in said
    assert "《劳动合同法》第三十九条第二项" in said
