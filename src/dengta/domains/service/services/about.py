"""Whom and what a survey or a complaint is about: read once per batch, then written into each row for good."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from dengta.domains.service.models import Contact, Queue, Source
from dengta.domains.service.services.marks import Mark, agent_and_unit
from dengta.domains.service.services.teams import TeamsByDay
from dengta.foundation.calendar.zones import local_day


class Told(Protocol):
    """What a source may tell of a survey or a complaint; the rest is read from the contact."""

    @property
    def external_id(self) -> str: ...
    @property
    def contact(self) -> str: ...
    @property
    def agent(self) -> int | None: ...
    @property
    def queue(self) -> int | None: ...
    @property
    def channel(self) -> int | None: ...
    @property
    def type(self) -> int | None: ...


class Filed(Protocol):
    """A survey or complaint as it is stored."""

    agent_id: int | None
    unit_id: int
    day: Any


class AboutBatch:
    """The contacts, teams and owners of queues that a batch refers to. Three queries."""

    def __init__(self, source: Source, told: Sequence[Told]) -> None:
        self.source, self.zone = source, ZoneInfo(source.time_zone)
        numbers = {one.contact for one in told if one.contact}
        contacts = Contact.objects.filter(source=source, external_id__in=numbers) if numbers else ()
        self.contacts = {contact.external_id: contact for contact in contacts}
        self.owners = dict(Queue.objects.values_list("pk", "unit_id"))
        self.teams = TeamsByDay(one.agent for one in told if one.agent is not None)

    def fields(self, told: Told, moment: datetime) -> dict[str, Any]:
        """The common fields of the row. Raises ValueError where neither the contact nor its queue is known."""
        contact = self.contacts.get(told.contact)
        queue = told.queue or (contact.queue_id if contact else None)
        channel = told.channel or (contact.channel if contact else None)
        if queue is None or channel is None:
            message = f"{told.external_id}: neither a known contact nor a queue and channel"
            raise ValueError(message)
        day = local_day(moment, self.zone)
        agent, unit = told.agent, None
        if agent is not None:
            unit = self.teams.on(agent, day)
        elif contact is not None:
            agent, unit = contact.agent_id, contact.unit_id
        return {
            "source": self.source,
            "external_id": told.external_id,
            "contact": contact,
            "agent_id": agent,
            "unit_id": unit if unit is not None else self.owners[queue],
            "queue_id": queue,
            "channel": channel,
            "type_id": told.type or (contact.type_id if contact else None),
            "day": day,
        }


def marks_about(rows: Iterable[Filed]) -> set[Mark]:
    """The sums that these surveys or complaints are part of."""
    return {mark for row in rows for mark in agent_and_unit(row.agent_id, row.unit_id, row.day)}
