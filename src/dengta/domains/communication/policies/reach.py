"""How the rows of this room hang on people and on the tree."""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

from dengta.domains.people.models import Membership
from dengta.foundation.access import Reach


def of_members(path: str = "employee_id") -> Callable[[frozenset[int]], Q]:
    """Rows whose employee (behind `path`) belongs today to one of the units asked for."""

    def condition(unit_ids: frozenset[int]) -> Q:
        members = Membership.objects.on(timezone.localdate()).filter(unit_id__in=unit_ids)
        return Q(**{f"{path}__in": members.values("employee_id")})

    return condition


OF_EMPLOYEE = Reach(person="employee_id", unit=of_members())
OF_UNIT = Reach(unit="unit_id")
