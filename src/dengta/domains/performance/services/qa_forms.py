"""Designing forms: items in a draft, and publishing it as a version that nobody can change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from dengta.domains.people.models import Account
from dengta.domains.performance.models import QaForm, QaFormVersion
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_items import MOST_POINTS, MOST_WEIGHT, Item, items_from, kept
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

KEY_LENGTH = 6
MOST_ITEMS = 40


@transaction.atomic
def create_form(*, unit_id: int, name: str, by: Account, now: datetime, like: int | None = None) -> QaForm:
    """A form for a client branch, empty or with the items of another one."""
    if not name.strip():
        raise RuleViolation("performance.qa_form_nameless")
    if QaForm.objects.filter(unit=unit_id, name=name.strip()).exists():
        raise RuleViolation("performance.qa_form_name_taken", name=name.strip())
    draft = _form(like, by=by).draft if like is not None else []
    row = QaForm.objects.create(unit_id=unit_id, name=name.strip(), draft=draft, created_at=now)
    policies.design.require(by, row)
    record(by, "performance.qa_form_created", row, name=row.name)
    return row


@transaction.atomic
def put_item(*, form_id: int, item: Item, by: Account) -> QaForm:
    """Add an item, or change the one of the same key. What it cannot mean is refused."""
    row = _form(form_id, by=by)
    _insist_on_sense(item)
    items = items_from(row.draft)
    if item.key:
        _item(items, item.key)
        items = [item if one.key == item.key else one for one in items]
    else:
        if len(items) >= MOST_ITEMS:
            raise RuleViolation("performance.qa_form_too_long", most=MOST_ITEMS)
        items = _beside_its_section(items, replace(item, key=_new_key(items)))
    return _save(row, items, by=by)


@transaction.atomic
def drop_item(*, form_id: int, key: str, by: Account) -> QaForm:
    """Take an item out of the draft; published versions keep it."""
    row = _form(form_id, by=by)
    items = items_from(row.draft)
    found = _item(items, key)
    return _save(row, [one for one in items if one is not found], by=by)


@transaction.atomic
def move_item(*, form_id: int, key: str, by: Account) -> QaForm:
    """Move an item up by one place."""
    row = _form(form_id, by=by)
    items = items_from(row.draft)
    place = items.index(_item(items, key))
    if place:
        items[place - 1], items[place] = items[place], items[place - 1]
    return _save(row, items, by=by)


@transaction.atomic
def publish_form(*, form_id: int, by: Account, now: datetime) -> QaFormVersion:
    """Make a version of the draft. Reviews made with an older one keep it."""
    row = _form(form_id, by=by)
    items = items_from(row.draft)
    if not any(item.weight for item in items):
        raise RuleViolation("performance.qa_form_worth_nothing")
    if not row.changed:
        raise RuleViolation("performance.qa_form_unchanged")
    number = row.versions.count() + 1
    version = QaFormVersion.objects.create(
        form=row, number=number, items=row.draft, published_at=now, published_by=by
    )  # fmt: skip
    row.changed = False
    row.save(update_fields=["changed"])
    record(by, "performance.qa_form_published", row, version=number, items=len(items))
    return version


def latest_version(form_id: int) -> QaFormVersion | None:
    """The version that new reviews are made with."""
    rows = QaFormVersion.objects.filter(form=form_id).select_related("form")
    return rows.order_by("-number").first()


def _form(form_id: int, *, by: Account) -> QaForm:
    row = QaForm.objects.select_for_update().get(pk=form_id)
    policies.design.require(by, row)
    return row


def _item(items: list[Item], key: str) -> Item:
    found = next((one for one in items if one.key == key), None)
    if found is None:
        raise RuleViolation("performance.qa_item_gone")
    return found


def _new_key(items: list[Item], draw: Callable[[int], str] = get_random_string) -> str:
    """A key that no item of this form has; it stays with the question through all versions."""
    taken = {one.key for one in items}
    key = draw(KEY_LENGTH)
    while key in taken:
        key = draw(KEY_LENGTH)
    return key


def _beside_its_section(items: list[Item], item: Item) -> list[Item]:
    """Behind the last item of its section; a new section comes last."""
    places = [place for place, one in enumerate(items) if one.section == item.section]
    at = places[-1] + 1 if places else len(items)
    return [*items[:at], item, *items[at:]]


def _insist_on_sense(item: Item) -> None:
    if not item.text.strip() or not item.section.strip():
        raise RuleViolation("performance.qa_item_wordless")
    if not 1 <= item.most <= MOST_POINTS or not 0 <= item.weight <= MOST_WEIGHT:
        raise RuleViolation("performance.qa_item_out_of_range", points=MOST_POINTS, weight=MOST_WEIGHT)
    if item.fatal and not item.is_yes_no:
        raise RuleViolation("performance.qa_fatal_is_yes_or_no")
    if not item.fatal and not item.weight:
        raise RuleViolation("performance.qa_item_weightless")


def _save(row: QaForm, items: list[Item], *, by: Account) -> QaForm:
    row.draft, row.changed = kept(items), True
    row.save(update_fields=["draft", "changed"])
    record(by, "performance.qa_form_drafted", row, items=len(items))
    return row
