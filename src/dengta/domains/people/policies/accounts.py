"""Who may make and close accounts, and who reads the record."""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from dengta.domains.people.models import Account, Employee, Membership
from dengta.foundation.access import Action, Permission, Reach
from dengta.foundation.audit.models import AuditEntry


def _in_units(path: str, unit_ids: frozenset[int], day: date) -> Q:
    members = Membership.objects.on(day).filter(unit_id__in=unit_ids).values("employee_id")
    return Q(**{f"{path}__in": members})


def _accounts_of(unit_ids: frozenset[int]) -> Q:
    return _in_units("employee", unit_ids, timezone.localdate())


def _employees(unit_ids: frozenset[int]) -> Q:
    return _in_units("pk", unit_ids, timezone.localdate())


def _entries_about(unit_ids: frozenset[int]) -> Q:
    return _in_units("subject_id", unit_ids, timezone.localdate())


ACCOUNT = Reach(person="employee", unit=_accounts_of)
ENTRY = Reach(person="subject_id", unit=_entries_about)

# Asked of employees, because somebody may have no account yet.
see_accounts = Permission(
    "people.see_accounts",
    Employee,
    data_class="role_grant",
    action=Action.READ,
    reach=Reach(person="pk", unit=_employees),
)
manage_accounts = Permission(
    "people.manage_accounts", Account, data_class="role_grant", action=Action.WRITE, reach=ACCOUNT
)
# Own file for everybody; the whole record for auditors.
see_record = Permission("people.see_record", AuditEntry, data_class="audit_log", action=Action.READ, reach=ENTRY)
export_record = Permission(
    "people.export_record", AuditEntry, data_class="audit_log", action=Action.EXPORT, reach=ENTRY
)


def reads_record(request: HttpRequest) -> bool:
    """Whether the reader has the whole record (auditors) or its outline (administrators), not only the own file."""
    return export_record.anywhere(request.user) or see_record.outlines(request.user)
