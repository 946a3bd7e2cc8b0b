"""A draft before the staff: everybody it will bind is asked for their view, and anew when its words change."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.consultations import STAFF_DAYS
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Edition
from dengta.domains.recognition.selectors.editions import digest_of
from dengta.domains.recognition.selectors.signatures import bound_by
from dengta.domains.recognition.services.notices import COMMENT, TOLD
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.zones import ONE_DAY


def page_of(edition: Edition) -> str:
    """Where an edition is read."""
    return reverse("rule_book:edition", args=[edition.pk])


def ask_staff(edition: Edition, *, now: datetime) -> None:
    """Put the draft before everybody it will bind, and tell them."""
    title = format_lazy(_("Rules of {unit}: say what you think of the draft"), unit=edition.book.unit.name)
    _let_wait(edition, title, now=now)
    _tell(edition, title, edition.summary, now=now)


@transaction.atomic
def put_words_again(edition: Edition, *, by: Account, now: datetime) -> None:
    """What the staff was asked about is what is adopted (Labour Contract Law, article 4). Words that change while they
    are before the staff are put before it again: everybody has the full days from that day on, so the assembly comes
    after the last change, and is told, once a day."""
    digest = digest_of(edition)
    if edition.state != Edition.State.CONSULTATION or digest == edition.digest:
        return
    assert edition.closes_on is not None, "the draft is before the staff"
    today = day_of(now)
    is_first = edition.changed_on != today
    edition.digest, edition.changed_on = digest, today
    edition.closes_on = max(edition.closes_on, today + STAFF_DAYS.on(today) * ONE_DAY)
    edition.save(update_fields=["digest", "changed_on", "closes_on"])
    title = format_lazy(_("Rules of {unit}: the draft has changed, say what you think"), unit=edition.book.unit.name)
    _let_wait(edition, title, now=now)
    if is_first:
        _tell(edition, title, edition.summary, now=now)
    record(by, "recognition.consultation_extended", edition, closes_on=edition.closes_on, digest=digest)


def _let_wait(edition: Edition, title: Promise | str, *, now: datetime) -> None:
    assert edition.closes_on is not None, "the draft is before the staff"
    people = list(bound_by(edition.book, day_of(now)).values_list("pk", flat=True))
    todos.settle(kind=COMMENT, key=edition.pk)
    todos.put(
        kind=COMMENT, key=edition.pk, to=people, title=title, url=page_of(edition), now=now,
        due_at=end_of(edition.closes_on),
    )  # fmt: skip


def _tell(edition: Edition, title: Promise | str, words: str, *, now: datetime) -> None:
    people = bound_by(edition.book, day_of(now)).filter(account__isnull=False).select_related("account")
    notify.send_many(to=people, broadcast=True, kind=TOLD, title=title, body=words, url=page_of(edition))
