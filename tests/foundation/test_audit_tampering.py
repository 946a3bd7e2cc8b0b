"""Whoever has the database but not the key cannot touch the record unseen: random mutations, each must be named."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from dengta.domains.people.models import Unit
from dengta.foundation.audit import guards
from dengta.foundation.audit.chain import GENESIS
from dengta.foundation.audit.models import AuditEntry, ChainHead, Seal, SealedHead
from dengta.foundation.audit.record import record
from dengta.foundation.audit.seal import anchor_file, moment, seal
from dengta.foundation.audit.verify import verify
from tests.foundation.test_audit_record import _plain_editor

Mutation = Callable[[Random], str]
CHAINS, ENTRIES, SEALS = 5, 6, 3


@pytest.fixture
def sealed_record(db: None, settings: Settings, tmp_path: Path) -> None:
    """Five chains of six entries, all sealed, in three seals noted outside; the triggers are out of the way."""
    settings.HOME = tmp_path
    units = [Unit.objects.create(kind="team", code=f"T{number}", name="组") for number in range(CHAINS)]
    for number in range(SEALS):
        for unit in units:
            for _entry in range(ENTRIES // SEALS):
                record(None, "people.renamed", unit, to=f"第{number}组")
        written = seal(at=timezone.now())
        with anchor_file().open("a") as file:  # what the service does after commit
            file.write(f"{written.number} {moment(written.at)} {written.hash}\n")
    guards.remove(None, _plain_editor())


def findings() -> Iterator[tuple[str, str]]:
    return ((finding.kind, finding.where) for finding in verify() if finding.kind != "guard_missing")


def _entry(random: Random) -> AuditEntry:
    return random.choice(list(AuditEntry.objects.order_by("pk")))


def _name(entry: AuditEntry) -> str:
    return f"{entry.object_type}:{entry.object_id}"


def edit(random: Random) -> str:
    entry = _entry(random)
    changes = {
        "verb": "people.praised",
        "facts": "{}",
        "actor_id": 7,
        "subject_id": 7,
        "at": entry.at - timedelta(days=1),
        "hash": "f" * 64,
        "previous": "f" * 64,
    }
    field = random.choice(sorted(changes))
    AuditEntry.objects.filter(pk=entry.pk).update(**{field: changes[field]})
    return f"{_name(entry)}#{entry.position}"


def delete(random: Random) -> str:
    entry = random.choice(list(AuditEntry.objects.filter(position__lt=ENTRIES).order_by("pk")))
    AuditEntry.objects.filter(pk=entry.pk).delete()
    return f"{_name(entry)}#{entry.position}"


def delete_and_close_the_gap(random: Random) -> str:
    entry = random.choice(list(AuditEntry.objects.filter(position__lt=ENTRIES).order_by("pk")))
    AuditEntry.objects.filter(pk=entry.pk).delete()
    later = AuditEntry.objects.filter(object_id=entry.object_id, position__gt=entry.position).order_by("position")
    for follower in later:
        AuditEntry.objects.filter(pk=follower.pk).update(position=follower.position - 1)
    ChainHead.objects.filter(object_id=entry.object_id).update(position=ENTRIES - 1)
    return f"{_name(entry)}#{entry.position}"


def insert(random: Random) -> str:
    entry = AuditEntry.objects.filter(position=ENTRIES).order_by("?").first()
    entry.pk, entry.position, entry.previous, entry.hash = None, ENTRIES + 1, entry.hash, "a" * 64
    entry.save(force_insert=True)
    ChainHead.objects.filter(object_id=entry.object_id).update(position=ENTRIES + 1, hash=entry.hash, sealed=False)
    return f"{_name(entry)}#{ENTRIES + 1}"


def reorder(random: Random) -> str:
    entry = random.choice(list(AuditEntry.objects.filter(position__lt=ENTRIES).order_by("pk")))
    place, other = entry.position, AuditEntry.objects.get(object_id=entry.object_id, position=entry.position + 1)
    AuditEntry.objects.filter(pk=entry.pk).update(position=99)
    AuditEntry.objects.filter(pk=other.pk).update(position=place)
    AuditEntry.objects.filter(pk=entry.pk).update(position=place + 1)
    return f"{_name(entry)}#{place}"


def move_to_another_object(random: Random) -> str:
    entry = AuditEntry.objects.filter(position=ENTRIES).order_by("pk").first()
    target = AuditEntry.objects.filter(position=ENTRIES).order_by("pk").last()
    AuditEntry.objects.filter(pk=entry.pk).update(object_id=target.object_id, position=ENTRIES + 1)
    return f"{_name(target)}#{ENTRIES + 1}"


def cut_the_end(random: Random) -> str:
    """Remove the last entries and set the head to where the chain now ends, as a careful intruder would."""
    entry = _entry(random)
    keep = random.randint(1, ENTRIES - 1)
    AuditEntry.objects.filter(object_id=entry.object_id, position__gt=keep).delete()
    end = AuditEntry.objects.get(object_id=entry.object_id, position=keep)
    ChainHead.objects.filter(object_id=entry.object_id).update(position=keep, hash=end.hash)
    return f"{_name(entry)}#{ENTRIES}"


def remove_a_chain(random: Random) -> str:
    entry = _entry(random)
    AuditEntry.objects.filter(object_id=entry.object_id).delete()
    ChainHead.objects.filter(object_id=entry.object_id).delete()
    return _name(entry)


def remove_a_chain_and_its_seals(random: Random) -> str:
    entry = _entry(random)
    remove = {"object_id": entry.object_id}
    SealedHead.objects.filter(**remove).delete()
    AuditEntry.objects.filter(**remove).delete()
    ChainHead.objects.filter(**remove).delete()
    return "1"


def remove_the_last_seal(random: Random) -> str:
    SealedHead.objects.filter(seal__number=SEALS).delete()
    Seal.objects.filter(number=SEALS).delete()
    return str(SEALS)


def remove_all_seals(random: Random) -> str:
    SealedHead.objects.all().delete()
    Seal.objects.all().delete()
    return "1"


def edit_a_seal(random: Random) -> str:
    number = random.randint(1, SEALS)
    field, value = random.choice([("at", timezone.now()), ("hash", "b" * 64), ("previous", GENESIS + "")])
    if field == "previous" and number == 1:
        field, value = "heads", 0
        SealedHead.objects.filter(seal__number=1).update(position=1)
    Seal.objects.filter(number=number).update(**{field: value})
    return str(number)


def edit_a_sealed_head(random: Random) -> str:
    head = random.choice(list(SealedHead.objects.order_by("pk").select_related("seal")))
    SealedHead.objects.filter(pk=head.pk).update(hash="c" * 64)
    return str(head.seal.number)


def edit_a_head(random: Random) -> str:
    head = random.choice(list(ChainHead.objects.order_by("pk")))
    ChainHead.objects.filter(pk=head.pk).update(hash="d" * 64)
    return f"{head.object_type}:{head.object_id}"


def hide_a_chain_from_the_sealer(random: Random) -> str:
    """Append an honest entry but mark the head as sealed, so that the entry can be cut off later."""
    entry = _entry(random)
    unit = Unit.objects.get(pk=entry.object_id)
    record(None, "people.renamed", unit)
    ChainHead.objects.filter(object_id=entry.object_id).update(sealed=True)
    return f"{_name(entry)}#{ENTRIES + 1}"


MUTATIONS: list[Mutation] = [
    edit, delete, delete_and_close_the_gap, insert, reorder, move_to_another_object, cut_the_end, remove_a_chain,
    remove_a_chain_and_its_seals, remove_the_last_seal, remove_all_seals, edit_a_seal, edit_a_sealed_head,
    edit_a_head, hide_a_chain_from_the_sealer,
]  # fmt: skip


def undetected(times: int) -> list[str]:
    """Mutate `times` times, each time from the untouched record; what was not found at its place."""
    missed = []
    for number in range(times):
        random, mutation = Random(number), MUTATIONS[number % len(MUTATIONS)]
        with transaction.atomic():
            where = mutation(random)
            found = list(findings())
            if where not in {place for _kind, place in found}:
                missed.append(f"{number} {mutation.__name__}: {where} not in {found}")
            transaction.set_rollback(True)
    return missed


@pytest.mark.covers("N4")
def test_an_untouched_record_has_no_finding(sealed_record: None) -> None:
    assert list(findings()) == []


@pytest.mark.covers("N4")
def test_forty_random_mutations_are_all_found_and_named(sealed_record: None) -> None:
    assert undetected(45) == []


@pytest.mark.covers("N4")
@pytest.mark.sweep
def test_five_hundred_random_mutations_are_all_found_and_named(sealed_record: None) -> None:
    assert undetected(500) == []


@pytest.mark.covers("N4")
def test_without_the_key_nobody_can_write_an_entry_that_passes(sealed_record: None, settings: Settings) -> None:
    own = settings.AUDIT_KEY
    settings.AUDIT_KEY = "a key of the intruder's own, long enough"
    with transaction.atomic():
        record(None, "people.praised", Unit.objects.order_by("pk").first())
    settings.AUDIT_KEY = own

    assert [kind for kind, _where in findings()] == ["changed"]


@pytest.mark.covers("N4")
def test_verifying_a_long_record_asks_the_database_a_fixed_number_of_times(
    sealed_record: None, django_assert_max_num_queries: Callable[..., object]
) -> None:
    assert connection.vendor in {"sqlite", "postgresql"}
    with django_assert_max_num_queries(6):
        assert list(findings()) == []
