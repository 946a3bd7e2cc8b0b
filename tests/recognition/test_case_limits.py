"""What no case gets past: a drop of figures that nobody searched for its causes, and rights that were lent."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ObjectDoesNotExist

from dengta.domains.people.models import Account, Employee, RightsLent, Unit
from dengta.domains.people.services import lending
from dengta.domains.performance.models import CauseAnalysis, CauseFinding
from dengta.domains.recognition.models import Case, DeclaredTie
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.services import case_deciding, case_ending, case_hearing, case_opening
from dengta.foundation.access import facts_of
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import FOUNDED, Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.casework import DAY, HAPPENED, TODAY, Staff, find, reload

pytestmark = pytest.mark.django_db
State = Case.State
NO_WAY = (NotAllowed, RuleViolation, ObjectDoesNotExist)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
# Everything that works on a case or decides about one.
RIGHTS = (policies.see, policies.work, policies.decide, policies.export, policies.hear_appeals,
          policies.prove_separation, policies.open_in)  # fmt: skip


def analysed(case: Case, cause: str) -> CauseAnalysis:
    """A closed analysis of the month, with this cause."""
    analysis = CauseAnalysis.objects.create(
        unit=case.unit, kpi="csat", before_start=date(2026, 9, 1), before_end=OCTOBER, after_start=OCTOBER,
        after_end=NOVEMBER, state="closed", created_at=NOW, counted_at=NOW, closed_at=NOW, conclusion="已查清",
    )  # fmt: skip
    CauseFinding.objects.create(
        analysis=analysis, section=CauseFinding.Section.values[0], cause=cause, text="查了记录", at=NOW
    )
    return analysis


@pytest.mark.covers("R-133")
def test_nobody_answers_for_a_drop_of_figures_before_its_causes_were_searched(staff: Staff) -> None:
    case = staff.heard(source=Case.Source.FIGURES, happened_on=date(2026, 10, 15), known_on=HAPPENED)
    with refused("performance.drop_not_explained"):
        find(case, by=staff.handler)
    assert reload(case).state == State.HEARD

    analysed(case, "agent")
    assert find(case, by=staff.handler).state == State.FOUND


@pytest.mark.covers("R-133", "R-038")
def test_a_drop_that_came_from_the_process_is_found_so_and_held_against_nobody(staff: Staff) -> None:
    case = staff.heard(source=Case.Source.FIGURES, happened_on=date(2026, 10, 15), known_on=HAPPENED)
    analysed(case, "process")
    with refused("performance.drop_not_by_agents"):
        find(case, by=staff.handler)
    case = find(case, by=staff.handler, cause="process")
    case_ending.close_case(case_id=case.pk, closing="other_cause", words="流程已改", by=account(staff.decider), now=NOW)
    assert reload(case).state == State.CLOSED


def lent(lender: Employee, to: Employee, unit: Unit) -> Account:
    """Every right on cases, lent as nobody could lend it by any page; the account as the next request reads it."""
    RightsLent.objects.create(
        account=account(to), lender=account(lender), unit=unit, rights="\n".join(one.name for one in RIGHTS),
        valid_from=FOUNDED, valid_to=TODAY + 30 * DAY,
    )  # fmt: skip
    Authenticator.objects.create(user=account(to), type=Authenticator.Type.TOTP, data={})
    borrower = Account.objects.get(employee=to)
    assert facts_of(borrower).lent, "the control: the loan holds"
    return borrower


@pytest.mark.covers("R-087", "K3")
def test_nobody_can_lend_a_right_on_cases() -> None:
    for right in RIGHTS:
        with pytest.raises(ValueError, match=right.name):
            lending.register_lendable(f"test {right.name}", "x", right)


@pytest.mark.covers("R-087")
def test_through_what_was_lent_nobody_reaches_the_own_case_or_one_they_have_a_part_in(
    staff: Staff, tree: Tree, peer: Employee
) -> None:
    case = staff.open()
    mine, tied = lent(staff.hr, staff.agent, tree.aftersales_1), lent(staff.hr, peer, tree.aftersales_1)
    assert not policies.visible(mine).filter(pk=case.pk).exists(), "not before they are told"
    case_hearing.serve_notice(case_id=case.pk, words="请说明", by=account(staff.handler), now=NOW)
    DeclaredTie.objects.create(one=peer, other=staff.agent, kind="close", declared_on=TODAY)
    for by in (mine, tied):
        with pytest.raises(NO_WAY):
            case_opening.extend_case(case_id=case.pk, until=TODAY + DAY, reason="延长", by=by, now=NOW)
        with pytest.raises(NO_WAY):
            case_ending.close_case(case_id=case.pk, closing="no_breach", words="没事", by=by, now=NOW)
    with pytest.raises(NO_WAY):
        case_opening.hand_over_case(case_id=case.pk, to=staff.hr, reason="换人", by=mine, now=NOW)
    assert reload(case).steps.count() == 2
    assert {step.kind for step in policies.steps(mine, case)} == {"notified"}


@pytest.mark.covers("R-087")
def test_a_loan_makes_nobody_a_decider(staff: Staff, tree: Tree, peer: Employee) -> None:
    case = staff.proposed(1)
    borrower = lent(staff.decider, peer, tree.aftersales_1)
    with pytest.raises(NO_WAY):
        case_deciding.decide_case(case_id=case.pk, words="代批", by=borrower, now=NOW)
    with refused("recognition.cannot_decide"):
        case_deciding.name_decider(case_id=case.pk, person=peer, reason="代批", by=account(staff.decider), now=NOW)
    assert reload(case).decider == staff.decider
    assert not RightsLent.objects.exclude(used=0).exists()
