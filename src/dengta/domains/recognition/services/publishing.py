"""An edition comes out: put forward by one who may decide, published by another, in force from a later day on."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_in_words, day_of
from dengta.domains.people.models import Account
from dengta.domains.recognition.events import EditionPublished
from dengta.domains.recognition.models import ClauseVersion, Edition
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors.editions import digest_of, last_published
from dengta.domains.recognition.selectors.parameters import APPROVAL_HOURS
from dengta.domains.recognition.selectors.signatures import bound_by
from dengta.domains.recognition.services.drafts import TEXTS
from dengta.domains.recognition.services.locked import locked_edition
from dengta.domains.recognition.services.notices import TOLD
from dengta.domains.recognition.services.signing import ask, sign_page
from dengta.domains.recognition.services.standards import R_109
from dengta.domains.recognition.services.wording import insist_on_lawful_words
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

State = Edition.State


@transaction.atomic
def put_forward(*, edition_id: int, effective_on: date, by: Account, now: datetime) -> Edition:
    """Propose the day from which a settled edition holds; somebody else has to publish it. The law reads all of it
    once more: it may have changed since the words were written."""
    edition = locked_edition(edition_id, State.SETTLED)
    policies.publish.require(by, edition)
    _insist_on_day(edition, effective_on, today=day_of(now))
    _insist_on_words(edition)
    insist_on_lawful_words(_texts_of(edition))
    edition.effective_on, edition.submitted_at, edition.submitted_by = effective_on, now, by
    edition.save(update_fields=["effective_on", "submitted_at", "submitted_by"])
    record(by, "recognition.edition_put_forward", edition, effective_on=effective_on, digest=edition.digest)
    return edition


@transaction.atomic
def publish_edition(*, edition_id: int, by: Account, now: datetime) -> Edition:
    """Publish what somebody else put forward: its clauses hold from their day on, and everybody is asked to sign."""
    edition = locked_edition(edition_id, State.SETTLED)
    policies.publish.require(by, edition)
    today = day_of(now)
    if edition.submitted_at is None or edition.effective_on is None:
        raise RuleViolation("recognition.edition_not_put_forward")
    if edition.submitted_by_id == by.pk:
        raise RuleViolation("recognition.second_person_publishes")
    hours = APPROVAL_HOURS.on(today)
    if now - edition.submitted_at > timedelta(hours=hours):
        raise RuleViolation("recognition.put_forward_too_long_ago", hours=hours)
    _insist_on_day(edition, edition.effective_on, today=today)
    _insist_on_words(edition)
    edition.state, edition.published_at, edition.published_on, edition.published_by = State.PUBLISHED, now, today, by
    edition.save(update_fields=["state", "published_at", "published_on", "published_by"])
    _begin_to_hold(edition, edition.effective_on)
    _tell(edition, now=now)
    codes = (
        *edition.versions.values_list("clause__code", flat=True),
        *edition.ends.values_list("clause__code", flat=True),
    )
    events.publish(EditionPublished(edition.pk, edition.book.unit_id, edition.effective_on, tuple(sorted(codes)), now))
    record(by, "recognition.edition_published", edition, effective_on=edition.effective_on, digest=edition.digest)
    return edition


def _insist_on_day(edition: Edition, effective_on: date, *, today: date) -> None:
    """From the day after it is out (R-109): the hours of that day were over for some, and nobody had read it then. And
    after the day of the edition before, so that each has held."""
    R_109.refuse(when=effective_on <= today, code="recognition.in_force_before_out", day=effective_on)
    last = last_published(edition.book_id)
    if last is not None and last.effective_on is not None and effective_on <= last.effective_on:
        raise RuleViolation("recognition.in_force_before_the_last", day=last.effective_on)


def _insist_on_words(edition: Edition) -> None:
    if digest_of(edition) != edition.digest:
        raise RuleViolation("recognition.words_differ_from_settled")


def _texts_of(edition: Edition) -> list[tuple[str, str]]:
    ends = [("why", why) for why in edition.ends.values_list("why", flat=True)]
    versions = [(name, text) for row in edition.versions.values(*TEXTS) for name, text in row.items()]
    return [("summary", edition.summary), *versions, *ends]


def _begin_to_hold(edition: Edition, day: date) -> None:
    """What it changes holds from its day on, and what it replaces or ends until then."""
    before = ClauseVersion.objects.filter(in_force_from__isnull=False, in_force_until=None)
    touched = Q(clause__in=edition.versions.values("clause")) | Q(clause__in=edition.ends.values("clause"))
    before.filter(touched).update(in_force_until=day)
    edition.versions.update(in_force_from=day)


def _tell(edition: Edition, *, now: datetime) -> None:
    people = bound_by(edition.book, day_of(now))
    assert edition.effective_on is not None, "it is published"
    ask(edition, list(people.values_list("pk", flat=True)), now=now)
    notify.send_many(
        to=people.filter(account__isnull=False).select_related("account"), broadcast=True, kind=TOLD,
        title=format_lazy(
            _("New rules of {unit} from {day} on: please read and sign"), unit=edition.book.unit.name,
            day=day_in_words(edition.effective_on),
        ),
        body=edition.summary, url=sign_page(),
    )  # fmt: skip
