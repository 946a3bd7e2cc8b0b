"""Who has read and signed what of a rule book, and who still owes it.

A signature under an edition stands for everything of the book up to it: its page shows what changed since the last one.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit, UnitClosure
from dengta.domains.people.services.gates import GateResult
from dengta.domains.recognition.models import Clause, ClauseEnd, ClauseVersion, Edition, RuleBook, Signature
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors.editions import Change
from dengta.domains.recognition.selectors.parameters import GRACE_DAYS
from dengta.foundation.access import Actor, Role, facts_of

State = Edition.State


def bound_by(book: RuleBook, day: date) -> QuerySet[Employee]:
    """Whom a book binds: everybody at work in its unit and below; that of the company also those without a team, but
    not the contacts of clients. One query."""
    rows = Employee.objects.filter(status=Employee.Status.ACTIVE)
    if book.unit.kind != Unit.Kind.COMPANY:
        below = UnitClosure.objects.on(day).filter(ancestor=book.unit_id).values("descendant")
        inside = Membership.objects.on(day).filter(Q(unit=book.unit_id) | Q(unit__in=below))
        return rows.filter(pk__in=inside.values("employee"))
    return rows.exclude(account__in=_guests(day))


def _guests(day: date) -> "QuerySet[RoleGrant]":
    return RoleGrant.objects.on(day).filter(role=Role.CLIENT).values("account")  # type: ignore[return-value]


def unsigned(edition: Edition, day: date) -> QuerySet[Employee]:
    """Those whom the book binds and who have not signed this edition. One query."""
    signed = Signature.objects.filter(edition=edition, employee=OuterRef("pk"))
    return bound_by(edition.book, day).filter(~Exists(signed))


def unsigned_of(actor: Actor, edition: Edition, day: date) -> QuerySet[Employee]:
    """Those of them whom the reader leads, without the reader; with team and edition signed last. One query."""
    last = Signature.objects.filter(employee=OuterRef("pk"), edition__book=edition.book_id).order_by("-edition__number")
    team = Membership.objects.on(day).filter(employee=OuterRef("pk"))
    rows = policies.see_signers.scope(actor, unsigned(edition, day)).exclude(pk=facts_of(actor).employee_id or 0)
    return rows.annotate(
        last_signed=Subquery(last.values("edition__number")[:1]), team=Subquery(team.values("unit__name")[:1])
    )


@dataclass(frozen=True)
class Standing:
    """How many of those the reader leads have signed an edition."""

    signed: int
    asked: int


def standing(actor: Actor, edition: Edition, day: date) -> Standing:
    """How many of them have. Two queries."""
    people = policies.see_signers.scope(actor, bound_by(edition.book, day))
    return Standing(people.filter(pk__in=edition.signatures.values("employee")).count(), people.count())


@dataclass(frozen=True)
class Owed:
    """An edition somebody has not signed, and from which day on they take no contacts without."""

    employee_id: int
    edition: Edition
    closes_on: date


def owed(employee_ids: Collection[int], day: date) -> list[Owed]:
    """What these people have to sign on a day, the newest edition of each book that binds them. Five queries, however
    many they are."""
    editions: dict[int, list[Edition]] = defaultdict(list)
    out = Edition.objects.filter(state=State.PUBLISHED, published_on__lte=day).select_related("book__unit")
    for edition in out.order_by("number"):
        editions[edition.book_id].append(edition)
    if not editions or not employee_ids:
        return []
    begun = _bound_since(employee_ids, [one[0].book for one in editions.values()], day)
    signed = _signed(employee_ids)
    found = []
    for (employee_id, book_id), since in begun.items():
        last = signed.get((employee_id, book_id))
        missing = [one for one in editions[book_id] if one.number > (last or 0)]
        if missing:
            assert missing[0].effective_on is not None
            # Whoever has signed the book before has known it since; a newcomer gets their days from joining on.
            from_day = missing[0].effective_on if last else max(missing[0].effective_on, since)
            found.append(Owed(employee_id, missing[-1], from_day + timedelta(days=GRACE_DAYS.on(day))))
    return found


def _bound_since(
    employee_ids: Collection[int], books: Collection[RuleBook], day: date
) -> dict[tuple[int, int], date]:  # fmt: skip
    """By person and book, since when it binds them. Three queries."""
    below = UnitClosure.objects.on(day).filter(ancestor__in=[book.unit_id for book in books])
    above: dict[int, set[int]] = defaultdict(set)
    for ancestor, descendant in below.values_list("ancestor_id", "descendant_id"):
        above[descendant].add(ancestor)
    teams = {
        employee: (unit, since)
        for employee, unit, since in Membership.objects.on(day)
        .filter(employee__in=employee_ids)
        .values_list("employee_id", "unit_id", "valid_from")
    }
    people = Employee.objects.filter(pk__in=employee_ids, status=Employee.Status.ACTIVE)
    found = {}
    for employee_id, hired_on in people.exclude(account__in=_guests(day)).values_list("pk", "hired_on"):
        unit, since = teams.get(employee_id, (0, hired_on or date.min))
        for book in books:
            if book.unit.kind == Unit.Kind.COMPANY or book.unit_id == unit or book.unit_id in above[unit]:
                found[employee_id, book.pk] = since
    return found


def _signed(employee_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """By person and book, the newest edition that they signed. One query."""
    rows = Signature.objects.filter(employee__in=employee_ids).order_by()
    signed = rows.values_list("employee_id", "edition__book_id").annotate(Max("edition__number"))
    return {(employee, book): number for employee, book, number in signed}


def check_signed(employee_ids: Collection[int], on: date) -> Mapping[int, GateResult]:
    """The gate: whoever has not signed in their days takes no contacts. Five queries."""
    return {
        one.employee_id: GateResult(ok=False, reason=_not_signed(one.edition))
        for one in owed(employee_ids, on)
        if one.closes_on <= on
    }


def _not_signed(edition: Edition) -> Promise:
    return format_lazy(
        _("The rule book of {unit} is not read and signed yet (edition {number})"),
        unit=edition.book.unit.name, number=edition.number,
    )  # fmt: skip


def own_debts(actor: Actor, day: date) -> list[Owed]:
    """What the reader has to sign. Five queries."""
    me = facts_of(actor).employee_id
    return [] if me is None else owed([me], day)


def number_signed(employee_id: int, book_id: int, *, until: datetime | None = None) -> int:
    """The newest edition of a book that somebody had signed by a moment; 0 for none. One query."""
    rows = Signature.objects.filter(employee=employee_id, edition__book=book_id)
    if until is not None:
        rows = rows.filter(signed_at__lte=until)
    return rows.aggregate(last=Max("edition__number"))["last"] or 0


def first_signature(employee_id: int, edition: Edition) -> Signature | None:
    """By which somebody first signed a book up to an edition: that one or a later one. One query."""
    rows = Signature.objects.filter(employee=employee_id, edition__book=edition.book_id)
    rows = rows.filter(edition__number__gte=edition.number).select_related("edition")
    return rows.order_by("signed_at", "pk").first()


def to_read(edition: Edition, *, since: int, day: date) -> list[Change]:
    """What somebody who signed edition `since` (0: none) has to read before signing this one: what holds or will hold
    of the versions that came after, and what has ended. Three queries; whoever signs for the first time reads all."""
    upto = Q(edition__book=edition.book_id, edition__number__gt=since, edition__number__lte=edition.number)
    rows = ClauseVersion.objects.filter(upto, in_force_from__isnull=False)
    rows = rows.filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=day)).select_related("clause", "edition")
    new = list(rows.order_by("clause__code", "number"))
    ended = list(ClauseEnd.objects.filter(upto).select_related("clause", "edition")) if since else []
    before = _versions_before(new, ended) if since else {}
    found = [Change(row.clause, before.get((row.clause_id, row.number - 1)), row, row.shown_why, row.pk) for row in new]
    found += [Change(row.clause, _last(before, row.clause), None, row.why, row.pk) for row in ended]
    return sorted(found, key=lambda one: (one.clause.code, one.after.number if one.after else 0))


def _versions_before(new: list[ClauseVersion], ended: list[ClauseEnd]) -> dict[tuple[int, int], ClauseVersion]:
    ids = {row.clause_id for row in new} | {row.clause_id for row in ended}
    rows = ClauseVersion.objects.filter(clause__in=ids, in_force_from__isnull=False)
    return {(row.clause_id, row.number): row for row in rows}


def _last(versions: dict[tuple[int, int], ClauseVersion], clause: Clause) -> ClauseVersion | None:
    of_clause = [row for (clause_id, _number), row in versions.items() if clause_id == clause.pk]
    return max(of_clause, key=lambda row: row.number, default=None)


def own_signatures(actor: Actor) -> QuerySet[Signature]:
    """What the reader has signed, newest first. One query."""
    rows = Signature.objects.filter(employee_id=facts_of(actor).employee_id or 0)
    return rows.select_related("edition__book__unit").order_by("-signed_at", "-pk")
