"""Editions of rule books: what changes with one, who may read and write it, and what was said about it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import Clause, ClauseEnd, ClauseVersion, Edition, EditionComment, RuleBook
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors.clauses import in_force, latest_before, matrix_of
from dengta.foundation.access import Actor, facts_of

State = Edition.State
WRITTEN = (
    "title", "title_en", "standard", "standard_en", "plain", "plain_en", "evidence", "evidence_en", "severity", "least",
    "most", "counts_months", "band_low", "band_high", "why", "why_en",
)  # fmt: skip


def books(actor: Actor) -> QuerySet[RuleBook]:
    """The books that bind the reader or are theirs to look after, that of the company first. One query."""
    return policies.see.scope(actor, RuleBook.objects.all()).select_related("unit").order_by("created_at", "pk")


def books_to_write(actor: Actor) -> QuerySet[RuleBook]:
    """The books the reader may write. One query."""
    return policies.write.scope(actor, RuleBook.objects.all()).select_related("unit").order_by("created_at", "pk")


def units_without_book(actor: Actor) -> QuerySet[Unit]:
    """Where the reader could found one: the company and its branches. One query."""
    rows = Unit.objects.filter(kind__in=[Unit.Kind.COMPANY, Unit.Kind.CLIENT], closed_on=None)
    free = rows.exclude(pk__in=RuleBook.objects.values("unit"))
    return policies.found_for.scope(actor, free).order_by("pk")


def editions(actor: Actor) -> QuerySet[Edition]:
    """Those the reader may see: drafts only where they write. One query."""
    mine = policies.write_editions.condition(actor)
    rows = policies.see_editions.scope(actor, Edition.objects.filter(policies.readable()))
    rows = Edition.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=Edition.objects.filter(mine).values("pk")))
    return rows.select_related("book__unit", "minutes", "submitted_by__employee", "published_by__employee").annotate(
        signed=Count("signatures", distinct=True), changed=Count("versions", distinct=True)
    )


def in_writing(book: RuleBook) -> Edition | None:
    """The edition that is under way, if there is one. One query."""
    return book.editions.exclude(state__in=[State.PUBLISHED, State.WITHDRAWN]).first()


def last_published(book_id: int) -> Edition | None:
    """The newest edition that is out. One query."""
    return Edition.objects.filter(book=book_id, state=State.PUBLISHED).order_by("-number").first()


@dataclass(frozen=True)
class Change:
    """A clause that changes with an edition: it is new, said otherwise, or ends."""

    clause: Clause
    before: ClauseVersion | None
    after: ClauseVersion | None
    why: str
    pk: int

    @property
    def title(self) -> str:
        """Of what it says afterwards, or of what ends."""
        shown = self.after or self.before
        return "" if shown is None else shown.shown_title


def changes(edition: Edition) -> list[Change]:
    """What changes, by code. Three queries."""
    written = list(ClauseVersion.objects.filter(edition=edition).select_related("clause"))
    ended = list(ClauseEnd.objects.filter(edition=edition).select_related("clause"))
    touched = [row.clause_id for row in written] + [row.clause_id for row in ended]
    before = latest_before(edition, touched)
    found = [Change(row.clause, before.get(row.clause_id), row, row.shown_why, row.pk) for row in written]
    found += [Change(row.clause, before.get(row.clause_id), None, row.why, row.pk) for row in ended]
    return sorted(found, key=lambda one: one.clause.code)


def clauses_to_change(edition: Edition, day: date) -> QuerySet[ClauseVersion]:
    """What the book says today and this edition does not touch yet. One query."""
    touched = ClauseVersion.objects.filter(edition=edition).values("clause")
    ending = ClauseEnd.objects.filter(edition=edition).values("clause")
    rows = ClauseVersion.objects.filter(in_force(day), clause__book=edition.book_id)
    return rows.exclude(clause__in=touched).exclude(clause__in=ending).select_related("clause").order_by("clause__code")


def comments(actor: Actor, edition: Edition, *, named: bool) -> QuerySet[EditionComment]:
    """What was said about an edition, to everybody it binds. Names are for whoever writes the book. One query."""
    rows = edition.comments.order_by("said_at", "pk")
    return rows.select_related("employee") if named else rows


def unanswered(edition: Edition) -> int:
    """How many comments wait for an answer. One query."""
    return edition.comments.filter(answered_at=None).count()


def digest_of(edition: Edition) -> str:
    """By which the words of an edition are known again: all that it writes, ends and allows. Three queries."""
    fields = ("clause__code", "clause__kind", "clause__category", "number", *WRITTEN)
    written = [[str(value) for value in row] for row in edition.versions.order_by("clause__code").values_list(*fields)]
    ended = [list(row) for row in edition.ends.order_by("clause__code").values_list("clause__code", "why")]
    cells = [[*key, cell.least, cell.most] for key, cell in sorted(matrix_of(edition).items())]
    said = json.dumps([edition.number, written, ended, cells], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def own_comments(actor: Actor, rows: Sequence[EditionComment]) -> set[int]:
    """Which of them are the reader's own. No query."""
    me = facts_of(actor).employee_id
    return {row.pk for row in rows if row.employee_id == me}


def differing() -> list[Edition]:
    """Published editions whose words are not those that were settled any more: somebody wrote past the services."""
    rows = Edition.objects.filter(state=State.PUBLISHED).select_related("book__unit").order_by("pk")
    return [edition for edition in rows if digest_of(edition) != edition.digest]
