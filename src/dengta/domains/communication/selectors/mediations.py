"""Mediations as the three who are in them see them."""

from django.db.models import QuerySet

from dengta.domains.communication.models import Mediation
from dengta.domains.communication.policies import mediations as policies
from dengta.foundation.access import Actor


def mediations(actor: Actor) -> QuerySet[Mediation]:
    """Those the reader is a party of, or mediates. One query."""
    return policies.see.scope(actor, Mediation.objects.all()).select_related("first", "second", "mediator")
