"""Who sees what waits: the person, and the leaders above, except for what is between the person and somebody else."""

from django.db.models import Q

from dengta.domains.communication.models import Todo
from dengta.domains.communication.policies.reach import of_members, same_side
from dengta.foundation.access import Action, Permission, Reach


def _of_members(unit_ids: frozenset[int]) -> Q:
    """What waits for the people in these units, without what somebody brought along from another client."""
    return of_members()(unit_ids) & same_side(unit_ids)


see = Permission(
    "communication.see_todos", Todo, data_class="todo", action=Action.READ,
    reach=Reach(person="employee_id", unit=_of_members),
)  # fmt: skip
