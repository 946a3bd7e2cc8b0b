"""Who reads what two people say to each other: these two, the leader while they lead, and nobody else.

The access matrix gives the class to "the direct leader". That alone would open the talks of a former leader to the next
one, and those of one leader to another of the same unit; so every condition here also asks for one of the two.
"""

from django.db.models import Q
from django.utils import timezone

from dengta.domains.communication.models import OneOnOne, PrivateNote, Promise, Talk
from dengta.domains.communication.policies.reach import of_members
from dengta.domains.people.models import Employee, RoleGrant, UnitClosure
from dengta.domains.people.selectors.organisation import LEADING_ROLES
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, facts_of


def _led_by_actor(actor: Actor, facts: ActorFacts) -> Q:
    """A mentor or trainer reads the talks they were given to hold."""
    return Q(leader_id=facts.employee_id) if facts.employee_id is not None else Q(pk__in=())


OF_THE_TWO = Reach(person="employee_id", unit="unit_id", assigned=_led_by_actor)

see = Permission(
    "communication.see_one_on_ones", OneOnOne, data_class="one_on_one_shared", action=Action.READ, reach=OF_THE_TWO
)
write = Permission(
    "communication.write_one_on_ones", OneOnOne, data_class="one_on_one_shared", action=Action.WRITE, reach=OF_THE_TWO
)
# Asked of people, because there may be no talk yet; that one is their direct leader is asked by the service.
hold = Permission(
    "communication.hold_one_on_ones", Employee, data_class="one_on_one_shared", action=Action.WRITE,
    reach=Reach(unit=of_members("pk")),
)  # fmt: skip
see_talks = Permission(
    "communication.see_talks", Talk, data_class="one_on_one_shared", action=Action.READ, reach=OF_THE_TWO
)
write_talks = Permission(
    "communication.write_talks", Talk, data_class="one_on_one_shared", action=Action.WRITE, reach=OF_THE_TWO
)
own_notes = Permission(
    "communication.own_notes", PrivateNote, data_class="private_note", action=Action.READ,
    reach=Reach(person="author_id"),
)  # fmt: skip
own_promises = Permission(
    "communication.own_promises", Promise, data_class="one_on_one_shared", action=Action.READ,
    reach=Reach(person="owner_id", unit="talk__unit_id"),
)  # fmt: skip


def one_of_the_two(actor: Actor) -> Q:
    """The reader is the person or the leader of the talk."""
    me = facts_of(actor).employee_id
    return Q(employee_id=me) | Q(leader_id=me) if me is not None else Q(pk__in=())


def _leading_below(unit_ids: frozenset[int]) -> Q:
    """Whoever leads a unit below one of these, today."""
    day = timezone.localdate()
    below = UnitClosure.objects.on(day).filter(ancestor_id__in=unit_ids, depth__gte=1).values("descendant_id")
    grants = RoleGrant.objects.on(day).filter(role__in=LEADING_ROLES, unit_id__in=below)
    return Q(account_id__in=grants.values("account_id"))


# How regularly a leader talks with their people: counts on the leader, never what was said.
see_cadence = Permission(
    "communication.see_cadence", Employee, data_class="leader_scorecard", action=Action.READ,
    reach=Reach(person="pk", unit=_leading_below),
)  # fmt: skip
