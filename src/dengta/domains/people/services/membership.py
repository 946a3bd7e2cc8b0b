"""Which team somebody belongs to, from when."""

from datetime import date, timedelta

from django.db import transaction

from dengta.domains.people import policies
from dengta.domains.people.events import StaffChanged
from dengta.domains.people.models import Account, Employee, Membership, Unit
from dengta.domains.people.services.four_eyes import not_about_oneself
from dengta.foundation import events
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def move_employee(*, employee_id: int, to: Unit, on: date, reason: str, by: Account | None) -> Membership:
    """Put an employee into another team from `on`; what happened before stays with the old team."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_directory, by, employee)
    not_about_oneself(employee, by=by)
    if not reason.strip():
        raise RuleViolation("people.reason_missing")
    membership = place(employee, unit=to, on=on)
    record(by, "people.moved", employee, subject=employee.pk, to=to.pk, team=to.name, on=on, reason=reason)
    return membership


def place(employee: Employee, *, unit: Unit, on: date) -> Membership:
    """End the membership of that day and begin the new one. For services that have decided and record it."""
    if unit.closed_on is not None and unit.closed_on <= on:
        raise RuleViolation("people.unit_is_closed", unit=unit.name)
    if Membership.objects.filter(employee=employee, valid_from__gt=on).exists():
        raise RuleViolation("people.later_change_planned", name=employee.name)
    end_memberships(employee, last_day=on - timedelta(days=1))
    events.publish(StaffChanged(employee.pk, on))
    return Membership.objects.create(employee=employee, unit=unit, valid_from=on)


def end_memberships(employee: Employee, *, last_day: date) -> None:
    """No team any more after `last_day`; what had not begun by then never begins."""
    Membership.objects.filter(employee=employee, valid_from__gt=last_day).delete()
    after = last_day + timedelta(days=1)
    Membership.objects.overlapping(after, None).filter(employee=employee).update(valid_to=after)
