"""From the first day to the last: hire, renew, amend, take leave, return, leave."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction

from dengta.domains.people import policies
from dengta.domains.people.events import StaffChanged
from dengta.domains.people.models import Account, Employee, Employment, RoleGrant, Unit
from dengta.domains.people.services.four_eyes import not_about_oneself
from dengta.domains.people.services.membership import end_memberships, place
from dengta.foundation import events
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@dataclass(frozen=True)
class Terms:
    """What a contract says."""

    kind: str = Employment.Kind.LABOUR
    term: str = Employment.Term.OPEN
    signed_on: date | None = None
    ends_on: date | None = None
    probation_ends_on: date | None = None


@transaction.atomic
def hire_employee(
    *,
    number: str,
    name: str,
    team: Unit | None,
    on: date,
    by: Account | None,
    email: str = "",
    grade: str = "",
    account: Account | None = None,
    terms: Terms | None = None,
) -> Employee:
    """Somebody works here from `on`, in `team`, under `terms` as far as they are known yet."""
    if team is not None:
        policies.insist(policies.hire_into, by, team)
    if Employee.objects.filter(number=number).exists():
        raise RuleViolation("people.number_taken", number=number)
    employee = Employee.objects.create(number=number, name=name, email=email, grade=grade, hired_on=on, account=account)
    if team is not None:
        place(employee, unit=team, on=on)
    if terms is not None:
        _write_terms(employee, terms=terms, on=on, signing=1)
    where = {"to": team.pk, "team": team.name} if team else {}
    record(by, "people.hired", employee, subject=employee.pk, number=number, on=on, **where)
    return employee


@transaction.atomic
def edit_card(*, employee_id: int, by: Account | None, **changes: str) -> Employee:
    """Correct what colleagues see of somebody: name, work e-mail, grade."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_directory, by, employee)
    not_about_oneself(employee, by=by)
    unknown = set(changes) - {"name", "email", "grade"}
    if unknown:
        message = f"not part of the card: {sorted(unknown)}"
        raise ValueError(message)
    before = {field: getattr(employee, field) for field in changes}
    for field, value in changes.items():
        setattr(employee, field, value)
    employee.save()
    record(by, "people.card_edited", employee, subject=employee.pk, before=before, after=changes)
    return employee


@transaction.atomic
def renew_contract(*, employee_id: int, terms: Terms, on: date, by: Account | None) -> Employment:
    """Sign the next contract in a row; it counts as one signing more."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_file, by, employee)
    not_about_oneself(employee, by=by)
    last = Employment.objects.filter(employee=employee).order_by("-valid_from").first()
    return _sign(employee, terms=terms, on=on, signing=last.signing + 1 if last else 1, verb="renewed", by=by)


@transaction.atomic
def amend_contract(*, employee_id: int, terms: Terms, on: date, by: Account | None) -> Employment:
    """Change the terms of the running contract from `on`; the number of signings stays."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_file, by, employee)
    not_about_oneself(employee, by=by)
    running = Employment.objects.on(on).filter(employee=employee).first()
    if running is None:
        raise RuleViolation("people.no_contract", name=employee.name)
    return _sign(employee, terms=terms, on=on, signing=running.signing, verb="amended", by=by)


@transaction.atomic
def set_leave(*, employee_id: int, away: bool, by: Account | None) -> Employee:
    """Begin or end a long leave: who is away stays employed, in the team, and out of matching."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_directory, by, employee)
    not_about_oneself(employee, by=by)
    if employee.status == Employee.Status.LEFT:
        raise RuleViolation("people.has_left", name=employee.name)
    employee.status = Employee.Status.SUSPENDED if away else Employee.Status.ACTIVE
    employee.save(update_fields=["status"])
    record(by, "people.leave_began" if away else "people.leave_ended", employee, subject=employee.pk)
    return employee


@transaction.atomic
def end_employment(*, employee_id: int, last_day: date, reason: str, by: Account | None, today: date) -> Employee:
    """Somebody leaves: team, roles and contract end after `last_day`; the file stays."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    policies.insist(policies.edit_file, by, employee)
    not_about_oneself(employee, by=by)
    if not reason.strip():
        raise RuleViolation("people.reason_missing")
    if employee.hired_on is not None and last_day < employee.hired_on:
        raise RuleViolation("people.last_day_before_first", name=employee.name, day=employee.hired_on)
    after = last_day + timedelta(days=1)
    end_memberships(employee, last_day=last_day)
    RoleGrant.objects.filter(account__employee=employee, valid_from__gt=last_day).delete()
    RoleGrant.objects.overlapping(after, None).filter(account__employee=employee).update(valid_to=after)
    Employment.objects.overlapping(after, None).filter(employee=employee, valid_from__lt=after).update(valid_to=after)
    employee.left_on = last_day
    employee.save(update_fields=["left_on"])
    record(by, "people.left", employee, subject=employee.pk, last_day=last_day, reason=reason)
    close_ended(today=today)
    return employee


@transaction.atomic
def close_ended(*, today: date) -> int:
    """Mark those whose last day is over as having left, and end their access; the daily job calls it."""
    gone = Employee.objects.filter(left_on__lt=today).exclude(status=Employee.Status.LEFT)
    people = list(gone.select_for_update())
    for employee in people:
        record(None, "people.access_ended", employee, subject=employee.pk)
        events.publish(StaffChanged(employee.pk, today))
    ids = [employee.pk for employee in people]
    Account.objects.filter(employee__in=ids).update(is_active=False)
    return Employee.objects.filter(pk__in=ids).update(status=Employee.Status.LEFT)


def _sign(employee: Employee, *, terms: Terms, on: date, signing: int, verb: str, by: Account | None) -> Employment:
    if Employment.objects.filter(employee=employee, valid_from__gt=on).exists():
        raise RuleViolation("people.later_change_planned", name=employee.name)
    Employment.objects.filter(employee=employee, valid_from=on).delete()
    Employment.objects.overlapping(on, None).filter(employee=employee).update(valid_to=on)
    employment = _write_terms(employee, terms=terms, on=on, signing=signing)
    # The terms themselves are private; the record says that they changed, the file says how.
    record(by, f"people.contract_{verb}", employee, subject=employee.pk, on=on, signing=signing)
    return employment


def _write_terms(employee: Employee, *, terms: Terms, on: date, signing: int) -> Employment:
    if (terms.term == Employment.Term.FIXED) != (terms.ends_on is not None):
        raise RuleViolation("people.fixed_term_needs_end")
    if terms.ends_on is not None and terms.ends_on < on:
        raise RuleViolation("people.ends_before_it_begins")
    facts = asdict(terms) | {"signed_on": terms.signed_on or on}
    return Employment.objects.create(employee=employee, valid_from=on, signing=signing, **facts)
