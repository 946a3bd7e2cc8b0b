"""The interview form and the onboarding checklist, as HR writes them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people.models import (
    Candidate,
    Employee,
    Interview,
    InterviewCriterion,
    OnboardingItem,
    OnboardingStep,
)
from dengta.domains.people.selectors.catalogue import checklist
from dengta.domains.people.selectors.hiring import candidates, criteria
from dengta.domains.people.services import gates
from dengta.domains.people.services.hiring import add_candidate, hire_candidate, score_interview
from dengta.domains.people.services.house_forms import (
    Item,
    Question,
    retire_criterion,
    retire_item,
    save_criterion,
    save_item,
)
from dengta.domains.people.services.onboarding import open_onboarding, sign_step
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree

TODAY = date(2026, 11, 18)
Browser = Callable[[Employee], Client]
ASKED = Question(part="service", name="守口如瓶", strong="说得出什么不能告诉别人。", weight=5)


@pytest.fixture
def candidate(leader: Employee, tree: Tree) -> Candidate:
    """A candidate for 售后一组."""
    return add_candidate(name="郑可欣", unit=tree.aftersales_1, on=TODAY, by=leader.account)


def interview(candidate: Candidate, leader: Employee, scores: dict[str, int] | None = None) -> Interview:
    given = {row.code: ((scores or {}).get(row.code, 4), "讲了一次失误") for row in criteria()}
    return score_interview(
        candidate_id=candidate.pk, scores=given, held_on=TODAY, by=leader.account, now=timezone.now()
    )


def question_of(row: InterviewCriterion, **changes: object) -> Question:
    words = {name: getattr(row, name) for name in Question.__dataclass_fields__}
    return Question(**words | changes)  # type: ignore[arg-type]  # names and types are those of the model


@pytest.mark.covers("A10")
def test_an_interview_keeps_the_question_it_was_scored_with_when_hr_changes_the_form(
    hr: Employee, leader: Employee, candidate: Candidate
) -> None:
    held = interview(candidate, leader)
    old = criteria()[0]

    new = save_criterion(
        criterion_id=old.pk, question=question_of(old, name="新问题", weight=5), on=TODAY, by=hr.account
    )

    assert (new.code, new.version, new.weight) == (old.code, 2, 5)
    scored = held.scores.get(criterion__code=old.code).criterion
    assert (scored.name, scored.version, scored.weight) == (old.name, 1, old.weight)
    assert [row.version for row in criteria() if row.code == old.code] == [2]
    assert AuditEntry.objects.filter(verb="people.criterion_saved").exists()


def test_a_question_nobody_was_asked_yet_changes_in_place_and_an_unchanged_one_leaves_no_record(hr: Employee) -> None:
    row = criteria()[0]

    same = save_criterion(criterion_id=row.pk, question=question_of(row), on=TODAY, by=hr.account)
    assert not AuditEntry.objects.filter(verb="people.criterion_saved").exists()
    changed = save_criterion(criterion_id=row.pk, question=question_of(row, name="担当"), on=TODAY, by=hr.account)

    assert same.pk == changed.pk == row.pk
    assert (changed.version, changed.name) == (1, "担当")


@pytest.mark.covers("A10", "R-143")
def test_a_new_question_is_part_of_what_hiring_waits_for(hr: Employee, leader: Employee, candidate: Candidate) -> None:
    before = {row.code: (4, "讲了一次失误") for row in criteria()}
    save_criterion(question=ASKED, on=TODAY, by=hr.account)
    score_interview(candidate_id=candidate.pk, scores=before, held_on=TODAY, by=leader.account, now=timezone.now())

    with pytest.raises(RuleViolation) as refused:
        hire_candidate(candidate_id=candidate.pk, number="K40001", on=TODAY, by=hr.account)
    assert refused.value.code == "people.interview_missing"


@pytest.mark.covers("A10")
def test_the_mean_score_weighs_every_question_as_it_weighed_when_it_was_asked(
    hr: Employee, leader: Employee, candidate: Candidate
) -> None:
    heavy = save_criterion(question=ASKED, on=TODAY, by=hr.account)
    interview(candidate, leader, {heavy.code: 1})
    others = sum(row.weight for row in criteria()) - 5
    save_criterion(criterion_id=heavy.pk, question=replace(ASKED, weight=1), on=TODAY, by=hr.account)

    assert candidates(hr.account).get().mean_score == pytest.approx((1 * 5 + 4 * others) / (5 + others))


@pytest.mark.covers("R-143")
def test_neither_culture_nor_service_is_left_without_a_question(hr: Employee) -> None:
    *first, last = [row for row in criteria() if row.part == "culture"]
    for row in first:
        retire_criterion(criterion_id=row.pk, on=TODAY, by=hr.account)

    with pytest.raises(RuleViolation) as refused:
        retire_criterion(criterion_id=last.pk, on=TODAY, by=hr.account)
    assert refused.value.code == "people.part_without_question"
    with pytest.raises(RuleViolation):
        save_criterion(criterion_id=last.pk, question=question_of(last, part="service"), on=TODAY, by=hr.account)
    assert last in criteria()


def test_a_leader_reads_the_forms_but_does_not_write_them(leader: Employee) -> None:
    with pytest.raises(NotAllowed):
        save_criterion(question=ASKED, on=TODAY, by=leader.account)
    with pytest.raises(NotAllowed):
        save_item(item=Item(kind="tools", name="领耳机"), on=TODAY, by=leader.account)


@pytest.mark.covers("A10")
def test_a_question_that_changed_while_somebody_wrote_is_asked_again_and_nothing_else_is_lost(
    hr: Employee, leader: Employee, candidate: Candidate, signed_in: Browser
) -> None:
    interview(candidate, leader)
    typed = {"held_on": "2026-11-18"}
    for row in criteria():
        typed |= {f"score_{row.pk}": "5", f"words_{row.pk}": f"原话 {row.pk}"}
    old, kept = criteria()[:2]
    new = save_criterion(criterion_id=old.pk, question=question_of(old, weight=5), on=TODAY, by=hr.account)

    answer = signed_in(leader).post(reverse("people:interview", args=[candidate.pk]), typed)

    assert answer.status_code == 422
    assert f"score_{new.pk}" in answer.context["form"].errors
    assert f"原话 {kept.pk}" in answer.content.decode()


# --- the checklist ----------------------------------------------------------------------------------------


@pytest.mark.covers("A8")
def test_an_item_that_does_not_block_leaves_the_queue_open(hr: Employee, agent: Employee) -> None:
    OnboardingItem.objects.update(retired_on=TODAY)
    parcel = save_item(item=Item(kind="tools", name="领工牌", blocks=False), on=TODAY, by=hr.account)
    open_onboarding(employee_id=agent.pk, on=TODAY, by=hr.account)
    assert gates.ready_for_queue([agent.pk], TODAY)[agent.pk] == []

    save_item(item=Item(kind="tools", name="领工牌", blocks=True), item_id=parcel.pk, on=TODAY, by=hr.account)

    (missing,) = gates.ready_for_queue([agent.pk], TODAY)[agent.pk]
    assert missing.gate.name == "people.onboarding"


@pytest.mark.covers("A8")
def test_who_has_signed_keeps_the_words_they_signed_and_who_has_not_reads_the_new_ones(
    hr: Employee, agent: Employee, peer: Employee
) -> None:
    item = save_item(item=Item(kind="rule_book", name="规则手册 2026 版", signed=True), on=TODAY, by=hr.account)
    for employee in (agent, peer):
        open_onboarding(employee_id=employee.pk, on=TODAY, by=hr.account)
    signed = OnboardingStep.objects.get(employee=agent, item=item)
    assert agent.account is not None
    sign_step(step_id=signed.pk, signature=agent.name, by=agent.account, now=timezone.now())

    new = save_item(
        item=Item(kind="rule_book", name="规则手册 2027 版", signed=True), item_id=item.pk, on=TODAY, by=hr.account
    )
    open_onboarding(employee_id=agent.pk, on=TODAY, by=hr.account)

    of_code = OnboardingStep.objects.filter(item__code=item.code)
    assert [(step.employee.name, step.item.name) for step in of_code.order_by("pk")] == [
        (agent.name, "规则手册 2026 版"),
        (peer.name, "规则手册 2027 版"),
    ]
    assert new.version == 2


@pytest.mark.covers("A8")
def test_an_item_that_is_taken_out_keeps_nobody_waiting(hr: Employee, agent: Employee) -> None:
    OnboardingItem.objects.update(retired_on=TODAY)
    item = save_item(item=Item(kind="tools", name="领耳机"), on=TODAY, by=hr.account)
    open_onboarding(employee_id=agent.pk, on=TODAY, by=hr.account)

    retire_item(item_id=item.pk, on=TODAY, by=hr.account)

    assert gates.ready_for_queue([agent.pk], TODAY)[agent.pk] == []
    assert AuditEntry.objects.filter(verb="people.item_retired").exists()


def test_items_stand_in_the_order_hr_gave_them(hr: Employee) -> None:
    first = save_item(item=Item(kind="tools", name="领耳机", position=0), on=TODAY, by=hr.account)

    assert checklist()[0] == first


@pytest.mark.parametrize("rows", [1, 25])
@pytest.mark.parametrize("page", ["people:interview_form", "people:checklist"])
def test_the_forms_cost_the_same_for_one_row_and_for_twenty_five(
    page: str, rows: int, hr: Employee, signed_in: Browser, request: pytest.FixtureRequest
) -> None:
    for place in range(rows):
        save_criterion(question=replace(ASKED, name=f"问题 {place}"), on=TODAY, by=hr.account)
        save_item(item=Item(kind="tools", name=f"事项 {place}"), on=TODAY, by=hr.account)
    browser = signed_in(hr)
    browser.get(reverse(page))

    with request.getfixturevalue("django_assert_num_queries")(6):
        assert browser.get(reverse(page)).status_code == 200


@pytest.mark.covers("A8", "A10")
def test_hr_writes_both_forms_on_their_pages(hr: Employee, signed_in: Browser) -> None:
    office = signed_in(hr)
    words = {
        "name": "守口如瓶",
        "part": "service",
        "weight": "3",
        "position": "9",
        "strong": "说得出什么不能告诉别人。",
    }
    assert office.post(reverse("people:criterion_new"), words).status_code == 302
    row = InterviewCriterion.objects.get(name="守口如瓶")
    assert office.post(reverse("people:criterion", args=[row.pk]), words | {"weight": "2"}).status_code == 302
    assert "守口如瓶" in office.get(reverse("people:interview_form")).content.decode()
    assert office.post(reverse("people:criterion_end", args=[row.pk])).status_code == 302

    thing = {"name": "领耳机", "kind": "tools", "days": "3", "position": "9"}
    assert office.post(reverse("people:item_new"), thing).status_code == 302
    item = OnboardingItem.objects.get(name="领耳机")
    assert not item.blocks
    assert office.post(reverse("people:item", args=[item.pk]), thing | {"blocks": "on"}).status_code == 302
    assert OnboardingItem.objects.get(name="领耳机").blocks
    assert office.post(reverse("people:item_end", args=[item.pk])).status_code == 302
    assert "领耳机" not in office.get(reverse("people:checklist")).content.decode()
