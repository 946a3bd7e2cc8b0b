"""Invariants of work in the background: nothing lies about."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.foundation.audit.models import ChainHead
from dengta.foundation.doctor import Problem
from dengta.foundation.events import selectors as news
from dengta.foundation.events.models import OPEN, Delivery
from dengta.foundation.imports.models import SOUND, Import
from dengta.foundation.imports.retention import DAYS_KEPT, to_clear
from dengta.foundation.jobs import workers
from dengta.foundation.jobs.models import Job
from dengta.foundation.notify.models import OutboxMessage

LATE = timedelta(minutes=10)
DAY = timedelta(days=1)


def _look_at_the_worker() -> str | Promise:
    return _("See that a worker is running (./dengta serve, ./dengta worker) and read its log.")


def worker(now: datetime) -> Iterator[Problem]:
    """Somebody does the work."""
    if not workers.any_alive():
        yield Problem(_("No worker is running."), _("Start ./dengta serve, or ./dengta worker beside it."), advice=True)


def jobs(now: datetime) -> Iterator[Problem]:
    """Jobs are taken up, taken over, and do not fail unseen."""
    stuck = Q(state=Job.State.RUNNING, lease_until__lt=now - LATE) | Q(
        state=Job.State.QUEUED, woken_at__lt=now - LATE, created_at__lt=now - LATE
    )
    if count := Job.objects.filter(stuck).count():
        yield Problem(format_lazy(_("{count} jobs are stuck."), count=count), _look_at_the_worker())
    failed = Job.objects.filter(state=Job.State.FAILED, finished_at__gt=now - DAY).order_by("-finished_at")
    for job in failed[:5]:
        what = format_lazy(_("{kind} failed: {error}"), kind=job.kind, error=job.error)
        yield Problem(what, _("Open the job, mend what it names, and start it again."), advice=True)


def outbox(now: datetime) -> Iterator[Problem]:
    """No message waits for more than ten minutes, and none was given up silently."""
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING, next_try__lt=now - LATE).count()
    if waiting:
        yield Problem(
            format_lazy(_("{count} messages have not gone out in time."), count=waiting), _look_at_the_worker()
        )
    dead = OutboxMessage.objects.filter(state=OutboxMessage.State.DEAD, created_at__gt=now - 7 * DAY)
    if count := dead.count():
        what = format_lazy(
            _("{count} messages of the last week were given up: {error}"),
            count=count,
            error=dead.order_by("-pk").values_list("last_error", flat=True)[0],
        )
        yield Problem(what, _("Check the mail server and the addresses."), advice=True)


def events(now: datetime) -> Iterator[Problem]:
    """Every room hears what concerns it."""
    parked = news.parked()
    if count := parked.count():
        what = format_lazy(
            _("{count} pieces of news were parked; the first is for {receiver}: {error}"),
            count=count,
            receiver=parked[0].receiver,
            error=parked[0].last_error,
        )
        yield Problem(what, _("Open Administration → News between rooms, and try each again or skip it with a reason."))
    late = Delivery.objects.filter(OPEN, event__published_at__lt=now - LATE)
    if count := late.count():
        first = late.order_by("pk")[0]
        what = format_lazy(
            _("{count} news have not reached {receiver}: {error}"),
            count=count,
            receiver=first.receiver,
            error=first.last_error or "-",
        )
        yield Problem(what, _look_at_the_worker())


def imports(now: datetime) -> Iterator[Problem]:
    """In = accepted + duplicate + quarantined, for every import."""
    for unsound in Import.objects.exclude(SOUND).order_by("pk")[:20]:
        what = format_lazy(_("Import {number} does not account for every row."), number=unsound.pk)
        yield Problem(what, _("Keep the file and the database, and report this as a bug of Dengta."))


def old_files(now: datetime) -> Iterator[Problem]:
    """Files and refused rows of imports go when their time is over; two nights may fail."""
    days = DAYS_KEPT.on(timezone.localdate(now)) + 2
    if count := to_clear(now=now, days=days).count():
        what = format_lazy(_("{count} old imports still have their file."), count=count)
        yield Problem(what, _look_at_the_worker())


def seals(now: datetime) -> Iterator[Problem]:
    """The record is sealed once a minute."""
    if ChainHead.objects.filter(sealed=False, changed_at__lt=now - LATE).exists():
        yield Problem(_("Entries of the audit record have not been sealed for ten minutes."), _look_at_the_worker())
