"""Files that nobody can import, and what a leader reads instead of an error."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from dengta.foundation.errors import RuleViolation
from dengta.foundation.files.models import StoredFile
from dengta.foundation.imports import targets
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.readers import Layout, open_file
from dengta.foundation.imports.services import look_again
from tests.foundation.importing import CALLS, uploaded

pytestmark = pytest.mark.django_db

HEADING = "工单号,坐席,创建时间\n"


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(targets, "_targets", {CALLS.name: CALLS})
    yield
    assert StoredFile.objects.count() == Import.objects.count(), "what was refused is not kept"


def refusal_of(content: bytes, name: str = "calls.csv") -> str:
    with pytest.raises(RuleViolation) as refusal:
        uploaded(content, name=name)
    return refusal.value.code


def compound_file(*streams: str) -> bytes:
    """A file in the older format of Microsoft (MS-CFB) that holds these streams, all empty."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, end, 0, end, 0,
    ) + struct.pack("<109I", 0, *[free] * 108)  # fmt: skip
    table = struct.pack("<128I", fat, end, *[free] * 126)

    def entry(name: str, kind: int, right: int, child: int) -> bytes:
        letters = name.encode("utf-16-le")
        size = len(letters) + 2 if name else 0
        links = struct.pack("<III", free, right, child)
        return struct.pack("<64sHBB", letters, size, kind, 1) + links + bytes(36) + struct.pack("<IQ", end, 0)

    entries = [entry("Root Entry", 5, free, 1)]
    for place, name in enumerate(streams, start=1):
        entries.append(entry(name, 2, place + 1 if place < len(streams) else free, free))
    directory = b"".join(entries + [entry("", 0, free, free)] * (4 - len(entries)))
    return header + table + directory


def workbook_of(*rows: list[str]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def test_a_workbook_with_a_password_is_called_one() -> None:
    locked = compound_file("EncryptedPackage", "EncryptionInfo")

    assert refusal_of(locked, "locked.xlsx") == "imports.locked_workbook"


def test_an_old_workbook_under_a_new_name_is_to_be_saved_again() -> None:
    assert refusal_of(compound_file("Nonsense"), "old.xlsx") == "imports.broken_workbook"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HEADING.encode(), "calls.csv"),
        (HEADING.encode() + b"\n\n,,\n", "calls.csv"),
        (workbook_of(["工单号", "创建时间"]), "calls.xlsx"),
    ],
)
def test_a_file_with_a_heading_and_no_rows_is_refused_at_once(content: bytes, name: str) -> None:
    assert refusal_of(content, name) == "imports.no_rows"


def test_a_file_whose_only_row_is_bad_goes_on_to_say_what_is_wrong_with_it() -> None:
    assert uploaded(HEADING + "T1\n").pk


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "calls.csv", "files.empty"),
        (b"\r\n\r\n", "calls.csv", "imports.no_heading"),
        (bytes(range(256)) * 100, "calls.csv", "imports.no_heading"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture.csv", "files.unknown_kind"),
        (b"<!doctype html><html>Please sign in</html>", "export.csv", "files.unknown_kind"),
        (b"PK\x03\x04" + bytes(100), "letter.docx", "files.unknown_kind"),
        (b"PK\x03\x04" + bytes(100), "calls.xlsx", "imports.broken_workbook"),
        (workbook_of(), "calls.xlsx", "imports.no_heading"),
    ],
)
def test_each_unusable_file_has_a_sentence_of_its_own(content: bytes, name: str, code: str) -> None:
    assert refusal_of(content, name) == code


def test_western_letters_can_be_read_once_a_person_says_so() -> None:
    job = uploaded("call_id,agent,call_date\nT1,Zoë,2026-11-02\n".encode("cp1252"))
    assert "Zoë" not in str(job.profile), "bytes of old Windows files look like Chinese"

    job = look_again(job=job, encoding="windows-1252")

    assert "Zoë" in str(job.profile)
    records = list(open_file(Path(job.file.path), Layout.from_json(job.layout)).records())
    assert [record.cells[1] for record in records] == ["Zoë"]
