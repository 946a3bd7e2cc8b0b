"""Uploaded pictures: nothing is kept of them but what they show."""

import io
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from dengta.foundation.errors import RuleViolation
from dengta.foundation.files import pictures, services
from dengta.foundation.files.models import StoredFile
from tests import photos

pytestmark = pytest.mark.django_db

MOST = 2 * services.MEGABYTE


def kept(source: io.BytesIO | bytes, name: str = "desk.png") -> StoredFile:
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    file.name = getattr(source, "name", name)
    return services.store_drawn(services.redraw(file, most_bytes=MOST), purpose="tests", by=None)


def refusal(source: io.BytesIO | bytes, name: str = "desk.png") -> RuleViolation:
    before = _on_disk()
    with pytest.raises(RuleViolation) as refused:
        kept(source, name)
    assert _on_disk() == before, "what is refused leaves nothing behind"
    assert not StoredFile.objects.exists()
    return refused.value


def _on_disk() -> set[Path]:
    return set(Path(settings.MEDIA_ROOT).rglob("*.bin"))


@pytest.mark.parametrize("source", [photos.photo, photos.screenshot])
def test_place_device_and_comments_of_a_photo_are_not_kept(source) -> None:  # type: ignore[no-untyped-def]
    uploaded = source()
    if source is photos.photo:
        assert photos.CANARY.encode() in uploaded.getvalue(), "the canary was there to begin with"
    stored = kept(uploaded)

    raw = stored.path.read_bytes()
    assert photos.CANARY.encode() not in raw
    assert b"Exif" not in raw
    with Image.open(stored.path) as picture:
        assert dict(picture.getexif()) == {}
        assert not {"comment", "icc_profile", "exif", "xmp", "Author", "Comment"} & picture.info.keys()
    assert (stored.kind, stored.name) == ("jpeg", "desk.jpg")


def test_the_picture_still_shows_what_it_showed_and_stands_upright() -> None:
    with Image.open(kept(photos.photo(size=(60, 40), orientation=6)).path) as picture:
        assert picture.size == (40, 60), "turned by a quarter, as the phone said"
        top, bottom = picture.getpixel((20, 5)), picture.getpixel((20, 55))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 150 > top[1], "what was red is red"
    assert min(bottom) > 240


def test_what_is_clear_in_a_png_becomes_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, format="PNG")
    with Image.open(kept(file.getvalue()).path) as picture:
        assert picture.getpixel((4, 4)) == (255, 255, 255)


def test_a_large_photo_is_kept_as_large_as_a_screen() -> None:
    with Image.open(kept(photos.photo(size=(4000, 1000))).path) as picture:
        assert picture.size == (2560, 640)


@pytest.mark.parametrize(("width", "height"), [(16_001, 1_000), (1_000_000, 1_000_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_unpacks_into_too_many_pixels_is_refused_before_it_is_read(width: int, height: int) -> None:
    refused = refusal(photos.claiming(width, height))
    assert refused.code == "files.too_many_pixels"
    assert "16" in str(refused), "a PNG is unpacked whole"


def test_a_jpeg_may_have_more_pixels_because_it_is_read_smaller_from_the_start() -> None:
    assert refusal(photos.wide_jpeg(50_001, 1_000), "desk.jpg").facts == {"most": 50}
    assert kept(photos.wide_jpeg(49_000, 1_000), "desk.jpg").kind == "jpeg"


def test_a_jpeg_of_a_thousand_passes_is_refused_before_it_is_read() -> None:
    refused = refusal(photos.many_passes(1_000), "desk.jpg")
    assert refused.code == "files.too_many_passes"
    assert "30" in str(refused)


def test_a_jpeg_that_grows_sharper_in_some_passes_is_kept_as_cameras_and_pages_save_it() -> None:
    with Image.open(kept(photos.many_passes(30), "desk.jpg").path) as picture:
        assert picture.size == (64, 64)


def test_a_second_picture_behind_the_first_as_phones_put_it_does_not_count() -> None:
    whole = photos.photo().getvalue() + photos.many_passes(1_000)
    assert kept(whole, "desk.jpg").kind == "jpeg"


def test_what_takes_too_long_to_read_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "COMMAND", (sys.executable, "-I", "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(pictures, "SECONDS", 0.2)
    begun = time.monotonic()
    assert refusal(photos.photo(), "desk.jpg").code == "files.picture_too_slow"
    assert time.monotonic() - begun < 10


def test_what_needs_more_memory_or_time_than_a_photo_ends_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = "import runpy, sys; limit = runpy.run_path(sys.argv[1])['limit_self']; limit(); bytearray(1 << 30)"
    monkeypatch.setattr(pictures, "COMMAND", (sys.executable, "-I", "-c", greedy, str(pictures.PROGRAM)))
    assert refusal(photos.photo(), "desk.jpg").code == "files.picture_unreadable"


def test_pictures_are_read_one_at_a_time_and_whoever_would_wait_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.05)
    with pictures.one_at_a_time:
        assert refusal(photos.photo(), "desk.jpg").code == "files.pictures_busy"
    assert kept(photos.photo(), "desk.jpg").kind == "jpeg"


def test_the_limit_of_the_library_stays_armed_for_everybody_else() -> None:
    assert Image.MAX_IMAGE_PIXELS is not None


def test_a_comment_that_unpacks_into_hundreds_of_megabytes_is_refused() -> None:
    assert refusal(photos.exploding_text()).code == "files.picture_unreadable"


def test_too_many_bytes_are_refused_by_their_number() -> None:
    assert refusal(photos.screenshot().getvalue() + b"\x00" * MOST).code == "files.too_large"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "desk.png", "files.empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "desk.png", "files.picture_unreadable"),
        (photos.photo().getvalue()[:200], "desk.jpg", "files.picture_unreadable"),
        (photos.photo().getvalue(), "desk.png", "files.unknown_kind"),
        (b"GIF89a;<script>alert(1)</script>", "desk.gif", "files.unknown_kind"),
        (b"<svg onload=alert(1)>", "desk.jpg", "files.unknown_kind"),
        (photos.screenshot().getvalue()[:60], "desk.png", "files.picture_unreadable"),
    ],
)
def test_what_cannot_be_read_as_a_picture_is_refused(content: bytes, name: str, code: str) -> None:
    assert refusal(content, name).code == code


def test_what_hangs_behind_a_picture_is_not_kept() -> None:
    whole = photos.photo().getvalue() + b"<script>alert(1)</script>" + b"PK\x03\x04rest of an archive"
    stored = kept(whole, "desk.jpg")
    assert b"script" not in stored.path.read_bytes()
    assert b"PK\x03\x04" not in stored.path.read_bytes()
