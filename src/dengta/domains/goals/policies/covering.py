"""How what is published for a unit reaches those below it."""

from django.db.models import Q
from django.utils import timezone

from dengta.domains.people.models import UnitClosure
from dengta.foundation.access import Actor, Reach, Role, facts_of


def over(unit_ids: frozenset[int]) -> Q:
    """Rows that hold for one of these units: made for it, or for a unit above it today."""
    above = UnitClosure.objects.on(timezone.localdate()).filter(descendant_id__in=unit_ids)
    return Q(unit_id__in=above.values("ancestor_id"))


# Read by all for whom it holds; written and decided only within the own branch of the tree.
HOLDS_FOR = Reach(unit=over)
OF_UNIT = Reach(unit="unit_id")
OF_PERSON = Reach(person="employee_id", unit="unit_id")


def works_here(actor: Actor) -> bool:
    """Whether somebody is of the house: the contact of a client is a guest who reads sums."""
    facts = facts_of(actor)
    return facts.employee_id is not None and not facts.holds(Role.CLIENT)


def own_id(actor: Actor) -> int:
    """The employee behind the account; nobody's for an account without one."""
    return facts_of(actor).employee_id or 0
