"""Who knows of a grievance: whoever brought it, and those it is assigned to as long as they hold a role for it."""

from django.db.models import Q

from dengta.domains.communication.models import Grievance
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach


def _assigned(actor: Actor, facts: ActorFacts) -> Q:
    me = facts.employee_id or 0
    mine = Q(handler_id=me) | Q(escalated_to_id=me)
    # Whoever is complained about, and whoever complains, handles nothing of it, whatever they were assigned.
    return mine & ~Q(complainant_id=me) & (Q(accused__isnull=True) | ~Q(accused_id=me))


REACH = Reach(person="complainant_id", assigned=_assigned)
see = Permission("communication.see_grievances", Grievance, data_class="grievance", action=Action.READ, reach=REACH)
write = Permission(
    "communication.write_grievances", Grievance, data_class="grievance", action=Action.WRITE, reach=REACH
)
