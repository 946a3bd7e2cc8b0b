"""What one round of recounting is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

# Ids per IN list; a query stays far below what either database takes.
CHUNK = 400


def monday(day: date) -> date:
    """The week of a day, by its Monday."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Round:
    """The agents (0: nobody), units, queues and days of one calendar week whose sums are recounted.

    A few sums more than were marked may be recounted: recounting is idempotent.
    """

    week: date
    agents: frozenset[int]
    agent_days: frozenset[date]
    units: frozenset[int]
    unit_days: frozenset[date]
    queues: frozenset[int]
    queue_days: frozenset[date]

    @property
    def week_days(self) -> tuple[date, date]:
        """First and last day of the week."""
        return self.week, self.week + timedelta(days=6)

    def agent_chunks(self) -> Iterator[Q]:
        """Conditions that together select all agents, each small enough for one query."""
        people = sorted(self.agents - {0})
        for chunk in chunks(people):
            yield Q(agent_id__in=chunk)
        if 0 in self.agents:
            yield Q(agent_id__isnull=True)


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """`ids` in pieces for IN lists."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
