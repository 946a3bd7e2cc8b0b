"""Team events in the menu, in the inbox and on the buttons of messages."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import SignUp
from dengta.domains.communication.policies import team_events as policies
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services.team_events import COME, sign_up
from dengta.domains.communication.words import team_events as words
from dengta.domains.people.models import Account
from dengta.foundation import notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def _sees(request: HttpRequest) -> bool:
    return policies.see.anywhere(request.user)


def come(*, account: Account, key: str, now: datetime, **_value: Any) -> str | Promise:
    """Somebody pressed the button of the message about an event: they are on its list."""
    mine = sign_up(event_id=int(key), by=account, now=now)
    if mine.state == SignUp.State.WAITING:
        return _("All places are taken. You are on the waiting list and hear as soon as one is free.")
    return _("You are on the list. We look forward to it.")


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    register_kind("team_events.debrief", _("Debrief of an event"), verb=_("Write"), icon="notes")
    notify.register_action(COME, _("I am coming"), come)
    navigation.register(
        Entry(
            section="growth", label=_("Team events"), url_name="team_events:list", icon="confetti", order=126,
            visible=_sees,
        )
    )  # fmt: skip
    schedule.every("communication.remind_of_debriefs", cron="45 8 * * *", job="communication.remind_of_debriefs")
