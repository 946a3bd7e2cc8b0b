"""The doctor: finds what was planted, says how to mend it, and lets the healthy go."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from dengta.config.invariants import data, machine, work
from dengta.domains.people.models import Employee
from dengta.foundation import doctor
from dengta.foundation.audit import guards
from dengta.foundation.audit.models import AuditEntry, ChainHead
from dengta.foundation.audit.record import record
from dengta.foundation.backup.models import Backup
from dengta.foundation.doctor import registry
from dengta.foundation.files.services import store
from dengta.foundation.jobs.models import Job
from dengta.foundation.notify.models import OutboxMessage

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEYS = ("secret_key", "audit_key", "field_key")


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    for name in KEYS:
        (tmp_path / name).touch(mode=0o600)
    for variable in ("DENGTA_SECRET_KEY", "DENGTA_AUDIT_KEY", "DENGTA_KEY_RING"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def _as_served(db: None) -> None:
    """Tests need not wait for the disk, and CI tells PostgreSQL so; a healthy installation waits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")


def found() -> dict[str, list[str]]:
    """What is wrong, by check; advice left out."""
    findings = doctor.examine(now=NOW, deep=True)
    return {finding.check.name: [problem.what for problem in finding.problems] for finding in findings if finding.ill}


# --- each planted illness ----------------------------------------------------------------------------


def change_an_entry(employee: Employee, home: Path) -> None:
    with transaction.atomic():
        record(None, "people.moved", employee, to=1)
    guards.remove(None, connection.SchemaEditorClass(connection))
    AuditEntry.objects.update(facts='{"to":2}')


def forget_to_seal(employee: Employee, home: Path) -> None:
    with transaction.atomic():
        record(None, "people.moved", employee, to=1)
    ChainHead.objects.update(changed_at=NOW - HOUR)


def let_a_message_lie(employee: Employee, home: Path) -> None:
    OutboxMessage.objects.create(channel="email", address="a@example.com", subject="s", body="b", next_try=NOW - HOUR)


def let_a_job_hang(employee: Employee, home: Path) -> None:
    Job.objects.create(kind="room.verb", key="1", queue="light", state=Job.State.RUNNING, lease_until=NOW - HOUR)


def change_a_file(employee: Employee, home: Path) -> None:
    stored = store(BytesIO(b"a,b\n1,2\n"), name="x.csv", purpose="t", kinds={"csv"}, most_bytes=99, by=None)
    stored.path.chmod(0o600)
    stored.path.write_bytes(b"a,b\n1,3\n")


def lose_a_file(employee: Employee, home: Path) -> None:
    stored = store(BytesIO(b"a,b\n1,2\n"), name="x.csv", purpose="t", kinds={"csv"}, most_bytes=99, by=None)
    stored.path.unlink()


def show_a_key(employee: Employee, home: Path) -> None:
    (home / "audit_key").chmod(0o644)


def lose_a_key(employee: Employee, home: Path) -> None:
    (home / "field_key").unlink()


def write_in_the_future(employee: Employee, home: Path) -> None:
    with time_machine.travel(NOW + HOUR), transaction.atomic():
        record(None, "people.moved", employee, to=1)


ILLNESSES: dict[str, Callable[[Employee, Path], None]] = {
    "audit": change_an_entry,
    "seals": forget_to_seal,
    "outbox": let_a_message_lie,
    "jobs": let_a_job_hang,
    "files": change_a_file,
    "keys": show_a_key,
    "clock": write_in_the_future,
}


@pytest.mark.parametrize("name", ILLNESSES)
def test_what_is_wrong_is_found(name: str, agent: Employee, home: Path) -> None:
    ILLNESSES[name](agent, home)

    assert found()[name]


@pytest.mark.parametrize(("name", "plant"), [("files", lose_a_file), ("keys", lose_a_key)])
def test_what_is_gone_is_missed(
    name: str, plant: Callable[[Employee, Path], None], agent: Employee, home: Path
) -> None:
    plant(agent, home)

    assert found()[name]


@pytest.mark.usefixtures("_as_served")
def test_a_healthy_installation_has_nothing_wrong() -> None:
    assert found() == {}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses such a row by itself")
@pytest.mark.django_db(transaction=True)
def test_a_reference_that_leads_nowhere_is_found(agent: Employee) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("DELETE FROM people_account")
        cursor.execute("PRAGMA foreign_keys=ON")

    whats = [problem.what for problem in data.foreign_keys(NOW)]

    assert any("people_employee" in what and "people_account" in what for what in whats)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a setting of SQLite's connections")
@pytest.mark.django_db(transaction=True)
def test_a_database_that_could_lose_what_it_acknowledged_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")

    assert [problem.what for problem in data.database_settings(NOW)] != []
    connection.close()


@pytest.mark.django_db
def test_a_full_disk_is_announced_before_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil._ntuple_diskusage(total=10**11, used=10**11 - 10**8, free=10**8)  # type: ignore[attr-defined]
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)

    assert "0.1 GB" in next(iter(machine.disk_space(NOW))).what


# --- advice ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_missing_backup_and_a_missing_notice_are_advice_not_illness() -> None:
    advice = [*machine.recent_backup(NOW), *machine.holiday_notices(NOW), *work.worker(NOW)]

    assert [problem.advice for problem in advice] == [True, True, True]
    assert "2027" in advice[1].what


@pytest.mark.django_db
def test_a_recent_backup_is_enough(settings: Settings) -> None:
    Backup.objects.create(kind=Backup.Kind.TAKEN, at=NOW - HOUR, file="x", rows=1, bytes=1)

    assert list(machine.recent_backup(NOW)) == []
    assert len(list(machine.recent_backup(NOW + timedelta(days=3)))) == 1


# --- the command -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_as_served")
def test_the_command_tells_what_to_do_and_fails_only_when_something_is_wrong(home: Path) -> None:
    said = StringIO()
    call_command("doctor", deep=True, stdout=said)
    assert "✗" not in said.getvalue()

    show_a_key(Employee(), home)
    with pytest.raises(SystemExit) as stopped:
        call_command("doctor", stdout=said)
    assert stopped.value.code == 1
    assert f"→ chmod 600 {home / 'audit_key'}" in said.getvalue()


@pytest.mark.django_db
def test_a_check_that_the_database_cannot_answer_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(now: datetime) -> list[doctor.Problem]:
        raise DatabaseError("no such table")

    monkeypatch.setattr(registry, "_checks", {})
    doctor.register("planted", "planted", fails)

    assert "no such table" in found()["planted"][0]


@pytest.mark.django_db
def test_deep_checks_wait_until_they_are_asked_for() -> None:
    quick = {finding.check.name for finding in doctor.examine(now=NOW, deep=False)}
    deep = {finding.check.name for finding in doctor.examine(now=NOW, deep=True)}

    assert deep - quick == {"audit", "foreign_keys", "files", "rollups"}
