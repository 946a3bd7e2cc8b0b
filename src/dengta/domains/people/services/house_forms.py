"""The forms the house writes itself: the questions of the interview, and the checklist of the first weeks.

What somebody was judged by, or signed, stays as it was: a change makes the next version beside it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django.db import transaction

from dengta.domains.people import policies
from dengta.domains.people.models import Account, InterviewCriterion, InterviewScore, OnboardingItem, OnboardingStep
from dengta.domains.people.models.bilingual import Versioned
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What an interview asks for, how much it weighs, and how answers of one, three and five points sound."""

    part: str
    name: str
    strong: str
    name_en: str = ""
    weak: str = ""
    weak_en: str = ""
    fair: str = ""
    fair_en: str = ""
    strong_en: str = ""
    weight: int = 1
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class Item:
    """What somebody new does in the first weeks, for whom, by when, and whether the queue waits for it."""

    kind: str
    name: str
    name_en: str = ""
    role: str = ""
    signed: bool = False
    blocks: bool = True
    days: int = 7
    position: int = 0


@transaction.atomic
def save_criterion(
    *, question: Question, on: date, by: Account | None, criterion_id: int | None = None
) -> InterviewCriterion:
    """Put a question into the interview form, or change one; interviews that were scored keep the words they had."""
    row = _in_force(InterviewCriterion, criterion_id)
    facts = asdict(question)
    changes = _changes(row, facts)
    if changes:
        row = _revise(row, facts, used=InterviewScore.objects.filter(criterion=row.pk).exists(), on=on)
    # A row the database does not know yet is out of everybody's reach, so the right is asked of the written one.
    policies.insist(policies.edit_interview_form, by, row)
    if changes:
        _insist_on_both_parts()
        record(by, "people.criterion_saved", row, code=row.code, version=row.version, **facts)
    return row


@transaction.atomic
def retire_criterion(*, criterion_id: int, on: date, by: Account | None) -> None:
    """Take a question out of the form; culture and service each keep at least one."""
    row = _in_force(InterviewCriterion, criterion_id)
    policies.insist(policies.edit_interview_form, by, row)
    _retire(row, on)
    _insist_on_both_parts()
    record(by, "people.criterion_retired", row, code=row.code, version=row.version)


@transaction.atomic
def save_item(*, item: Item, on: date, by: Account | None, item_id: int | None = None) -> OnboardingItem:
    """Put an item into the checklist, or change one: who has signed keeps that text, who has not gets the new one."""
    row = _in_force(OnboardingItem, item_id)
    facts = asdict(item)
    changes, steps = _changes(row, facts), OnboardingStep.objects.filter(item=row.pk)
    if changes:
        row = _revise(row, facts, used=steps.exclude(done_at=None).exists(), on=on)
    policies.insist(policies.edit_checklist, by, row)
    if changes:
        moved = steps.filter(done_at=None).update(item=row)
        record(by, "people.item_saved", row, code=row.code, version=row.version, open_steps=moved, **facts)
    return row


@transaction.atomic
def retire_item(*, item_id: int, on: date, by: Account | None) -> None:
    """Take an item out of the checklist, also for those who have not done it yet; what was done stays on record."""
    row = _in_force(OnboardingItem, item_id)
    policies.insist(policies.edit_checklist, by, row)
    dropped, _of = OnboardingStep.objects.filter(item=row, done_at=None).delete()
    _retire(row, on)
    record(by, "people.item_retired", row, code=row.code, version=row.version, open_steps=dropped)


def _in_force(model: type[V], pk: int | None) -> V:
    rows = model._default_manager.select_for_update().filter(retired_on=None)
    return rows.get(pk=pk) if pk is not None else model(code=uuid4().hex[:12])


def _changes(row: Versioned, facts: Mapping[str, Any]) -> bool:
    return row.pk is None or any(getattr(row, name) != value for name, value in facts.items())


def _revise(row: V, facts: Mapping[str, Any], *, used: bool, on: date) -> V:
    if used:
        _retire(row, on)
        row = type(row)(code=row.code, version=row.version + 1)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    return row


def _retire(row: Versioned, on: date) -> None:
    row.retired_on = on
    row.save(update_fields=["retired_on"])


def _insist_on_both_parts() -> None:
    asked = set(InterviewCriterion.objects.filter(retired_on=None).values_list("part", flat=True))
    for part in InterviewCriterion.Part:
        if part not in asked:
            raise RuleViolation("people.part_without_question", part=str(part.label))
