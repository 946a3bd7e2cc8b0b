"""Taking files in: a cap on their size, a look at what they are, a name that we choose."""

import hashlib
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PureWindowsPath
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dengta.foundation.access import Actor
from dengta.foundation.errors import RuleViolation
from dengta.foundation.files.kinds import HEAD_BYTES, KINDS, Kind, kind_of
from dengta.foundation.files.models import StoredFile, generated_name
from dengta.foundation.files.pictures import is_drawn, redrawn

MEGABYTE = 1024 * 1024
PIECE = 256 * 1024
PICTURES = ("png", "jpeg")
LEFTOVERS_SINCE = timedelta(days=7)


class _Measured(File[Any]):
    """A file that is counted and hashed while it is copied, and that stops at the cap."""

    def __init__(self, source: IO[bytes] | File[Any], most_bytes: int) -> None:
        super().__init__(source)
        self.source, self.most_bytes = source, most_bytes
        self.seen, self.digest = 0, hashlib.sha256()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        self.source.seek(0)
        while piece := self.source.read(PIECE):
            self.seen += len(piece)
            if self.seen > self.most_bytes:
                raise RuleViolation("files.too_large", most=self.most_bytes // MEGABYTE)
            self.digest.update(piece)
            yield piece


def store(
    source: IO[bytes] | File[Any],
    *,
    name: str,
    purpose: str,
    kinds: Collection[str],
    most_bytes: int,
    by: Actor | None,
) -> StoredFile:
    """Keep a file. Raises RuleViolation where it is too large, empty, or not what its name says."""
    name = tidy(name)
    kind = _looked_at(source, name, kinds)
    measured = _Measured(source, most_bytes)
    by_id = by.pk if by is not None else None
    stored = StoredFile(purpose=purpose, name=name, kind=kind.name, by_id=by_id, at=timezone.now())
    try:
        stored.content.save(name, measured, save=False)
    except RuleViolation:
        stored.content.storage.delete(generated_name(stored, name))
        raise
    stored.size, stored.sha256 = measured.seen, measured.digest.hexdigest()
    stored.save(force_insert=True)
    return stored


@dataclass(frozen=True)
class Drawn:
    """A picture as we draw it: what it shows, and nothing else of what was uploaded."""

    content: File[bytes]
    most_bytes: int


def redraw(source: IO[bytes] | File[Any], *, most_bytes: int) -> Drawn:
    """Draw a PNG or JPEG anew, before the transaction that keeps it begins: it takes seconds, in which nobody else
    could write. Raises RuleViolation where it is too large, empty, not what its name says, has more pixels than any
    photo, or none that can be read."""
    name = tidy(getattr(source, "name", None) or "photo.jpg")
    _looked_at(source, name, PICTURES)
    return Drawn(redrawn(source, name=name, most_bytes=most_bytes), most_bytes)


def store_drawn(drawn: Drawn, *, purpose: str, by: Actor | None) -> StoredFile:
    """Keep a picture that was drawn. Raises RuleViolation as `store` does."""
    name = str(drawn.content.name)
    return store(drawn.content, name=name, purpose=purpose, kinds=("jpeg",), most_bytes=drawn.most_bytes, by=by)


def shows_only_pixels(stored: StoredFile) -> bool:
    """Whether a stored picture is as we draw it; one of earlier days may still hold place and device."""
    if stored.kind != "jpeg":
        return False
    with stored.content.open("rb") as file:
        return is_drawn(file.read())


def drawn_anew(stored: StoredFile, *, most_bytes: int) -> Drawn | None:
    """A stored picture as we draw it today; None where it is so already. Raises RuleViolation as `redraw` does."""
    if shows_only_pixels(stored):
        return None
    with stored.content.open("rb") as file:
        return Drawn(redrawn(file, name=stored.name, most_bytes=most_bytes), most_bytes)


def _looked_at(source: IO[bytes] | File[Any], name: str, kinds: Collection[str]) -> Kind:
    source.seek(0)
    head = source.read(HEAD_BYTES)
    if not head:
        raise RuleViolation("files.empty", name=name)
    kind = kind_of(name, head)
    if kind is None or kind.name not in kinds:
        accepted = str(_(", ")).join(extension for known in kinds for extension in KINDS[known].extensions)
        raise RuleViolation("files.unknown_kind", name=name, accepted=accepted)
    return kind


def remove(*, stored: StoredFile, now: datetime) -> None:
    """Delete the bytes once the caller's transaction commits; name, size and fingerprint stay."""
    StoredFile.objects.filter(pk=stored.pk).update(removed_at=now)
    transaction.on_commit(lambda: delete_bytes(stored))


def delete_bytes(stored: StoredFile) -> None:
    """Delete what lies on the disk; nothing where it is gone already."""
    stored.content.storage.delete(str(stored.content.name))


def remove_leftovers(*, now: datetime) -> int:
    """Delete bytes that a killed process left behind the row that had given them up. Answers how many there were."""
    lately = StoredFile.objects.filter(removed_at__gt=now - LEFTOVERS_SINCE)
    found = [stored for stored in lately if stored.path.exists()]
    for stored in found:
        delete_bytes(stored)
    return len(found)


def tidy(name: str) -> str:
    """The last part of the name without control and direction-changing characters; for showing, never for paths."""
    last = PureWindowsPath(name).name
    visible = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs"})
    return visible.strip()[-200:] or "file"


Policy = Callable[[Actor, StoredFile], bool]
_policies: dict[str, Policy] = {}


def register_purpose(purpose: str, may_download: Policy) -> None:
    """Say who may download files of a purpose. A purpose without a policy is served to nobody."""
    _policies[purpose] = may_download


def may_download(actor: Actor, stored: StoredFile) -> bool:
    """Whether the purpose's policy lets `actor` have this file."""
    policy = _policies.get(stored.purpose)
    return policy is not None and policy(actor, stored)
