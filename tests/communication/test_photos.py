"""Photos of earlier days: place and device go out of them too, once, after the upgrade."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse
from pytest_django import Settings

from dengta.domains.communication.models import CheckItem, Story
from dengta.domains.communication.services import checks, photos, stories
from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.files import pictures
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import drawn_anew, redraw, store
from dengta.foundation.jobs.run import JobRun
from tests.cast import Tree
from tests.communication.checking import first_line, started
from tests.communication.talking import SignedIn, account
from tests.conftest import NOW
from tests.photos import CANARY, photo, screenshot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disk(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def as_uploaded(source: io.BytesIO, purpose: str) -> StoredFile:
    """As photos were kept before they were drawn anew."""
    return store(
        source, name=source.name, purpose=purpose, kinds=("png", "jpeg"), most_bytes=checks.MOST_BYTES, by=None
    )


@pytest.fixture
def item(leader: Employee, tree: Tree) -> CheckItem:
    """A finding with a photo before and one after, both of earlier days."""
    row = first_line(started(leader, tree))
    row.photo, row.fix_photo = as_uploaded(photo(), checks.PHOTO), as_uploaded(screenshot(), checks.PHOTO)
    row.save()
    return row


@pytest.fixture
def story(leader: Employee) -> Story:
    """A story with a picture of earlier days."""
    written = stories.write_story(
        kind=Story.Kind.STORY, title="暖心的夜班", text="一位同事替了班。", people=[leader], image=None,
        image_text="工位", by=account(leader), now=NOW,
    )  # fmt: skip
    written.image = as_uploaded(photo(), stories.IMAGE)
    written.save()
    return written


def run_job() -> dict[str, Any]:
    job = jobs.enqueue("communication.redraw_photos", key="once")
    from dengta.domains.communication.tasks.photos import redraw

    return redraw(JobRun(job, beats_itself=False)) or {}


def test_no_stored_photo_tells_place_or_device_any_more(
    item: CheckItem, story: Story, disk: Path, django_capture_on_commit_callbacks: Any
) -> None:
    assert any(CANARY.encode() in path.read_bytes() for path in disk.rglob("*.bin")), "it did before"
    with django_capture_on_commit_callbacks(execute=True):
        assert run_job() == {"photos": 3, "redrawn": 3, "unreadable": 0}

    left = [path.read_bytes() for path in disk.rglob("*.bin")]
    assert len(left) == 3
    assert not any(CANARY.encode() in raw for raw in left)
    item.refresh_from_db()
    story.refresh_from_db()
    for stored in (item.photo, item.fix_photo, story.image):
        assert stored is not None
        assert (stored.kind, stored.removed_at) == ("jpeg", None)
    assert AuditEntry.objects.filter(verb="communication.photo_redrawn").count() == 3


def test_the_job_run_again_finds_nothing_to_do_and_goes_on_where_it_broke_off(item: CheckItem, story: Story) -> None:
    assert photos.redraw(stored_id=photos.kept()[0], now=NOW)
    assert run_job() == {"photos": 3, "redrawn": 2, "unreadable": 0}
    assert run_job() == {"photos": 3, "redrawn": 0, "unreadable": 0}


def test_a_photo_of_earlier_days_is_served_only_once_it_is_redrawn(
    item: CheckItem, leader: Employee, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    assert browser.get(reverse("files:download", args=[item.photo_id])).status_code == 404
    run_job()
    item.refresh_from_db()
    shown = browser.get(reverse("files:download", args=[item.photo_id]))
    assert shown.status_code == 200
    assert CANARY.encode() not in b"".join(shown)  # type: ignore[arg-type]  # a file in pieces


def test_what_cannot_be_read_is_counted_kept_and_served_to_nobody(
    item: CheckItem, leader: Employee, signed_in: SignedIn
) -> None:
    broken = io.BytesIO(photo().getvalue()[:300])
    broken.name = "desk.jpg"
    item.photo = as_uploaded(broken, checks.PHOTO)
    item.save()
    assert run_job()["unreadable"] == 1
    item.refresh_from_db()
    assert item.photo.removed_at is None
    assert signed_in(leader).get(reverse("files:download", args=[item.photo_id])).status_code == 404


def test_a_photo_that_is_taken_away_while_it_is_redrawn_stays_away(item: CheckItem, monkeypatch: Any) -> None:
    def away(stored: StoredFile, *, most_bytes: int) -> Any:
        StoredFile.objects.filter(pk=stored.pk).update(removed_at=NOW)
        return drawn_anew(stored, most_bytes=most_bytes)

    monkeypatch.setattr(photos, "drawn_anew", away)
    assert not photos.redraw(stored_id=item.photo_id, now=NOW)  # type: ignore[arg-type]  # it has one
    assert StoredFile.objects.count() == 2


def test_photos_cannot_be_sent_by_the_hundred(item: CheckItem, leader: Employee, signed_in: SignedIn) -> None:
    browser, page = signed_in(leader), reverse("checks:judge", args=[item.pk])

    def send() -> int:
        file = SimpleUploadedFile("desk.gif", b"GIF89a", content_type="image/gif")
        return browser.post(page, {"ok": "no", "note": "一", "photo": file}).status_code

    assert [send() for _time in range(61)] == [422] * 60 + [429]
    assert browser.post(page, {"ok": "no", "note": ""}).status_code == 422, "words alone are always taken"


@pytest.fixture
def held_back(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each picture that is drawn: whether a transaction was open, so that nobody else could write meanwhile."""
    seen: list[bool] = []
    drawn_outside = pictures._drawn_outside

    def watched(raw: bytes, *, name: str) -> bytes:
        seen.append(connection.in_atomic_block)
        return drawn_outside(raw, name=name)

    monkeypatch.setattr(pictures, "_drawn_outside", watched)
    return seen


@pytest.mark.django_db(transaction=True)
def test_a_photo_is_drawn_before_the_transaction_that_keeps_it(
    held_back: list[bool], leader: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    row = first_line(started(leader, tree))
    finding = {"ok": "no", "note": "线缆散落", "owner": leader.pk, "due_on": NOW.date().isoformat()}
    story = {"kind": "moment", "title": "早餐", "text": "豆浆。", "people": leader.name, "image_text": "桌上的豆浆"}
    posts: list[tuple[str, dict[str, Any]]] = [
        (reverse("checks:judge", args=[row.pk]), {**finding, "photo": uploaded()}),
        (reverse("checks:fix", args=[row.pk]), {"note": "已归位", "photo": uploaded()}),
        (reverse("culture:story_new"), {**story, "image": uploaded()}),
    ]
    for address, said in posts:
        assert signed_in(leader).post(address, said).status_code == 302
    row.photo = as_uploaded(photo(), checks.PHOTO)
    row.save()
    assert photos.redraw(stored_id=row.photo.pk, now=NOW)

    assert held_back == [False] * 4
    assert StoredFile.objects.filter(removed_at=None, kind="jpeg").count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_photo_that_is_drawn_within_a_transaction_would_be_noticed(held_back: list[bool]) -> None:
    with transaction.atomic():
        redraw(uploaded(), most_bytes=checks.MOST_BYTES)
    assert held_back == [True]


def uploaded() -> SimpleUploadedFile:
    return SimpleUploadedFile("desk.jpg", photo().getvalue(), content_type="image/jpeg")
