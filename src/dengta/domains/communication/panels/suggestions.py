"""Suggestions in the menu and in the search; the daily jobs of the floor."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import suggestions as policies
from dengta.domains.communication.policies.floor import works_here
from dengta.domains.communication.selectors import suggestions, todos
from dengta.domains.communication.selectors.standup_figures import About
from dengta.domains.communication.services.suggestions import ANSWER, CONSENT, DO
from dengta.domains.communication.words import suggestions as words
from dengta.domains.communication.words.registering import register_words
from dengta.foundation import schedule, slots
from dengta.web import navigation, search
from dengta.web.navigation import Entry
from dengta.web.search import HITS_PER_PROVIDER, Hit


def _reads(request: HttpRequest) -> bool:
    return works_here(request.user)


def found(request: HttpRequest, query: str) -> Sequence[Hit]:
    """Suggestions by their words, never by who had them. One query."""
    rows = policies.visible(request.user).filter(Q(title__icontains=query), status__in=suggestions.OPEN_TO_ALL)
    return [
        Hit(
            title=row.title,
            subtitle=row.get_status_display(),
            url=reverse("suggestions:suggestion", args=[row.pk]),
            icon="bulb",
        )
        for row in rows.order_by("-created_at", "-pk")[:HITS_PER_PROVIDER]
    ]


def at_standup(request: HttpRequest, about: About) -> Mapping[str, Any] | None:
    """Ideas of the team whose people agreed in the last days to be praised. Two queries."""
    ideas = list(suggestions.newly_praised(request.user, unit_id=about.unit, day=about.day))
    return {"ideas": ideas} if ideas else None


def register() -> None:
    """Called once, at start."""
    register_words(sentences=words.SENTENCES, verbs=words.VERBS, notices=words.NOTICES)
    todos.register_kind(ANSWER, _("Suggestion to answer"), verb=_("Answer"), icon="bulb")
    todos.register_kind(DO, _("Suggestion to put into practice"), verb=_("Look"), icon="checklist")
    todos.register_kind(
        CONSENT, _("May we praise you by name?"), verb=_("Decide"), icon="heart-handshake", between_two=True
    )
    navigation.register(
        Entry(
            section="growth", label=_("Suggestions"), url_name="suggestions:list", icon="bulb", order=30, visible=_reads
        )
    )
    slots.register(
        "standup",
        slots.Panel(
            order=20, name="communication.praised", template="communication/suggestions/at_standup.html",
            context=at_standup, queries=2,
        ),
    )  # fmt: skip
    search.register("communication.suggestions", found, label=_("Suggestions"))
    schedule.every("communication.escalate_floor", cron="10 8 * * *", job="communication.escalate_floor")
    schedule.every("communication.measure_effects", cron="40 4 * * *", job="communication.measure_effects")
