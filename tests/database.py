"""The test database is migrated as the product migrates, once and copied from then on. That on SQLite; on PostgreSQL
the migrations run each time, as they will where it counts.

And it is emptied where something stands in it: TRUNCATE makes new files for each of our hundreds of tables and for all
their indexes, which on PostgreSQL took seconds after each test that commits.
"""

import fcntl
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from shutil import copyfile
from typing import Any

import django
import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from pytest_django import DjangoDbBlocker

from dengta.config.migrating import each_model_alone
from dengta.foundation.audit import guards

SOURCES = Path(__file__).resolve().parents[1] / "src" / "dengta"
# Everything that decides what a fresh database holds: tables, triggers, and the rows that stand there from the start.
DECIDES = (
    "**/migrations/*.py",
    "config/migrating.py",
    "foundation/audit/guards.py",
    "domains/people/start.py",
    "domains/people/services/house.py",
)


def _template() -> Path:
    """Where the migrated database of these very migrations is kept."""
    print_ = hashlib.sha256(f"{django.VERSION}{sqlite3.sqlite_version}{os.getuid()}".encode())
    for path in sorted({path for pattern in DECIDES for path in SOURCES.glob(pattern)}):
        print_.update(f"{path.relative_to(SOURCES)}\n".encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"dengta-test-{print_.hexdigest()[:20]}.sqlite3"


def _file() -> Path | None:
    """The file of the test database; nothing on PostgreSQL."""
    database = settings.DATABASES["default"]
    return Path(database["TEST"]["NAME"]) if database["ENGINE"].endswith("sqlite3") else None


@pytest.fixture(scope="session")
def _migrated_as_the_product_does() -> Iterator[ExitStack]:
    """Open until the database stands and is kept."""
    with ExitStack() as stack:
        stack.enter_context(each_model_alone())
        yield stack


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, _migrated_as_the_product_does: ExitStack
) -> None:
    """Lay the copy where the test database is expected. Of processes that begin together where none is kept yet, one
    migrates and the others wait for what it keeps."""
    file = _file()
    if file is None:
        return
    if not _template().exists():
        turn = _migrated_as_the_product_does.enter_context(_template().with_suffix(".turn").open("w"))
        fcntl.flock(turn, fcntl.LOCK_EX)
    with suppress(FileNotFoundError):
        copyfile(_template(), file)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """What was copied is not thrown away and made again."""
    file = _file()
    return file is not None and file.exists()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_keepdb: bool,
    _migrated_as_the_product_does: ExitStack,
) -> Iterator[None]:
    """Keep the database for the next run where it was migrated now; take the copy away where it was copied."""
    file = _file()
    if file is not None and not django_db_keepdb:
        _keep(file)
    _migrated_as_the_product_does.close()
    yield
    if file is not None and django_db_keepdb:
        for rest in file.parent.glob(f"{file.name}*"):
            rest.unlink()


def _keep(file: Path) -> None:
    """In one step, so that a run beside this one never copies half of it."""
    draft = _template().with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(file)) as migrated, closing(sqlite3.connect(draft)) as kept:
        migrated.backup(kept)
    draft.replace(_template())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """What the test before has written keeps nobody waiting (`config/sqlite3/turns.py`): it begins at once."""
    vars(connections[DEFAULT_DB_ALIAS]).pop("_turns", None)


# --- emptied after a test that commits -------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _empty_what_holds_rows() -> Iterator[None]:
    """On PostgreSQL: the tables of the record by TRUNCATE, as nobody may DELETE there, and all others that hold rows
    by DELETE, in the one transaction at whose end the references are checked."""
    if connection.vendor != "postgresql":
        yield
        return
    operations = type(connection.ops)
    plain = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: Sequence[str], **options: bool) -> list[str]:
        if options.get("reset_sequences"):
            return list(plain(self, style, tables, **options))
        filled = _filled(tables)
        kept = [table for table in filled if table in guards.TABLES]
        statements = [f'DELETE FROM "{table}"' for table in filled if table not in guards.TABLES]
        return statements + (list(plain(self, style, guards.TABLES)) if kept else [])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield


def _filled(tables: Sequence[str]) -> list[str]:
    """The tables that hold a row, by one question."""
    asked = " UNION ALL ".join(f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]


@contextmanager
def shared(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For a fixture of a whole module: what it writes stands there for each of its tests, which work on it in a
    transaction within this one and so leave it to the next as they found it. On any database."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
