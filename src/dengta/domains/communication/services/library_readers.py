"""Who reads the library after people came, moved or left: newcomers are asked, leavers are not waited for."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import DocumentReading, DocumentVersion, LibraryDocument, Todo
from dengta.domains.communication.policies.reach import client_of
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.crews import members
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.library import NOTICE, READ, READ_WITHIN, have_read, page_of
from dengta.domains.people.models import Employee, Membership, UnitClosure
from dengta.foundation import notify
from dengta.foundation.audit.record import record


@transaction.atomic
def follow_readers(*, now: datetime, employee_ids: Collection[int] | None = None) -> int:
    """Ask everybody, or these people, to read what holds for them and they have not read, and take back what holds for
    them no more. Done again it finds nothing left to do; answers how many people were asked."""
    today = day_of(now)
    if employee_ids is None:
        _count_by_client()
    documents = LibraryDocument.objects.filter(retired_on=None).order_by("number")
    if employee_ids is not None:
        documents = documents.filter(_concerning(employee_ids, today))
    asked: Counter[int] = Counter()
    last: dict[int, LibraryDocument] = {}
    for document in documents.select_related("unit"):
        come = _follow(document, employee_ids, today=today, now=now)
        asked.update(come)
        last.update(dict.fromkeys(come, document))
    people = Employee.objects.filter(pk__in=asked).select_related("account").order_by("pk")
    current = DocumentVersion.objects.filter(document__in=last.values(), current=True)
    versions = dict(current.values_list("document_id", "version")) if last else {}
    for person in people:
        document = last[person.pk]
        _tell(person, documents=asked[person.pk], last=document, version=versions[document.pk])
    return len(asked)


def _count_by_client() -> None:
    """A document follows its unit to another client, unless its number is taken there: then it keeps its old place."""
    for document in LibraryDocument.objects.select_for_update().order_by("pk"):
        client = client_of(document.unit_id)
        there = LibraryDocument.objects.filter(client=client, number=document.number)
        if client != document.client_id and not there.exists():
            document.client_id = client
            document.save(update_fields=["client"])


def _concerning(employee_ids: Collection[int], today: date) -> Q:
    """Documents that hold for one of these people today, or that one of them is still to read."""
    teams = Membership.objects.on(today).filter(employee__in=employee_ids).values("unit")
    above = UnitClosure.objects.on(today).filter(descendant__in=teams).values("ancestor")
    waiting = Todo.objects.filter(kind=READ, employee__in=employee_ids).values_list("key", flat=True)
    return Q(unit__in=above) | Q(pk__in=[int(key) for key in waiting])


def _follow(document: LibraryDocument, employee_ids: Collection[int] | None, *, today: date, now: datetime) -> set[int]:
    people, held = members(document.unit_id, today), Todo.objects.filter(kind=READ, key=str(document.pk))
    if employee_ids is not None:
        people, held = people.filter(pk__in=employee_ids), held.filter(employee__in=employee_ids)
    read = DocumentReading.objects.filter(version__document=document, version__current=True, employee=OuterRef("pk"))
    wanted = set(people.filter(~Exists(read)).values_list("pk", flat=True))
    waiting = set(held.values_list("employee_id", flat=True))
    come, gone = wanted - waiting, waiting - wanted
    if gone:
        todos.settle(kind=READ, key=document.pk, of=gone)
    if come:
        due = now + timedelta(days=READ_WITHIN.on(today))
        todos.put(
            kind=READ, key=document.pk, to=sorted(come), title=str(document), url=page_of(document), now=now, due_at=due
        )
    if come or gone:
        record(None, "communication.document_followed", document, come=len(come), gone=len(gone))
    return come


def _tell(person: Employee, *, documents: int, last: LibraryDocument, version: int) -> None:
    """One notice, however many documents there are; with a button where it is about one alone."""
    if documents == 1:
        title = format_lazy(_("To read: {document}"), document=last)
        notify.send(to=person, kind=NOTICE, title=title, url=page_of(last), actions=[have_read(last, version)])
        return
    title = format_lazy(_("Rules and procedures to read: {number}"), number=documents)
    notify.send(to=person, kind=NOTICE, title=title, url=reverse("library:list"))
