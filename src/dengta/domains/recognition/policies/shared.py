"""What several parts of the room ask of whoever is at the keyboard."""

from django.db.models import Q
from django.utils import timezone

from dengta.domains.people.models import Membership, UnitClosure
from dengta.foundation.access import Actor, Role, facts_of


def works_here(actor: Actor) -> bool:
    """Whether somebody is of the house: the contact of a client is a guest, whom nothing of this binds or rewards."""
    facts = facts_of(actor)
    return facts.employee_id is not None and not facts.holds(Role.CLIENT)


def own_id(actor: Actor) -> int:
    """The employee behind the account; nobody's for an account without one."""
    return facts_of(actor).employee_id or 0


def members_of(unit_ids: frozenset[int]) -> Q:
    """People who belong today to one of these units."""
    return Q(pk__in=Membership.objects.on(timezone.localdate()).filter(unit__in=unit_ids).values("employee_id"))


def for_below(unit_ids: frozenset[int]) -> Q:
    """Rows of one of these units or of one above it: what is for all below is for them."""
    above = UnitClosure.objects.on(timezone.localdate()).filter(descendant__in=unit_ids)
    return Q(unit__in=unit_ids) | Q(unit__in=above.values("ancestor"))
