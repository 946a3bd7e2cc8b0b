"""From bytes to lines of text. A line that does not fit the file's encoding is marked, never dropped."""

import codecs
import io
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

UTF8, GB18030, UTF16, UTF16_LE, UTF16_BE = "utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"
# Never found by looking: every byte is a letter in it. For people to choose where "é" has become a Chinese character.
WESTERN = "windows-1252"
ENCODINGS = (UTF8, GB18030, UTF16, UTF16_LE, UTF16_BE, WESTERN)

LONGEST_LINE = 1024 * 1024
SHOWN_OF_A_LONG_LINE = 2000
HEAD = 64 * 1024
TELLING_LINES = 5000  # lines with other than ASCII letters that are asked for their encoding
FIRST_WIDE = "\u0800"  # from here on UTF-8 needs three bytes; shorter sequences also occur in GB 18030 by chance


def detect_encoding(path: Path) -> str:
    """UTF-16 by its mark or its zeros, otherwise whatever most lines with Chinese letters are written in."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return UTF16
        if zeros := _side_of_zeros(head):
            return zeros
        file.seek(0)
        votes = Counter(
            islice(filter(None, map(_vote, iter(partial(file.readline, LONGEST_LINE), b""))), TELLING_LINES)
        )
    # Lines that read as UTF-8 with short sequences only may be either: "女" in GB 18030, "é" in UTF-8.
    chinese = votes[GB18030] > votes[UTF8] and 3 * votes[GB18030] > votes["either"]
    return GB18030 if chinese else UTF8


def _vote(raw: bytes) -> str:
    """What a line says about the encoding; nothing where it is plain ASCII."""
    if raw.isascii():
        return ""
    if not _decodes(raw, UTF8):
        return GB18030
    return UTF8 if _is_utf8_after_all(raw) else "either"


def _side_of_zeros(head: bytes) -> str:
    """UTF-16 without a mark: in text with ASCII delimiters nearly every second byte is zero."""
    half = len(head) // 2
    if half and head[1::2].count(0) > 0.4 * half and head[0::2].count(0) < 0.1 * half:
        return UTF16_LE
    if half and head[0::2].count(0) > 0.4 * half and head[1::2].count(0) < 0.1 * half:
        return UTF16_BE
    return ""


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


class _Recoded(io.RawIOBase):
    """A file as UTF-8 with line feeds, whatever it was before; unreadable units become U+FFFD."""

    def __init__(self, source: IO[bytes], encoding: str) -> None:
        self._source = source
        self._decode = codecs.getincrementaldecoder(encoding)(errors="replace").decode
        self._newline = io.IncrementalNewlineDecoder(None, translate=True)
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # what BufferedReader hands over
        while not self._ready:
            block = self._source.read(HEAD)
            text = self._newline.decode(self._decode(block, not block), final=not block)
            self._ready = text.encode("utf-8", "replace")
            if not block:
                break
        piece, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def text_lines(path: Path, encoding: str) -> Iterator[tuple[str, str]]:
    """Every physical line without its end, with the code of what is wrong with it ("" for a good one)."""
    with path.open("rb") as file:
        recoded = encoding.startswith(UTF16) or _has_lone_returns(file)
        if recoded:
            source: IO[bytes] = io.BufferedReader(_Recoded(file, encoding))
            encoding = UTF8
        else:
            source = file
        first = True
        for raw in iter(partial(source.readline, LONGEST_LINE), b""):
            problem = ""
            if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
                _skip_to_end_of_line(source)
                raw, problem = raw[:SHOWN_OF_A_LONG_LINE], "line_too_long"  # noqa: PLW2901
            if first:
                raw, first = raw.removeprefix(codecs.BOM_UTF8), False  # noqa: PLW2901
            text, unreadable = _decoded(raw.rstrip(b"\r\n"), encoding)
            yield text, problem or unreadable or ("unreadable_letters" if recoded and "\ufffd" in text else "")


def _skip_to_end_of_line(source: IO[bytes]) -> None:
    while (rest := source.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def _has_lone_returns(file: IO[bytes]) -> bool:
    """Lines that end with a carriage return only, as old Macs wrote them."""
    head = file.read(HEAD)
    file.seek(0)
    return b"\r" in head and b"\n" not in head


def _decoded(raw: bytes, encoding: str) -> tuple[str, str]:
    if b"\x00" in raw:
        return raw.decode(encoding, "replace"), "nul"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace"), "unreadable_letters"
    if encoding == GB18030 and not raw.isascii() and _is_utf8_after_all(raw):
        return raw.decode(UTF8), "other_encoding"
    return text, ""


def _is_utf8_after_all(raw: bytes) -> bool:
    """A line of UTF-8 inside a GB 18030 file decodes there too, into nonsense."""
    return _decodes(raw, UTF8) and max(raw.decode(UTF8)) >= FIRST_WIDE
