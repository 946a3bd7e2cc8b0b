"""What failed in a trial, or came from a drop of the team, is held against nobody before somebody else has looked."""

from collections.abc import Callable

import pytest
from django.test import Client

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, Trial
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.services import case_ending, case_finding, case_shield
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.casework import DAY, TODAY, Staff, find, page, propose, reload

pytestmark = pytest.mark.django_db
State = Case.State
Browser = Callable[[Employee], Client]


def trial(staff: Staff, tree: Tree, *, registered: int = 12) -> Trial:
    """A trial of the team that ran on the day, registered so many days ago."""
    return Trial.objects.create(
        unit=tree.aftersales_1, name="新话术", idea="先道歉再核实", limits="满意度降 5 点即停",
        starts_on=TODAY - 10 * DAY, ends_on=TODAY + 10 * DAY, registered_by=account(staff.handler),
        registered_at=NOW - registered * DAY,
    )  # fmt: skip


def claim(case: Case, staff: Staff, trial_id: int | None) -> case_shield.ShieldReview:
    return case_shield.claim_good_faith(
        case_id=case.pk, words="试用新话术", trial_id=trial_id, by=account(staff.agent), now=NOW
    )


def look(case: Case, staff: Staff, outcome: str) -> case_shield.ShieldReview:
    return case_shield.review_good_faith(
        case_id=case.pk, outcome=outcome, exclusion="", words="看过了", by=account(staff.decider), now=NOW
    )


@pytest.mark.covers("R-095")
def test_where_a_trial_ran_a_finding_says_why_it_was_no_part_of_it_and_the_person_can_still_claim_it(
    staff: Staff, tree: Tree, signed_in: Browser
) -> None:
    running = trial(staff, tree)
    case = staff.heard()
    assert "新话术" in page(signed_in(staff.handler), "find", case)
    with refused("recognition.trial_ran"):
        find(case, by=staff.handler)
    case_finding.record_finding(
        case_id=case.pk, words="晚到", cause="agent", evidence=["E1"], mitigating="", harm=False, no_trial="与话术无关",
        by=account(staff.handler), now=NOW,
    )  # fmt: skip
    case = reload(case)
    assert "与话术无关" in page(signed_in(staff.agent), "case", case)

    claim(case, staff, running.pk)
    with refused("recognition.shield_open"):
        propose(case, 1)
    assert look(case, staff, "shielded").praise_suggested
    assert "建议予以表扬" in page(signed_in(staff.handler), "case", reload(case))
    with refused("recognition.shielded"):
        propose(reload(case), 1)
    case_ending.close_case(case_id=case.pk, closing="shielded", words="试验", by=account(staff.handler), now=NOW)
    assert not differing(reload(case))


@pytest.mark.covers("R-095")
def test_a_trial_shields_neither_what_was_no_part_of_it_nor_what_was_there_before_it(staff: Staff, tree: Tree) -> None:
    case = staff.heard()
    late = trial(staff, tree, registered=2)
    assert late.registered_at.date() == case.happened_on
    with refused("recognition.trial_did_not_run"):
        claim(case, staff, late.pk)
    running = trial(staff, tree)
    claim(case, staff, running.pk)
    with refused("recognition.trial_shields"):
        look(case, staff, "refused")
    assert not look(case, staff, "not_part").praise_suggested
    assert propose(find(case, by=staff.handler), 1).state == State.PROPOSED


@pytest.mark.covers("R-133")
def test_a_drop_of_satisfaction_is_explained_first_whatever_source_was_chosen(staff: Staff) -> None:
    case = staff.heard(source=Case.Source.REPORT, words="满意度从 92 掉到 88，个人拖累")
    with refused("recognition.rests_on_figures"):
        find(case, by=staff.handler)
    said = {
        "case_id": case.pk, "words": "个人拖累", "cause": "agent", "evidence": ["E1"], "mitigating": "", "harm": False,
        "by": account(staff.handler), "now": NOW,
    }  # fmt: skip
    with refused("performance.drop_not_explained"):
        case_finding.record_finding(**said, on_figures="yes")
    found = case_finding.record_finding(**said, on_figures="no")
    assert "不以团队" in found.steps.get(kind="found").text
