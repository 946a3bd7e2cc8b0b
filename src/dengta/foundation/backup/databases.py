"""Snapshots of the database: the rows and their fingerprints always belong to the same moment."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from dengta.foundation.errors import RuleViolation

MODULUS = 1 << 128
KEPT_ASIDE = "before_restore"


@dataclass(frozen=True, slots=True)
class Table:
    """What a table held: the number of its rows, and the sum of a hash of each (so that their order is no matter)."""

    rows: int
    fingerprint: str


Tables = dict[str, Table]


def as_json(tables: Tables) -> dict[str, dict[str, Any]]:
    """For the manifest."""
    return {name: asdict(table) for name, table in sorted(tables.items())}


class Engine(Protocol):
    """What backing up needs of a kind of database."""

    member: str

    def dump(self, target: Path) -> Tables:
        """Write the database into `target` and say what it holds, both as of one moment, while others go on writing."""

    def load(self, source: Path, expected: Tables) -> Tables:
        """Put `source` in place of what is there, unless it does not hold what is expected; say what it holds."""


def engine() -> Engine:
    """The one that fits the database of this installation."""
    return Sqlite() if connection.vendor == "sqlite" else PostgreSQL()


class Sqlite:
    """SQLite's own online copy, which includes what still stands in the write-ahead log."""

    member = "database.sqlite3"

    def dump(self, target: Path) -> Tables:
        """The fingerprints are taken of the copy, so they are of the same moment."""
        with closing(sqlite3.connect(self._file())) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
            return _sqlite_tables(copy)

    def load(self, source: Path, expected: Tables) -> Tables:
        """Checked first, then written into the live database under its own locks."""
        with closing(sqlite3.connect(source)) as copy:
            _refuse_difference(expected, _sqlite_tables(copy))
            connection.close()
            with closing(sqlite3.connect(self._file())) as live:
                copy.backup(live)
                return _sqlite_tables(live)

    def _file(self) -> str:
        return str(connection.settings_dict["NAME"])


def _sqlite_tables(database: sqlite3.Connection) -> Tables:
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    found = {}
    for (name,) in names.fetchall():
        rows, total = 0, 0
        for row in database.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - names come from the database itself
            rows += 1
            total += int.from_bytes(blake2b(repr(row).encode(), digest_size=16).digest())
        found[name] = Table(rows, f"{total % MODULUS:032x}")
    return found


class PostgreSQL:
    """pg_dump within the snapshot of a transaction that also takes the fingerprints."""

    member = "database.dump"

    def dump(self, target: Path) -> Tables:
        """One repeatable-read snapshot for pg_dump and for the fingerprints."""
        with _second_connection() as other, other.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")
            tables = _postgresql_tables(cursor)
            cursor.execute("COMMIT")
            return tables

    def load(self, source: Path, expected: Tables) -> Tables:
        """What was there is kept aside in a schema of its own until the new rows are proven equal."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT_ASIDE} CASCADE")
            cursor.execute(f"ALTER SCHEMA public RENAME TO {KEPT_ASIDE}")
            cursor.execute("CREATE SCHEMA public")
        try:
            _run("pg_restore", "--no-owner", "--exit-on-error", "--dbname=" + _database_name(), str(source))
            with connection.cursor() as cursor:
                tables = _postgresql_tables(cursor)
            _refuse_difference(expected, tables)
        except RuleViolation:
            _back_to_what_was_there()
            raise
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {KEPT_ASIDE} CASCADE")
        return tables


def _back_to_what_was_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(f"ALTER SCHEMA {KEPT_ASIDE} RENAME TO public")


def _postgresql_tables(cursor: Any) -> Tables:
    # Rows as text read the same everywhere only in one time zone and one style of dates.
    cursor.execute("SELECT set_config('TimeZone', 'UTC', false), set_config('DateStyle', 'ISO', false)")
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    found = {}
    for (name,) in cursor.fetchall():
        half = "coalesce(sum(('x' || substr(hash, {}, 16))::bit(64)::bigint::numeric), 0)"
        cursor.execute(
            f"SELECT count(*), {half.format(1)}, {half.format(17)} "  # noqa: S608 - names come from the database itself
            f'FROM (SELECT md5(row_::text) AS hash FROM "{name}" AS row_) AS hashes'
        )
        rows, *sums = cursor.fetchone()
        found[name] = Table(rows, "".join(f"{int(total) % (1 << 64):016x}" for total in sums))
    return found


@contextmanager
def _second_connection() -> Iterator[BaseDatabaseWrapper]:
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()


def _database_name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *options: str) -> None:
    """PostgreSQL's own programs, told by their environment where the database is: no password on a command line."""
    if shutil.which(program) is None:
        raise RuleViolation("backup_program_missing", program=program)
    known = connection.settings_dict
    places = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    env = {variable: str(known[name]) for variable, name in places.items() if known[name]}
    done = subprocess.run(  # noqa: S603 - fixed programs and options
        [program, *options], env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuleViolation("backup_program_failed", program=program, said=done.stderr.strip()[-500:])


def _refuse_difference(expected: Tables, found: Tables) -> None:
    names = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if names:
        raise RuleViolation("backup_tables_differ", tables=", ".join(names[:10]), count=len(names))
