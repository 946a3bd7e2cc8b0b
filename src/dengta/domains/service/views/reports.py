"""Agent productivity and satisfaction: the same table machine with different figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dengta.domains.service import policies
from dengta.domains.service.parameters import CSAT_TARGET
from dengta.domains.service.selectors.figures import Figure, kpi_values
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked, Request, asked
from dengta.domains.service.views.cards import csat_status
from dengta.domains.service.views.drawing import Judged, drawn_on, scale_of
from dengta.domains.service.views.filters import filter_words
from dengta.domains.service.views.grouped import (
    BY_WORDS,
    Cell,
    Grouped,
    Row,
    columns_of,
    everything,
    grouped,
    where_of,
    whole_of,
    with_cells,
)
from dengta.engines.metrics import Interval
from dengta.foundation.access import facts_of
from dengta.foundation.exports import respond, wanted
from dengta.web.http import page

PRODUCTIVITY = ("answered", "aht", "aht_typical", "acw", "occupancy", "reply_in_time", "fcr", "transfer_rate")
PROMISES = ("answered", "reply_in_time", "next_in_time", "resolve_in_time", "paused_share")
# What the table of agents and teams shows: the work, or whether what was promised to customers was kept.
FIGURES: Mapping[str, tuple[Promise, Sequence[str]]] = {
    "work": (gettext_lazy("Work done"), PRODUCTIVITY),
    "promises": (gettext_lazy("Promises kept"), PROMISES),
}
SATISFACTION = ("csat", "csat_response", "fcr_survey")
SHOWN = ("period", "unit", "queue", "channel")


@require_safe
def agents(request: Request) -> HttpResponseBase:
    """Agent productivity: contacts, times, occupancy, resolution, transfers; or the promises kept."""
    asking = asked(request, shown=SHOWN, default="28d")
    by = _by(request, ("agent", "unit", "queue", "channel", "day"), "agent")
    chosen = request.GET.get("figures", "")
    chosen = chosen if chosen in FIGURES else "work"
    table = grouped(request, asking, keys=FIGURES[chosen][1], by=by)
    if wanted(request):
        return _file(request, "service.productivity", _("Productivity"), table)
    context = report_context(request, asking, table, "agents") | {
        "switch": [(key, label, asking.url(figures=key, sort=None)) for key, (label, _keys) in FIGURES.items()],
        "chosen": chosen,
        "kept": [("figures", chosen)] if chosen != "work" else [],
    }
    return page(request, "service/agents.html", context, fragment="report")


@require_safe
def csat(request: Request) -> HttpResponseBase:
    """Satisfaction by team, agent, topic, queue or channel, with sample and interval."""
    by = _by(request, ("unit", "agent", "type", "queue", "channel", "day"), "unit")
    # Topics are not kept by queue: a filter that changed nothing would be a lie.
    shown = tuple(name for name in SHOWN if by != "type" or name != "queue")
    asking = asked(request, shown=shown, default="28d")
    table = grouped(request, asking, keys=SATISFACTION, by=by)
    if wanted(request):
        return _file(request, "service.satisfaction", _("Satisfaction"), table)
    table = _of_what_was_asked(table)
    target = float(CSAT_TARGET.on(asking.today))
    context = report_context(request, asking, table, "csat")
    context |= {
        "target": target,
        "lines": _lines(context["rows"], target, person=table.by == "agent"),
        "overall": _overall(request, asking, table, target),
        "by_whole_weeks": by == "type",
    }
    return page(request, "service/csat.html", context, fragment="report")


def _of_what_was_asked(table: Grouped) -> Grouped:
    """Without the column of a question that no survey on this page has asked."""
    asked_for = any((figure := row.figures.get("fcr_survey")) and figure.n for row in table.page.rows)
    return table if asked_for else replace(table, kpis=[kpi for kpi in table.kpis if kpi.key != "fcr_survey"])


def _by(request: Request, allowed: Sequence[str], default: str) -> str:
    """What to group by. A client and whoever sees no single person's figures cannot group by agent."""
    by = request.GET.get("by", default)
    by = by if by in allowed else default
    if by == "agent" and not policies.see_agent_figures.anywhere(request.user):
        return "unit"
    return by


def _file(request: Request, name: str, label: str, table: Grouped) -> HttpResponseBase:
    personal, rows = table.by == "agent", everything(table.page)
    return respond(
        request,
        name=name,
        columns=columns_of(table.kpis, by=table.by),
        rows=rows,
        permission=policies.export_agent_figures if personal else policies.export_team_figures,
        label=label,
        people=len(rows) if personal else 0,
    )


def report_context(request: Request, asking: Asked, table: Grouped, listing: str) -> dict[str, Any]:
    """What every report shows around its table."""
    right = policies.export_agent_figures if table.by == "agent" else policies.export_team_figures
    return {
        "asked": asking,
        "filter_words": filter_words(asking),
        "by": table.by,
        "bys": BY_WORDS,
        "kpis": table.kpis,
        "page": table.page,
        "rows": with_cells(table.page.rows, table.kpis, asking),
        "sortable": table.sortable,
        "moving": words.still_moving(table.kpis, last=asking.period.last, today=asking.today),
        "listing": listing,
        "may_export": right.anywhere(request.user),
        "own": facts_of(request.user).employee_id,
    }


def _lines(rows: Sequence[tuple[Row, list[Cell]]], target: float, *, person: bool) -> list[tuple[Any, ...]]:
    """Each row, its figures, and what may be said about the first; all intervals on one scale."""
    figures = [row.figures.get("csat") for row, _cells in rows]
    intervals = [figure.interval if figure else None for figure in figures]
    scale = scale_of([end for interval in intervals if interval for end in (*interval, target)])
    return [
        (row, cells, _judged(figure, interval, target, scale, person=person))
        for (row, cells), figure, interval in zip(rows, figures, intervals, strict=True)
    ]


def _judged(
    figure: Figure | None, interval: Interval | None, target: float, scale: tuple[float, float], *, person: bool
) -> Judged | None:
    if figure is None or figure.value is None or interval is None:
        return None
    drawn = drawn_on(scale, interval.low, figure.value, interval.high, target)
    status, word = csat_status(figure.value, interval, target, enough=figure.n >= figure.minimum)
    if person and status == "bad":
        # Nobody's name stands beside red: a single person's figure is a reason to look at topics, not a verdict.
        status, word = "info", _("Lower: look at the topics first")
    return Judged(drawn, words.interval_text(figure.kpi.unit, *interval), status, word)


def _overall(request: Request, asking: Asked, table: Grouped, target: float) -> dict[str, Any]:
    """The whole in one sentence: share, interval, sample, response, and what may be concluded."""
    figures = whole_of(table)
    if figures is None:
        (group,) = kpi_values(request.user, kpis=SATISFACTION, where=where_of(asking), today=asking.today)
        figures = group.figures
    figure, response = figures["csat"], figures["csat_response"]
    interval = figure.interval
    if figure.value is None or interval is None:
        return {"sentence": _("No answers in this period.")}
    status, word = csat_status(figure.value, interval, target, enough=figure.n >= figure.minimum)
    sentence = _(
        "{share} of {n} answers were satisfied (interval {low}–{high}, target {target}). Response: {response}."
    )
    return {
        "sentence": sentence.format(
            share=words.share(figure.value),
            n=words.count(figure.n),
            low=words.share(interval.low),
            high=words.share(interval.high),
            target=words.share(target),
            response=words.share(response.value),
        ),
        "word": word,
        "status": status,
    }
