"""Uploaded pictures, drawn anew from their pixels: no place, no device, no comment and no thumbnail comes along."""

import struct
import zlib
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

from dengta.foundation.errors import RuleViolation

FORMATS = ("PNG", "JPEG")
MEGAPIXEL = 1_000_000
MOST_PIXELS = 50 * MEGAPIXEL
# As much as any screen shows.
LONGEST_SIDE = 2560
QUALITY = 85
# What the decoders raise at broken or hostile bytes.
UNREADABLE = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, EOFError, struct.error, zlib.error,
)  # fmt: skip

# The size stands in the header and is asked before a single pixel is read; the limit of the library only warns at
# half of what it refuses.
Image.MAX_IMAGE_PIXELS = None


def redrawn(source: IO[bytes] | File[Any], *, name: str, most_bytes: int) -> ContentFile[bytes]:
    """The picture as a JPEG of its pixels, upright and at most `LONGEST_SIDE` wide and high, under a fitting name.

    Raises RuleViolation where it has too many bytes or pixels, or cannot be read.
    """
    source.seek(0)
    raw = source.read(most_bytes + 1)
    if len(raw) > most_bytes:
        raise RuleViolation("files.too_large", most=most_bytes // (1024 * 1024))
    try:
        drawn = _drawn(raw)
    except UNREADABLE as problem:
        raise RuleViolation("files.picture_unreadable", name=name) from problem
    return ContentFile(drawn, name=str(PurePath(name).with_suffix(".jpg")))


def _drawn(raw: bytes) -> bytes:
    with Image.open(BytesIO(raw), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise RuleViolation("files.too_many_pixels", most=MOST_PIXELS // MEGAPIXEL)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read smaller from the start
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    # On new paper: a picture that was opened carries its comments and profiles along wherever it is saved.
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    out = BytesIO()
    paper.save(out, format="JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
