"""Meetings in the menu, on Today and in the inbox."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import meetings as policies
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services.meetings import MINUTES
from dengta.domains.communication.words import meetings as words
from dengta.foundation import notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def _sees(request: HttpRequest) -> bool:
    return policies.see.anywhere(request.user)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    register_kind(
        "meetings.statement", _("Own words for the meeting"), verb=_("Write"), icon="message-2", own_page=True
    )
    register_kind(MINUTES, _("Minutes to publish"), verb=_("Publish them"), icon="notes")
    schedule.every("communication.ask_for_minutes", cron="25 0 * * *", job="communication.ask_for_minutes")
    register_kind("meetings.action", _("Action from a meeting"), verb=_("Finish"), icon="checklist")
    register_kind("meetings.case", _("Learning item"), verb=_("Read it"), icon="book")
    navigation.register(
        Entry(
            section="today", label=_("Meetings"), url_name="meetings:list", icon="users-group", order=30, visible=_sees
        )
    )
    navigation.register(
        Entry(
            section="growth", label=_("Learning items"), url_name="meetings:cases", icon="bulb", order=20, visible=_sees
        )
    )
