"""Lists of what waits for somebody: changes of private data, moves."""

from django.db.models import QuerySet

from dengta.domains.people import policies
from dengta.domains.people.models import ChangeRequest, Move
from dengta.foundation.access import Actor


def change_requests(actor: Actor) -> QuerySet[ChangeRequest]:
    """Requests that the reader may decide about; the own ones stand on the own page."""
    rows = policies.decide_change_requests.scope(actor, ChangeRequest.objects.all())
    return rows.exclude(employee__account=actor.pk).select_related("employee", "decided_by__employee")


def waiting_changes(actor: Actor) -> int:
    """How many wait for the reader's decision. One query."""
    return change_requests(actor).filter(status=ChangeRequest.Status.OPEN).count()


def moves(actor: Actor) -> QuerySet[Move]:
    """Moves of the people the reader leads or looks after."""
    reached = policies.either(policies.see_moves, policies.withdraw_moves, actor)
    return Move.objects.filter(reached).select_related("employee", "from_unit", "to_unit", "proposed_by__employee")
