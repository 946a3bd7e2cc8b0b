"""Before and after: what every change of policy did to satisfaction."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.people.models import Unit
from dengta.domains.recognition.forms.judged import ChangeForm
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors import policy_changes as selectors
from dengta.domains.recognition.selectors.policy_changes import WEEK, BeforeAndAfter
from dengta.domains.recognition.services.policy_changes import note_change
from dengta.domains.recognition.views.judged_links import cases_rows, csat_rows
from dengta.domains.recognition.views.judged_words import (
    doubts_of,
    effect_words,
    measures_words,
    number,
    outcome_word,
    sentence_of,
    span,
)
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.engines.fairness import Period
from dengta.engines.metrics import Interval, wilson
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

SORTS = {"since": ("since",), "title": ("title",)}


def shown_change(found: BeforeAndAfter) -> dict[str, Any]:
    """A change as a line."""
    status, word = outcome_word(found)
    return {
        "row": found.change, "status": status, "word": word, "effect": effect_words(found),
        "measures": measures_words(found), "doubts": doubts_of(found), "answers": sum(one.answers for one in found.own),
        "sentence": sentence_of(found),
    }  # fmt: skip


@require_safe
def changes(request: Request) -> HttpResponse:
    need_when(policies.reads(request.user))
    page = lists.list_page(request, selectors.changes(request.user), sorts=SORTS, default="-since")
    found = selectors.before_and_after(request.user, page.rows, timezone.localdate())
    context = {
        "page": page, "rows": [shown_change(one) for one in found],
        "may_note": policies.note_changes.anywhere(request.user),
    }  # fmt: skip
    return http.page(request, "recognition/judged/changes.html", context, fragment="list")


@require_safe
def change(request: Request, pk: int) -> HttpResponse:
    need_when(policies.reads(request.user))
    row = one_or_404(selectors.changes(request.user), pk)
    [found] = selectors.before_and_after(request.user, [row], timezone.localdate())
    opens = policies.open_cases.beyond_own(request.user) and found.measured is not None
    context = {
        "change": row,
        "found": found,
        "shown": shown_change(found),
        "chart": _chart(found) if any(one.answers for one in found.own) else None,
        "lines": _lines(found),
        "cases_url": cases_rows(unit=row.unit_id) if opens else "",
        "csat_url": csat_rows(row.unit_id, found.weeks[0], found.weeks[-1] + WEEK) if found.weeks else "",
        "ends": row.since + timedelta(weeks=selectors.WEEKS + 1),
    }
    return http.page(request, "recognition/judged/change.html", context)


def _percent(period: Period) -> float | None:
    return round(100 * period.share, 1) if period.answers else None


def _interval(period: Period) -> Interval | None:
    if not period.answers:
        return None
    found = wilson(period.satisfied, period.answers)
    return Interval(100 * found.low, 100 * found.high)


def _chart(found: BeforeAndAfter) -> dict[str, Any]:
    labels = [date_format(week, "MONTH_DAY_FORMAT") for week in found.weeks]
    ends = [_interval(one) for one in found.own]
    series = [
        (_("Teams it touched"), [_percent(one) for one in found.own], "actual"),
        (_("lower end, 95 %"), [round(one.low, 1) if one else None for one in ends], "capacity"),
        (_("upper end, 95 %"), [round(one.high, 1) if one else None for one in ends], "capacity"),
    ]
    if found.others:
        series.append((_("Teams it did not touch"), [_percent(one) for one in found.others], "forecast"))
    return {
        "labels": labels, "now": labels[found.at] if found.at < len(labels) else None, "now_label": _("from here on"),
        "from_zero": False,
        "series": [{"name": name, "values": values, "kind": kind, "unit": "%"} for name, values, kind in series],
    }  # fmt: skip


def _lines(found: BeforeAndAfter) -> list[dict[str, Any]]:
    others = found.others or (None,) * len(found.own)
    return [
        {
            "week": week, "after": place >= found.at, "n": own.answers,
            "share": number(100 * own.share) if own.answers else "–", "interval": span(_interval(own)),
            "other": number(100 * other.share) if other and other.answers else "–",
            "other_n": other.answers if other else None,
        }
        for place, (week, own, other) in enumerate(zip(found.weeks, found.own, others, strict=True))
    ]  # fmt: skip


@require_http_methods(FORM)
def note(request: Request) -> HttpResponse:
    units = policies.note_changes.scope(request.user, Unit.objects.filter(closed_on=None)).order_by("name", "pk")
    need_when(policies.note_changes.anywhere(request.user))
    return answer_form(
        request,
        ChangeForm(request.POST or None, units=units, initial={"since": timezone.localdate()}),
        lambda data: note_change(by=request.user, now=timezone.now(), **data),
        title=gettext_lazy("Note a change of policy"),
        submit=gettext_lazy("Note it"),
        back=reverse("judged:changes"),
        said=gettext_lazy("Noted. Satisfaction before and after it is judged week by week from now on."),
        intro=gettext_lazy(
            "Editions of the rule book, criteria and tiers of the Service Star, the loyalty plan, gifts, budgets and "
            "parameters are noted by themselves once they hold. Enter here what else changed: how measures are "
            "decided, who decides."
        ),
    )
