"""Everything anew from the facts: what `doctor` offers, and the oracle of the tests."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min, Model

from dengta.domains.people.models import Unit
from dengta.domains.service.models import (
    AgentDay,
    AgentState,
    AgentTypeWeek,
    AgentWeekShape,
    Contact,
    Dirty,
    Queue,
    QueueSlot,
    StateDay,
    TeamDay,
    TeamDayShape,
    TeamMixWeek,
    UnitDay,
)
from dengta.domains.service.selectors.measures import Basis
from dengta.domains.service.services.rollups.refresh import recount, take_turn
from dengta.domains.service.services.rollups.scope import Round, monday

# Facts, and the day each counts on.
DATED: tuple[tuple[type[Model], str], ...] = (
    *((basis.model, basis.day) for basis in Basis),
    (AgentState, "business_day"),
)
ROLLUPS = (AgentDay, AgentTypeWeek, AgentWeekShape, StateDay, TeamDay, TeamDayShape, TeamMixWeek, UnitDay, QueueSlot)


@transaction.atomic
def rebuild_rollups(*, progress: Callable[[int], None] | None = None) -> int:
    """Throw all sums away and count them anew, week by week; returns the number of weeks. Changes no figure."""
    take_turn()
    Dirty.objects.all().delete()
    for model in ROLLUPS:
        model._default_manager.all().delete()
    first, last = _span()
    weeks = 0
    if first is None or last is None:
        return weeks
    week = monday(first)
    while week <= last:
        recount(everything_of(week))
        weeks, week = weeks + 1, week + timedelta(days=7)
        if progress is not None:
            progress(weeks)
    return weeks


def _span() -> tuple[date | None, date | None]:
    """First and last day on which anything counts."""
    days: list[date] = []
    for model, field in DATED:
        ends = model._default_manager.aggregate(first=Min(field), last=Max(field))
        days += [day for day in ends.values() if day is not None]
    quarters = Contact.objects.aggregate(first=Min("quarter"), last=Max("quarter"))
    days += [datetime.fromtimestamp(q * 900, tz=UTC).date() for q in quarters.values() if q is not None]
    return (min(days), max(days)) if days else (None, None)


def everything_of(week: date) -> Round:
    """All sums of one week."""
    days = frozenset(week + timedelta(days=number) for number in range(7))
    people: set[int] = {0}
    for model, field in DATED:
        rows = model._default_manager.filter(**{f"{field}__in": days}, agent_id__isnull=False)
        people |= set(rows.order_by().values_list("agent_id", flat=True).distinct())
    units = frozenset(Unit.objects.values_list("pk", flat=True))
    queues = frozenset(Queue.objects.values_list("pk", flat=True))
    return Round(week, frozenset(people), days, units, days, queues, days)
