"""The record: written in the transaction of what it records, one chain per object, readable back to the letter."""

import multiprocessing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from dengta.domains.people.models import Employee, Unit
from dengta.foundation.audit import guards
from dengta.foundation.audit.chain import GENESIS
from dengta.foundation.audit.models import AuditEntry, ChainHead, Seal
from dengta.foundation.audit.record import NotInTransaction, record
from dengta.foundation.audit.seal import seal
from dengta.foundation.audit.verify import verify
from tests.cast import Tree


def touched() -> list[str]:
    """What `verify` finds, without the triggers (they are checked in tests of their own)."""
    return [f"{finding.kind} {finding.where}" for finding in verify() if finding.kind != "guard_missing"]


@pytest.mark.covers("N4")
def test_an_entry_says_who_did_what_to_whom_and_hangs_on_the_one_before(agent: Employee, hr: Employee) -> None:
    first = record(hr.account, "people.moved", agent, subject=agent.pk, to="售后二组", on=date(2026, 12, 1))
    second = record(None, "people.renamed", agent, points=Decimal("1.50"))

    assert (first.position, first.previous, second.position, second.previous) == (1, GENESIS, 2, first.hash)
    assert (first.actor_id, first.subject_id, first.verb) == (hr.account.pk, agent.pk, "people.moved")
    assert AuditEntry.objects.get(pk=first.pk).facts == '{"on":"2026-12-01","to":"售后二组"}'
    assert touched() == []


@pytest.mark.covers("N4")
def test_each_object_has_a_chain_of_its_own(agent: Employee, peer: Employee) -> None:
    assert [record(None, "people.renamed", person).position for person in (agent, peer, agent)] == [1, 1, 2]


@pytest.mark.covers("N4")
@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    unit = Unit.objects.create(kind="company", code="X", name="X")

    with pytest.raises(NotInTransaction):
        record(None, "people.renamed", unit)
    assert not AuditEntry.objects.exists()


@pytest.mark.covers("N4")
def test_what_is_rolled_back_leaves_no_entry_and_no_gap(agent: Employee) -> None:
    record(None, "people.renamed", agent)
    with transaction.atomic():
        record(None, "people.moved", agent)
        transaction.set_rollback(True)

    assert record(None, "people.renamed", agent).position == 2
    assert touched() == []


@pytest.mark.covers("N4")
@pytest.mark.parametrize("table", guards.TABLES)
def test_the_database_itself_refuses_to_change_the_record(table: str, agent: Employee) -> None:
    record(None, "people.renamed", agent)
    seal(at=timezone.now())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET hash = 'x'")
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


@pytest.mark.covers("N4")
@pytest.mark.django_db
def test_a_trigger_that_is_gone_is_reported() -> None:
    assert [finding.where for finding in verify()] == []

    with transaction.atomic():
        with connection.schema_editor() if connection.vendor == "postgresql" else _plain_editor() as editor:
            guards.remove(None, editor)
        assert [(finding.kind, finding.where) for finding in verify()] == [
            ("guard_missing", table) for table in guards.TABLES
        ]
        transaction.set_rollback(True)


class _plain_editor:  # noqa: N801 - reads as a function
    """SQLite's schema editor refuses to work inside a transaction; triggers do not need what it protects."""

    connection = connection

    def __enter__(self) -> "_plain_editor":
        return self

    def __exit__(self, *problem: object) -> None:
        return None

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.covers("N4")
def test_sealing_takes_each_change_once(agent: Employee, peer: Employee) -> None:
    record(None, "people.renamed", agent)
    first = seal(at=timezone.now())
    record(None, "people.renamed", peer)
    second = seal(at=timezone.now())

    assert (first.number, first.heads, second.number, second.heads) == (1, 1, 2, 1)
    assert second.previous == first.hash
    assert seal(at=timezone.now()) is None
    assert not ChainHead.objects.filter(sealed=False).exists()
    assert touched() == []


@pytest.mark.covers("N4")
@pytest.mark.django_db(transaction=True)
def test_seals_are_noted_outside_the_database(settings: Settings, tmp_path: Path, tree: Tree, agent: Employee) -> None:
    settings.HOME = tmp_path
    with transaction.atomic():
        record(None, "people.renamed", agent)
    written = seal(at=timezone.now())

    assert (tmp_path / "audit-seals.log").read_text().split()[-1] == written.hash
    assert touched() == []


def _append(unit_id: int, times: int, start: Barrier) -> None:
    """In a process of its own: append `times` entries to the chain of one unit."""
    connection.close()
    unit = Unit.objects.get(pk=unit_id)
    start.wait(timeout=20)
    for _number in range(times):
        with transaction.atomic():
            record(None, "people.renamed", unit)
    connection.close()


@pytest.mark.covers("N4")
@pytest.mark.django_db(transaction=True)
def test_two_processes_appending_to_one_object_leave_no_gap_and_no_fork() -> None:
    unit = Unit.objects.create(kind="company", code="X", name="X")
    connection.close()
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(2)
    writers = [fork.Process(target=_append, args=(unit.pk, 25, start)) for _writer in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)

    assert [writer.exitcode for writer in writers] == [0, 0]
    positions = (
        AuditEntry.objects.filter(object_id=str(unit.pk)).order_by("position").values_list("position", flat=True)
    )
    assert list(positions) == list(range(1, 51))
    assert touched() == []


@pytest.mark.covers("N4")
def test_recording_costs_four_queries_at_most(
    agent: Employee, django_assert_max_num_queries: Callable[..., object]
) -> None:
    record(None, "people.renamed", agent)
    with django_assert_max_num_queries(4):
        record(None, "people.renamed", agent)
    assert Seal.objects.count() == 0
