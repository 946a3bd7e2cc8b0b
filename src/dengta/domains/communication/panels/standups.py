"""The stand-up in the menu, on Today of leaders, and in the inbox of whoever looks after a blocker."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import standups as policies
from dengta.domains.communication.policies.announcements import see_receipts
from dengta.domains.communication.selectors import todos
from dengta.domains.communication.selectors.standup_figures import About
from dengta.domains.communication.selectors.team_announcements import for_team
from dengta.domains.communication.selectors.team_rhythm import team_rhythm
from dengta.domains.communication.services.standups import BLOCKER
from dengta.domains.communication.words import standups as words
from dengta.foundation import errors, notify, schedule, slots
from dengta.foundation.audit import verbs
from dengta.web import navigation
from dengta.web.navigation import Entry

MOST_SHOWN = 3
MOST_ANNOUNCED = 5


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


def team_announcements(request: HttpRequest, about: About) -> Mapping[str, Any]:
    """What the team has to know today, and how many have not confirmed it. Never who: the screen is a projector's."""
    rows = list(for_team(request.user, about.unit, about.day))
    return {
        "announcements": rows[:MOST_ANNOUNCED],
        "more": max(0, len(rows) - MOST_ANNOUNCED),
        "leads": see_receipts.beyond_own(request.user),
        "now": timezone.now(),
    }


def register() -> None:
    """Called once, at start."""
    errors.register_sentences(words.SENTENCES)
    verbs.register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    todos.register_kind(BLOCKER, _("Blocker"), verb=_("Say what came of it"), icon="barrier-block")
    schedule.every("communication.end_standups", cron="20 0 * * *", job="communication.end_standups")
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
            queries=5,
        ),
    )
    slots.register(
        "standup",
        slots.Panel(
            order=30,
            name="communication.standup_announcements",
            template="communication/standups/announcements.html",
            context=team_announcements,
            queries=1,
        ),
    )
