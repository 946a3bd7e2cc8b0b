"""Invariants of the machine and the care taken of it."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.backup.models import Backup
from dengta.foundation.calendar.days import missing_notices
from dengta.foundation.doctor import Problem
from dengta.foundation.settings.parameters import Parameter

GIGABYTE = 10**9
LEAST_FREE = 2 * GIGABYTE
SKEW = timedelta(seconds=30)
BACKUP_AGE = Parameter(
    "backup.most_days", 2, _("How old the newest backup may be"), unit="days", check=lambda days: days > 0
)


def recent_backup(now: datetime) -> Iterator[Problem]:
    """Somebody who needs a backup needs a recent one."""
    latest = Backup.objects.filter(kind=Backup.Kind.TAKEN).order_by("-at").first()
    days = BACKUP_AGE.on(timezone.localdate(now))
    if settings.DEMO or (latest is not None and now - latest.at <= timedelta(days=days)):
        return
    what = format_lazy(_("There is no backup of the last {days} days."), days=days)
    yield Problem(what, _("Run ./dengta backup, and let the machine run it every night."), advice=True)


def holiday_notices(now: datetime) -> Iterator[Problem]:
    """Swapped days of a year without notice are unknown, never guessed."""
    for year in missing_notices(today=timezone.localdate(now)):
        what = format_lazy(_("The holiday notice of {year} is not known here."), year=year)
        yield Problem(what, _("Update Dengta, or enter the notice once it is published."), advice=True)


def clock(now: datetime) -> Iterator[Problem]:
    """A clock that went back would put new entries before old ones."""
    latest = AuditEntry.objects.order_by("-at").values_list("at", flat=True).first()
    if latest is not None and latest - now > SKEW:
        what = format_lazy(
            _("The newest entry of the record is {seconds} seconds in the future."),
            seconds=int((latest - now).total_seconds()),
        )
        yield Problem(what, _("Set the clock of this machine, and of the database server, by a time server."))


def disk_space(now: datetime) -> Iterator[Problem]:
    """Before it is too late for SQLite to write."""
    free = shutil.disk_usage(settings.HOME).free
    if free < LEAST_FREE:
        what = format_lazy(
            _("Only {free} GB are free in {folder}."), free=round(free / GIGABYTE, 1), folder=settings.HOME
        )
        yield Problem(what, _("Free space, or move DENGTA_HOME to a larger disk."))


def keys(now: datetime) -> Iterator[Problem]:
    """Keys that others can read protect nothing."""
    for name, variable in (
        ("secret_key", "DENGTA_SECRET_KEY"), ("audit_key", "DENGTA_AUDIT_KEY"), ("field_key", "DENGTA_KEY_RING"),
    ):  # fmt: skip
        path = Path(settings.HOME) / name
        if os.environ.get(variable):
            continue
        if not path.exists():
            yield Problem(
                format_lazy(_("The key {path} is gone."), path=path),
                _("Put it back from where your keys are kept: what it protects cannot be read without it."),
            )
        elif path.stat().st_mode & 0o077:
            yield Problem(format_lazy(_("Others can read {path}."), path=path), f"chmod 600 {path}")
