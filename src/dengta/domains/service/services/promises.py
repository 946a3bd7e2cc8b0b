"""Counting anew what a queue now promises otherwise: replies by its hours, and everything that was in time or not."""

from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from dengta.domains.service.models import AgentDay, Contact, Queue
from dengta.domains.service.services.facts import seconds_open
from dengta.domains.service.services.marks import Mark, agent_and_unit, mark_dirty, quarters_of

BATCH = 500


def replies_after(queue_id: int, last: int) -> list[int]:
    """The next contacts of a queue, behind contact `last`, of which a first reply is known."""
    replied = Contact.objects.filter(queue_id=queue_id, reply_s__isnull=False, pk__gt=last)
    return list(replied.order_by("pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def measure_replies(queue_id: int, part: Sequence[int]) -> None:
    """Measure the first replies of these contacts by the hours of their queue, and mark the days that change.

    The queue is locked: hours that change meanwhile wait, and what is measured by them comes after this. So are the
    contacts: a file or a correction may tell another reply or queue meanwhile, and what is written must be about that.
    """
    # Whatever only points to the queue, such as a survey, need not wait for this.
    queue = Queue.objects.select_for_update(no_key=True).get(pk=queue_id)
    changed = []
    locked = Contact.objects.select_for_update(of=("self",)).filter(pk__in=part, queue=queue, reply_s__isnull=False)
    for row in locked.select_related("source").order_by("pk"):
        within = seconds_open(queue, ZoneInfo(row.source.time_zone), row.created_at, row.after(row.reply_s))
        if row.reply_open_s != within:
            row.reply_open_s = within
            changed.append(row)
    Contact.objects.bulk_update(changed, ["reply_open_s"], batch_size=200)
    marks = (agent_and_unit(row.agent_id, row.unit_id, row.business_day) for row in changed)
    mark_dirty((mark for pair in marks for mark in pair), origin=origin_of(queue))


@transaction.atomic
def mark_all_days(queue_id: int) -> int:
    """Mark every day on which the queue had contacts; returns how many marks that makes."""
    queue = Queue.objects.get(pk=queue_id)
    days = AgentDay.objects.filter(queue=queue).order_by().values_list("agent_id", "unit_id", "day").distinct()
    marks = set(_marks(queue.pk, days))
    mark_dirty(marks, origin=origin_of(queue))
    return len(marks)


def _marks(queue_id: int, days: Iterable[tuple[int | None, int, date]]) -> Iterable[Mark]:
    for agent_id, unit_id, day in days:
        yield from agent_and_unit(agent_id, unit_id, day)
        yield from quarters_of(queue_id, day)


def origin_of(queue: Queue) -> str:
    """Where the change came from, for the log of restatements."""
    return f"promises of {queue.name}"[:120]
