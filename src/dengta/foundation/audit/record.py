"""Writing the record. Services call `record` inside their own transaction, once per decision."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.utils import timezone

from dengta.foundation.access import Actor, on_behalf_of
from dengta.foundation.audit.chain import GENESIS, canonical, keyed_hash, moment
from dengta.foundation.audit.models import AuditEntry, ChainHead
from dengta.foundation.errors import overridden


class NotInTransaction(RuntimeError):
    """An audit entry outside the transaction of what it records could outlive it, or be lost."""


def record(by: Actor | None, verb: str, row: models.Model, *, subject: int | None = None, **facts: Any) -> AuditEntry:
    """Append one entry to the chain of `row`.

    `by` is the acting account (None for the system itself), `verb` a registered namespaced verb such as
    "people.moved", `subject` the id of the employee whose file this is, `facts` what a reader needs to understand it.
    A decision taken by a right that somebody lent says so: `on_behalf_of` is the account of the lender. So does one
    taken against a warning that was read: `all_the_same` holds its code and facts.
    Raises NotInTransaction outside `transaction.atomic`.
    """
    if not connection.in_atomic_block:
        message = f"audit.record({verb!r}) outside a transaction"
        raise NotInTransaction(message)
    if (lender := on_behalf_of(by)) is not None:
        facts["on_behalf_of"] = lender
    if (warning := overridden()) is not None:
        facts["all_the_same"] = {"warning": warning.code, **warning.facts}
    object_type, object_id = row._meta.label_lower, str(row.pk)
    head = _locked_head(object_type, object_id)
    entry = AuditEntry(
        at=timezone.now(),
        actor_id=by.pk if by is not None else None,
        verb=verb,
        object_type=object_type,
        object_id=object_id,
        position=head.position + 1,
        subject_id=subject,
        facts=canonical(facts),
        previous=head.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    head.position, head.hash, head.changed_at, head.sealed = entry.position, entry.hash, entry.at, False
    head.save()
    return entry


def hash_of(entry: Any) -> str:
    """The hash that an untouched entry must carry; `entry` is a row with the fields of AuditEntry."""
    return keyed_hash(
        (
            entry.previous, entry.position, moment(entry.at), entry.actor_id, entry.verb,
            entry.object_type, entry.object_id, entry.subject_id, entry.facts,
        )
    )  # fmt: skip


def _locked_head(object_type: str, object_id: str) -> ChainHead:
    """The head of the chain, locked until the transaction ends: of two writers, the second waits."""
    heads = ChainHead.objects.select_for_update().filter(object_type=object_type, object_id=object_id)
    if (head := heads.first()) is not None:
        return head
    start: Mapping[str, Any] = {"position": 0, "hash": GENESIS, "changed_at": timezone.now()}
    ChainHead.objects.get_or_create(object_type=object_type, object_id=object_id, defaults=start)
    return heads.get()
