"""Photos as phones take them, for tests of what becomes of them."""

import io
import struct
import zlib

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

CANARY = "CANARY-DEVICE-7731"
PLACE = (31.0, 13.0, 49.25)


def photo(size: tuple[int, int] = (60, 40), name: str = "desk.jpg", orientation: int = 1) -> io.BytesIO:
    """A JPEG with place, device, comment and a profile, all of them with the canary; its left half is red."""
    exif = Image.Exif()
    exif[Base.Make] = exif[Base.Model] = exif[Base.ImageDescription] = CANARY
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: PLACE, GPS.GPSAreaInformation: CANARY})
    return _file(_drawn(size), name, format="JPEG", exif=exif, comment=CANARY, icc_profile=CANARY.encode(), quality=95)


def screenshot(size: tuple[int, int] = (60, 40), name: str = "desk.png") -> io.BytesIO:
    """A PNG with the canary in its texts."""
    info = PngInfo()
    info.add_text("Author", CANARY)
    info.add_text("Comment", CANARY, zip=True)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY}</x>")
    return _file(_drawn(size).convert("RGBA"), name, format="PNG", pnginfo=info)


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header says how large it is."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b""))
    )


def many_passes(scans: int, *, size: tuple[int, int] = (64, 64)) -> bytes:
    """A progressive JPEG of a few bytes for each pass: its last pass over and over. Each is walked over the whole."""
    file = io.BytesIO()
    _drawn(size).save(file, format="JPEG", progressive=True)
    whole = file.getvalue()
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + (scans - whole.count(b"\xff\xda") + 1) * whole[last:-2] + whole[-2:]


def wide_jpeg(width: int, height: int) -> bytes:
    """A JPEG whose header says how large it is; of its pixels there are few."""
    whole = bytearray(photo().getvalue())
    frame = whole.index(b"\xff\xc0")
    whole[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


def exploding_text() -> bytes:
    """A PNG whose comment unpacks to 200 MB."""
    whole = screenshot().getvalue()
    text = _chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"\x00" * 200_000_000, 9))
    return whole[:33] + text + whole[33:]


def _drawn(size: tuple[int, int]) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    return picture


def _file(picture: Image.Image, name: str, **options: object) -> io.BytesIO:
    file = io.BytesIO()
    picture.save(file, **options)  # type: ignore[arg-type]  # keywords of the format
    file.name = name
    file.seek(0)
    return file


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
