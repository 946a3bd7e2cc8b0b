"""How the rows of this room hang on people and on the tree."""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

from dengta.domains.people.models import Membership
from dengta.foundation.access import Reach

EVERY_ROW = Q()


def of_members(path: str = "employee_id") -> Callable[[frozenset[int]], Q]:
    """Rows whose employee (behind `path`) belongs today to one of the units asked for."""

    def condition(unit_ids: frozenset[int]) -> Q:
        members = Membership.objects.on(timezone.localdate()).filter(unit_id__in=unit_ids)
        return Q(**{f"{path}__in": members.values("employee_id")})

    return condition


def any_of(*conditions: Q) -> Q:
    """Rows that meet one of these. An empty condition is every row, which `|` alone would forget."""
    found = Q(pk__in=())
    for condition in conditions:
        if condition == EVERY_ROW:
            return EVERY_ROW
        found |= condition
    return found


OF_EMPLOYEE = Reach(person="employee_id", unit=of_members())
OF_UNIT = Reach(unit="unit_id")
