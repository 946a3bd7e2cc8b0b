"""Suggestions are open to everybody of the branch; the name behind a hidden one only to those who decide, and to HR."""

from django.db.models import Q, QuerySet

from dengta.domains.communication.models import Credit, Suggestion
from dengta.domains.communication.policies.floor import own_id
from dengta.domains.communication.policies.reach import OF_UNIT, inside_the_wall
from dengta.foundation.access import Action, Actor, Permission, any_of, facts_of

read = Permission(
    "communication.read_suggestions", Suggestion, data_class="suggestion", action=Action.READ, reach=OF_UNIT
)
# Leaders join similar ones and say when one is done; without a person in the reach it is nobody's by being its author.
tend = Permission(
    "communication.tend_suggestions", Suggestion, data_class="suggestion", action=Action.WRITE, reach=OF_UNIT
)
decide = Permission(
    "communication.decide_suggestions", Suggestion, data_class="suggestion", action=Action.DECIDE, reach=OF_UNIT
)
# The figure of a team before and after is a figure of that team like any other.
see_figures = Permission(
    "communication.see_effects", Suggestion, data_class="kpi_team", action=Action.READ, reach=OF_UNIT
)


def visible(actor: Actor) -> QuerySet[Suggestion]:
    """What this person may read: those of the branch, those they made, and where these were joined to, until they work
    for another client. What was taken back is its author's alone again."""
    joined = own(actor) & inside_the_wall(facts_of(actor))
    rows = Suggestion.objects.filter(any_of(read.condition(actor), Q(author_id=own_id(actor)), joined))
    return rows.filter(~Q(status=Suggestion.Status.WITHDRAWN) | own(actor))


def own(actor: Actor) -> Q:
    """Suggestions this person had, alone or with others."""
    mine = Credit.objects.filter(employee_id=own_id(actor))
    return Q(pk__in=mine.values("suggestion_id"))


def names_open_to(actor: Actor) -> Q:
    """Suggestions of which this person may read hidden names: those they tend or decide, HR all of them."""
    return any_of(tend.condition(actor), decide.condition(actor))
