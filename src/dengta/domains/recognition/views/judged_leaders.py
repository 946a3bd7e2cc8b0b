"""What concerns leaders: praise for each measure, how often they measure severely, questions about equal ratings."""

import math
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.recognition.forms.judged import AnswerForm
from dengta.domains.recognition.models import SpreadQuestion
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors import climates, severities, spreads
from dengta.domains.recognition.selectors.judged_days import closed_quarters, months_before, quarter, quarter_of
from dengta.domains.recognition.services.spread import answer_spread
from dengta.domains.recognition.views.judged_audit import Choice, changed
from dengta.domains.recognition.views.judged_links import cases_rows
from dengta.domains.recognition.views.judged_words import (
    climate_word,
    month_name,
    number,
    quarter_name,
    ratio_of,
    span,
)
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.engines.fairness import Climate
from dengta.engines.fairness.judging import HIDDEN
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

MONTHS_IN_SWITCH = 6
QUARTERS_IN_SWITCH = 4


def _month(request: Request, months: list[date]) -> date:
    known = {month.isoformat(): month for month in months}
    return known.get(request.GET.get("month", ""), months[-1])


@require_safe
def climate(request: Request) -> HttpResponse:
    need_when(policies.reads(request.user))
    today = timezone.localdate()
    months = list(months_before(today))
    month = _month(request, months)
    book = climates.climates(request.user, months, today)
    teams = climates.by_team(request.user, book, month)
    page = lists.page_of(request, sorted(teams, key=_most_asked))
    pulses = climates.pulse_of([one.unit.pk for one in page.rows if one.climate], month)
    everybody = sum(book.people.values()) >= HIDDEN
    unit_ids = [unit.pk for unit in book.units]
    context = {
        "page": page,
        "rows": [shown_climate(one, pulses) for one in page.rows],
        "leads": policies.leads(request.user),
        "months": _month_switch(request, months),
        "month": month,
        "month_name": month_name(month),
        "floor": number(book.floor, 0),
        "has_pulse": climates.has_pulse(),
        "least": HIDDEN,
        **(_together(book, unit_ids, month) if everybody else {}),
    }
    return http.page(request, "recognition/judged/climate.html", context, fragment="report")


def _month_switch(request: Request, months: list[date]) -> list[Choice]:
    return [(one, month_name(one), changed(request, month=one.isoformat())) for one in months[-MONTHS_IN_SWITCH:]]


def _most_asked(one: climates.TeamClimate) -> tuple[bool, float, str]:
    """Where measures outweigh praise most comes first, what shows no figure last."""
    found = one.climate
    return found is None, found.ratio if found else math.inf, one.unit.name


def shown_climate(one: climates.TeamClimate, pulses: Any) -> dict[str, Any]:
    """A team as a line."""
    found, pulse = one.climate, pulses.get(one.unit.pk)
    status, word = climate_word(found) if found else ("mute", _("Too few people to show"))
    return {
        "unit": one.unit, "people": one.people, "few": found is None,
        "praise": found.praise if found else "–", "measures": found.measures if found else "–",
        "ratio": number(found.ratio) if found and found.measures else "–",
        "interval": span(found.interval) if found and found.measures else "",
        "status": status, "word": word, "trend": list(one.trend),
        "pulse": f"{pulse.value:.1f}" if pulse else "", "pulse_n": pulse.n if pulse else 0,
        "rows_url": cases_rows(unit=one.unit.pk) if found and found.measures else "",
    }  # fmt: skip


def _together(book: climates.ClimateBook, unit_ids: list[int], month: date) -> dict[str, Any]:
    trend = book.trend(unit_ids)
    this: Climate = book.of(unit_ids, month)
    return {
        "together": this,
        "together_ratio": ratio_of(this),
        "together_interval": span(this.interval) if this.measures else "",
        "together_word": climate_word(this),
        "chart": _chart(book, trend),
        "lines": [
            (month_name(one), each, number(each.ratio) if each.measures else "–", climate_word(each))
            for one, each in zip(book.months, trend, strict=True)
        ],
    }


def _chart(book: climates.ClimateBook, trend: list[Climate]) -> dict[str, Any]:
    return {
        "labels": [month_name(month) for month in book.months], "now": None, "now_label": "",
        "series": [
            {"name": _("Praise received"), "values": [one.praise for one in trend], "kind": "bar", "unit": ""},
            {"name": _("Measures"), "values": [one.measures for one in trend], "kind": "actual", "unit": ""},
            {
                "name": _("Praise that there should be"), "values": [book.floor * one.measures for one in trend],
                "kind": "target", "unit": "",
            },
        ],
    }  # fmt: skip


@require_safe
def severity(request: Request) -> HttpResponse:
    need_when(policies.leads(request.user))
    today = timezone.localdate()
    starts = _quarters(today)
    start = next((one for one in starts if one.isoformat() == request.GET.get("quarter")), starts[-1])
    found = leaders_read(request, severities.by_leader(start, today))
    reflections = severities.reflections_of(start)
    page = lists.page_of(request, sorted(found, key=_most_severe))
    context = {
        "page": page,
        "rows": [shown_severity(request, one, reflections) for one in page.rows],
        "quarters": [(one, quarter_name(one), changed(request, quarter=one.isoformat())) for one in starts],
        "quarter": start,
        "is_open": quarter(start).end > today,
        "per": severities.SEVERE_PER_20.on(today),
        "times": number(float(severities.TIMES_THE_HOUSE.on(today)), 0),
    }
    return http.page(request, "recognition/judged/severity.html", context, fragment="report")


def _quarters(today: date) -> list[date]:
    return [*closed_quarters(today)[: QUARTERS_IN_SWITCH - 1][::-1], quarter_of(today)]


def leaders_read(request: Request, rows: list[severities.LeaderSeverity]) -> list[severities.LeaderSeverity]:
    """Those whose teams the reader reads by name; everybody reads about themselves."""
    named, me = policies.named_units(request.user), facts_of(request.user).employee_id
    return [one for one in rows if named is None or one.units <= named or one.leader.pk == me]


def _most_severe(one: severities.LeaderSeverity) -> tuple[bool, float, str]:
    rate = one.found.severe / max(1, one.found.agents)
    return not one.found.reflect, -rate, one.leader.pinyin


def shown_severity(request: Request, one: severities.LeaderSeverity, reflections: Any) -> dict[str, Any]:
    """A leader as a line. Of a group so small that the number would be about persons it shows none."""
    found, reflection = one.found, reflections.get(one.leader.pk)
    few = found.agents < HIDDEN and not policies.open_cases.beyond_own(request.user)
    status, word = ("good", _("Within the usual"))
    if found.reflect:
        status, word = "warn", _("Reflection due")
    if reflection is not None:
        answered = reflection.answered_at is not None
        status, word = ("info", _("Reflection written")) if answered else ("bad", _("Next level decides too"))
    return {
        "leader": one.leader, "decides": one.decides, "agents": found.agents, "few": few,
        "severe": "–" if few else found.severe,
        "interval": "" if few else span(found.interval), "starts_at": found.starts_at,
        "company": "–" if found.company is None else number(found.company), "status": status, "word": word,
        "rows_url": "" if few or not found.severe else cases_rows(unit=min(one.units) if len(one.units) == 1 else None),
    }  # fmt: skip


SORTS = {"ends": ("ends_on",), "leader": ("leader__pinyin",), "asked": ("asked_at",)}


@require_safe
def questions(request: Request) -> HttpResponse:
    need_when(policies.leads(request.user))
    page = lists.list_page(request, spreads.questions(request.user), sorts=SORTS, default="-ends")
    context = {"page": page, "me": facts_of(request.user).employee_id}
    return http.page(request, "recognition/judged/questions.html", context, fragment="list")


@require_http_methods(FORM)
def answer(request: Request, pk: int) -> HttpResponse:
    mine = SpreadQuestion.objects.select_related("unit").filter(leader=facts_of(request.user).employee_id or 0)
    row = one_or_404(mine, pk)
    return answer_form(
        request,
        AnswerForm(request.POST or None, initial={"answer": row.answer}),
        lambda data: answer_spread(question_id=pk, by=request.user, now=timezone.now(), **data),
        title=row.get_kind_display(),
        submit=gettext_lazy("Answer"),
        back=reverse("judged:questions"),
        said=gettext_lazy("Thank you. The answer is kept; nobody has to come last because of it."),
        intro=_(
            "{unit}, {start} to {end}: all {people} people got the same. That may be right. What did you look at, and "
            "who did something that deserves to stand out?"
        ).format(unit=row.unit.name, start=row.starts_on, end=row.ends_on, people=row.people),
    )
