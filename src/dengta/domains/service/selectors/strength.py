"""What an agent is good at, as it was measured last (A6)."""

from collections.abc import Sequence

from dengta.domains.service import policies
from dengta.domains.service.models import Strength
from dengta.foundation.access import Actor


def strengths_of(actor: Actor, *, agent: int) -> Sequence[Strength]:
    """The profile of one agent, as far as `actor` may see it: by figure, the clearest first. One query."""
    rows = Strength.objects.filter(agent_id=agent).select_related("type")
    return list(policies.see_strengths.scope(actor, rows).order_by("kpi", "-reliable", "-shrunk", "type__name", "pk"))
