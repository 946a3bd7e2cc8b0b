"""Posts, candidates and the first weeks."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from dengta.domains.people.models import Candidate, Employee, InterviewCriterion, OnboardingItem, OnboardingStep
from dengta.domains.people.selectors.hiring import candidates, post_plan
from dengta.domains.people.services import gates
from dengta.domains.people.services.hiring import (
    Score,
    add_candidate,
    decline_candidate,
    hire_candidate,
    plan_posts,
    score_interview,
)
from dengta.domains.people.services.onboarding import open_onboarding, sign_step, tick_step
from dengta.domains.people.services.skills import save_skill, set_skill
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree

TODAY = date(2026, 11, 18)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def candidate(leader: Employee, tree: Tree) -> Candidate:
    """A candidate for 售后一组."""
    return add_candidate(name="郑可欣", unit=tree.aftersales_1, on=TODAY, grade="C1", phone="139", by=leader.account)


def _all_scores(words: str = "讲了一次自己的失误和补救") -> dict[str, Score]:
    return dict.fromkeys(InterviewCriterion.objects.values_list("code", flat=True), (4, words))


@pytest.mark.covers("A10", "R-143")
def test_without_an_interview_nobody_is_hired(hr: Employee, candidate: Candidate) -> None:
    with pytest.raises(RuleViolation) as refused:
        hire_candidate(candidate_id=candidate.pk, number="K40001", on=TODAY, by=hr.account)

    assert refused.value.code == "people.interview_missing"
    assert not Employee.objects.filter(number="K40001").exists()


@pytest.mark.covers("A10", "R-143")
def test_an_interview_with_one_question_unanswered_is_not_enough(
    hr: Employee, leader: Employee, candidate: Candidate, now: datetime
) -> None:
    scores = _all_scores() | {"empathy": (5, "  ")}
    score_interview(candidate_id=candidate.pk, scores=scores, held_on=TODAY, by=leader.account, now=now)

    with pytest.raises(RuleViolation):
        hire_candidate(candidate_id=candidate.pk, number="K40001", on=TODAY, by=hr.account)


@pytest.mark.covers("A10", "A8", "R-143")
def test_with_a_scored_interview_hiring_opens_the_onboarding(
    hr: Employee, leader: Employee, candidate: Candidate, tree: Tree, now: datetime
) -> None:
    score_interview(candidate_id=candidate.pk, scores=_all_scores(), held_on=TODAY, by=leader.account, now=now)
    employee = hire_candidate(candidate_id=candidate.pk, number="K40001", on=TODAY, by=hr.account)

    candidate.refresh_from_db()
    assert (candidate.status, candidate.employee) == (Candidate.Status.HIRED, employee)
    everybody = OnboardingItem.objects.filter(role="").count()
    assert OnboardingStep.objects.filter(employee=employee, done_at=None).count() == everybody > 0
    missing = gates.ready_for_queue([employee.pk], TODAY)[employee.pk]
    assert [gap.gate.name for gap in missing] == ["people.onboarding"]


def test_a_leader_interviews_but_does_not_hire(leader: Employee, candidate: Candidate, now: datetime) -> None:
    score_interview(candidate_id=candidate.pk, scores=_all_scores(), held_on=TODAY, by=leader.account, now=now)

    with pytest.raises(NotAllowed):
        hire_candidate(candidate_id=candidate.pk, number="K40001", on=TODAY, by=leader.account)


def test_a_candidate_is_decided_about_once(hr: Employee, candidate: Candidate, now: datetime) -> None:
    decline_candidate(candidate_id=candidate.pk, reason="已录用他人", by=hr.account)

    with pytest.raises(RuleViolation):
        score_interview(candidate_id=candidate.pk, scores=_all_scores(), held_on=TODAY, by=hr.account, now=now)


@pytest.mark.covers("A2", "A10")
def test_candidates_of_another_client_are_not_there(
    leader: Employee, other_leader: Employee, agent: Employee, candidate: Candidate
) -> None:
    assert list(candidates(leader.account)) == [candidate]
    assert list(candidates(other_leader.account)) == []
    assert list(candidates(agent.account)) == []


@pytest.mark.covers("A11")
def test_vacancies_are_what_is_needed_less_who_is_there(
    hr: Employee, leader: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    Employee.objects.filter(pk__in=(agent.pk, peer.pk)).update(grade="C2")
    calming = save_skill(code="calming", name="安抚情绪", category="calming", by=hr.account)
    set_skill(employee_id=agent.pk, skill=calming, level=3, evidence="考核", on=TODAY, by=leader.account)
    demand = "双十二预计增长三成"
    plan_posts(unit=tree.qinghe, grade="C2", needed=5, demand=demand, on=TODAY, by=hr.account)
    plan_posts(
        unit=tree.aftersales_1, grade="C2", skill=calming, skill_level=2, needed=2, demand=demand, on=TODAY,
        by=leader.account,
    )  # fmt: skip

    lines = {line.plan.unit.name: line for line in post_plan(TODAY)}

    assert (lines["青禾电商"].filled, lines["青禾电商"].vacant) == (2, 3)
    assert (lines["售后一组"].filled, lines["售后一组"].vacant) == (1, 1)
    assert lines["售后一组"].plan.demand == demand


@pytest.mark.covers("A11")
def test_posts_without_a_demand_of_the_company_are_not_planned(hr: Employee, tree: Tree) -> None:
    with pytest.raises(RuleViolation) as refused:
        plan_posts(unit=tree.qinghe, grade="C2", needed=5, demand="", on=TODAY, by=hr.account)
    assert refused.value.code == "people.demand_missing"


@pytest.mark.covers("A11")
def test_a_new_plan_replaces_the_old_one_from_its_day(hr: Employee, tree: Tree) -> None:
    for needed, day in ((5, date(2026, 1, 1)), (8, TODAY)):
        plan_posts(unit=tree.qinghe, grade="C2", needed=needed, demand="增长", on=day, by=hr.account)

    assert [line.plan.needed for line in post_plan(date(2026, 6, 1))] == [5]
    assert [line.plan.needed for line in post_plan(TODAY)] == [8]


# --- onboarding -------------------------------------------------------------------------------------------


@pytest.fixture
def steps(hr: Employee, agent: Employee) -> dict[str, OnboardingStep]:
    """The checklist of 李佳怡, by the code of its items."""
    opened = open_onboarding(employee_id=agent.pk, on=TODAY, by=hr.account)
    return {step.item.code: step for step in opened}


@pytest.mark.covers("A8")
def test_who_signed_and_was_ticked_off_is_ready_for_the_queue(
    leader: Employee, agent: Employee, steps: dict[str, OnboardingStep], now: datetime
) -> None:
    assert agent.account is not None
    assert leader.account is not None
    for number, step in enumerate(steps.values()):
        missing = gates.ready_for_queue([agent.pk], TODAY)[agent.pk]
        assert str(len(steps) - number) in str(missing[0].reason)
        if step.item.signed:
            sign_step(step_id=step.pk, signature="李佳怡", by=agent.account, now=now)
        else:
            tick_step(step_id=step.pk, by=leader.account, now=now)

    assert gates.ready_for_queue([agent.pk], TODAY) == {agent.pk: []}


@pytest.mark.covers("A8")
def test_only_the_person_signs_and_only_with_their_own_name(
    leader: Employee, peer: Employee, agent: Employee, steps: dict[str, OnboardingStep], now: datetime
) -> None:
    assert leader.account is not None
    assert peer.account is not None
    assert agent.account is not None
    rule_book = steps["rule_book"].pk
    with pytest.raises(RuleViolation):
        tick_step(step_id=rule_book, by=leader.account, now=now)
    with pytest.raises(NotAllowed):
        sign_step(step_id=rule_book, signature="李佳怡", by=peer.account, now=now)
    with pytest.raises(RuleViolation) as other_name:
        sign_step(step_id=rule_book, signature="陈浩然", by=agent.account, now=now)

    assert other_name.value.code == "people.signature_differs"
    assert sign_step(step_id=rule_book, signature=" 李佳怡 ", by=agent.account, now=now).signature == "李佳怡"


@pytest.mark.covers("A8")
def test_nobody_ticks_off_their_own_practice(hr: Employee, leader: Employee, now: datetime) -> None:
    assert leader.account is not None
    steps = open_onboarding(employee_id=leader.pk, on=TODAY, by=hr.account)
    practice = next(step for step in steps if not step.item.signed)

    with pytest.raises(RuleViolation) as refused:
        tick_step(step_id=practice.pk, by=leader.account, now=now)
    assert refused.value.code == "people.not_about_yourself"


@pytest.mark.covers("A8")
def test_a_leader_gets_the_items_of_leaders_too(
    hr: Employee, leader: Employee, agent: Employee, steps: dict[str, OnboardingStep]
) -> None:
    codes = {step.item.code for step in open_onboarding(employee_id=leader.pk, on=TODAY, by=hr.account)}

    assert codes - set(steps) == {"leading"}
    assert open_onboarding(employee_id=leader.pk, on=TODAY, by=hr.account) == []


@pytest.mark.covers("A8")
def test_other_rooms_add_their_own_conditions(agent: Employee, peer: Employee, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "_gates", {})
    gates.register_gate(
        "growth.course", "必修课", lambda ids, on: {peer.pk: gates.GateResult(ok=False, reason="未完成")}
    )

    found = gates.ready_for_queue([agent.pk, peer.pk], TODAY)

    assert found[agent.pk] == []
    assert [str(gap.reason) for gap in found[peer.pk]] == ["未完成"]
    with pytest.raises(ValueError, match=r"growth\.course"):
        gates.register_gate("growth.course", "必修课", lambda ids, on: {})


@pytest.mark.covers("A8")
def test_who_is_on_long_leave_is_not_ready(agent: Employee) -> None:
    Employee.objects.filter(pk=agent.pk).update(status=Employee.Status.SUSPENDED)

    assert [gap.gate.name for gap in gates.ready_for_queue([agent.pk], TODAY)[agent.pk]] == ["people.status"]
