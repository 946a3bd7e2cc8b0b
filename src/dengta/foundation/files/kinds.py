"""What a file is, by its first bytes; the extension has to agree."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

HEAD_BYTES = 4096

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Formats that could pass for text where somebody calls them .csv. ("MZ" and the like also begin honest headings.)
SIGNATURES = (
    ZIP, COMPOUND, b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"Rar!\x1a", b"7z\xbc\xaf",
    b"\x1f\x8b", b"\xfd7zXZ",
)  # fmt: skip
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml")


@dataclass(frozen=True)
class Kind:
    """A kind of file that we take: its extensions, the media type it is served with, and how it begins."""

    name: str
    extensions: tuple[str, ...]
    media_type: str
    begins: Callable[[bytes], bool]


def _is_text(head: bytes) -> bool:
    """No known binary format and no markup. NUL bytes are let through: a reader reports the line they stand in."""
    return not head.startswith(SIGNATURES) and not head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("csv", (".csv", ".txt"), "text/csv", _is_text),
        Kind("tsv", (".tsv", ".tab"), "text/tab-separated-values", _is_text),
        Kind(
            "xlsx",
            (".xlsx", ".xlsm"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            # Locked by a password it is wrapped in the older format; whoever opens it says so.
            lambda head: head.startswith((ZIP, COMPOUND)),
        ),
        Kind("xls", (".xls",), "application/vnd.ms-excel", lambda head: head.startswith(COMPOUND)),
        Kind("pdf", (".pdf",), "application/pdf", lambda head: head.startswith(b"%PDF-")),
        Kind("png", (".png",), "image/png", lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
        Kind("jpeg", (".jpg", ".jpeg"), "image/jpeg", lambda head: head.startswith(b"\xff\xd8\xff")),
    )
}


def kind_of(name: str, head: bytes) -> Kind | None:
    """The kind that both the name and the first bytes agree on, if there is one."""
    extension = PurePath(name).suffix.lower()
    return next((kind for kind in KINDS.values() if extension in kind.extensions and kind.begins(head)), None)
