"""What the book says: today, on any day, and what it said before."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dengta.domains.recognition.models import Clause, ClauseVersion, Edition, MatrixCell, Measure
from dengta.domains.recognition.policies import rule_book as policies
from dengta.foundation.access import Actor

PUBLISHED = Q(in_force_from__isnull=False)
State = Edition.State


def in_force(day: date) -> Q:
    """Versions that hold on a day."""
    return Q(in_force_from__lte=day) & (Q(in_force_until__isnull=True) | Q(in_force_until__gt=day))


def book_on(actor: Actor, day: date) -> QuerySet[ClauseVersion]:
    """Every clause that holds on a day and binds the reader or is theirs to look after. One query."""
    rows = policies.see_versions.scope(actor, ClauseVersion.objects.filter(in_force(day)))
    return rows.select_related("clause__book__unit", "edition")


def saying(rows: QuerySet[ClauseVersion], text: str) -> QuerySet[ClauseVersion]:
    """Those that say it in either language, or whose code begins so. No query of its own."""
    said = Q(clause__code__istartswith=text.strip())
    for field in ("title", "plain", "standard", "title_en", "plain_en", "standard_en"):
        said |= Q(**{f"{field}__icontains": text.strip()})
    return rows.filter(said)


def clause_named(actor: Actor, code: str) -> QuerySet[Clause]:
    """The published clause of that code, as far as the reader may see it. One query."""
    rows = policies.see_clauses.scope(actor, Clause.objects.filter(code=code))
    return rows.filter(versions__in_force_from__isnull=False).distinct().select_related("book__unit")


def history(clause: Clause) -> list[ClauseVersion]:
    """All published versions, newest first. One query."""
    return list(clause.versions.filter(PUBLISHED).select_related("edition").order_by("-number"))


def version_on(clause: Clause, day: date) -> ClauseVersion | None:
    """What a clause said on a day; None where it did not hold. One query."""
    return clause.versions.filter(in_force(day)).select_related("clause__book__unit", "edition").first()


def latest_before(edition: Edition, clause_ids: Collection[int]) -> dict[int, ClauseVersion]:
    """By clause, the last published version before that of this edition: what a change is compared with. One query."""
    rows = ClauseVersion.objects.filter(PUBLISHED, clause__in=clause_ids, edition__number__lt=edition.number)
    return {row.clause_id: row for row in rows.order_by("clause", "number")}


@dataclass(frozen=True)
class Range:
    """Which measures are allowed: from the mildest to the most severe."""

    least: Measure
    most: Measure

    @property
    def measures(self) -> list[Measure]:
        """Each of them, mildest first."""
        return [one for one in Measure if self.least <= one <= self.most]

    def allows(self, measure: int) -> bool:
        """Whether a measure lies inside."""
        return self.least <= measure <= self.most


Matrix = dict[tuple[int, int], Range]


def matrix_of(edition: Edition) -> Matrix:
    """The table of an edition, by severity and repetition. One query."""
    rows = MatrixCell.objects.filter(edition=edition)
    return {(cell.severity, cell.repetition): Range(Measure(cell.least), Measure(cell.most)) for cell in rows}


def edition_on(book_id: int, day: date) -> Edition | None:
    """The edition up to which a book holds on a day; None before its first. One query."""
    out = Edition.objects.filter(book=book_id, state=State.PUBLISHED, effective_on__lte=day)
    return out.order_by("-number").first()


def editions_after(book_id: int, day: date) -> list[Edition]:
    """Those that are out on a day and hold later, the next one first. One query."""
    out = Edition.objects.filter(book=book_id, state=State.PUBLISHED, effective_on__gt=day)
    return list(out.order_by("number"))


def matrix_on(book_id: int, day: date) -> Matrix:
    """The table that a book has in force on a day; empty where it has none. Two queries."""
    edition = edition_on(book_id, day)
    return {} if edition is None else matrix_of(edition)


def allowed(version: ClauseVersion, matrix: Matrix, repetition: int) -> Range:
    """What may follow from a breach of this clause for the so-manieth time: what the table says for its severity,
    inside what the clause itself says. Where the two do not meet, the milder one of them holds."""
    assert version.severity is not None, "only standards of conduct can be breached"
    assert version.least is not None
    assert version.most is not None
    cell = matrix.get((version.severity, repetition)) or Range(Measure(version.least), Measure(version.most))
    most = min(cell.most, version.most)
    return Range(Measure(min(max(cell.least, version.least), most)), Measure(most))


def versions_by_clause(clause_ids: Collection[int]) -> dict[int, list[ClauseVersion]]:
    """The published versions of these clauses, oldest first. One query."""
    found: dict[int, list[ClauseVersion]] = defaultdict(list)
    for row in ClauseVersion.objects.filter(PUBLISHED, clause__in=clause_ids).order_by("number"):
        found[row.clause_id].append(row)
    return found
