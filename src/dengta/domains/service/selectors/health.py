"""How sound the data are: missing days, stale sources, impossible durations, unanswered marks, restated days (C8)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from dengta.domains.service import policies
from dengta.domains.service.models import Contact, Dirty, Restatement, Source, TeamDay, UnitDay
from dengta.domains.service.models.contacts import LONG_S, ODD
from dengta.domains.service.parameters import LONGEST_HANDLING_H
from dengta.domains.service.selectors.choices import Choice
from dengta.domains.service.selectors.kpis import Kpi
from dengta.domains.service.selectors.measures import REPLY_PROMISED
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor
from dengta.foundation.imports.models import QuarantinedRow
from dengta.foundation.imports.selectors import imports_open_to

DAYS_LOOKED_AT = 28
MOST_SHOWN = 50
EXAMPLES = 3


@dataclass(frozen=True)
class SourceState:
    """A source, and whether it has been silent for too long."""

    source: Source
    silent_for: timedelta | None
    is_stale: bool
    # It says neither when somebody replied nor when a contact ended, of contacts with a promise of a first reply.
    hides_replies: bool


@dataclass(frozen=True)
class Gap:
    """Days on which a queue had nothing though it usually has something."""

    queue: Choice
    days: Sequence[date]


@dataclass(frozen=True)
class Oddity:
    """A kind of fact that cannot be right, how many there are, and the first of them."""

    key: str
    count: int
    examples: Sequence[Contact]


def source_states(actor: Actor, *, now: datetime) -> list[SourceState]:
    """Sources whose facts `actor` may see, the longest silent first. One query."""
    unanswered = Contact.objects.filter(REPLY_PROMISED, source=OuterRef("pk"), resolve_s=None, close_s=None)
    untold = Q(Exists(unanswered), tracks_open=False, tells_replies=False)
    sources = policies.see_sources.scope(actor, Source.objects.annotate(hides_replies=untold))
    sources = sources.order_by("last_fact_at", "name", "pk")
    return [_state(source, now) for source in sources]


def _state(source: Any, now: datetime) -> SourceState:
    silent = now - source.last_fact_at if source.last_fact_at else None
    limit = timedelta(hours=source.stale_after_hours)
    return SourceState(source, silent, is_stale=silent is None or silent > limit, hides_replies=source.hides_replies)


def missing_days(actor: Actor, *, queues: Sequence[Choice], today: date) -> list[Gap]:
    """Days of the last four weeks without a contact in a queue that had some on at least half of them. One query."""
    first = today - timedelta(days=DAYS_LOOKED_AT)
    rows = TeamDay.objects.filter(queue_id__in=[queue.pk for queue in queues], day__gte=first, day__lt=today)
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
    """Contacts of the last four weeks that cannot be right. Three queries, and one per kind found."""
    longest_s = max(LONGEST_HANDLING_H.on(today) * 3600, LONG_S)  # shorter ones are not indexed
    kinds = {
        "too_long": Q(handle_s__gt=longest_s),
        "wrap_exceeds": Q(wrap_s__gt=F("handle_s")),
        "reply_after_close": Q(reply_s__gt=F("close_s")),
        "no_agent": Q(outcome=Contact.Outcome.ANSWERED, agent__isnull=True),
    }
    first = today - timedelta(days=DAYS_LOOKED_AT)
    rows = policies.see_contacts.scope(actor, Contact.objects.filter(business_day__gte=first))
    odd = rows.filter(ODD)
    counts = odd.aggregate(**{key: Count("pk", filter=condition) for key, condition in kinds.items()})
    found = [
        Oddity(key, counts[key], list(odd.filter(condition).order_by("-business_day", "-pk")[:EXAMPLES]))
        for key, condition in kinds.items()
        if counts[key]
    ]
    return [*found, *_without_topic(actor, rows, first)]


def _without_topic(actor: Actor, rows: "QuerySet[Contact]", first: date) -> Iterator[Oddity]:
    """Counted from the sums, because in some centres it is most contacts. By number, not by day: sorting would read
    all of them."""
    sums = policies.count_contacts.scope(actor, UnitDay.objects.filter(day__gte=first, untyped__gt=0))
    if count := sums.aggregate(n=Sum("untyped", default=0))["n"]:
        yield Oddity("no_topic", count, list(rows.filter(type__isnull=True).order_by("-pk")[:EXAMPLES]))


@dataclass(frozen=True)
class HeldBack:
    """Rows that an import put aside for one reason: they are in no figure until somebody mends them."""

    job: int
    source: str
    at: datetime
    code: str
    count: int


def held_back(actor: Actor, *, now: datetime) -> list[HeldBack]:
    """What imports of the last four weeks put aside, unknown agents first; of imports `actor` may open. One query."""
    jobs = imports_open_to(actor).filter(target__startswith="service.", published_at__isnull=False)
    jobs = jobs.filter(created_at__gte=now - timedelta(days=DAYS_LOOKED_AT))
    rows = QuarantinedRow.objects.filter(job__in=jobs.order_by().values("pk"))
    counted = (
        rows.order_by().values_list("job_id", "job__source__title", "job__created_at", "code").annotate(Count("pk"))
    )
    found = [HeldBack(*row) for row in counted]
    return sorted(found, key=lambda held: (held.code != "unknown_agent", -held.count, held.job))[:MOST_SHOWN]


def restated_in(kpi: Kpi, *, where: Slice, units: Collection[int]) -> list[Restatement]:
    """Days of this slice on which the sums of this KPI changed afterwards, newest change first. Two queries."""
    rows = Restatement.objects.filter(where.days(), where.units(), unit_id__in=units).order_by("-at", "-pk")
    changed = Q()
    for column in kpi.columns:
        changed |= Q(changes__has_key=column)
    return list(rows.filter(changed)[:MOST_SHOWN]) if kpi.columns else []


def waiting_marks() -> int:
    """How many sums still have to be recounted. One query."""
    return Dirty.objects.count()


def restated_days(*, units: Collection[int]) -> list[Restatement]:
    """Past days whose figures changed afterwards, newest first. One query."""
    rows = Restatement.objects.filter(unit_id__in=units).select_related("unit")
    return list(rows.order_by("-at", "-pk")[:MOST_SHOWN])
