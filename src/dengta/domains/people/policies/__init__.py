"""Who may do what with people's data."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from dengta.domains.people.models import Employee, Membership
from dengta.foundation.access import Action, Permission, Reach


def _member_today(unit_ids: frozenset[int]) -> Q:
    return member_on(unit_ids, timezone.localdate())


def member_on(unit_ids: frozenset[int], day: date) -> Q:
    """Employees who belong to one of these units on `day`."""
    return Q(pk__in=Membership.objects.on(day).filter(unit_id__in=unit_ids).values("employee_id"))


EMPLOYEE = Reach(person="pk", unit=_member_today)

see_directory = Permission(
    "people.see_directory", Employee, data_class="directory_card", action=Action.READ, reach=EMPLOYEE
)
edit_directory = Permission(
    "people.edit_directory", Employee, data_class="directory_card", action=Action.WRITE, reach=EMPLOYEE
)
export_directory = Permission(
    "people.export_directory", Employee, data_class="directory_card", action=Action.EXPORT, reach=EMPLOYEE
)
