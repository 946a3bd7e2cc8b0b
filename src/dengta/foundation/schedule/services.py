"""Enqueues what is due. Every worker asks every few seconds; the unique row decides who does it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from dengta.foundation import jobs
from dengta.foundation.schedule.models import Tick
from dengta.foundation.schedule.registry import Entry, entries

KEPT = timedelta(days=2)


def tick(*, now: datetime) -> int:
    """Enqueue the newest due moment of every entry, unless that has been done. Answers how many were enqueued."""
    zone = ZoneInfo(settings.TIME_ZONE)
    newest = dict(Tick.objects.values_list("name").annotate(Max("due_at")))
    enqueued = 0
    for entry in entries():
        due = entry.last_due(now=now, zone=zone)
        known = newest.get(entry.name)
        # A clock that was set back makes old moments due again; they have been dealt with.
        if known is None or known < due:
            enqueued += _enqueue_once(entry, due, first=known is None)
    return enqueued


def _enqueue_once(entry: Entry, due: datetime, *, first: bool) -> bool:
    """Whether it was us who enqueued it. The first moment ever seen only says from when on to count."""
    try:
        with transaction.atomic():
            row = Tick.objects.create(name=entry.name, due_at=due)
            if first:
                return False
            row.job = jobs.enqueue(entry.job, key=_key(entry, due), arguments=dict(entry.arguments))
            row.save(update_fields=["job"])
    except IntegrityError:
        return False  # another machine was faster
    return True


def _key(entry: Entry, due: datetime) -> str:
    """The same for all moments: while one is still being worked on, the next joins it."""
    return f"schedule {entry.name}"


def prune() -> int:
    """Delete moments of long ago, but the newest of each entry."""
    newest = Tick.objects.values("name").annotate(newest=Max("id")).values("newest")
    old = Tick.objects.filter(due_at__lt=timezone.now() - KEPT).exclude(pk__in=newest)
    return old.delete()[0]
