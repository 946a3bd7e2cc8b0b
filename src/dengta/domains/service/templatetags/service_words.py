"""Filters that write figures the same way everywhere: `{% load service_words %}`, `{{ value|share }}`."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dengta.domains.service.selectors.figures import Figure
from dengta.domains.service.selectors.kpis import Kpi
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked
from dengta.domains.service.views.drawing import Judged
from dengta.domains.service.views.grouped import Cell, Row
from dengta.domains.service.views.window import definition_path
from dengta.web.charts import interval_svg
from dengta.web.components.basics import person, status
from dengta.web.components.markup import Text

register = template.Library()


@register.filter
def share(value: float | None) -> str:
    """A share as per cent; a dash for nothing."""
    return words.share(value)


@register.filter
def seconds(value: float | None) -> str:
    """Seconds as minutes and seconds; a dash for nothing."""
    return words.DASH if value is None else words.clock(value)


@register.filter
def whole(value: float | None) -> str:
    """A whole number with thousands marked; a dash for nothing."""
    return words.count(value)


@register.filter
def figure(value: Figure | None) -> str:
    """A figure in its own unit; a dash for nothing."""
    return words.DASH if value is None else words.text(value.kpi.unit, value.value)


@register.filter
def site_time(moment: datetime, zone: ZoneInfo) -> str:
    """Day and time at the site."""
    return words.moment_text(moment, zone)


@register.filter
def origin(value: str) -> str:
    """Where a change of the sums came from."""
    return words.origin_text(value)


@register.filter
def day(value: date) -> str:
    """A day in words."""
    return words.day_text(value)


@register.filter
def at(words_by_key: Mapping[str, str], key: str) -> str:
    """The entry of a mapping whose key is only known on the page."""
    return str(words_by_key[key])


@register.simple_tag
def row_head(row: Row) -> SafeString:
    """What a line of a table is about: a person with the way to their page, or a name."""
    shown = person(row.name, number=row.note, url=row.url) if row.url else escape(row.name)
    return mark_safe(f'<th scope="row">{shown}</th>')  # noqa: S308 - escaped


@register.simple_tag
def figure_cells(cells: Iterable[Cell]) -> SafeString:
    """The figures of a line of a table, each in its cell: a tag, because a table has hundreds."""
    return mark_safe("".join(map(_cell, cells)))  # noqa: S308 - each escapes what it shows


@register.simple_tag
def figure_cell(cell: Cell) -> SafeString:
    """A figure in a table, grey where its sample is small; it opens its rows."""
    return mark_safe(_cell(cell))  # noqa: S308 - escapes what it shows


def _cell(cell: Cell) -> str:
    shown = escape(cell.text)
    if cell.rows_url:
        warning = _("Only %(n)s: too few to compare") % {"n": cell.n} if cell.few else ""
        if cell.moving:
            shown, warning = f"≈ {shown}", warning or _("Not mature yet: this still changes")
        title = f' title="{escape(warning)}"' if warning else ""
        shown = f'<a href="{escape(cell.rows_url)}" data-n="{cell.n}"{title}>{shown}</a>'
    return f'<td class="dt-number{" dt-few" if cell.few else ""}" data-l="{escape(cell.label)}">{shown}</td>'


@register.simple_tag
def sample_cell(cell: Cell, label: Text) -> SafeString:
    """How many a figure rests on; the number opens them. A dash where there is nothing to open."""
    shown: str = words.DASH
    if cell.rows_url:
        shown = f'<a href="{escape(cell.rows_url)}" data-n="{cell.n}">{words.count(cell.n)}</a>'
    return mark_safe(f'<td class="dt-number" data-l="{escape(str(label))}">{shown}</td>')  # noqa: S308 - escaped


@register.simple_tag
def interval_cell(judged: Judged | None, label: Text, *, few: bool = False) -> SafeString:
    """An interval, drawn and in words; empty where there is none."""
    shown = ""
    if judged is not None:
        css, picture = " dt-few" if few else "", interval_svg(**vars(judged.drawn))
        in_words = f'<span class="dt-quiet">{escape(judged.interval)}</span>'
        shown = f'<span class="dt-interval-cell{css}">{picture}{in_words}</span>'
    return mark_safe(f'<td data-l="{escape(str(label))}">{shown}</td>')  # noqa: S308 - escaped


@register.simple_tag
def verdict_cell(judged: Judged | None, label: Text) -> SafeString:
    """What a figure says; empty where it says nothing."""
    shown = status(judged.status, judged.word) if judged is not None else ""
    return mark_safe(f'<td data-l="{escape(str(label))}">{shown}</td>')  # noqa: S308 - escaped


@register.simple_tag
def definitions(kpis: Iterable[Kpi]) -> SafeString:
    """How the figures of a page are computed: each opens its definition."""
    links = []
    for kpi in kpis:
        to = escape(definition_path(kpi.key))
        links.append(f'<a href="{to}" hx-get="{to}" hx-target="#dt-sheet">{escape(str(kpi.name))}</a>')
    words_before = escape(_("How these are computed:"))
    return mark_safe(f'<p class="dt-definitions dt-quiet">{words_before} {" · ".join(links)}</p>')  # noqa: S308


@register.simple_tag
def by_switch(bys: Mapping[str, Text], by: str, asked: Asked, keys: str) -> SafeString:
    """The switch of what a table is grouped by."""
    return switch([(key, bys[key], asked.url(by=key, sort=None)) for key in keys.split(",")], by, _("Group by"))


@register.simple_tag
def switch(choices: Iterable[tuple[object, Text, str]], chosen: object, label: Text) -> SafeString:
    """One of a few ways to look at a report: (key, words, address) each. `label` says what is chosen."""
    links = []
    for key, said, address in choices:
        to, here = escape(address), ' aria-current="true"' if key == chosen else ""
        links.append(
            f'<a href="{to}" hx-get="{to}" hx-target="#report" hx-push-url="true"{here}>{escape(str(said))}</a>'
        )
    return mark_safe(f'<nav class="dt-switch" aria-label="{escape(str(label))}">{"".join(links)}</nav>')  # noqa: S308


@register.filter
def interval_words(value: Figure) -> str:
    """Both ends of the interval of a figure."""
    interval = value.interval
    return words.DASH if interval is None else words.interval_text(value.kpi.unit, *interval)
