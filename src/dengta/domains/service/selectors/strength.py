"""What an agent is good at, as it was measured last (A6)."""

from collections.abc import Sequence
from datetime import date, timedelta

from dengta.domains.service import policies
from dengta.domains.service.models import Strength
from dengta.foundation.access import Actor

WEEKS = 13


def measured_weeks(on: date) -> tuple[date, date]:
    """The whole weeks that a profile measured on this day rests on: its first day, and the day after its last."""
    end = on - timedelta(days=on.weekday())
    return end - timedelta(weeks=WEEKS), end


def strengths_of(actor: Actor, *, agent: int) -> Sequence[Strength]:
    """The profile of one agent, as far as `actor` may see it: by figure, the clearest first. One query."""
    rows = Strength.objects.filter(agent_id=agent).select_related("type")
    return list(policies.see_strengths.scope(actor, rows).order_by("kpi", "-reliable", "-shrunk", "type__name", "pk"))
