"""Calls for help: the caller, who leads the team, and mentors and trainers who stand in there."""

from django.db.models import Q

from dengta.domains.communication.models import HelpCall, KnowledgeEntry
from dengta.domains.communication.policies.reach import OF_UNIT
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, Role, facts_of

STAND_INS = (Role.MENTOR, Role.TRAINER)


def _stood_in_for(actor: Actor, facts: ActorFacts) -> Q:
    """Calls of the units in which somebody is mentor or trainer."""
    held = [role for role in facts.roles if role.role in STAND_INS]
    units = {unit for role in held for unit in role.tree}
    return Q() if any(role.whole for role in held) else Q(unit_id__in=units)


see = Permission(
    "communication.see_help_calls",
    HelpCall,
    data_class="help_call",
    action=Action.READ,
    reach=Reach(person="caller_id", unit="unit_id", assigned=_stood_in_for),
)
answer = Permission(
    "communication.answer_help_calls",
    HelpCall,
    data_class="help_call",
    action=Action.WRITE,
    reach=Reach(unit="unit_id", assigned=_stood_in_for),
)
read_knowledge = Permission(
    "communication.read_knowledge", KnowledgeEntry, data_class="team_knowledge", action=Action.READ, reach=OF_UNIT
)
write_knowledge = Permission(
    "communication.write_knowledge", KnowledgeEntry, data_class="team_knowledge", action=Action.WRITE, reach=OF_UNIT
)
# From which calls somebody may make an entry.
keep = Permission(
    "communication.keep_knowledge", HelpCall, data_class="team_knowledge", action=Action.WRITE, reach=OF_UNIT
)


def sees_times(actor: Actor) -> bool:
    """Whether somebody may see how fast calls are answered: who reads those of others, or leads the house."""
    return see.beyond_own(actor) or facts_of(actor).holds(Role.EXECUTIVE, *STAND_INS)
