"""What is published goes through two people: whoever proposes a version, and somebody else who publishes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import transaction

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models.published import Published
from dengta.domains.people.models import Account
from dengta.foundation.access import Permission
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

P = TypeVar("P", bound=Published)
Status = Published.Status


@dataclass(frozen=True)
class Versioned(Generic[P]):
    """A kind of published thing: its rights, the stem of its verbs, and what must hold before it is proposed."""

    model: type[P]
    write: Permission[Any]
    decide: Permission[Any]
    verb: str
    check: Callable[[P, date], None]

    def open_draft(self, pk: int, *, by: Account) -> P:
        """A draft, locked, that this person may change."""
        row = self.locked(pk)
        self.write.require(by, row)
        if row.status != Status.DRAFT:
            raise RuleViolation("goals.version_fixed", title=row.title)
        return row

    def locked(self, pk: int) -> P:
        """The row, locked."""
        return self.model._default_manager.select_for_update(of=("self",)).get(pk=pk)

    def begin(self, *, by: Account, now: datetime, **fields: Any) -> P:
        """A new draft with the next number of its unit, if this person may write it there."""
        last = self.model._default_manager.filter(unit=fields["unit"]).order_by("-version").first()
        version = last.version + 1 if last is not None else 1
        row = self.model._default_manager.create(version=version, made_by=by, made_at=now, **fields)
        self.write.require(by, row)
        record(by, f"{self.verb}_drafted", row, version=version)
        return row


@transaction.atomic
def propose(*, kind: Versioned[Any], pk: int, by: Account, now: datetime) -> Published:
    """Hand a complete draft to a second person."""
    row: Published = kind.open_draft(pk, by=by)
    kind.check(row, day_of(now))
    row.status, row.proposed_by, row.note = Status.PROPOSED, by, ""
    row.save()
    record(by, f"{kind.verb}_proposed", row)
    return row


@transaction.atomic
def send_back(*, kind: Versioned[Any], pk: int, note: str, by: Account, now: datetime) -> Published:
    """Back to a draft, with the reason: by whoever could publish it, or by whoever proposed it and thinks again."""
    row: Published = kind.locked(pk)
    if row.proposed_by_id != by.pk:
        kind.decide.require(by, row)
    if row.status != Status.PROPOSED:
        raise RuleViolation("goals.version_not_proposed", title=row.title)
    if not note.strip():
        raise RuleViolation("goals.reason_missing")
    row.status, row.note, row.proposed_by = Status.DRAFT, note.strip(), None
    row.save()
    record(by, f"{kind.verb}_sent_back", row, note=row.note)
    return row


@transaction.atomic
def publish(*, kind: Versioned[Any], pk: int, by: Account, now: datetime) -> Published:
    """Publish what somebody else wrote and proposed, from a day to come: nobody is judged by it backwards."""
    row: Published = kind.locked(pk)
    kind.decide.require(by, row)
    if row.status != Status.PROPOSED:
        raise RuleViolation("goals.version_not_proposed", title=row.title)
    if by.pk in (row.proposed_by_id, row.made_by_id):
        raise RuleViolation("goals.second_person")
    kind.check(row, day_of(now))
    row.status, row.published_by, row.published_at = Status.PUBLISHED, by, now
    row.save()
    record(by, f"{kind.verb}_published", row, version=row.version, starts_on=row.starts_on)
    return row


def starts_later(row: Published, today: date) -> None:
    """Refuse what would begin today or earlier."""
    if row.starts_on <= today:
        raise RuleViolation("goals.starts_too_early", day=row.starts_on)
