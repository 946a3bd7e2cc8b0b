"""The tree of the organisation: found, rename, move and close its units, from a day on."""

from datetime import date

from django.db import transaction

from dengta.domains.people import policies
from dengta.domains.people.events import UnitMoved
from dengta.domains.people.models import Account, Membership, Unit, UnitClosure, UnitLink
from dengta.domains.people.services.closure import rebuild_closure
from dengta.foundation import events
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

# What may stand under what: a unit only below one of a smaller rank; lines of business also below each other.
RANKS = {Unit.Kind.COMPANY: 0, Unit.Kind.SITE: 1, Unit.Kind.CLIENT: 2, Unit.Kind.LINE: 3, Unit.Kind.TEAM: 4}


@transaction.atomic
def found_unit(
    *,
    kind: str,
    code: str,
    name: str,
    parent: Unit | None,
    on: date,
    time_zone: str = "",
    region: str = "",
    by: Account | None,
) -> Unit:
    """Add a unit to the tree from `on`; only the company itself has no parent."""
    _refuse_wrong_parent(kind, parent)
    if parent is not None:
        policies.insist(policies.edit_organisation, by, parent)
    if Unit.objects.filter(code=code).exists():
        raise RuleViolation("people.unit_code_taken", taken=code)
    unit = Unit.objects.create(kind=kind, code=code, name=name, time_zone=time_zone, region=region)
    if parent is not None:
        UnitLink.objects.create(child=unit, parent=parent, valid_from=on)
    rebuild_closure(only=[unit.pk])
    record(by, "people.unit_founded", unit, kind=kind, name=name, parent=parent and parent.pk, on=on, region=region)
    return unit


@transaction.atomic
def change_unit(*, unit_id: int, name: str, region: str, by: Account | None) -> Unit:
    """Give a unit another name or region; its figures and people stay. No region: that of the unit above."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    policies.insist(policies.edit_organisation, by, unit)
    before = {"name": unit.name, "region": unit.region}
    unit.name, unit.region = name, region
    unit.save(update_fields=["name", "region"])
    record(by, "people.unit_changed", unit, before=before, after={"name": name, "region": region})
    return unit


@transaction.atomic
def move_unit(*, unit_id: int, to: Unit, on: date, reason: str, by: Account | None) -> UnitLink:
    """Hang a unit, with all below it, under another one from `on`; before that day everything stays as it was."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    policies.insist(policies.edit_organisation, by, unit)
    policies.insist(policies.edit_organisation, by, to)
    _refuse_without_reason(reason)
    _refuse_wrong_parent(unit.kind, to)
    if UnitClosure.objects.overlapping(on, None).filter(ancestor=unit, descendant=to).exists():
        raise RuleViolation("people.unit_below_itself", unit=unit.name, to=to.name)
    if UnitLink.objects.filter(child=unit, valid_from__gt=on).exists():
        raise RuleViolation("people.later_change_planned", name=unit.name)
    UnitLink.objects.filter(child=unit, valid_from=on).delete()
    UnitLink.objects.overlapping(on, None).filter(child=unit).update(valid_to=on)
    link = UnitLink.objects.create(child=unit, parent=to, valid_from=on)
    rebuild_closure()
    events.publish(UnitMoved(unit.pk, on))
    record(by, "people.unit_moved", unit, to=to.pk, on=on, reason=reason)
    return link


@transaction.atomic
def close_unit(*, unit_id: int, on: date, reason: str, by: Account | None) -> Unit:
    """Close a unit from `on`. Its people and sub-units must have found another place first; history stays."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    policies.insist(policies.edit_organisation, by, unit)
    _refuse_without_reason(reason)
    people = Membership.objects.overlapping(on, None).filter(unit=unit).count()
    if people:
        raise RuleViolation("people.unit_has_people", unit=unit.name, count=people)
    if UnitLink.objects.overlapping(on, None).filter(parent=unit).exists():
        raise RuleViolation("people.unit_has_units", unit=unit.name)
    UnitLink.objects.filter(child=unit, valid_from__gte=on).delete()
    UnitLink.objects.overlapping(on, None).filter(child=unit).update(valid_to=on)
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    rebuild_closure(only=[unit.pk])
    events.publish(UnitMoved(unit.pk, on))
    record(by, "people.unit_closed", unit, on=on, reason=reason)
    return unit


def _refuse_wrong_parent(kind: str, parent: Unit | None) -> None:
    if parent is None:
        if kind != Unit.Kind.COMPANY or Unit.objects.filter(kind=Unit.Kind.COMPANY).exists():
            raise RuleViolation("people.unit_needs_parent")
        return
    nested_lines = kind == parent.kind == Unit.Kind.LINE
    if parent.closed_on is not None:
        raise RuleViolation("people.unit_is_closed", unit=parent.name)
    if RANKS[Unit.Kind(kind)] <= RANKS[Unit.Kind(parent.kind)] and not nested_lines:
        raise RuleViolation("people.unit_does_not_fit", parent=parent.name)


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation("people.reason_missing")
