"""Which part of the figures one looks at: a period, and whatever it is narrowed to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from dengta.domains.people.models import UnitClosure

ALL_OF_IT = Q()


@dataclass(frozen=True, kw_only=True)
class Slice:
    """Business days from `start` up to, not including, `end`, narrowed to what is given.

    `unit` means the unit and all below it on each day: a team that changed hands counts where it stood at the time.
    """

    start: date
    end: date
    unit: int | None = None
    # Only what counts for the unit itself: a line of a table by unit, where those below have lines of their own.
    own: bool = False
    queue: int | None = None
    channel: int | None = None
    agent: int | None = None
    agents: Collection[int] | None = None
    type: int | None = None
    # Some queues, and quarters of an hour since 1970 [from, until) by the clock instead of business days: rows only.
    queues: Collection[int] | None = None
    quarters: tuple[int, int] | None = None
    # What of it may leave as a file: the scope of the right to export, as a condition on agent and unit.
    leaving: Q = ALL_OF_IT
    # The moment at which open contacts are judged late or not yet; without it they count in no promise.
    now: datetime | None = None

    @property
    def is_about_agents(self) -> bool:
        """Whether it is narrowed to people."""
        return self.agent is not None or self.agents is not None

    @property
    def is_about_work(self) -> bool:
        """Whether it is narrowed to queues or a channel."""
        return self.queue is not None or self.queues is not None or self.channel is not None

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.end - timedelta(days=1)

    def days(self, field: str = "day") -> Q:
        """Its days, as a condition on a field with a date."""
        return Q(**{f"{field}__gte": self.start, f"{field}__lt": self.end})

    def weeks(self) -> Q:
        """Its days rounded out to whole weeks, for sums kept by week."""
        return Q(week__gte=self.start - timedelta(days=self.start.weekday()), week__lt=self.end)

    def people(self) -> Q:
        """The agents it is narrowed to."""
        condition = Q()
        if self.agent is not None:
            condition &= Q(agent_id=self.agent)
        if self.agents is not None:
            condition &= Q(agent_id__in=self.agents)
        return condition

    def work(self) -> Q:
        """The queue and channel it is narrowed to."""
        condition = Q()
        if self.queue is not None:
            condition &= Q(queue_id=self.queue)
        if self.queues is not None:
            condition &= Q(queue_id__in=self.queues)
        if self.channel is not None:
            condition &= Q(channel=self.channel)
        return condition

    def clock(self) -> Q:
        """The quarters of an hour it is narrowed to."""
        return Q() if self.quarters is None else Q(quarter__gte=self.quarters[0], quarter__lt=self.quarters[1])

    def units(self, field: str = "day") -> Q:
        """The units it is narrowed to, on the days on which they stood below the one asked for. At most one query."""
        if self.unit is None:
            return self.leaving
        if self.own:
            return self.leaving & Q(unit_id=self.unit)
        whole: list[int] = []
        condition = Q(pk__in=())
        below = UnitClosure.objects.overlapping(self.start, self.end).filter(ancestor_id=self.unit)
        for unit, since, until in below.values_list("descendant_id", "valid_from", "valid_to"):
            if since <= self.start and (until is None or until >= self.end):
                whole.append(unit)
                continue
            part = Q(unit_id=unit, **{f"{field}__gte": since})
            condition |= part if until is None else part & Q(**{f"{field}__lt": until})
        return self.leaving & (condition | Q(unit_id__in=whole))
