"""Everybody reads what changed and signs; whoever leads them sees who has not, and reminds."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.events import EditionSigned
from dengta.domains.recognition.models import Edition, RuleBook, Signature, SigningReminder
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors.editions import last_published
from dengta.domains.recognition.selectors.signatures import bound_by, owed, unsigned_of
from dengta.domains.recognition.services.notices import SIGN, TOLD
from dengta.foundation import events, notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

ONE_DAY = timedelta(days=1)


def sign_page() -> str:
    """Where everybody finds what they have to sign."""
    return reverse("rule_book:own")


@transaction.atomic
def sign_edition(*, edition_id: int, signature: str, by: Account, now: datetime) -> Signature:
    """The person has read the book up to its newest edition, and signs with the own name."""
    edition = Edition.objects.select_related("book__unit").get(pk=edition_id, state=Edition.State.PUBLISHED)
    RuleBook.objects.select_for_update().get(pk=edition.book_id)
    me = bound_by(edition.book, day_of(now)).filter(pk=facts_of(by).employee_id or 0).first()
    if me is None:
        raise NotAllowed("not_allowed", right=policies.see_editions.name)
    if last_published(edition.book_id) != edition:
        raise RuleViolation("recognition.newer_edition_is_out")
    if "".join(signature.split()) != "".join(me.name.split()):
        raise RuleViolation("recognition.signature_differs", name=me.name)
    if Signature.objects.filter(edition=edition, employee=me).exists():
        raise RuleViolation("recognition.signed_already")
    signed = Signature.objects.create(edition=edition, employee=me, name=signature.strip(), signed_at=now)
    todos.settle(kind=SIGN, key=edition.book_id, of=[me.pk])
    events.publish(EditionSigned(edition.pk, me.pk, now))
    record(by, "recognition.edition_signed", signed, subject=me.pk, edition=edition.number)
    return signed


def ask(edition: Edition, people: Collection[int], *, now: datetime) -> None:
    """Let the newest edition wait for these people, until the last day on which they take contacts without."""
    due = {one.employee_id: one.closes_on for one in owed(people, day_of(now)) if one.edition == edition}
    title = format_lazy(_("Read and sign the rule book of {unit}"), unit=edition.book.unit.name)
    for closes_on in sorted(set(due.values())):
        todos.put(
            kind=SIGN, key=edition.book_id, to=[pk for pk, day in due.items() if day == closes_on], title=title,
            url=sign_page(), now=now, due_at=end_of(closes_on - ONE_DAY),
        )  # fmt: skip


@transaction.atomic
def follow_people(*, now: datetime, employee_ids: Collection[int] | None = None) -> int:
    """Whoever joined or moved in is asked to sign, whoever is bound no more is not: everybody, or these people. Done
    again it finds nothing new. Answers how many still owe a signature."""
    waiting = 0
    for book in RuleBook.objects.select_related("unit").order_by("pk"):
        edition = last_published(book.pk)
        if edition is None:
            continue
        edition.book = book
        people = bound_by(book, day_of(now))
        gone = Employee.objects.exclude(pk__in=people.values("pk"))
        if employee_ids is not None:
            people, gone = people.filter(pk__in=employee_ids), gone.filter(pk__in=employee_ids)
        todos.settle(kind=SIGN, key=book.pk, of=gone.values("pk"))
        missing = list(people.exclude(pk__in=edition.signatures.values("employee")).values_list("pk", flat=True))
        ask(edition, missing, now=now)
        waiting += len(missing)
        record(None, "recognition.signing_followed", edition, waiting=len(missing))
    return waiting


@transaction.atomic
def remind_of_signing(*, edition_id: int, by: Account, now: datetime) -> int:
    """Remind those of one's people who have not signed, once a day. Answers how many were told."""
    edition = Edition.objects.select_related("book__unit").get(pk=edition_id, state=Edition.State.PUBLISHED)
    if not policies.remind.beyond_own(by):
        raise NotAllowed("not_allowed", right=policies.remind.name)
    today = day_of(now)
    people = list(policies.remind.scope(by, unsigned_of(by, edition, today)).select_related("account"))
    if not people:
        raise RuleViolation("recognition.everybody_signed")
    _reminder, is_new = SigningReminder.objects.get_or_create(
        edition=edition, sent_by=by, sent_on=today, defaults={"people": len(people)}
    )
    if not is_new:
        raise RuleViolation("recognition.reminded_today")
    ask(edition, [one.pk for one in people], now=now)
    notify.send_many(
        to=people, broadcast=False, kind=TOLD, url=sign_page(),
        title=format_lazy(_("The rule book of {unit} waits for your signature"), unit=edition.book.unit.name),
    )  # fmt: skip
    record(by, "recognition.signing_reminded", edition, people=len(people))
    return len(people)
