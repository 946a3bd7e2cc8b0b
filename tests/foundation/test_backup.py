"""Backup and restore: nothing that was acknowledged before is lost, and nothing that was touched comes back."""

import gzip
import io
import shutil
import sqlite3
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.audit.verify import verify
from dengta.foundation.backup import archive, databases
from dengta.foundation.backup.models import Backup
from dengta.foundation.backup.services import Report, restore, take_backup
from dengta.foundation.errors import RuleViolation
from dengta.foundation.settings.models import ParameterValue

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """An installation of its own: media, keys and the anchor of the audit record."""
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return tmp_path


def write(name: str) -> None:
    ParameterValue.objects.create(name=name, value=1, valid_from=date(2026, 1, 1), reason="a row")


def names() -> set[str]:
    return set(ParameterValue.objects.values_list("name", flat=True))


def take(home: Path) -> Report:
    return take_backup(folder=home / "backups", now=NOW)


class Writers:
    """Two writers that commit rows without pause; a name is in `acknowledged` once its commit came back."""

    def __init__(self) -> None:
        self.acknowledged: list[str] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(writer,)) for writer in range(2)]
        for thread in self._threads:
            thread.start()

    def _write(self, writer: int) -> None:
        for number in count():
            if self._stop.is_set():
                break
            write(f"w{writer}-{number}")
            self.acknowledged.append(f"w{writer}-{number}")
        connections.close_all()

    def wait_for(self, rows: int) -> None:
        """Until so many rows were acknowledged."""
        deadline = time.monotonic() + 30
        while len(self.acknowledged) < rows and time.monotonic() < deadline:
            self._stop.wait(0.01)
        assert len(self.acknowledged) >= rows

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def writers() -> Iterator[Writers]:
    writers = Writers()
    yield writers
    writers.stop()


# --- equality --------------------------------------------------------------------------------------


@pytest.mark.covers("N13")
def test_what_was_acknowledged_before_the_backup_is_there_after_the_restore(home: Path, writers: Writers) -> None:
    writers.wait_for(30)
    before = set(writers.acknowledged)
    report = take(home)
    writers.wait_for(len(writers.acknowledged) + 30)
    writers.stop()
    later = names()

    restored = restore(file=report.file, now=NOW, replace=True)

    assert before <= names() < later
    assert restored.tables == report.tables
    assert report.tables[ParameterValue._meta.db_table].rows == len(names())


def test_files_and_the_anchor_of_the_record_come_back_as_they_were(home: Path) -> None:
    (home / "media" / "certificate.pdf").write_bytes(b"%PDF")
    (home / archive.ANCHOR).write_text("1 2026-11-18 abc\n")
    file = take(home).file
    (home / "media" / "certificate.pdf").write_bytes(b"changed")
    (home / "media" / "later.pdf").write_bytes(b"later")
    (home / archive.ANCHOR).write_text("1 2026-11-18 abc\n2 2026-11-18 def\n")

    restore(file=file, now=NOW, replace=True)

    assert {path.name: path.read_bytes() for path in (home / "media").iterdir()} == {"certificate.pdf": b"%PDF"}
    assert (home / archive.ANCHOR).read_text() == "1 2026-11-18 abc\n"


def test_backup_and_restore_are_on_record_and_the_record_stays_whole(home: Path) -> None:
    restore(file=take(home).file, now=NOW, replace=True)

    assert AuditEntry.objects.order_by("-pk")[0].verb == "backup.restored"
    assert Backup.objects.filter(kind=Backup.Kind.RESTORED).count() == 1
    assert list(verify()) == []


def test_everybody_signs_in_again_after_a_restore(home: Path) -> None:
    session = SessionStore()
    session.create()
    restore(file=take(home).file, now=NOW, replace=True)

    assert not SessionStore().exists(session.session_key)


def test_an_archive_can_only_be_read_by_its_owner_and_holds_no_key(home: Path) -> None:
    file = take(home).file
    content = gzip.decompress(file.read_bytes())

    assert file.stat().st_mode & 0o077 == 0
    for key in (settings.SECRET_KEY, settings.AUDIT_KEY, *settings.KEY_RING):
        assert key.encode() not in content


# --- refusals --------------------------------------------------------------------------------------


def tampered(file: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A copy of the archive in which each member went through `change`."""
    copy = file.with_name("tampered.tar.gz")
    with tarfile.open(file) as source, tarfile.open(copy, "w:gz") as target:
        for entry in source:
            reader = source.extractfile(entry)
            assert reader is not None
            body = change(entry.name, reader.read())
            entry.size = len(body)
            target.addfile(entry, io.BytesIO(body))
    return copy


def refused(file: Path, *, replace: bool = True) -> str:
    with pytest.raises(RuleViolation) as refusal:
        restore(file=file, now=NOW, replace=replace)
    return refusal.value.code


def test_a_database_changed_inside_the_archive_is_refused_and_nothing_is_replaced(home: Path) -> None:
    file = take(home).file
    write("after the backup")
    flip = tampered(file, lambda name, body: body[:-1] + b"!" if name.startswith("database") else body)

    assert refused(flip) == "backup_member_differs"
    assert "after the backup" in names()


def test_a_manifest_made_to_fit_a_changed_archive_is_refused(home: Path) -> None:
    (home / "media" / "certificate.pdf").write_bytes(b"%PDF")
    forged = tampered(take(home).file, lambda name, body: body.replace(b'"bytes": 4', b'"bytes": 5'))

    assert refused(forged) == "backup_member_differs"


def test_a_database_that_does_not_hold_what_the_manifest_says_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("kept")
    honest = databases.as_json
    table = ParameterValue._meta.db_table
    monkeypatch.setattr(
        "dengta.foundation.backup.services.as_json",
        lambda tables: honest({**tables, table: databases.Table(tables[table].rows, "0" * 32)}),
    )
    file = take(home).file
    write("after the backup")

    assert refused(file) == "backup_tables_differ"
    assert names() == {"kept", "after the backup"}


@pytest.mark.parametrize(("name", "refusal"), [("0011_sides", ""), ("0999_of_next_year", "backup_from_newer_version")])
def test_a_backup_from_before_migrations_were_merged_is_taken_and_one_of_a_newer_version_refused(
    home: Path, name: str, refusal: str
) -> None:
    recorder = MigrationRecorder(connection)
    before = set(recorder.applied_migrations())
    recorder.record_applied("communication", name)
    try:
        file = take(home).file
        if refusal:
            assert refused(file) == refusal
        else:
            assert restore(file=file, now=NOW, replace=True).rows
    finally:
        # A merged migration is on record under its old names, too: only what this test wrote may go again.
        if ("communication", name) not in before:
            recorder.record_unapplied("communication", name)


def test_half_an_archive_is_refused(home: Path) -> None:
    file = take(home).file
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    assert refused(file) == "backup_unreadable"


def test_an_archive_that_writes_outside_its_folder_is_refused(home: Path) -> None:
    evil = home / "evil.tar.gz"
    with tarfile.open(evil, "w:gz") as target:
        entry = tarfile.TarInfo("../escaped")
        entry.size = 1
        target.addfile(entry, io.BytesIO(b"x"))

    assert refused(evil) == "backup_unreadable"
    assert not (home.parent / "escaped").exists()


def test_a_backup_without_its_keys_is_refused(home: Path, settings: Settings) -> None:
    file = take(home).file
    settings.KEY_RING = ["another key"]

    assert refused(file) == "backup_keys_missing"


def test_data_are_only_replaced_when_told_so(home: Path) -> None:
    write("precious")
    file = take(home).file

    assert refused(file, replace=False) == "restore_target_not_empty"


def test_a_missing_program_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(home))

    with pytest.raises(RuleViolation) as refusal:
        databases.PostgreSQL().load(home / "x", {}) if connection.vendor == "postgresql" else databases._run("pg_dump")

    assert refusal.value.code == "backup_program_missing"


# --- why not simply copy the file ------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's write-ahead log")
def test_a_plain_copy_of_the_database_file_loses_what_a_backup_keeps(home: Path) -> None:
    source = home / "live.sqlite3"
    with closing(sqlite3.connect(source)) as live:
        live.execute("PRAGMA journal_mode=WAL")
        live.execute("CREATE TABLE row_ (id INTEGER)")
        live.commit()
        live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        live.executemany("INSERT INTO row_ VALUES (?)", [(number,) for number in range(100)])
        live.commit()
        shutil.copy(source, home / "plain.sqlite3")
        with closing(sqlite3.connect(home / "online.sqlite3")) as online:
            live.backup(online)

    counts = {}
    for name in ("plain", "online"):
        with closing(sqlite3.connect(home / f"{name}.sqlite3")) as copy:
            counts[name] = copy.execute("SELECT count(*) FROM row_").fetchone()[0]
    assert counts == {"plain": 0, "online": 100}
