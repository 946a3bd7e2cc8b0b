"""Uploaded files: looked at, measured, renamed, and handed out only to those their purpose allows."""

import hashlib
import io
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation
from dengta.foundation.files import services
from dengta.foundation.files.models import StoredFile

SignedIn = Callable[[Employee], Client]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def kept(content: bytes = b"a,b\r\n1,2\r\n", name: str = "calls.csv", most: int = 1_000_000) -> StoredFile:
    return services.store(
        io.BytesIO(content), name=name, purpose="tests", kinds=("csv", "xlsx"), most_bytes=most, by=None
    )


@pytest.fixture
def open_to_leaders() -> Iterator[None]:
    """A purpose whose files only K10001 may have."""
    services.register_purpose("tests", lambda actor, stored: getattr(actor, "username", "") == "k10001")
    yield
    services._policies.pop("tests")


@pytest.mark.django_db
def test_a_kept_file_has_a_name_of_ours_and_the_hash_of_its_bytes() -> None:
    stored = kept(b"a,b\r\n1,2\r\n", name="../../etc/客服 通话.csv")

    assert stored.name == "客服 通话.csv"
    assert stored.path.is_relative_to(settings.MEDIA_ROOT)
    assert stored.path.name == f"{stored.pk.hex}.bin"
    assert stored.path.read_bytes() == b"a,b\r\n1,2\r\n"
    assert stored.sha256 == hashlib.sha256(b"a,b\r\n1,2\r\n").hexdigest()
    assert stored.path.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\u202evsc.exe.csv", "avsc.exe.csv"),
        ("a\x00b.csv", "ab.csv"),
        ("a\r\nX: 1.csv", "aX: 1.csv"),
        ("C:\\x\\y.csv", "y.csv"),
    ],
)
def test_names_cannot_turn_around_break_lines_or_name_a_folder(name: str, shown: str) -> None:
    assert services.tidy(name) == shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.csv", PNG),
        ("page.csv", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("picture.csv", b"\xef\xbb\xbf<svg onload=alert(1)>"),
        ("tool.csv", b"\x7fELF\x02\x01"),
        ("book.xlsx", b"a,b\r\n1,2"),
        ("book.csv", b"PK\x03\x04rest"),
        ("run.exe", b"a,b\r\n"),
        ("nothing", b"a,b\r\n"),
        ("scan.pdf", b"%PDF-1.7"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(RuleViolation) as refusal:
        kept(content, name=name)

    assert refusal.value.code == "files.unknown_kind"
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_file_above_the_cap_leaves_nothing_behind() -> None:
    before = set(settings.MEDIA_ROOT.rglob("*.bin"))
    with pytest.raises(RuleViolation) as refusal:
        kept(b"x" * 2_000_000)

    assert refusal.value.code == "files.too_large"
    assert not StoredFile.objects.exists()
    assert set(settings.MEDIA_ROOT.rglob("*.bin")) == before


@pytest.mark.django_db
def test_an_empty_file_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        kept(b"")

    assert refusal.value.code == "files.empty"


@pytest.mark.django_db
def test_an_uploaded_file_is_kept_like_any_other() -> None:
    upload = SimpleUploadedFile("calls.csv", b"a,b\r\n")

    stored = services.store(upload, name="calls.csv", purpose="tests", kinds=("csv",), most_bytes=100, by=None)
    assert stored.size == 5


def test_a_download_is_an_attachment_that_nothing_can_run_in(
    open_to_leaders: None, leader: Employee, signed_in: SignedIn
) -> None:
    stored = kept(name="通话.csv")
    response = signed_in(leader).get(f"/files/{stored.pk}/")

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response) == b"a,b\r\n1,2\r\n"
    assert AuditEntry.objects.filter(verb="files.downloaded", actor=leader.account).count() == 1


def test_whom_the_purpose_does_not_allow_finds_nothing(
    open_to_leaders: None, agent: Employee, leader: Employee, signed_in: SignedIn
) -> None:
    stored = kept()

    assert signed_in(agent).get(f"/files/{stored.pk}/").status_code == 404
    services.register_purpose("tests", lambda actor, stored: False)
    assert signed_in(leader).get(f"/files/{stored.pk}/").status_code == 404
    assert not AuditEntry.objects.filter(verb="files.downloaded").exists()


def test_a_file_without_a_policy_is_served_to_nobody(hr: Employee, signed_in: SignedIn) -> None:
    assert signed_in(hr).get(f"/files/{kept().pk}/").status_code == 404


def test_without_signing_in_there_is_no_file(db: None) -> None:
    assert Client().get(f"/files/{kept().pk}/").status_code == 302
