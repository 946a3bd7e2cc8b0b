"""The rule book in the menu, in search, in the inbox, at the gate of the queue, and before the doctor."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.people.events import StaffChanged
from dengta.domains.people.services.gates import register_gate
from dengta.domains.recognition.models import Edition
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors.clauses import book_on, saying
from dengta.domains.recognition.selectors.editions import differing
from dengta.domains.recognition.selectors.signatures import check_signed
from dengta.domains.recognition.services.notices import COMMENT, MINUTES, SIGN, TOLD
from dengta.domains.recognition.services.signing import follow_people
from dengta.domains.recognition.words import rule_book as words
from dengta.foundation import doctor, events, notify, schedule
from dengta.foundation.access import Actor
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import register_purpose
from dengta.web import navigation, search
from dengta.web.navigation import Entry


def reads(request: HttpRequest) -> bool:
    """Whether a rule book binds the reader, or is theirs to look after."""
    return policies.works_here(request.user) or policies.see.beyond_own(request.user)


def signs(request: HttpRequest) -> bool:
    """Whether the reader is bound."""
    return policies.works_here(request.user)


def leads(request: HttpRequest) -> bool:
    """Whether the reader sees who has not signed."""
    return policies.see_signers.beyond_own(request.user)


def may_see_minutes(actor: Actor, stored: StoredFile) -> bool:
    """Whoever writes or publishes the book: the list of who took part is in them."""
    of_file = Edition.objects.filter(minutes=stored)
    return (
        policies.write_editions.scope(actor, of_file).exists() or policies.publish.scope(actor, of_file).exists()
    )  # fmt: skip


def find(request: HttpRequest, query: str) -> Sequence[search.Hit]:
    """Clauses in force by their words. One query."""
    if not reads(request):
        return []
    rows = saying(book_on(request.user, timezone.localdate()), query)
    return [
        search.Hit(
            title=f"{row.clause.code} {row.shown_title}", subtitle=str(row.clause.get_category_display()), icon="book",
            url=reverse("rule_book:clause", args=[row.clause.code]),
        )
        for row in rows.order_by("clause__code")[: search.HITS_PER_PROVIDER]
    ]  # fmt: skip


def follow_person(news: StaffChanged) -> None:
    """Somebody joined, moved or left: what binds them there is asked of them at once."""
    follow_people(now=timezone.localtime(), employee_ids=[news.employee])


def words_as_settled(now: datetime) -> "Iterator[doctor.Problem]":
    """Published editions say what was settled with the staff, word for word."""
    for edition in differing():
        yield doctor.Problem(
            format_lazy(
                _("Edition {number} of the rule book of {unit} says something else than what was published"),
                number=edition.number, unit=edition.book.unit.name,
            ),
            _("Restore its words from a backup, and find out who changed them in the database."),
        )  # fmt: skip


def _menu() -> None:
    pages = (
        ("rule_book:book", _("Rule book"), "book", 10, reads, ""),
        ("rule_book:own", _("My signature"), "signature", 11, signs, "rule_book:book"),
        ("rule_book:editions", _("Editions"), "versions", 12, reads, "rule_book:book"),
        ("rule_book:unsigned", _("Not signed yet"), "user-exclamation", 13, leads, "rule_book:book"),
    )
    for url_name, label, icon, order, visible, under in pages:
        navigation.register(
            Entry(section="cases", label=label, url_name=url_name, icon=icon, order=order, visible=visible, under=under)
        )


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    notify.register_kind(TOLD, _("The rule book"))
    register_kind(SIGN, _("Rule book to sign"), verb=_("Read and sign it"), icon="signature", follows_moves=True)
    register_kind(COMMENT, _("Draft rules to comment on"), verb=_("Read and say"), icon="message", own_page=True)
    register_purpose(MINUTES, may_see_minutes)
    register_gate("rule_book", _("Rule book signed"), check_signed)
    events.subscribe(StaffChanged, "recognition.follow_person", follow_person)
    schedule.every("recognition.follow_people", cron="50 4 * * *", job="recognition.follow_people")
    doctor.register("recognition.words_as_settled", _("Published rules say what was settled"), words_as_settled)
    search.register("rules", find, label=_("Rules"))
    _menu()
