"""A look into a workbook's archive before anything opens it: a small file must not unpack into a flood."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from dengta.foundation.errors import RuleViolation

MOST_MEMBERS = 1000
MOST_BYTES = 400 * 1024 * 1024
MOST_RATIO = 100
RATIO_MATTERS_FROM = 10 * 1024 * 1024  # an empty sheet compresses a thousandfold and harms nobody
PIECE = 1024 * 1024
LOCAL_HEADER = 30


def inspect_archive(path: Path) -> None:
    """Unpack everything into nothing, counting. Raises RuleViolation for a bomb, a broken or an unsafe archive."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise RuleViolation("imports.unsafe_archive")
            left = MOST_BYTES
            for member in members:
                left -= _unpacked(file, member, left)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError) as broken:
        raise RuleViolation("imports.broken_workbook") from broken


def _unpacked(file: IO[bytes], member: zipfile.ZipInfo, left: int) -> int:
    """The bytes a member really has: what its entry claims is not asked."""
    parts = PurePosixPath(member.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or member.flag_bits & 1 or member.filename.endswith(".zip"):
        raise RuleViolation("imports.unsafe_archive")
    file.seek(member.header_offset)
    header = file.read(LOCAL_HEADER)
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if member.compress_type == zipfile.ZIP_STORED:
        return _within(member.compress_size, member.compress_size, left)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise RuleViolation("imports.unsafe_archive")
    inflate, size, remaining = zlib.decompressobj(-zlib.MAX_WBITS), 0, member.compress_size
    while remaining and not inflate.eof:
        piece = inflate.unconsumed_tail or file.read(min(PIECE, remaining))
        if not piece:
            break
        before = len(piece)
        size = _within(size + len(inflate.decompress(piece, PIECE)), member.compress_size, left)
        remaining -= before - len(inflate.unconsumed_tail)
    return size


def _within(size: int, packed: int, left: int) -> int:
    if size > left or (size > RATIO_MATTERS_FROM and size > MOST_RATIO * max(packed, 1)):
        raise RuleViolation("imports.unsafe_archive")
    return size
