"""Invariants of what is stored."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import file_digest
from itertools import islice

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.service.services.rollups.spot_check import weeks_out_of_step
from dengta.foundation.audit.verify import verify
from dengta.foundation.doctor import Problem
from dengta.foundation.files.models import StoredFile

SHOWN = 20
SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
POSTGRESQL = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def database_settings(now: datetime) -> Iterator[Problem]:
    """What was acknowledged must survive a power cut."""
    wanted, ask = (SQLITE, "PRAGMA {}") if connection.vendor == "sqlite" else (POSTGRESQL, "SHOW {}")
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(ask.format(name))
            found = cursor.fetchone()[0]
            if found != value:
                what = format_lazy(
                    _("{setting} of the database is {found}, not {wanted}."), setting=name, found=found, wanted=value
                )
                yield Problem(what, _("Set it in the configuration of the database server and restart it."))


def migrations(now: datetime) -> Iterator[Problem]:
    """The tables fit the code."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        what = format_lazy(_("{count} migrations have not been applied."), count=len(waiting))
        yield Problem(what, _("Run ./dengta prepare."))


def audit_record(now: datetime) -> Iterator[Problem]:
    """No entry was changed, removed or put elsewhere."""
    for finding in islice(verify(), SHOWN):
        yield Problem(
            format_lazy(_("The audit record was touched: {kind} at {where}."), kind=finding.kind, where=finding.where),
            _("Compare with the last backup, find out who had access to the database, and keep both as evidence."),
        )


def foreign_keys(now: datetime) -> Iterator[Problem]:
    """Every reference leads somewhere. PostgreSQL sees to it by itself; SQLite only for connections that ask."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        damage = cursor.fetchone()[0]
        cursor.execute("PRAGMA foreign_key_check")
        loose = {(table, target) for table, _row, target, _key in cursor.fetchall()}
    restore = _("Restore the last backup from before the damage.")
    if damage != "ok":
        yield Problem(format_lazy(_("The database file is damaged: {damage}"), damage=damage), restore)
    for table, target in sorted(loose):
        what = format_lazy(_("Rows of {table} point to rows of {target} that are gone."), table=table, target=target)
        yield Problem(what, restore)


def files(now: datetime) -> Iterator[Problem]:
    """Each file is there and holds what was stored."""
    mend = _("Take the file from the last backup that still has it.")
    for stored in StoredFile.objects.filter(removed_at=None).order_by("pk").iterator():
        if not stored.path.exists():
            yield Problem(format_lazy(_("The file {name} ({id}) is gone."), name=stored.name, id=stored.pk), mend)
            continue
        with stored.path.open("rb") as content:
            if file_digest(content, "sha256").hexdigest() != stored.sha256:
                yield Problem(
                    format_lazy(_("The file {name} ({id}) was changed."), name=stored.name, id=stored.pk), mend
                )


def rollups(now: datetime) -> Iterator[Problem]:
    """Sums equal the rows they were made of, in some weeks looked at closely."""
    for week in weeks_out_of_step(now=now):
        what = format_lazy(_("The sums of the week of {week} differ from their rows."), week=week)
        yield Problem(what, _("Count everything anew: ./dengta rebuild_rollups"))
