"""What bound somebody on a day: for whatever rests on a clause, in this room and above."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from dengta.domains.communication.selectors.clock import start_of
from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
from dengta.domains.recognition.models import Clause, ClauseVersion, RuleBook
from dengta.domains.recognition.selectors.clauses import Range, allowed, matrix_on, version_on
from dengta.domains.recognition.selectors.signatures import number_signed


def clause_of(clause: str | int) -> Clause:
    """The clause by its code or id. Raises Clause.DoesNotExist. One query."""
    named = {"code": clause} if isinstance(clause, str) else {"pk": clause}
    return Clause.objects.select_related("book__unit").get(**named)


def clause_in_force(
    clause: str | int, *, on: date, employee: Employee, at: datetime | None = None
) -> ClauseVersion | None:
    """The version of a clause that held on a day and that this person had signed by then: before the day, or by the
    moment `at` where it is known. None where there is none: nothing can be breached then (R-090, R-109). Four
    queries."""
    row = clause_of(clause)
    version = version_on(row, on)
    return version if version is not None and is_bound(version, employee, on=on, at=at) else None


def is_bound(version: ClauseVersion, employee: Employee, *, on: date, at: datetime | None = None) -> bool:
    """Whether somebody worked where the book holds, and had signed it up to this version’s edition: before the day, as
    long as nobody knows the moment. Two queries."""
    last = number_signed(employee.pk, version.clause.book_id, until=at or start_of(on))
    return last >= version.edition.number and binds(version.clause.book, employee, on)


def binds(book: RuleBook, employee: Employee, on: date) -> bool:
    """Whether a book held for somebody on a day: that of the company does for everybody. One query."""
    if book.unit.kind == Unit.Kind.COMPANY:
        return True
    below = UnitClosure.objects.on(on).filter(ancestor=book.unit_id).values("descendant")
    rows = Membership.objects.on(on).filter(employee=employee)
    return rows.filter(Q(unit=book.unit_id) | Q(unit__in=below)).exists()


@dataclass(frozen=True)
class Consequences:
    """What may follow from a breach of one version of a clause, for the so-manieth time."""

    version: ClauseVersion
    repetition: int
    range: Range


def consequences(version: ClauseVersion, *, repetition: int, on: date) -> Consequences:
    """The published range for a breach on a day. Two queries."""
    repetition = min(max(repetition, 1), 3)
    return Consequences(version, repetition, allowed(version, matrix_on(version.clause.book_id, on), repetition))
