"""Data health: before a figure is believed, one sees how sound what it was made of is."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dengta.domains.service.models import Restatement
from dengta.domains.service.panels import READERS_OF_HEALTH as READERS
from dengta.domains.service.panels import reads_queues
from dengta.domains.service.selectors import health as selectors
from dengta.domains.service.selectors.choices import choices_for, today_in
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Request
from dengta.foundation.access import facts_of
from dengta.foundation.errors import general_sentence
from dengta.web.http import page

KNOWN_COUNTS: Mapping[str, Promise] = {
    "offered": gettext_lazy("Offered"),
    "answered": gettext_lazy("Handled"),
    "abandoned": gettext_lazy("Abandoned"),
    "transferred": gettext_lazy("Passed on"),
    "resolved": gettext_lazy("Resolved"),
    "repeated": gettext_lazy("Came back"),
    "surveys": gettext_lazy("Surveys sent"),
    "complaints": gettext_lazy("Complaints"),
}


@require_safe
def health(request: Request) -> HttpResponse:
    """Sources, missing days, facts that cannot be right, sums to recount, days whose figures changed."""
    if not facts_of(request.user).holds(*READERS):
        raise Http404
    now = timezone.now()
    visible = choices_for(request.user, of=["queue"])
    zone = visible.clock
    today = today_in(zone, now)
    gaps = selectors.missing_days(request.user, queues=visible.queues, today=today)
    odd = selectors.oddities(request.user, today=today)
    sources = selectors.source_states(request.user, now=now)
    held = selectors.held_back(request.user, now=now)
    stale = [state for state in sources if state.is_stale or state.hides_replies]
    context: dict[str, Any] = {
        "zone": zone,
        "sources": sources,
        "gaps": gaps,
        "oddities": [(oddity, _sentence_of(oddity.key)) for oddity in odd],
        "waiting": selectors.waiting_marks(),
        "restated": [
            (row, *_changes(row)) for row in selectors.restated_days(units=[unit.pk for unit in visible.units])
        ],
        "held": [(row, general_sentence(row.code)) for row in held],
        "verdict": _verdict(len(stale) + len(gaps) + len(odd) + len(held)),
        "days": selectors.DAYS_LOOKED_AT,
        "reads_queues": reads_queues(request),
    }
    return page(request, "service/health.html", context)


def _verdict(findings: int) -> tuple[str, str]:
    if not findings:
        return "good", _("The data look sound")
    return "warn", _("{n} things to look at").format(n=words.count(findings))


def _changes(row: Restatement) -> tuple[list[str], int]:
    """The counts that people know, before and after, and how many other sums changed with them."""
    told = [
        _("{what} {before} → {after}").format(
            what=label, before=words.count(row.changes[column][0]), after=words.count(row.changes[column][1])
        )
        for column, label in KNOWN_COUNTS.items()
        if column in row.changes
    ]
    return told, len(row.changes) - len(told)


def _sentence_of(key: str) -> str:
    return {
        "too_long": _("Handled for longer than possible"),
        "wrap_exceeds": _("After-contact work longer than the whole handling"),
        "reply_after_close": _("First reply after the contact was closed"),
        "no_agent": _("Answered contacts without an agent: they count for the team and for nobody"),
        "no_topic": _("Contacts without a topic: they are left out of comparisons by topic"),
    }[key]
