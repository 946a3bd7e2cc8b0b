"""How long files stay: what an import needed to be worked on goes, what it did to the figures stays.

An import holds customers' data twice besides the facts: in the uploaded file, and in rows that were staged or put
aside. People need them to mend refused rows and to answer questions about last month's figures, not for ever.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation.audit.record import record
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import delete_bytes, remove, remove_leftovers
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.services import UPLOAD
from dengta.foundation.imports.work import State, move
from dengta.foundation.settings.parameters import Parameter

DAYS_KEPT = Parameter(
    "imports.days_kept",
    90,
    _("How long the file and the refused rows of an import are kept after it ended"),
    unit="days",
    check=lambda days: days >= 1,
)
DAYS_UNDECIDED = Parameter(
    "imports.days_undecided",
    30,
    _("After how long an import that waits for somebody to decide is stopped"),
    unit="days",
    check=lambda days: days >= 1,
)
WAITING = (State.UPLOADED, State.PREVIEWED)
OVER = (State.PUBLISHED, State.CANCELLED, State.FAILED)
# Uploads are kept and looked at in two steps; a process killed in between leaves a file that belongs to nothing.
ORPHAN_AFTER = timedelta(days=1)


def clean_up(*, now: datetime) -> Iterator[str]:
    """Stop what nobody decided, clear what is over, delete what belongs to nothing; names what it does, one by one."""
    today = timezone.localdate(now)
    for job in undecided(now=now, days=DAYS_UNDECIDED.on(today)):
        if _stop(job.pk, now=now):
            yield "stopped"
    for job in to_clear(now=now, days=DAYS_KEPT.on(today)):
        if _clear(job.pk, now=now):
            yield "cleared"
    for stored in _orphans(now=now):
        _forget(stored)
        yield "orphans"
    for _file in range(remove_leftovers(now=now)):
        yield "leftovers"


def undecided(*, now: datetime, days: int) -> QuerySet[Import]:
    """Imports that have been waiting for somebody for longer than `days`."""
    return Import.objects.filter(state__in=WAITING, moved_at__lt=now - timedelta(days=days)).order_by("pk")


def to_clear(*, now: datetime, days: int) -> QuerySet[Import]:
    """Imports that have been over for longer than `days` and still have their file."""
    over = Import.objects.filter(state__in=OVER, cleared_at__isnull=True)
    return over.filter(moved_at__lt=now - timedelta(days=days)).order_by("pk")


@transaction.atomic
def _stop(import_id: int, *, now: datetime) -> bool:
    """Whether it was still waiting."""
    job = Import.objects.select_for_update().get(pk=import_id)
    if job.state not in WAITING:
        return False
    since = job.moved_at
    move(job, State.CANCELLED)
    record(None, "imports.lapsed", job, waiting_since=since)
    return True


@transaction.atomic
def _clear(import_id: int, *, now: datetime) -> bool:
    """Whether it was still over: somebody may have gone on with it meanwhile."""
    job = Import.objects.select_for_update(of=("self",)).select_related("file").get(pk=import_id)
    if job.state not in OVER or job.cleared_at is not None:
        return False
    job.chunks.exclude(payload="").update(payload="")
    # The line and the reason stay; what the record said goes.
    job.quarantine.update(excerpt="", problems=[])
    job.cleared_at = now
    job.profile = [{**column, "samples": [], "evidence": None} for column in job.profile]
    job.save(update_fields=["cleared_at", "profile"])
    if not Import.objects.filter(file=job.file, cleared_at__isnull=True).exists():
        remove(stored=job.file, now=now)
    record(None, "imports.cleared", job, sha256=job.file.sha256, quarantined=job.quarantined, waiting=job.waiting)
    return True


def _orphans(*, now: datetime) -> QuerySet[StoredFile]:
    used = Import.objects.values("file")
    return StoredFile.objects.filter(purpose=UPLOAD, at__lt=now - ORPHAN_AFTER).exclude(pk__in=used)


@transaction.atomic
def _forget(stored: StoredFile) -> None:
    """A file that no import knows: the row goes with its bytes."""
    record(None, "imports.orphan_deleted", stored, sha256=stored.sha256)
    stored.delete()
    transaction.on_commit(lambda: delete_bytes(stored))
