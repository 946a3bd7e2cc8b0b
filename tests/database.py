"""The test database is migrated once and copied from then on: a single test begins in seconds, not in half a minute.

SQLite only; on PostgreSQL the migrations run each time, as they will where it counts.
"""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import copyfile

import django
import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

SOURCES = Path(__file__).resolve().parents[1] / "src" / "dengta"
# Everything that decides what a fresh database holds: tables, triggers, and the rows that stand there from the start.
DECIDES = (
    "**/migrations/*.py",
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
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Lay the copy where the test database is expected."""
    file = _file()
    if file is not None:
        with suppress(FileNotFoundError):
            copyfile(_template(), file)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """What was copied is not thrown away and made again."""
    file = _file()
    return file is not None and file.exists()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Keep the database for the next run where it was migrated now; take the copy away where it was copied."""
    file = _file()
    if file is not None and not django_db_keepdb:
        _keep(file)
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


@contextmanager
def shared(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For a fixture of a whole module: what it writes stands there for each of its tests, which work on it in a
    transaction within this one and so leave it to the next as they found it. On any database."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
