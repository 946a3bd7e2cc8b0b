"""Who hands tasks over, and who sees what was handed over: giver, receiver, and those above the unit."""

from django.db.models import Q

from dengta.domains.communication.models import Delegation
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach


def _given(actor: Actor, facts: ActorFacts) -> Q:
    return Q(giver_id=facts.employee_id or 0)


see = Permission(
    "communication.see_delegations", Delegation, data_class="delegation", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_given),
)  # fmt: skip
give = Permission("communication.delegate", Unit, data_class="delegation", action=Action.WRITE, reach=Reach(unit="pk"))
