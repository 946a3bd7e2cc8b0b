"""What somebody's pay is reckoned on: written from a day on, corrected in its place, each time with who and why.

The record names rows, neither amounts nor reasons, in which amounts may stand: auditors read the record, and no pay.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from dengta.domains.goals.models import FixedPer, PayBase, PayBaseChange, PayRun, PaySlip, WorkedHours
from dengta.domains.goals.policies import pay as policies
from dengta.domains.people.models import Account, Employee
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

MOST_HOURS = 744


@dataclass(frozen=True)
class Origin:
    """Who writes amounts, when, and in which file they came. `by` None: the house itself, by its own decision."""

    by: Account | None
    at: datetime | None = None
    import_number: int | None = None

    @property
    def facts(self) -> dict[str, int]:
        """For the record."""
        return {"import": self.import_number} if self.import_number else {}


@transaction.atomic
def write_base(
    *, employee_id: int, fixed: Decimal, variable: Decimal, since: date, by: Account | None, reason: str = "",
    fixed_per: str = FixedPer.MONTH, at: datetime | None = None, import_number: int | None = None,
) -> PayBase:  # fmt: skip
    """Write what somebody's pay is reckoned on, from a day on. The record says that it changed, never the amount."""
    origin = Origin(by, at, import_number)
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=employee_id)
    row = PayBase(
        employee=employee, fixed=str(fixed), fixed_per=fixed_per, variable=str(variable), valid_from=since,
        reason=reason, written_by=by, written_at=at, import_number=import_number,
    )  # fmt: skip
    _may_write(row, origin)
    _insist_on_amounts(fixed, variable)
    last = PayBase.objects.filter(employee=employee, valid_to=None).first()
    if last is not None:
        if since <= last.valid_from:
            raise RuleViolation("goals.base_overlaps", day=last.valid_from)
        last.valid_to = since
        last.save(update_fields=["valid_to"])
    row.save(force_insert=True)
    before = {"before": str(last.pk)} if last is not None else {}
    record(by, "goals.pay_base_written", row, subject=employee.pk, since=since, **before, **origin.facts)
    return row


@transaction.atomic
def change_base(
    *, employee_id: int, fixed: Decimal, fixed_per: str, variable: Decimal, since: date, reason: str, by: Account,
    now: datetime,
) -> PayBase:  # fmt: skip
    """Other amounts from a day on, entered by hand: with the reason, for the person to read."""
    _insist_on_reason(reason)
    return write_base(
        employee_id=employee_id, fixed=fixed, fixed_per=fixed_per, variable=variable, since=since,
        reason=reason.strip(), by=by, at=now,
    )  # fmt: skip


@transaction.atomic
def correct_base(
    *, base_id: UUID | str, fixed: Decimal, fixed_per: str, variable: Decimal, reason: str, by: Account | None,
    now: datetime, import_number: int | None = None,
) -> PayBaseChange:  # fmt: skip
    """Put amounts right that were entered wrongly, from the same day on. What they were stays to be read."""
    origin = Origin(by, now, import_number)
    row = PayBase.objects.select_for_update(of=("self",)).select_related("employee").get(pk=base_id)
    _may_write(row, origin)
    _insist_on_amounts(fixed, variable)
    _insist_on_reason(reason)
    change = PayBaseChange(
        base=row, fixed_before=row.fixed, variable_before=row.variable, per_before=row.fixed_per,
        fixed_after=str(fixed), variable_after=str(variable), per_after=fixed_per, reason=reason.strip()[:200],
        changed_by=by, changed_at=now, import_number=import_number,
    )  # fmt: skip
    change.save(force_insert=True)
    row.fixed, row.variable, row.fixed_per = str(fixed), str(variable), fixed_per
    row.save(update_fields=["fixed", "variable", "fixed_per"])
    record(
        by, "goals.pay_base_corrected", row, subject=row.employee_id, since=row.valid_from, change=str(change.pk),
        **origin.facts,
    )  # fmt: skip
    return change


def _may_write(row: PayBase, origin: Origin) -> None:
    """Never about oneself; otherwise whoever holds the right."""
    if origin.by is None:
        return
    if row.employee.account_id == origin.by.pk:
        raise RuleViolation("goals.not_about_yourself")
    policies.write_bases_of.require(origin.by, row.employee)


def _insist_on_amounts(fixed: Decimal, variable: Decimal) -> None:
    if fixed < 0 or variable < 0:
        raise RuleViolation("goals.pay_below_zero")


def _insist_on_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation("goals.reason_missing")


@transaction.atomic
def open_bases(*, employee_id: int, by: Account) -> Employee:
    """Read what somebody's pay is reckoned on. That it was read is on record, for the person to see."""
    employee = policies.see_bases_of.scope(by, Employee.objects.all()).get(pk=employee_id)
    record(by, "goals.pay_base_opened", employee, subject=employee.pk)
    return employee


@transaction.atomic
def write_hours(
    *, employee_id: int, month: date, hours: Decimal, by: Account | None, now: datetime, reason: str = "",
    import_number: int | None = None,
) -> WorkedHours:  # fmt: skip
    """Write how many hours somebody worked in a month, or put them right until that month is released to them."""
    employee, month = Employee.objects.select_for_update(of=("self",)).get(pk=employee_id), month.replace(day=1)
    if by is not None:
        if employee.account_id == by.pk:
            raise RuleViolation("goals.not_about_yourself")
        policies.write_hours_of.require(by, employee)
    if not 0 <= hours <= MOST_HOURS:
        raise RuleViolation("goals.hours_out_of_range", most=MOST_HOURS)
    if PaySlip.objects.filter(employee=employee, run__month=month, run__status=PayRun.Status.RELEASED).exists():
        raise RuleViolation("goals.pay_released_already", month=month)
    row = WorkedHours.objects.filter(employee=employee, month=month).first()
    before = row.hours if row is not None else None
    row = row or WorkedHours(employee=employee, month=month)
    row.hours, row.reason, row.written_by, row.written_at = hours, reason.strip()[:200], by, now
    row.save()
    record(
        by, "goals.hours_written", row, subject=employee.pk, month=month, before=before, after=hours,
        **Origin(by, now, import_number).facts,
    )  # fmt: skip
    return row
