"""Marking sums as out of step with their facts, in the transaction of the change."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dengta.domains.service.models import Dirty
from dengta.domains.service.services.bulk import insert
from dengta.foundation import jobs

# Kind, id of the agent (0: nobody), unit or queue, and day.
Mark = tuple[Dirty.Kind, int, date]


def mark_dirty(marks: Iterable[Mark], *, origin: str) -> None:
    """Note which sums must be recounted, and ask for it to be done."""
    rows = [(kind, ref, day, origin) for kind, ref, day in sorted(set(marks))]
    if rows:
        insert(Dirty, ("kind", "ref", "day", "origin"), rows)
        # A refresh that runs already may have passed these marks; the one of the next minute takes them.
        jobs.enqueue("service.refresh_rollups", key="pending")


def agent_and_unit(agent_id: int | None, unit_id: int, day: date) -> tuple[Mark, Mark]:
    """The marks of a fact about an agent (or nobody) of a unit on a day."""
    return (Dirty.Kind.AGENT, agent_id or 0, day), (Dirty.Kind.UNIT, unit_id, day)


def quarters_of(queue_id: int, day: date) -> Iterator[Mark]:
    """The marks of a queue on a business day: its quarters are kept by UTC day, and the day lies in three of them."""
    return ((Dirty.Kind.QUEUE, queue_id, day + timedelta(days=offset)) for offset in (-1, 0, 1))
