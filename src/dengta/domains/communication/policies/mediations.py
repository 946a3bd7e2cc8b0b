"""Who sees a mediation: the two and the mediator, whatever office anybody else holds."""

from django.db.models import Q

from dengta.domains.communication.models import Mediation
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach


def _named(actor: Actor, facts: ActorFacts) -> Q:
    me = facts.employee_id or 0
    return Q(first_id=me) | Q(second_id=me) | Q(mediator_id=me)


see = Permission(
    "communication.see_mediations", Mediation, data_class="mediation", action=Action.READ, reach=Reach(assigned=_named)
)
