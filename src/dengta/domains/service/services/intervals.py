"""Adding the interval table that a telephone system reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dengta.domains.service.models import QueueInterval, Source
from dengta.domains.service.selectors.course import QUARTER_S
from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInterval:
    """One line of the table: a queue and channel for 15, 30 or 60 minutes from `start_at` (aware)."""

    queue: int
    channel: int
    start_at: datetime
    minutes: int
    offered: int
    answered: int
    abandoned: int = 0
    short_abandons: int = 0
    in_target: int | None = None
    handle_s: int | None = None


@transaction.atomic
def add_intervals(*, source: Source, intervals: Sequence[NewInterval], origin: str, by: Actor | None = None) -> int:
    """Add or replace lines of the interval table; returns how many. Reports read them as they are."""
    rows = [
        QueueInterval(
            source=source,
            queue_id=new.queue,
            channel=new.channel,
            quarter=int(new.start_at.timestamp()) // QUARTER_S,
            minutes=new.minutes,
            offered=new.offered,
            answered=new.answered,
            abandoned=new.abandoned,
            short_abandons=new.short_abandons,
            in_target=new.in_target,
            handle_s=new.handle_s,
        )
        for new in intervals
    ]
    fields = ["source", "minutes", "offered", "answered", "abandoned", "short_abandons", "in_target", "handle_s"]
    QueueInterval.objects.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        update_fields=fields,
        unique_fields=["queue", "channel", "quarter"],
    )
    if rows:
        record(by, "service.intervals_added", source, rows=len(rows), origin=origin)
    return len(rows)
