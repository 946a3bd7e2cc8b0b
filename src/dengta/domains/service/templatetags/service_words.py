"""Filters that write figures the same way everywhere: `{% load service_words %}`, `{{ value|share }}`."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dengta.domains.service.selectors.figures import Figure
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked
from dengta.domains.service.views.grouped import Cell

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
def figure_cell(cell: Cell) -> SafeString:
    """A figure in a table, grey where its sample is small; it opens its rows. A tag, because a table has hundreds."""
    shown: str = cell.text
    if cell.rows_url:
        few = _("Only %(n)s: too few to compare") % {"n": cell.n}
        title = format_html(' title="{}"', few) if cell.few else ""
        shown = format_html('<a href="{}" data-n="{}"{}>{}</a>', cell.rows_url, cell.n, title, cell.text)
    css = SafeString(" dt-few" if cell.few else "")
    return format_html('<td class="dt-number{}" data-l="{}">{}</td>', css, cell.label, shown)


@register.inclusion_tag("service/parts/by_switch.html")
def by_switch(bys: Mapping[str, str], by: str, asked: Asked, keys: str) -> dict[str, Any]:
    """The switch of what a table is grouped by."""
    offered = [(key, {"label": bys[key], "url": asked.url(by=key, sort=None)}) for key in keys.split(",")]
    return {"offered": offered, "by": by}


@register.filter
def interval_words(value: Figure) -> str:
    """Both ends of the interval of a figure."""
    if value.interval is None:
        return words.DASH
    return words.interval_text(value.kpi.unit, value.interval.low, value.interval.high)
