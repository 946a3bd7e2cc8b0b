"""Taking a backup, and putting one back."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from dengta import __version__
from dengta.foundation.audit.record import record
from dengta.foundation.audit.seal import anchor_file
from dengta.foundation.backup import archive
from dengta.foundation.backup.databases import Table, Tables, as_json, engine
from dengta.foundation.backup.models import Backup
from dengta.foundation.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Report:
    """What went into the archive or came out of it."""

    file: Path
    tables: Tables
    media: int
    bytes: int

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(table.rows for table in self.tables.values())


def take_backup(*, folder: Path, now: datetime) -> Report:
    """Write everything into one archive while the product goes on working."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"dengta-{now:%Y%m%d-%H%M%S}.tar.gz"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        # The database first: whatever file its rows name was there before them, so the media hold it.
        dump = Path(scratch) / engine().member
        tables = engine().dump(dump)
        members = {dump.name: dump, **_media(), **_anchor()}
        manifest = {"made_at": now.isoformat(), "engine": connection.vendor, "tables": as_json(tables), **_origin()}
        archive.write(target, manifest=manifest, members=members)
    report = Report(target, tables, len(members) - 1, target.stat().st_size)
    _note(Backup.Kind.TAKEN, report, now=now)
    return report


def restore(*, file: Path, now: datetime, replace: bool) -> Report:
    """Put an archive in place of what is here. Everybody signs in again afterwards."""
    if not replace and not _is_empty():
        raise RuleViolation("restore_target_not_empty")
    with tempfile.TemporaryDirectory(dir=settings.HOME) as scratch, archive.opened(file, Path(scratch)) as manifest:
        _refuse_foreign(manifest)
        expected = {name: Table(**table) for name, table in manifest["tables"].items()}
        tables = engine().load(Path(scratch) / engine().member, expected)
        media = _put_back_media(Path(scratch))
    call_command("migrate", interactive=False, verbosity=0)
    # Sessions that were ended since the backup must not come back to life.
    Session.objects.all().delete()
    report = Report(file, tables, media, file.stat().st_size)
    _note(Backup.Kind.RESTORED, report, now=now)
    return report


@transaction.atomic
def _note(kind: Backup.Kind, report: Report, *, now: datetime) -> None:
    row = Backup.objects.create(kind=kind, at=now, file=report.file.name, rows=report.rows, bytes=report.bytes)
    record(None, f"backup.{kind}", row, file=row.file, rows=row.rows, tables=len(report.tables))


# --- what belongs to the archive -------------------------------------------------------------------


def _media() -> dict[str, Path]:
    root = Path(settings.MEDIA_ROOT)
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return {f"{archive.MEDIA}/{path.relative_to(root)}": path for path in found}


def _anchor() -> dict[str, Path]:
    return {archive.ANCHOR: anchor_file()} if anchor_file().exists() else {}


def _origin() -> dict[str, Any]:
    return {"version": __version__, "migrations": _applied(), "keys": archive.key_marks()}


def _applied() -> dict[str, list[str]]:
    applied: dict[str, list[str]] = {}
    for app, name in sorted(MigrationLoader(connection).applied_migrations or ()):
        applied.setdefault(app, []).append(name)
    return applied


# --- putting back ----------------------------------------------------------------------------------


def _is_empty() -> bool:
    """Nothing of ours holds a row. A database without tables is empty, too."""
    there = set(connection.introspection.table_names())
    ours = [model for model in apps.get_models() if model.__module__.startswith("dengta.")]
    return not any(model._meta.db_table in there and model._default_manager.exists() for model in ours)


def _refuse_foreign(manifest: Mapping[str, Any]) -> None:
    if manifest["engine"] != connection.vendor:
        raise RuleViolation("backup_of_other_engine", made=manifest["engine"], here=connection.vendor)
    on_disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    known = {*on_disk, *(step for migration in on_disk.values() for step in migration.replaces)}
    unknown = [name for app, names in manifest["migrations"].items() for name in names if (app, name) not in known]
    if unknown:
        raise RuleViolation("backup_from_newer_version", version=manifest["version"])


def _put_back_media(unpacked: Path) -> int:
    """Media and the anchor of the audit record, as they were."""
    root = Path(settings.MEDIA_ROOT)
    fresh = unpacked / archive.MEDIA
    fresh.mkdir(exist_ok=True)
    shutil.rmtree(root, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(fresh, root)
    anchor_file().unlink(missing_ok=True)
    if (unpacked / archive.ANCHOR).exists():
        shutil.move(unpacked / archive.ANCHOR, anchor_file())
    return sum(path.is_file() for path in root.rglob("*"))
