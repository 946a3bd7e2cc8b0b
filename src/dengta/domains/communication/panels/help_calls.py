"""Calls for help at once on Today, what an agent reaches with one tap, and what the team has learned in the search."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies.floor import has_team, works_here
from dengta.domains.communication.selectors import help_calls, todos
from dengta.domains.communication.services.help_calls import KIND, answer_call
from dengta.domains.communication.words import help_calls as words
from dengta.domains.communication.words.registering import register_words
from dengta.domains.people.models import Account
from dengta.foundation import slots
from dengta.foundation.notify import register_action
from dengta.web import navigation, search
from dengta.web.navigation import Entry
from dengta.web.search import HITS_PER_PROVIDER, Hit

MOST_SHOWN = 5


def _reads(request: HttpRequest) -> bool:
    return works_here(request.user)


def waiting(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """The calls that wait for the reader, with how long each has waited. One query; none for who answers nobody."""
    rows = help_calls.waiting(request.user).select_related(None).select_related("caller")
    calls = list(rows.only("line", "called_at", "caller__name")[:MOST_SHOWN])
    return {"calls": calls, "now": timezone.now()} if calls else None


def quick_actions(request: HttpRequest, subject: Any) -> Mapping[str, Any]:
    """What an agent does with one tap and sends with the next; the own call that waits. Two queries."""
    return {"own": help_calls.own_open(request.user), "waiting": waiting(request, subject)}


def found(request: HttpRequest, query: str) -> Sequence[Hit]:
    """Questions and answers of the team by their words. One query."""
    rows = help_calls.knowledge(request.user).filter(Q(question__icontains=query) | Q(answer__icontains=query))
    address = reverse("help_calls:knowledge")
    return [
        Hit(title=row.question, subtitle=row.answer, url=f"{address}?{urlencode({'q': row.question})}", icon="book")
        for row in rows.order_by("-written_at", "-pk")[:HITS_PER_PROVIDER]
    ]


def on_my_way(*, account: Account, key: str, now: datetime, **_value: Any) -> str | Promise:
    """Somebody who was called pressed the button of the message: they come over, and the caller reads it at once."""
    call = answer_call(call_id=int(key), answer="", by=account, now=now)
    return format_lazy(_("{name} knows that you are on the way."), name=call.caller.name)


ENTRIES = (
    Entry(
        section="today", label=_("Calls for help"), url_name="help_calls:list", icon="lifebuoy", order=40,
        visible=_reads,
    ),
    Entry(
        section="service", label=_("Questions and answers"), url_name="help_calls:knowledge", icon="book", order=66,
        visible=_reads,
    ),
)  # fmt: skip
PANELS = (
    (
        "today",
        slots.Panel(
            order=1,
            name="communication.help_calls",
            template="communication/help_calls/waiting.html",
            context=waiting,
            queries=1,
        ),
    ),
    (
        "agent_top",
        slots.Panel(
            order=5,
            name="communication.quick_actions",
            template="communication/floor/quick_actions.html",
            context=quick_actions,
            visible=lambda request, _subject: has_team(request.user),
            queries=2,
        ),
    ),
)


def register() -> None:
    """Called once, at start."""
    register_words(sentences=words.SENTENCES, verbs=words.VERBS, notices=words.NOTICES)
    todos.register_kind(
        KIND, _("Call for help"), verb=_("Answer"), icon="lifebuoy", named_to_others=False, own_panel=True
    )
    register_action(KIND, _("On my way"), on_my_way)
    for entry in ENTRIES:
        navigation.register(entry)
    for slot, panel in PANELS:
        slots.register(slot, panel)
    search.register("communication.knowledge", found, label=_("Questions and answers"))
