"""Praise and the honour wall in the menu, in search, at the stand-up and the meetings of a team."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors import shown_words
from dengta.domains.communication.selectors.shared_praise import Meeting
from dengta.domains.communication.selectors.standup_figures import About
from dengta.domains.recognition.policies import praise as policies
from dengta.domains.recognition.selectors.praise import cases, shown_in_week
from dengta.domains.recognition.services.wall import insist_on_wall_words
from dengta.domains.recognition.words import praise as words
from dengta.foundation import notify, schedule, slots
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation, search
from dengta.web.navigation import Entry

# So many are said aloud; more would be a list, not a thank-you.
SAID_ALOUD = 4
WEEK, MONTH = timedelta(days=7), timedelta(days=31)


def reads(request: HttpRequest) -> bool:
    """Whether the wall is there for the reader."""
    return policies.reads_wall(request.user)


def receives(request: HttpRequest) -> bool:
    """Whether the reader can be praised."""
    return policies.works_here(request.user) and policies.reads_wall(request.user)


def leads(request: HttpRequest) -> bool:
    """Whether the reader looks after the praise of a team."""
    return policies.see_coverage.anywhere(request.user)


def _said(request: HttpRequest, unit: int, until: date, days: timedelta) -> Mapping[str, Any] | None:
    found = list(shown_in_week(request.user, unit_id=unit, until=until, days=days)[:SAID_ALOUD])
    may_praise = policies.lead.anywhere(request.user) and policies.works_here(request.user)
    return {"praises": found, "may_praise": may_praise} if found or may_praise else None


def at_standup(request: HttpRequest, about: About) -> Mapping[str, Any] | None:
    """What the team was praised for this week, as far as those who were praised let it be said. Two queries."""
    return _said(request, about.unit, about.day, WEEK)


def at_meeting(request: HttpRequest, meeting: Meeting) -> Mapping[str, Any] | None:
    """The same since the meeting before. Two queries."""
    days = WEEK if meeting.kind == Meeting.Kind.WEEKLY else MONTH
    return _said(request, meeting.unit_id, meeting.held_on, days)


def find(request: HttpRequest, query: str) -> Sequence[search.Hit]:
    """Shared cases by their words. One query."""
    if not reads(request):
        return []
    said = Q(text__icontains=query) | Q(case__happened__icontains=query) | Q(case__changed__icontains=query)
    rows = cases(request.user).filter(said).prefetch_related(None).order_by("-given_on", "-pk")
    return [
        search.Hit(
            title=row.text, subtitle=row.receiver.name, icon="heart", url=reverse("praise:case", args=[row.pk])
        )
        for row in rows[: search.HITS_PER_PROVIDER]
    ]  # fmt: skip


def _menu() -> None:
    pages = (
        ("wall:wall", _("Honour wall"), "trophy", 121, reads, "culture:home"),
        ("praise:cases", _("Praise with a case"), "award", 125, reads, "culture:home"),
        ("praise:mine", _("What I was given"), "mail-heart", 126, receives, "culture:home"),
        ("praise:coverage", _("Whom praise reaches"), "users-group", 127, leads, "culture:home"),
    )
    for url_name, label, icon, order, visible, under in pages:
        navigation.register(
            Entry(
                section="growth", label=label, url_name=url_name, icon=icon, order=order, visible=visible, under=under
            )
        )


def _panels() -> None:
    for slot, context in (("standup", at_standup), ("meeting_agenda", at_meeting)):
        slots.register(
            slot,
            slots.Panel(
                order=15, name="recognition.praise", template=f"recognition/praise/at_{slot}.html", context=context,
                queries=2,
            ),
        )  # fmt: skip


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    shown_words.register(insist_on_wall_words)
    schedule.every("recognition.ask_about_praise", cron="40 8 * * 1", job="recognition.ask_about_praise")
    search.register("praise", find, label=_("Praise with a case"))
    _panels()
    _menu()
