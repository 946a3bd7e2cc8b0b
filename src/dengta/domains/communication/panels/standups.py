"""The stand-up in the menu, on Today of leaders, and in the inbox of whoever looks after a blocker."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import standups as policies
from dengta.domains.communication.selectors import todos
from dengta.domains.communication.selectors.team_rhythm import team_rhythm
from dengta.domains.communication.services.standups import BLOCKER
from dengta.domains.communication.words import standups as words
from dengta.foundation import errors, notify, slots
from dengta.foundation.audit import verbs
from dengta.web import navigation
from dengta.web.navigation import Entry

MOST_SHOWN = 3


def _sees(request: HttpRequest) -> bool:
    return policies.see.anywhere(request.user)


def _leads(request: HttpRequest, subject: Any = None) -> bool:
    return policies.lead.anywhere(request.user)


def due_today(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """Today's stand-up where it was not held yet, working days that had none, weeks and months without a meeting;
    nothing where all is well."""
    known = team_rhythm(request.user, timezone.localdate())
    if known.keeps_time:
        return None
    missing = known.standups.missing
    return {
        "waiting": known.standups.waiting,
        "missing": missing[:MOST_SHOWN],
        "more": max(0, len(missing) - MOST_SHOWN),
        "overlooked": known.overlooked,
    }


def register() -> None:
    """Called once, at start."""
    errors.register_sentences(words.SENTENCES)
    verbs.register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    todos.register_kind(BLOCKER, _("Blocker"), verb=_("Say what came of it"), icon="barrier-block")
    navigation.register(
        Entry(section="today", label=_("Stand-up"), url_name="standups:history", icon="sun", order=25, visible=_sees)
    )
    slots.register(
        "today",
        slots.Panel(
            order=5,
            name="communication.team_rhythm",
            template="communication/standups/today.html",
            context=due_today,
            visible=_leads,
            queries=4,
        ),
    )
