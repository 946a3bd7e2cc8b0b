"""The report of a quarter on one sheet: everything that judges the policy, for whoever leads, and for print."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors import climates, equality, policy_changes, severities
from dengta.domains.recognition.selectors.judged_days import Span, months_back, quarter, year_to
from dengta.domains.recognition.selectors.judged_groups import cuts_of, people_of
from dengta.domains.recognition.views.judged_audit import (
    chosen_quarter,
    offered,
    quarter_switch,
    shown_audit,
)
from dengta.domains.recognition.views.judged_changes import shown_change
from dengta.domains.recognition.views.judged_leaders import leaders_read, shown_severity
from dengta.domains.recognition.views.judged_words import QUESTIONS, climate_word, month_name, quarter_name, ratio_of
from dengta.domains.recognition.views.shared import Request
from dengta.engines.fairness.judging import HIDDEN
from dengta.web import http
from dengta.web.decisions import need_when


@require_safe
def report(request: Request) -> HttpResponse:
    need_when(policies.leads(request.user))
    today = timezone.localdate()
    start = chosen_quarter(request, today)
    span = quarter(start)
    leaders = leaders_read(request, severities.by_leader(start, span.last))
    reflections = severities.reflections_of(start)
    found = policy_changes.before_and_after(
        request.user, policy_changes.judged_in(request.user, span), min(today, months_back(span.end, -3))
    )
    context = {
        "quarters": quarter_switch(request, today),
        "quarter": start,
        "name": quarter_name(start),
        "span": span,
        "year": year_to(start),
        "audits": _audits(request, year_to(start)),
        "climates": _climates(request, span),
        "floor": climates.FLOOR.on(today),
        "leaders": [
            shown_severity(request, one, reflections)
            for one in leaders
            if one.found.reflect or one.leader.pk in reflections
        ],
        "judged": len(leaders),
        "changes": [shown_change(one) for one in found],
        "least": HIDDEN,
        "today": today,
    }
    return http.page(request, "recognition/judged/report.html", context, fragment="report")


def _audits(request: Request, year: Span) -> list[dict[str, Any]]:
    """Each question: everybody together, and the groups that stand out, by every trait."""
    people = people_of(request.user, year)
    if len(people.all) < HIDDEN:
        return []
    parted = cuts_of(people)
    cuts = offered(request, parted)
    told = []
    for asked, question in QUESTIONS.items():
        judge = equality.judge_for(asked, people, year, parted)
        shown = [shown_audit(request, cut, judge(cut), asked) for cut in cuts]
        told.append({
            "question": question,
            "total": next((one.total for one in shown if one.total), None),
            "apart": [
                (one.cut.label, line) for one in shown for line in one.lines if line.status in ("bad", "warn")
            ],
            "groups": sum(len(one.lines) for one in shown),
        })  # fmt: skip
    return told


def _climates(request: Request, span: Span) -> list[dict[str, Any]]:
    months = [months_back(span.start, -n) for n in range(3)]
    book = climates.climates(request.user, months, span.last)
    if sum(book.people.values()) < HIDDEN:
        return []
    unit_ids = [unit.pk for unit in book.units]
    return [
        {
            "month": month_name(month),
            "ratio": ratio_of(found := book.of(unit_ids, month)),
            "has_measures": bool(found.measures),
            "word": climate_word(found),
            "teams": [
                one.unit.name
                for one in climates.by_team(request.user, book, month)
                if one.climate and one.climate.asked
            ],
        }
        for month in months
    ]
