"""The library as its readers see it, and the clause that a code points at."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from dengta.domains.communication.models import Clause, DocumentReading, DocumentVersion, LibraryDocument
from dengta.domains.communication.policies import library as policies
from dengta.domains.communication.policies.reach import same_side
from dengta.domains.communication.selectors.consultation_subjects import Subject
from dengta.domains.communication.selectors.crews import members
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import units_below
from dengta.domains.people.selectors.people import people as known_people
from dengta.foundation.access import Actor, facts_of

SUBJECT = re.compile(r"library:(\d{1,12}):(.{1,20})/(\d{1,5})")


@dataclass(frozen=True)
class Changed:
    """A clause beside what it was in the version before; None where it was not there, or is no more."""

    code: str
    before: str | None
    after: str | None

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return self.before == self.after


@dataclass(frozen=True)
class Readers:
    """How many of those a version holds for have read it; by name those whom the reader of the page may see."""

    read: int
    total: int
    missing: Sequence[Employee]


@dataclass(frozen=True)
class Beside:
    """What another room has beside a document, such as questions on it."""

    label: str | Promise
    url: str
    icon: str


BesideSource = Callable[[Actor, int], Beside | None]
_beside: list[BesideSource] = []


def register_beside(source: BesideSource) -> None:
    """Let a room above show something beside documents (actor, id of the document). Called in `apps.ready()`."""
    _beside.append(source)


def beside(actor: Actor, document_id: int) -> list[Beside]:
    """What the rooms above have beside a document for this reader. A query for each room."""
    return [one for one in (source(actor, document_id) for source in _beside) if one is not None]


def documents(actor: Actor) -> QuerySet[LibraryDocument]:
    """What the reader may read and is in force, with the number of its version and whether they have read it."""
    current = DocumentVersion.objects.filter(document=OuterRef("pk"), current=True)
    read = DocumentReading.objects.filter(
        version__document=OuterRef("pk"), version__current=True, employee_id=facts_of(actor).employee_id or 0
    )
    rows = policies.see.scope(actor, LibraryDocument.objects.filter(retired_on=None))
    return rows.select_related("unit", "owner").annotate(
        version=Subquery(current.values("version")[:1]),
        published_at=Subquery(current.values("published_at")[:1]),
        read_by_me=Exists(read),
    )


def overdue(rows: QuerySet[LibraryDocument], today: date) -> QuerySet[LibraryDocument]:
    """Those whose owner should have looked at them again."""
    return rows.filter(review_on__lt=today, retired_on=None)


def matching(rows: QuerySet[LibraryDocument], text: str) -> QuerySet[LibraryDocument]:
    """Those whose number, title or present text contains these words."""
    inside = Clause.objects.filter(version__document=OuterRef("pk"), version__current=True, text__icontains=text)
    return rows.filter(Q(number__icontains=text) | Q(title__icontains=text) | Exists(inside))


def version_of(document: LibraryDocument, number: int | None = None) -> DocumentVersion | None:
    """A version with its clauses; the present one where no number is asked for. Two queries."""
    rows = document.versions.select_related("published_by__employee").prefetch_related("clauses")
    return rows.filter(current=True).first() if number is None else rows.filter(version=number).first()


def known_hands(document: LibraryDocument, *, seen_by: Actor, today: date) -> frozenset[int]:
    """Who looks after it and who wrote its versions, of those whom the reader may know. One query."""
    wrote = Q(account__in=document.versions.values("published_by"))
    known = known_people(seen_by, today).filter(wrote | Q(pk=document.owner_id))
    return frozenset(known.values_list("pk", flat=True))


def versions_of(document: LibraryDocument) -> QuerySet[DocumentVersion]:
    """All versions, newest first. One query."""
    return document.versions.select_related("published_by__employee").order_by("-version")


def compared(new: DocumentVersion, old: DocumentVersion | None) -> list[Changed]:
    """Clause by clause against an older version: what is there now in its order, then what is no more."""
    before = {clause.code: clause.text for clause in old.clauses.all()} if old else {}
    now = [Changed(one.code, before.get(one.code), one.text) for one in new.clauses.all()]
    gone = before.keys() - {one.code for one in now}
    return [*now, *(Changed(code, before[code], None) for code in before if code in gone)]


def readers_of(version: DocumentVersion, *, seen_by: Actor, today: date) -> Readers:
    """Who has read it, of those it holds for and whom the reader may know of: in a rule of the house nobody counts the
    people of another client. Numbers for all, names for those who answer for these people."""
    people = members(version.document.unit_id, today).filter(pk__in=known_people(seen_by, today).values("pk"))
    read = DocumentReading.objects.filter(version=version, employee=OuterRef("pk"))
    counts = people.aggregate(total=Count("pk"), read=Count("pk", filter=Exists(read)))
    missing = policies.see_readers.scope(seen_by, people.filter(~Exists(read))).order_by("pinyin", "pk")
    return Readers(counts["read"], counts["total"], list(missing[:200]))


def subject(actor: Account, key: str) -> Subject | None:
    """A version that somebody is about to publish, as a matter of a consultation: "library:12:KF-003/4"."""
    found = SUBJECT.fullmatch(key)
    unit = policies.write_for.scope(actor, Unit.objects.filter(pk=int(found[1]))).first() if found else None
    if found is None or unit is None:
        return None
    document = under_number(found[2], unit).order_by("pk").first()
    if document is not None and (document.unit_id != unit.pk or not policies.write.allows(actor, document)):
        return None
    return subject_for(unit, document or found[2], int(found[3]))


def under_number(number: str, unit: Unit) -> QuerySet[LibraryDocument]:
    """What bears this number where a document of this unit would meet it: at its own client, in the house, and below
    the unit. Never at another client, of which nobody here is to know. Two queries."""
    below = Q(unit_id__in=units_below([unit.pk], timezone.localdate()))
    return LibraryDocument.objects.filter(same_side([unit.pk]) | below, number=number)


def subject_for(unit: Unit, document: LibraryDocument | str, version: int) -> Subject:
    """The next version of a document, or the first one under a number, as a matter of a consultation. Two queries."""
    if isinstance(document, str):
        number, url = document, reverse("library:new")
    else:
        number, url = document.number, reverse("library:revise", args=[document.pk])
    people = members(unit.pk, timezone.localdate()).values_list("pk", flat=True)
    return Subject(
        key=f"library:{unit.pk}:{number}/{version}",
        title=str(document),
        unit=unit,
        people=frozenset(people),
        url=url,
        is_text=True,
    )


def clause(code: str, *, seen_by: Actor) -> Clause:
    """The present clause behind a code such as "KF-003/2.1": what breaches and letters of the rooms above point at.

    Raises `Clause.DoesNotExist` where the reader sees none, `Clause.MultipleObjectsReturned` for who sees documents of
    several clients under that number. One query.
    """
    number, _slash, clause_code = code.partition("/")
    documents = policies.see.scope(seen_by, LibraryDocument.objects.filter(number=number))
    rows = Clause.objects.select_related("version__document__unit")
    return rows.get(version__document__in=documents, version__current=True, code=clause_code)


def code_of(found: Clause) -> str:
    """The code by which others point at this clause."""
    return f"{found.version.document.number}/{found.code}"
