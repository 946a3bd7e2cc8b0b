"""A program of its own that draws one picture anew: bytes in, JPEG out. It trusts nothing and may be killed any time.

It is started without the rest of the installation: no settings, no database, no keys, little memory, little time.
Where it refuses it says why as JSON and ends with `REFUSED`.
"""

import json
import re
import struct
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG")
MEGAPIXEL = 1_000_000
# A JPEG is read smaller from the start; everything else is unpacked whole, four bytes for each pixel.
MOST_MEGAPIXELS = {"JPEG": 50, "PNG": 16}
# Each pass of a progressive JPEG is walked over the whole picture, however few bytes it has. Programs write ten.
MOST_PASSES = 30
# As much as any screen shows.
LONGEST_SIDE = 2560
QUALITY = 85
MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
REFUSED = 3
# What the decoders raise at broken or hostile bytes.
UNREADABLE = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, EOFError, MemoryError, struct.error,
    zlib.error,
)  # fmt: skip

START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
# Of no length: fill, restarts and the start of an image. Within a scan a zero says that the byte before it is data.
ALONE = {0x01, *range(0xD0, 0xD9)}
NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff])")


class Refused(Exception):
    """A picture that is not read: the code and facts of the sentence."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.said = {"code": code, **facts}


def limit_self() -> None:
    """No more memory and time for this process than a photo needs."""
    try:
        import resource  # noqa: PLC0415 - not on every system; the time limit of whoever started us holds there
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def segments(raw: bytes) -> Iterator[tuple[int, int]]:
    """The markers of a JPEG up to its end, each with the place behind it."""
    at = 0
    while marker := NEXT_MARKER.search(raw, at):
        at, kind = marker.end(), marker[1][0]
        yield kind, at
        if kind == END_OF_IMAGE:
            return
        if kind not in ALONE:
            at += length_at(raw, at)


def length_at(raw: bytes, at: int) -> int:
    """The length that a segment gives itself, its own two bytes counted."""
    return max(int.from_bytes(raw[at : at + 2]), 2)


def passes(raw: bytes) -> int:
    """How many scans this JPEG has; what hangs behind its end is not read by anybody."""
    return sum(kind == START_OF_SCAN for kind, _at in segments(raw))


def drawn(raw: bytes) -> bytes:
    """The picture as a JPEG of its pixels, upright and at most `LONGEST_SIDE` wide and high."""
    with Image.open(BytesIO(raw), formats=FORMATS) as picture:
        most = MOST_MEGAPIXELS[picture.format or "PNG"]
        if picture.width * picture.height > most * MEGAPIXEL:
            raise Refused("files.too_many_pixels", most=most)
        if picture.format == "JPEG" and passes(raw) > MOST_PASSES:
            raise Refused("files.too_many_passes", most=MOST_PASSES)
        picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    # On new paper: a picture that was opened carries its comments and profiles along wherever it is saved.
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    out = BytesIO()
    paper.save(out, format="JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def main() -> int:
    """From stdin to stdout."""
    limit_self()
    # The size stands in the header and is asked above, by format; this process reads nothing else.
    Image.MAX_IMAGE_PIXELS = None
    try:
        sys.stdout.buffer.write(drawn(sys.stdin.buffer.read()))
    except Refused as refusal:
        sys.stdout.write(json.dumps(refusal.said))
        return REFUSED
    except UNREADABLE as problem:
        sys.stderr.write(type(problem).__name__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
