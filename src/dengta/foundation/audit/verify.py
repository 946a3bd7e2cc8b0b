"""Verifying: walk every chain and every seal, and name each place where the record was touched."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max

from dengta.foundation.audit.chain import GENESIS
from dengta.foundation.audit.models import AuditEntry, ChainHead, Seal, SealedHead
from dengta.foundation.audit.record import hash_of
from dengta.foundation.audit.seal import anchor_file, seal_hash


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the record: `kind` is a word for code, `where` names the entry or seal."""

    kind: str
    where: str


def verify() -> Iterator[Finding]:
    """Every finding, in order. An empty answer means: nothing was changed, removed or reordered."""
    yield from _chains()
    yield from _seals()
    yield from _sealed_heads()


def _chains() -> Iterator[Finding]:
    heads = {(head.object_type, head.object_id): head for head in ChainHead.objects.iterator()}
    entries = AuditEntry.objects.order_by("object_type", "object_id", "position").iterator(chunk_size=2000)
    for key, chain in groupby(entries, key=lambda entry: (entry.object_type, entry.object_id)):
        name, position, previous = ":".join(key), 0, GENESIS
        for entry in chain:
            if entry.position != position + 1:
                yield Finding("missing", f"{name}#{position + 1}")
            if entry.previous != previous or entry.hash != hash_of(entry):
                yield Finding("changed", f"{name}#{entry.position}")
            position, previous = entry.position, entry.hash
        head = heads.pop(key, None)
        if head is None or head.position > position:
            yield Finding("tail_missing", name)
        elif (head.position, head.hash) != (position, previous):
            yield Finding("head_changed", name)
    for object_type, object_id in heads:
        yield Finding("chain_missing", f"{object_type}:{object_id}")


def _seals() -> Iterator[Finding]:
    number, previous = 0, GENESIS
    anchored = _anchored()
    for seal in Seal.objects.order_by("number").prefetch_related("sealed_heads"):
        if seal.number != number + 1:
            yield Finding("seal_missing", str(number + 1))
        heads = list(seal.sealed_heads.all())
        anchor = anchored.get(seal.number, seal.hash)
        if seal.previous != previous or seal.hash != seal_hash(seal, heads) or seal.hash != anchor:
            yield Finding("seal_changed", str(seal.number))
        number, previous = seal.number, seal.hash
    if anchored and max(anchored) > number:
        yield Finding("seal_missing", str(number + 1))


def _anchored() -> dict[int, str]:
    if not anchor_file().exists():
        return {}
    lines = (line.split() for line in anchor_file().read_text().splitlines())
    return {int(words[0]): words[2] for words in lines if len(words) == 3}


def _sealed_heads() -> Iterator[Finding]:
    """Each chain must still reach, with the same hash, the last place at which it was sealed."""
    newest = SealedHead.objects.values("object_type", "object_id").annotate(newest=Max("id")).values("newest")
    for head in SealedHead.objects.filter(pk__in=newest).iterator(chunk_size=2000):
        still_there = AuditEntry.objects.filter(
            object_type=head.object_type, object_id=head.object_id, position=head.position, hash=head.hash
        ).exists()
        if not still_there:
            yield Finding("sealed_entry_missing", f"{head.object_type}:{head.object_id}#{head.position}")
