"""The equality audit: one question at a time, by one trait at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors import equality
from dengta.domains.recognition.selectors.equality import Asked, Audit
from dengta.domains.recognition.selectors.judged_days import Span, closed_quarters, year_to
from dengta.domains.recognition.selectors.judged_groups import (
    NAMING,
    TEAM,
    Cut,
    Group,
    People,
    cuts_of,
    people_of,
    readable,
    recorded_traits,
)
from dengta.domains.recognition.views.judged_links import cases_rows
from dengta.domains.recognition.views.judged_words import QUESTIONS, ShownLine, number, quarter_name, shown_lines
from dengta.domains.recognition.views.shared import Request
from dengta.engines.fairness import Word
from dengta.engines.fairness.judging import HIDDEN
from dengta.web import http
from dengta.web.decisions import need_when

QUARTERS = 4
Choice = tuple[object, str | Promise, str]


def chosen_quarter(request: Request, today: date) -> date:
    """The first day of the quarter asked for: one that is over."""
    known = {start.isoformat(): start for start in closed_quarters(today)}
    return known.get(request.GET.get("quarter", ""), next(iter(known.values())))


def quarter_switch(request: Request, today: date) -> list[Choice]:
    """The quarters to choose from, the newest last."""
    starts = closed_quarters(today)[:QUARTERS][::-1]
    return [(start, quarter_name(start), changed(request, quarter=start.isoformat())) for start in starts]


def changed(request: Request, **changes: str) -> str:
    """This page with some parameters changed."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


@dataclass(frozen=True)
class ShownAudit:
    """The answer for one cut, as a table."""

    cut: Cut
    total: ShownLine | None
    lines: Sequence[ShownLine]
    findings: Sequence[str]
    looks: Sequence[str]


def shown_audit(request: Request, cut: Cut, found: Audit, asked: Asked) -> ShownAudit:
    """The lines that this reader reads, and everybody together. One query where cases open."""
    named = policies.named_units(request.user)
    groups = readable(cut, named)
    lines = [(str(group.label), found.lines[group.key], _rows(request, cut, group)) for group in groups
             if group.key in found.lines]  # fmt: skip
    if equality.REST in found.lines and (cut.name not in NAMING or named is None):
        lines.append((_("All others together"), found.lines[equality.REST], ""))
    shown = shown_lines(lines, asked, found.total)
    total = shown_lines([(_("Everybody"), found.total, cases_all(request, asked))], asked, None)[0] if (
        found.total) else None  # fmt: skip
    words = [(label, line.word) for label, line, _url in lines]
    return ShownAudit(
        cut, total, shown, [label for label, word in words if word is Word.FINDING],
        [label for label, word in words if word is Word.LOOK_HERE],
    )  # fmt: skip


def cases_all(request: Request, asked: Asked) -> str:
    """Where everything is read, for whoever may."""
    opens = asked in (Asked.MEASURES, Asked.OUTCOMES) and policies.open_cases.beyond_own(request.user)
    return cases_rows() if opens else ""


def _rows(request: Request, cut: Cut, group: Group) -> str:
    if cut.name != TEAM or not policies.open_cases.beyond_own(request.user):
        return ""
    return cases_rows(unit=group.key)


def offered(request: Request, cuts: Sequence[Cut]) -> list[Cut]:
    """The cuts that this reader may choose: parts of the house for whoever leads one."""
    leads = policies.leads(request.user)
    return [cut for cut in cuts if leads or cut.name not in NAMING]


def question_of(request: Request) -> Asked:
    """What is asked."""
    known = {one.value: one for one in Asked}
    return known.get(request.GET.get("ask", ""), Asked.MEASURES)


def _spread(asked: Asked, people: People, span: Span) -> dict[str, Any]:
    """How evenly praise is spread over everybody, where that is the question and nobody is read out of it."""
    if asked is not Asked.PRAISE or len(people.all) < HIDDEN:
        return {}
    spread = equality.spread_of(equality.praised(people, span))
    word = {None: ("mute", _("Too little praise to tell")), True: ("warn", _("A few get most of it")),
            False: ("good", _("No more uneven than chance"))}[spread.uneven]  # fmt: skip
    return {
        "spread": spread, "gini": number(spread.gini, 2), "by_chance": number(spread.by_chance, 2), "spread_word": word
    }  # fmt: skip


@require_safe
def audit(request: Request) -> HttpResponse:
    need_when(policies.reads(request.user))
    today = timezone.localdate()
    start, asked = chosen_quarter(request, today), question_of(request)
    span = year_to(start)
    people = people_of(request.user, span)
    parted = cuts_of(people) if len(people.all) >= HIDDEN else []
    cuts = offered(request, parted)
    cut = next((one for one in cuts if one.name == request.GET.get("by")), cuts[0] if cuts else None)
    shown = None
    if cut is not None:
        shown = shown_audit(request, cut, equality.judge_for(asked, people, span, parted)(cut), asked)
    context = {
        "shown": shown,
        "asked": asked,
        "question": QUESTIONS[asked],
        "questions": [(one, said, changed(request, ask=one.value)) for one, said in QUESTIONS.items()],
        "bys": [(one.name, one.label, changed(request, by=one.name)) for one in cuts],
        "by": cut.name if cut else "",
        "quarters": quarter_switch(request, today),
        "quarter": start,
        "span": span,
        "is_good": asked in (Asked.REWARDS, Asked.PRAISE),
        "limit": number(float(equality.RATIO.on(today)), 2),
        "least": HIDDEN,
        "traits": recorded_traits(),
        "leads": policies.leads(request.user),
        **_spread(asked, people, span),
    }
    return http.page(request, "recognition/judged/audit.html", context, fragment="report")
