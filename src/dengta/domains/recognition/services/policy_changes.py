"""Noting from when on something about rules, measures or rewards was different."""

from datetime import date, datetime

from django.db import transaction

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.people.models import Account, Unit
from dengta.domains.recognition.models import ClauseKind, Edition, PolicyChange
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors.clauses import matrix_of
from dengta.domains.recognition.selectors.editions import changes
from dengta.domains.recognition.selectors.policy_sources import begun
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

Kind = PolicyChange.Kind


@transaction.atomic
def note_editions(*, now: datetime) -> int:
    """Note every published edition that is not noted yet, from the day on which it holds. Answers how many were new."""
    rows = Edition.objects.filter(state=Edition.State.PUBLISHED, change=None, effective_on__isnull=False)
    found = list(rows.select_related("book").order_by("effective_on", "pk"))
    for edition in found:
        assert edition.effective_on is not None  # just asked for
        row = PolicyChange.objects.create(
            kind=_kind(edition), title=edition.summary, unit_id=edition.book.unit_id, since=edition.effective_on,
            edition=edition, noted_at=now,
        )  # fmt: skip
        record(None, "recognition.change_noted", row, kind=row.kind, since=row.since)
    return len(found)


def _kind(edition: Edition) -> str:
    """What an edition mainly changes: rewards alone, the table of measures, or rules."""
    kinds = {one.clause.kind for one in changes(edition)}
    before = edition.book.editions.filter(state=Edition.State.PUBLISHED, number__lt=edition.number).last()
    if kinds == {ClauseKind.REWARD}:
        return Kind.REWARDS
    if before is not None and matrix_of(before) != matrix_of(edition):
        return Kind.MATRIX
    return Kind.RULES


@transaction.atomic
def note_sources(*, now: datetime) -> int:
    """Note whatever the house wrote down as changed about rewards and measures and that has begun. Read from where it
    stands, so that nothing is left out whoever wrote it. Answers how many were new."""
    known = set(PolicyChange.objects.exclude(source="").values_list("source", flat=True))
    new = [one for one in begun(day_of(now)) if one.key not in known]
    for one in new:
        note_source(
            source=one.key, kind=one.kind, title=in_house_words(one.title), unit_id=one.unit_id, since=one.since,
            now=now,
        )  # fmt: skip
    return len(new)


@transaction.atomic
def note_source(*, source: str, kind: Kind, title: str, unit_id: int, since: date, now: datetime) -> PolicyChange:
    """Note what another part of the house changed: once for each source."""
    row, is_new = PolicyChange.objects.get_or_create(
        source=source,
        defaults={"kind": kind, "title": title[:200], "unit_id": unit_id, "since": since, "noted_at": now},
    )
    if is_new:
        record(None, "recognition.change_noted", row, kind=kind, since=since)
    return row


@transaction.atomic
def note_change(*, kind: str, title: str, unit: Unit, since: date, by: Account, now: datetime) -> PolicyChange:
    """Note by hand what no part of the house knows of, once it has begun."""
    policies.note_changes.require(by, unit)
    if not title.strip():
        raise RuleViolation("recognition.text_missing")
    if since > day_of(now):
        raise RuleViolation("recognition.change_not_begun", day=since)
    row = PolicyChange.objects.create(
        kind=Kind(kind), title=title.strip(), unit=unit, since=since, noted_by=by, noted_at=now
    )
    record(by, "recognition.change_noted", row, kind=kind, since=since)
    return row
