"""The library in the menu, in Ctrl K, in the inbox and on the buttons of messages."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import library as policies
from dengta.domains.communication.selectors import library as selectors
from dengta.domains.communication.selectors.consultation_subjects import register_subject
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services.library import READ, REVIEW, read_from_message
from dengta.domains.communication.services.library_readers import follow_readers
from dengta.domains.communication.words import library as words
from dengta.domains.people.events import StaffChanged, UnitMoved
from dengta.domains.people.models import Account
from dengta.foundation import events, notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation, search
from dengta.web.navigation import Entry


def _sees(request: HttpRequest) -> bool:
    return policies.see.anywhere(request.user)


def find(request: HttpRequest, query: str) -> Sequence[search.Hit]:
    """Documents whose number, title or text contains the words. One query."""
    rows = selectors.matching(selectors.documents(request.user), query).order_by("number")
    return [
        search.Hit(
            title=str(document),
            subtitle=document.get_kind_display(),
            url=reverse("library:document", args=[document.pk]),
            icon="book-2",
        )
        for document in rows[: search.HITS_PER_PROVIDER]
    ]


def have_read(*, account: Account, key: str, value: str, now: datetime) -> str | Promise:
    """Somebody pressed the button of the message: they have read the version it told of."""
    read_from_message(document_id=int(key), version=int(value), by=account, now=now)
    return _("Thank you, it is noted.")


def follow_person(news: StaffChanged) -> None:
    """Somebody joined, moved or left; a change of a day to come is met by `follow_readers` of that day."""
    follow_readers(now=timezone.now(), employee_ids=[news.employee])


def follow_unit(news: UnitMoved) -> None:
    """A unit stands elsewhere, and other rules hold for its people."""
    follow_readers(now=timezone.now())


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    register_kind(READ, _("Rule or procedure"), verb=_("Read it"), icon="book-2", follows_moves=True)
    register_kind(REVIEW, _("Review of a document"), verb=_("Review"), icon="eye-check")
    notify.register_action(READ, _("I have read it"), have_read)
    navigation.register(
        Entry(section="cases", label=_("Library"), url_name="library:list", icon="book-2", order=10, visible=_sees)
    )
    register_subject("library", selectors.subject)
    search.register("communication.library", find, label=_("Library"))
    events.subscribe(StaffChanged, "communication.library_person", follow_person)
    events.subscribe(UnitMoved, "communication.library_unit", follow_unit)
    schedule.every("communication.follow_readers", cron="15 6 * * *", job="communication.follow_readers")
    schedule.every("communication.remind_owners", cron="40 8 * * *", job="communication.remind_owners")
