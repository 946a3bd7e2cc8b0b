"""Sealing: once a minute all changed heads go into one hash, chained to the seal before.

The hash is also appended to a file beside the database (and may be shipped elsewhere), so that cutting off
the newest seals shows too.
"""

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from dengta.foundation.audit.chain import GENESIS, keyed_hash, moment
from dengta.foundation.audit.models import ChainHead, Seal, SealedHead


def anchor_file() -> Path:
    """Where seals are written outside the database."""
    return Path(settings.HOME) / "audit-seals.log"


@transaction.atomic
def seal(*, at: datetime) -> Seal | None:
    """Seal all heads that changed since the last seal. None when nothing changed."""
    # A head that somebody is appending to is sealed a minute later: waiting for it could end in a deadlock.
    changed = ChainHead.objects.select_for_update(skip_locked=True).filter(sealed=False)
    heads = list(changed.order_by("object_type", "object_id"))
    if not heads:
        return None
    last = Seal.objects.select_for_update().order_by("-number").first()
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    new = Seal(number=number, at=at, heads=len(heads), previous=previous)
    sealed = [
        SealedHead(object_type=head.object_type, object_id=head.object_id, position=head.position, hash=head.hash)
        for head in heads
    ]
    new.hash = seal_hash(new, sealed)
    new.save(force_insert=True)
    for item in sealed:
        item.seal = new
    SealedHead.objects.bulk_create(sealed, batch_size=1000)
    ChainHead.objects.filter(pk__in=[head.pk for head in heads]).update(sealed=True)
    transaction.on_commit(lambda: _anchor(new))
    return new


def seal_hash(new: Seal, heads: list[SealedHead]) -> str:
    """The hash that an untouched seal must carry; heads in order of object."""
    parts: list[object] = [new.previous, new.number, moment(new.at), len(heads)]
    for head in sorted(heads, key=lambda item: (item.object_type, item.object_id)):
        parts += [head.object_type, head.object_id, head.position, head.hash]
    return keyed_hash(parts)


def _anchor(new: Seal) -> None:
    with anchor_file().open("a") as file:
        file.write(f"{new.number} {moment(new.at)} {new.hash}\n")
        file.flush()
        os.fsync(file.fileno())
