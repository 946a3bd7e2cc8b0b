"""Raises are proposed by leaders who see no pay, read where the right is granted, and approved by HR and executives."""

from django.db.models import Q, QuerySet

from dengta.domains.goals.models import RaiseBudget, RaiseProposal
from dengta.domains.goals.policies.covering import OF_PERSON, OF_UNIT
from dengta.foundation.access import Action, Actor, Permission, any_of

read = Permission("goals.read_raises", RaiseProposal, data_class="raise_proposal", action=Action.READ, reach=OF_PERSON)
propose = Permission(
    "goals.propose_raise", RaiseProposal, data_class="raise_proposal", action=Action.WRITE, reach=OF_PERSON
)
decide = Permission(
    "goals.approve_raise", RaiseProposal, data_class="raise_proposal", action=Action.DECIDE, reach=OF_PERSON
)
take = Permission(
    "goals.export_raises", RaiseProposal, data_class="raise_proposal", action=Action.EXPORT, reach=OF_PERSON
)
see_amounts = Permission(
    "goals.see_raise_amounts", RaiseProposal, data_class="pay_base", action=Action.READ, reach=OF_UNIT
)
write_budget = Permission(
    "goals.write_raise_budget", RaiseBudget, data_class="raise_proposal", action=Action.DECIDE, reach=OF_UNIT
)


def visible(actor: Actor) -> QuerySet[RaiseProposal]:
    """Those one may read or decide, and the own proposals; never the one about oneself before it is decided."""
    rows = RaiseProposal.objects.filter(any_of(read.condition(actor), decide.condition(actor), Q(proposed_by=actor.pk)))
    about_me = Q(employee__account=actor.pk) & Q(status__in=(RaiseProposal.Status.OPEN, RaiseProposal.Status.HALF))
    return rows.exclude(about_me)
