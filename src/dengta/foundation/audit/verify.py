"""Verifying: walk every chain and every seal, and name each place where the record was touched."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from dengta.foundation.audit import guards
from dengta.foundation.audit.chain import GENESIS
from dengta.foundation.audit.models import AuditEntry, ChainHead, Seal, SealedHead
from dengta.foundation.audit.record import hash_of
from dengta.foundation.audit.seal import anchor_file, seal_hash

Key = tuple[str, str]
Place = tuple[int, str]
Head = tuple[Place, bool]

ENTRY_FIELDS = (
    "object_type", "object_id", "position", "previous", "hash", "at", "actor_id", "verb", "subject_id", "facts",
)  # fmt: skip
HEAD_FIELDS = ("object_type", "object_id", "position", "hash", "sealed")
CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the record: `kind` is a word for code, `where` names the entry or seal."""

    kind: str
    where: str


def verify() -> Iterator[Finding]:
    """Every finding, in order. An empty answer means: nothing was changed, removed or reordered.

    What is younger than the last seal (a minute) is protected by its chain only: a whole chain or its end that
    vanishes before it was sealed leaves no trace.
    """
    for table in guards.missing():
        yield Finding("guard_missing", table)
    sealed: dict[Key, Place] = {}
    yield from _seals(sealed)
    yield from _chains(sealed)


def _chains(sealed: dict[Key, Place]) -> Iterator[Finding]:
    """Each chain is whole, ends where its head says, and passes through the place where it was last sealed."""
    rows = ChainHead.objects.values_list(*HEAD_FIELDS).iterator(chunk_size=CHUNK)
    heads: dict[Key, Head] = {(kind, pk): ((position, digest), done) for kind, pk, position, digest, done in rows}
    entries = AuditEntry.objects.order_by("object_type", "object_id", "position").values_list(*ENTRY_FIELDS, named=True)
    for key, chain in groupby(entries.iterator(chunk_size=CHUNK), key=attrgetter("object_type", "object_id")):
        yield from _chain(":".join(key), chain, heads.pop(key, None), sealed.pop(key, None))
    for key in sorted(heads.keys() | sealed.keys()):
        yield Finding("chain_missing", ":".join(key))


def _chain(name: str, chain: Iterator[Any], head: Head | None, sealed: Place | None) -> Iterator[Finding]:
    position, previous, passed = 0, GENESIS, sealed is None
    for entry in chain:
        if entry.position != position + 1:
            yield Finding("missing", f"{name}#{position + 1}")
        if entry.previous != previous or entry.hash != hash_of(entry):
            yield Finding("changed", f"{name}#{entry.position}")
        position, previous = entry.position, entry.hash
        passed = passed or (position, previous) == sealed
    if head is None or head[0][0] > position:
        yield Finding("tail_missing", f"{name}#{position + 1}")
    elif head[0] != (position, previous):
        yield Finding("head_changed", name)
    elif head[1] and head[0] != sealed:  # marked as sealed by hand, so that its end would never be
        yield Finding("never_sealed", f"{name}#{position}")
    if not passed and sealed is not None:
        yield Finding("sealed_entry_missing", f"{name}#{sealed[0]}")


def _seals(sealed: dict[Key, Place]) -> Iterator[Finding]:
    """Each seal stands on the one before and on its heads; `sealed` is filled with the last place of each chain."""
    number, previous, anchored = 0, GENESIS, _anchored()
    heads = SealedHead.objects.order_by("seal__number", "object_type", "object_id").select_related(None)
    by_seal = groupby(heads.iterator(chunk_size=CHUNK), key=attrgetter("seal_id"))
    of_seal: tuple[int, list[SealedHead]] | None = None
    for seal in Seal.objects.order_by("number").iterator(chunk_size=CHUNK):
        of_seal = of_seal or _next(by_seal)
        mine, of_seal = (of_seal[1], None) if of_seal and of_seal[0] == seal.pk else ([], of_seal)
        if seal.number != number + 1:
            yield Finding("seal_missing", str(number + 1))
        intact = seal.previous == previous and seal.hash == seal_hash(seal, mine)
        if not intact or seal.hash != anchored.get(seal.number, seal.hash):
            yield Finding("seal_changed", str(seal.number))
        sealed.update({(head.object_type, head.object_id): (head.position, head.hash) for head in mine})
        number, previous = seal.number, seal.hash
    if anchored and max(anchored) > number:
        yield Finding("seal_missing", str(number + 1))


def _next(by_seal: Iterator[tuple[int, Iterator[SealedHead]]]) -> tuple[int, list[SealedHead]] | None:
    found = next(by_seal, None)
    return (found[0], list(found[1])) if found else None


def _anchored() -> dict[int, str]:
    """The seals noted outside the database, by number."""
    if not anchor_file().exists():
        return {}
    lines = (line.split() for line in anchor_file().read_text().splitlines())
    return {int(words[0]): words[2] for words in lines if len(words) == 3}
