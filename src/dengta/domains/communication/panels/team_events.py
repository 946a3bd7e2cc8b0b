"""Team events in the menu and in the inbox."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import team_events as policies
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.words import team_events as words
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
    register_kind("team_events.debrief", _("Debrief of an event"), verb=_("Write"), icon="notes")
    navigation.register(
        Entry(
            section="growth", label=_("Team events"), url_name="team_events:list", icon="confetti", order=126,
            visible=_sees,
        )
    )  # fmt: skip
    schedule.every("communication.remind_of_debriefs", cron="45 8 * * *", job="communication.remind_of_debriefs")
