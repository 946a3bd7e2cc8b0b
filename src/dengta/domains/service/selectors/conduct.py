"""Counts per agent and team in which it shows when work is chosen, cut short or passed on. For review by a human."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, Sum

from dengta.domains.service.models import AgentDay, AgentTypeWeek, Contact


@dataclass
class Conduct:
    """What somebody did in a team in a period."""

    timed: int = 0
    short: int = 0
    answered: int = 0
    transferred: int = 0
    surveys: int = 0
    # Topic (0: none) → contacts and their seconds.
    topics: dict[int, tuple[int, int]] = field(default_factory=dict)


def conduct_of(start: date, end: date, *, short_s: int) -> dict[tuple[int, int], Conduct]:
    """(team, agent) → counts from `start` up to, not including, `end`; topics by whole weeks. Three queries."""
    found: dict[tuple[int, int], Conduct] = defaultdict(Conduct)
    contacts = Contact.objects.filter(
        agent__isnull=False, business_day__gte=start, business_day__lt=end, handle_s__isnull=False
    )
    timed = contacts.order_by().values_list("unit_id", "agent_id")
    for unit, agent, n, short in timed.annotate(n=Count("pk"), short=Count("pk", filter=Q(handle_s__lte=short_s))):
        found[unit, agent].timed, found[unit, agent].short = n, short
    days = AgentDay.objects.filter(agent__isnull=False, day__gte=start, day__lt=end).order_by()
    sums = days.values_list("unit_id", "agent_id").annotate(Sum("answered"), Sum("transferred"), Sum("surveys"))
    for unit, agent, answered, transferred, surveys in sums:
        one = found[unit, agent]
        one.answered, one.transferred, one.surveys = answered, transferred, surveys
    weeks = AgentTypeWeek.objects.filter(week__gte=start, week__lt=end).order_by()
    topics = weeks.values_list("unit_id", "agent_id", "type_id").annotate(Sum("handles"), Sum("handle_s"))
    for unit, agent, topic, handles, seconds in topics:
        found[unit, agent].topics[topic or 0] = (handles, seconds)
    return dict(found)
