"""How sound the data are: missing days, stale sources, impossible durations, unanswered marks, restated days (C8)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q

from dengta.domains.service import policies
from dengta.domains.service.models import AgentDay, Contact, Dirty, Queue, Restatement, Source
from dengta.domains.service.parameters import LONGEST_HANDLING_H
from dengta.foundation.access import Actor

DAYS_LOOKED_AT = 28
MOST_SHOWN = 50


@dataclass(frozen=True)
class SourceState:
    """A source, and whether it has been silent for too long."""

    source: Source
    silent_for: timedelta | None
    is_stale: bool


@dataclass(frozen=True)
class Gap:
    """Days on which a queue had nothing though it usually has something."""

    queue: Queue
    days: Sequence[date]


@dataclass(frozen=True)
class Oddity:
    """A kind of fact that cannot be right, how many there are, and the first of them."""

    key: str
    count: int
    examples: Sequence[Contact]


def source_states(actor: Actor, *, now: datetime) -> list[SourceState]:
    """Sources whose facts `actor` may see, the longest silent first. One query."""
    sources = policies.see_sources.scope(actor, Source.objects.all()).order_by("last_fact_at", "name", "pk")
    return [_state(source, now) for source in sources]


def _state(source: Source, now: datetime) -> SourceState:
    silent = now - source.last_fact_at if source.last_fact_at else None
    limit = timedelta(hours=source.stale_after_hours)
    return SourceState(source, silent, is_stale=silent is None or silent > limit)


def missing_days(actor: Actor, *, queues: Sequence[Queue], today: date) -> list[Gap]:
    """Days of the last four weeks without a contact in a queue that had some on at least half of them. One query."""
    first = today - timedelta(days=DAYS_LOOKED_AT)
    rows = AgentDay.objects.filter(queue_id__in=[queue.pk for queue in queues], day__gte=first, day__lt=today)
    rows = policies.see_days_of_queues.aggregate_scope(actor, rows)
    seen: dict[int, set[date]] = {}
    for queue_id, day in rows.filter(offered__gt=0).order_by().values_list("queue_id", "day").distinct():
        seen.setdefault(queue_id, set()).add(day)
    wanted = {first + timedelta(days=n) for n in range(DAYS_LOOKED_AT)}
    gaps = []
    for queue in queues:
        known = seen.get(queue.pk, set())
        if len(known) * 2 >= DAYS_LOOKED_AT and known != wanted:
            gaps.append(Gap(queue, sorted(wanted - known)))
    return gaps


def oddities(actor: Actor, *, today: date) -> list[Oddity]:
    """Contacts of the last four weeks that cannot be right. Two queries, and one per kind found."""
    longest_s = LONGEST_HANDLING_H.on(today) * 3600
    kinds = {
        "too_long": Q(handle_s__gt=longest_s),
        "wrap_exceeds": Q(wrap_s__gt=F("handle_s")),
        "reply_after_close": Q(reply_s__gt=F("close_s")),
        "no_topic": Q(type__isnull=True),
    }
    first = today - timedelta(days=DAYS_LOOKED_AT)
    rows = policies.see_contacts.scope(actor, Contact.objects.filter(business_day__gte=first))
    counts = rows.aggregate(**{key: Count("pk", filter=condition) for key, condition in kinds.items()})
    return [
        Oddity(key, counts[key], list(rows.filter(kinds[key]).order_by("-business_day", "-pk")[:3]))
        for key in kinds
        if counts[key]
    ]


def waiting_marks() -> int:
    """How many sums still have to be recounted. One query."""
    return Dirty.objects.count()


def restated_days(*, units: Collection[int]) -> list[Restatement]:
    """Past days whose figures changed afterwards, newest first. One query."""
    rows = Restatement.objects.filter(unit_id__in=units).select_related("unit")
    return list(rows.order_by("-at", "-pk")[:MOST_SHOWN])
