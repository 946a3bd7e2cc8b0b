"""What is encrypted can be read only by us, only where it stands, and moves to a new key without a gap."""

import uuid
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps
from pytest_django import Settings

from dengta.foundation.secrets import BlindIndex, CannotOpen, EncryptedText, Sealed, index_values
from dengta.foundation.secrets.rotation import Rotation, rotate
from tests.foundation.vault.models import Safe

OLD, NEW, ALIEN = "old-key-" * 5, "new-key-" * 5, "alien-key-" * 4
PHONE = "138 0013 8000"


@pytest.fixture(autouse=True)
def _one_key(settings: Settings) -> None:
    settings.KEY_RING = [OLD]


def raw(safe: Safe, column: str = "phone") -> str:
    return str(Safe.objects.values_list(column, flat=True).get(pk=safe.pk))


def put(safe: Safe, column: str, value: str) -> None:
    """Write what an intruder with the database would write."""
    with connection.cursor() as cursor:
        key = safe.pk.hex if connection.vendor == "sqlite" else safe.pk
        cursor.execute(f"UPDATE vault_safe SET {column} = %s WHERE id = %s", [value, key])


@pytest.mark.django_db
def test_what_is_written_reads_back_and_never_lies_in_the_database() -> None:
    safe = Safe.objects.create(phone=PHONE, note="胃病")

    assert (Safe.objects.get().phone, Safe.objects.get().note) == (PHONE, "胃病")
    assert raw(safe).startswith("v1:")
    assert PHONE not in raw(safe)
    assert "胃病" not in raw(safe, "note")


@pytest.mark.django_db
def test_nothing_stays_nothing() -> None:
    safe = Safe.objects.create(phone="", note=None)

    assert (raw(safe), Safe.objects.get().note, Safe.objects.get().phone_index) == ("", None, "")


@pytest.mark.django_db
def test_equal_values_look_different() -> None:
    assert raw(Safe.objects.create(phone=PHONE)) != raw(Safe.objects.create(phone=PHONE))


@pytest.mark.django_db
def test_a_ciphertext_moved_to_another_row_does_not_open() -> None:
    mine, yours = Safe.objects.create(phone=PHONE), Safe.objects.create(phone="139 0000 0000")
    put(yours, "phone", raw(mine))

    with pytest.raises(CannotOpen):
        _ = Safe.objects.get(pk=yours.pk).phone


@pytest.mark.django_db
def test_a_ciphertext_moved_to_another_column_does_not_open() -> None:
    safe = Safe.objects.create(phone=PHONE)
    put(safe, "note", raw(safe))

    with pytest.raises(CannotOpen):
        _ = Safe.objects.get().note


@pytest.mark.django_db
def test_every_changed_byte_of_a_ciphertext_is_noticed() -> None:
    safe = Safe.objects.create(phone=PHONE)
    original = raw(safe)

    for position in range(len(original)):
        other = "A" if original[position] != "A" else "B"
        put(safe, "phone", original[:position] + other + original[position + 1 :])
        with pytest.raises(CannotOpen):
            _ = Safe.objects.get().phone


@pytest.mark.django_db
@pytest.mark.parametrize("garbage", ["plain text", "v1:x", "v1:::", "v1:a:b:c:d", "v2:a:b:c"])
def test_what_was_never_sealed_does_not_open(garbage: str) -> None:
    put(Safe.objects.create(phone=PHONE), "phone", garbage)

    with pytest.raises(CannotOpen):
        _ = Safe.objects.get().phone


@pytest.mark.django_db
def test_without_its_key_a_value_does_not_open_and_the_error_does_not_show_it(settings: Settings) -> None:
    Safe.objects.create(phone=PHONE)
    settings.KEY_RING = [ALIEN]

    with pytest.raises(CannotOpen) as refusal:
        _ = Safe.objects.get().phone
    assert "v1:" not in str(refusal.value)


@pytest.mark.django_db
def test_a_copied_row_cannot_be_saved_under_another_key() -> None:
    copy = Safe.objects.get(pk=Safe.objects.create(phone=PHONE).pk)
    copy.pk = uuid.uuid4()

    with pytest.raises(CannotOpen):
        copy.save()


@pytest.mark.django_db
def test_plain_text_cannot_reach_the_database_by_update_bulk_update_or_filter() -> None:
    safe = Safe.objects.create(phone=PHONE)

    with pytest.raises(TypeError, match="is encrypted"):
        Safe.objects.update(phone=PHONE)
    with pytest.raises(TypeError, match="is encrypted"):
        Safe.objects.bulk_update([safe], ["phone"])
    with pytest.raises(TypeError, match="is encrypted"):
        Safe.objects.filter(phone=PHONE).exists()


@pytest.mark.django_db
def test_bulk_create_and_deferred_loading_work_as_ever() -> None:
    Safe.objects.bulk_create([Safe(phone=PHONE, note="a"), Safe(phone="2", note="b")])

    assert {safe.phone for safe in Safe.objects.only("id")} == {PHONE, "2"}
    assert Safe.objects.filter(phone_index__in=index_values(Safe, "phone_index", PHONE)).count() == 1


@pytest.mark.django_db
def test_serialised_rows_stay_sealed() -> None:
    safe = Safe.objects.create(phone=PHONE)

    assert PHONE not in serializers.serialize("json", [safe])


def test_a_sealed_value_is_silent_in_a_traceback() -> None:
    assert repr(Sealed("v1:a:b:c")) == "<Sealed>"


@pytest.mark.django_db
def test_an_exact_value_is_found_however_it_is_spaced() -> None:
    safe = Safe.objects.create(phone=PHONE)

    for spelling in ("13800138000", "138-0013-8000", "１３８００１３８０００"):
        assert Safe.objects.get(phone_index__in=index_values(Safe, "phone_index", spelling)) == safe
    assert not Safe.objects.filter(phone_index__in=index_values(Safe, "phone_index", "13800138001")).exists()


@pytest.mark.django_db
def test_the_index_follows_a_changed_value() -> None:
    safe = Safe.objects.create(phone=PHONE)
    safe.phone = "139"
    safe.save()

    assert not Safe.objects.filter(phone_index__in=index_values(Safe, "phone_index", PHONE)).exists()


@isolate_apps("tests.foundation.vault")
def test_a_model_numbered_by_the_database_is_refused_by_the_checks() -> None:
    class Careless(models.Model):
        phone = EncryptedText()

        class Meta:
            app_label = "vault"

    assert [found.id for found in Careless.check()] == ["secrets.E001"]


@pytest.mark.django_db
def test_rotation_moves_every_value_and_its_index_to_the_new_key(settings: Settings) -> None:
    safes = [Safe.objects.create(phone=f"1380013{number:04}", note="n") for number in range(7)]
    settings.KEY_RING = [NEW, OLD]
    seen: list[int] = []

    rotation = rotate(batch=3, report=lambda so_far: seen.append(so_far.done))

    assert (rotation.total, rotation.done, seen, rotation.unreadable) == (7, 7, [3, 6, 7], [])
    settings.KEY_RING = [NEW]
    assert [Safe.objects.get(pk=safe.pk).phone for safe in safes] == [safe.phone for safe in safes]
    assert Safe.objects.filter(phone_index__in=index_values(Safe, "phone_index", "13800130003")).count() == 1


@pytest.mark.django_db
def test_rows_are_found_by_their_value_before_they_are_rotated(settings: Settings) -> None:
    Safe.objects.create(phone=PHONE)
    settings.KEY_RING = [NEW, OLD]

    assert Safe.objects.filter(phone_index__in=index_values(Safe, "phone_index", PHONE)).exists()


class Killed(BaseException):
    """What a kill looks like from inside."""


@pytest.mark.django_db(transaction=True)
def test_a_rotation_killed_in_the_middle_leaves_all_readable_and_goes_on_where_it_was(
    settings: Settings,
) -> None:
    safes = [Safe.objects.create(phone=f"1380013{number:04}") for number in range(6)]
    settings.KEY_RING = [NEW, OLD]

    def killed(so_far: Rotation) -> None:
        raise Killed

    with pytest.raises(Killed):
        rotate(batch=2, report=killed)

    assert [Safe.objects.get(pk=safe.pk).phone for safe in safes] == [safe.phone for safe in safes]
    assert rotate(batch=2).total == 4
    assert rotate(batch=2).total == 0


@pytest.mark.django_db
def test_rotation_leaves_and_names_what_it_cannot_read(settings: Settings) -> None:
    broken, sound = sorted((Safe.objects.create(phone="1"), Safe.objects.create(phone="2")), key=lambda safe: safe.pk)
    put(broken, "phone", "v1:00000000:AAAA:AAAA")
    settings.KEY_RING = [NEW, OLD]

    rotation = rotate(batch=1)

    assert len(rotation.unreadable) == 1
    assert str(broken.pk) in rotation.unreadable[0]
    assert raw(broken) == "v1:00000000:AAAA:AAAA"
    settings.KEY_RING = [NEW]
    assert Safe.objects.get(pk=sound.pk).phone == sound.phone


def test_the_index_field_survives_migrations() -> None:
    _name, path, arguments, _options = Safe._meta.get_field("phone_index").deconstruct()

    assert (path.rsplit(".", 1)[-1], arguments) == (BlindIndex.__name__, ["phone"])


@pytest.mark.django_db
def test_the_command_moves_everything_and_fails_loudly_where_a_key_is_missing(settings: Settings) -> None:
    safe = Safe.objects.create(phone=PHONE)
    settings.KEY_RING = [NEW, OLD]
    call_command("rotate_keys", stdout=StringIO())
    assert raw(safe).startswith("v1:")
    settings.KEY_RING = [NEW]
    assert Safe.objects.get().phone == PHONE

    settings.KEY_RING = [ALIEN]
    with pytest.raises(CommandError):
        call_command("rotate_keys", stdout=StringIO(), stderr=StringIO())
