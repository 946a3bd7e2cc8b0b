"""Data health: before a figure is believed, one sees how sound what it was made of is."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengta.domains.service.panels import READERS_OF_HEALTH as READERS
from dengta.domains.service.selectors import health as selectors
from dengta.domains.service.selectors.choices import clock_of, queues_for, today_in, units_for
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Request
from dengta.foundation.access import facts_of
from dengta.web.http import page


@require_safe
def health(request: Request) -> HttpResponse:
    """Sources, missing days, facts that cannot be right, sums to recount, days whose figures changed."""
    if not facts_of(request.user).holds(*READERS):
        raise Http404
    now = timezone.now()
    units, queues = units_for(request.user), queues_for(request.user)
    zone = clock_of(units)
    today = today_in(zone, now)
    gaps = selectors.missing_days(request.user, queues=queues, today=today)
    odd = selectors.oddities(request.user, today=today)
    sources = selectors.source_states(request.user, now=now)
    stale = [state for state in sources if state.is_stale]
    context: dict[str, Any] = {
        "zone": zone,
        "sources": sources,
        "gaps": gaps,
        "oddities": [(oddity, _sentence_of(oddity.key)) for oddity in odd],
        "waiting": selectors.waiting_marks(),
        "restated": selectors.restated_days(units=[unit.pk for unit in units]),
        "verdict": _verdict(len(stale) + len(gaps) + len(odd)),
        "days": selectors.DAYS_LOOKED_AT,
    }
    return page(request, "service/health.html", context)


def _verdict(findings: int) -> tuple[str, str]:
    if not findings:
        return "good", _("The data look sound")
    return "warn", _("{n} things to look at").format(n=words.count(findings))


def _sentence_of(key: str) -> str:
    return {
        "too_long": _("Handled for longer than possible"),
        "wrap_exceeds": _("After-contact work longer than the whole handling"),
        "reply_after_close": _("First reply after the contact was closed"),
        "no_topic": _("Contacts without a topic: they are left out of comparisons by topic"),
    }[key]
