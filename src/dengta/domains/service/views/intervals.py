"""The interval report: a day in quarters, half hours or hours; totals are sums first and ratios afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dengta.domains.service import policies
from dengta.domains.service.models import Queue
from dengta.domains.service.selectors.choices import queues_for
from dengta.domains.service.selectors.course import QUARTER_S, SlotSums, latest_moment
from dengta.domains.service.selectors.interval_table import IntervalTable, interval_table
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked, Request, asked, channel_word
from dengta.domains.service.views.cards import level_status
from dengta.domains.service.views.grouped import Cell
from dengta.domains.service.views.window import Window
from dengta.foundation.access import Actor
from dengta.foundation.calendar.zones import day_bounds, local_day
from dengta.foundation.exports import Column, respond, wanted
from dengta.web.http import page
from dengta.web.lists import page_of

MINUTES = (15, 30, 60)
KPIS = ("offered", "answered", "abandonment", "service_level", "aht")
BY_WORDS = {"interval": gettext_lazy("Interval"), "queue": gettext_lazy("Queue")}


@dataclass(frozen=True)
class Line:
    """An interval or a queue with its sums."""

    label: str
    sums: SlotSums
    window: Window | None = None
    status: str = ""
    word: str = ""


@require_safe
def intervals(request: Request) -> HttpResponseBase:
    """Offered, handled, abandoned, service level, handling time and longest wait of one day."""
    asking = asked(request, shown=("day", "unit", "queue", "channel"), default="today")
    queues = _queues(request, asking)
    minutes = _minutes(request)
    by = "queue" if request.GET.get("by") == "queue" else "interval"
    day = _day(request.user, asking, queues)
    table = interval_table(
        request.user,
        queues=[queue.pk for queue in queues],
        day=day,
        zone=asking.zone,
        minutes=minutes,
        channel=asking.channel,
        to_take=wanted(request),
    )
    whole = _whole_day(day, asking, queues)
    lines = _by_queue(table, whole, queues) if by == "queue" else _by_interval(table, whole, minutes)
    if wanted(request):
        return respond(
            request,
            name="service.intervals",
            columns=COLUMNS,
            rows=[*lines, Line(_("Total"), table.total)],
            permission=policies.export_team_figures,
        )
    return page(
        request,
        "service/intervals.html",
        _context(request, asking, day=day, lines=lines, table=table, whole=whole, by=by, minutes=minutes),
        fragment="report",
    )


def _context(
    request: Request,
    asking: Asked,
    *,
    day: date,
    lines: list[Line],
    table: IntervalTable,
    whole: Window,
    by: str,
    minutes: int,
) -> dict[str, Any]:
    asking.form.data = {**asking.query.dict(), "day": day.isoformat()}
    heads = {name: str(label) for name, label in HEADS.items()}
    return {
        "asked": asking,
        "day": day,
        "day_words": words.day_text(day),
        "previous_url": asking.url(day=(day - timedelta(days=1)).isoformat()),
        "next_url": asking.url(day=(day + timedelta(days=1)).isoformat()) if day < asking.today else "",
        "filter_words": _in_words(asking, day),
        "heads": heads.values(),
        "lines": [(line, _cells(line, asking.channel, heads)) for line in lines],
        "total": table.total,
        "total_cells": _cells(Line("", table.total, whole), asking.channel, heads),
        "by": by,
        "bys": BY_WORDS,
        "minutes": minutes,
        "steps": [(step, _("{n} min").format(n=step), asking.url(minutes=step)) for step in MINUTES],
        "kpis": [kpi_named(key) for key in KPIS],
        # A day is one page; this is for the export links.
        "page": page_of(request, lines, per_page=max(1, len(lines))),
        "listing": "intervals",
        "may_export": policies.export_team_figures.anywhere(request.user),
    }


def _in_words(asking: Asked, day: date) -> str:
    chosen = [choice.name for choice in (asking.unit, asking.queue) if choice]
    return " · ".join(filter(None, [words.day_text(day), *chosen, channel_word(asking.channel)]))


def _queues(request: Request, asking: Asked) -> list[Queue]:
    """The queue chosen, or those of the unit chosen, else all that one may see (as a file: take along)."""
    queues = queues_for(request.user, unit=asking.unit.pk if asking.unit else None, to_take=wanted(request))
    return [queue for queue in queues if asking.queue is None or queue.pk == asking.queue.pk]


def _whole_day(day: date, asking: Asked, queues: list[Queue]) -> Window:
    first, until = (int(moment.timestamp()) // QUARTER_S for moment in day_bounds(day, asking.zone))
    everything = asking.unit is None and asking.queue is None
    return Window(first, until, None if everything else [queue.pk for queue in queues])


def _minutes(request: Request) -> int:
    given = request.GET.get("minutes", "")
    return int(given) if given.isdecimal() and int(given) in MINUTES else 30


def _day(actor: Actor, asking: Asked, queues: list[Queue]) -> date:
    """The day asked for; without one today, or the last day with contacts before anything came in."""
    if asking.day is not None:
        return min(asking.day, asking.today)
    latest = latest_moment(actor, [queue.pk for queue in queues])
    return min(local_day(latest - timedelta(seconds=1), asking.zone), asking.today) if latest else asking.today


def _by_interval(table: IntervalTable, whole: Window, minutes: int) -> list[Line]:
    return [
        Line(_span(start, minutes), sums, replace(whole, first=first, until=first + minutes // 15))
        for start, sums in table.by_interval.items()
        for first in (int(start.timestamp()) // QUARTER_S,)
    ]


def _span(start: datetime, minutes: int) -> str:
    end = start.hour * 60 + start.minute + minutes
    return f"{start:%H:%M}–{end // 60:02}:{end % 60:02}"


def _by_queue(table: IntervalTable, whole: Window, queues: list[Queue]) -> list[Line]:
    lines = []
    for queue in queues:
        sums = table.by_queue.get(queue.pk, SlotSums())
        status, word = level_status(sums.service_level, float(queue.answer_goal))
        lines.append(Line(queue.name, sums, replace(whole, queues=[queue.pk]), status, word))
    return lines


def _cells(line: Line, channel: int | None, heads: Mapping[str, str]) -> list[Cell]:
    """The numbers of a line below these heads, each with the address of its rows."""
    sums, window = line.sums, line.window
    numbers: list[tuple[str, str, int, str, dict[str, Any]]] = [
        ("offered", words.count(sums.offered), sums.offered, "offered", {}),
        ("answered", words.count(sums.answered), sums.answered, "answered", {}),
        ("abandoned", words.count(sums.abandoned), sums.abandoned, "abandonment", {"part": "numerator"}),
        ("service_level", words.share(sums.service_level), sums.queued, "service_level", {}),
        ("aht", words.DASH if sums.aht is None else words.clock(sums.aht), sums.handles, "aht", {}),
        ("longest", words.clock(sums.wait_max) if sums.wait_max else words.DASH, sums.queued, "wait_p90", {}),
    ]
    return [
        Cell(
            label=heads[name],
            text=text,
            few=False,
            n=n,
            rows_url=window.url(kpi, channel=channel, **more) if window and text != words.DASH else "",
            figure=None,
        )
        for name, text, n, kpi, more in numbers
    ]


HEADS = {
    "offered": gettext_lazy("Offered"),
    "answered": gettext_lazy("Handled"),
    "abandoned": gettext_lazy("Abandoned"),
    "service_level": gettext_lazy("Service level"),
    "aht": gettext_lazy("Handling time"),
    "longest": gettext_lazy("Longest wait"),
}
COLUMNS = (
    Column("label", gettext_lazy("Interval or queue")),
    Column("offered", gettext_lazy("Offered"), "sums.offered", kind="integer"),
    Column("answered", gettext_lazy("Handled"), "sums.answered", kind="integer"),
    Column("abandoned", gettext_lazy("Abandoned"), "sums.abandoned", kind="integer"),
    Column("service_level", gettext_lazy("Service level"), "sums.service_level", kind="percent"),
    Column("aht", gettext_lazy("Handling time (s)"), "sums.aht", kind="decimal"),
    Column("longest", gettext_lazy("Longest wait (s)"), "sums.wait_max", kind="integer"),
)
