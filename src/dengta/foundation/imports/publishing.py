"""Publishing: some rows of a chunk at a time, each time with its ledger in one transaction, so that no row is lost or
written twice, and short enough that whoever else wants to write hardly waits."""

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from dengta.foundation import events
from dengta.foundation.audit.record import record
from dengta.foundation.imports.compare import Verdict, compare
from dengta.foundation.imports.events import ImportPublished
from dengta.foundation.imports.models import Chunk, Import, ImportedDay, QuarantinedRow, TargetLock
from dengta.foundation.imports.pace import Pace
from dengta.foundation.imports.staging import quarantined
from dengta.foundation.imports.targets import Row
from dengta.foundation.imports.work import Reporter, State, Work, held, move


def publish(import_id: int, reporter: Reporter) -> None:
    """Write all waiting rows of an import. Safe to repeat, to kill and to run beside another import."""
    work = Work.on(import_id)
    TargetLock.objects.get_or_create(target=work.job.target)
    numbers = work.job.chunks.filter(published=False).order_by("number").values_list("number", flat=True)
    total, done = work.job.rows_in, work.job.rows_in - work.job.waiting
    reporter.report(done=done, total=total)
    pace = Pace()
    for number in list(numbers):
        is_over = False
        while not is_over:
            written, is_over = publish_rows(work, number, pace)
            done += written
            reporter.report(done=done, total=total)
    _finish(work)


@transaction.atomic
def publish_rows(work: Work, number: int, pace: Pace) -> tuple[int, bool]:
    """Write the next rows of a chunk and strike them from it; answers how many those were, and whether they were the
    last (none: done before)."""
    TargetLock.objects.select_for_update().get(target=work.job.target)
    held(work.job.pk, State.PUBLISHING)
    chunk = Chunk.objects.select_for_update().get(job=work.job, number=number)
    if chunk.published:
        return 0, True
    began = time.monotonic()
    # Loaded under the lock: what another import has just created is known here.
    lookups = work.target.prepare(work.context())
    payload, left = work.packing.split(chunk.payload, pace.rows)
    rows, refused = _checked_again(work, payload, lookups)
    verdict = compare(work.target, rows, lookups)
    if verdict.new or verdict.changed:
        work.target.publish(verdict.new, verdict.changed, lookups)
    _note_days(work, verdict)
    QuarantinedRow.objects.bulk_create(refused, batch_size=500)
    written = _strike(chunk, verdict, len(refused), left)
    pace.took(written, time.monotonic() - began)
    return written, not left


def _checked_again(work: Work, payload: str, lookups: Any) -> tuple[list[Row], list[QuarantinedRow]]:
    """The rows that are still valid: people may have moved since the preview."""
    rows, refused = [], []
    for row in work.packing.unpack(payload, work.job.source.name):
        if problems := list(work.target.validate(row, lookups)):
            refused.append(quarantined(work.job, row.line, row.values.values(), problems))
        else:
            rows.append(row)
    return rows, refused


def _strike(chunk: Chunk, verdict: Verdict, refused: int, left: str) -> int:
    """Keep of the chunk what is left to do, and count what was done; answers of how many rows."""
    decided = {
        "new": len(verdict.new),
        "changed": len(verdict.changed),
        "duplicate": len(verdict.unchanged),
        "quarantined": refused,
    }
    rows = sum(decided.values())
    counts = {name: F(name) + n for name, n in {**decided, "waiting": -rows}.items()}
    Chunk.objects.filter(pk=chunk.pk).update(published=not left, payload=left, **counts)
    Import.objects.filter(pk=chunk.job_id).update(**counts)
    return rows


def _note_days(work: Work, verdict: Verdict) -> None:
    """Add to the days of this import; a day that an earlier import had published is being restated."""
    days: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for place, rows in enumerate((verdict.new, verdict.changed)):
        for row in rows:
            if day := work.target.day_of(row):
                days[day][place] += 1
    known = {known.day: known for known in ImportedDay.objects.filter(job=work.job, day__in=days)}
    restated = _published_before(work, days)
    fresh = []
    for day, (new, changed) in days.items():
        noted = known.get(day)
        if noted is None:
            fresh.append(_day(work, day, (new, changed), restates=day in restated or changed > 0))
        else:
            noted.new, noted.changed = noted.new + new, noted.changed + changed
            noted.restates = noted.restates or changed > 0
    ImportedDay.objects.bulk_create(fresh)
    ImportedDay.objects.bulk_update(known.values(), ["new", "changed", "restates"])


def _day(work: Work, day: date, counts: Sequence[int], *, restates: bool) -> ImportedDay:
    new, changed = counts
    return ImportedDay(job=work.job, target=work.job.target, day=day, new=new, changed=changed, restates=restates)


def _published_before(work: Work, days: dict[date, list[int]]) -> set[date]:
    others = ImportedDay.objects.filter(target=work.job.target, day__in=days).exclude(job=work.job)
    return set(others.values_list("day", flat=True))


@transaction.atomic
def _finish(work: Work) -> None:
    """Everything is in: say so, and which past days now read differently."""
    job = held(work.job.pk, State.PUBLISHING)
    Import.objects.filter(pk=job.pk).update(published_at=timezone.now())
    move(job, State.PUBLISHED)
    job.refresh_from_db()
    counts = {name: getattr(job, name) for name in ("rows_in", "new", "changed", "duplicate", "quarantined", "blank")}
    record(job.by, "imports.published", job, target=job.target, source=work.job.source.name, **counts)
    days = list(job.days.order_by("day"))
    restated = [day for day in days if day.restates]
    if restated:
        sums = job.days.filter(restates=True).aggregate(new=Sum("new"), changed=Sum("changed"))
        facts = {"first": restated[0].day, "last": restated[-1].day, "days": len(restated), **sums}
        record(job.by, "imports.restated", job, target=job.target, **facts)
    touched = tuple(day.day.isoformat() for day in days)
    events.publish(ImportPublished(job.pk, job.target, work.job.source.name, touched))
