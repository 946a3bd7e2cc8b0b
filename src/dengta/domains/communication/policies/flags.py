"""Flags at customers: the team reads them, its leaders decide them."""

from django.db.models import Q, QuerySet

from dengta.domains.communication.models import CustomerFlag
from dengta.domains.communication.policies.floor import own_id
from dengta.domains.communication.policies.reach import OF_UNIT
from dengta.foundation.access import EVERY_ROW, Action, Actor, Permission, any_of, facts_of

read = Permission(
    "communication.read_flags", CustomerFlag, data_class="customer_flag", action=Action.READ, reach=OF_UNIT
)
decide = Permission(
    "communication.decide_flags", CustomerFlag, data_class="customer_flag", action=Action.DECIDE, reach=OF_UNIT
)


def visible(actor: Actor) -> QuerySet[CustomerFlag]:
    """What this person may read: those of the own team or reach, and those they raised."""
    return CustomerFlag.objects.filter(any_of(read.condition(actor), Q(raised_by_id=own_id(actor))))


def standing_for(actor: Actor) -> Q:
    """Whose decisions are shown at a contact: all of the branch, because the customer may come back to any team of it.
    Only the decision is shown there, never who asked for it; and no other client's."""
    branch = facts_of(actor).branch
    return any_of(read.condition(actor), EVERY_ROW if branch is None else Q(unit_id__in=branch))
