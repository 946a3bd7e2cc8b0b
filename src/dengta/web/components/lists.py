"""Lists: filter bar, sortable headers, table that becomes cards, pager, exports. All speak to one `ListPage`."""

from html import escape
from typing import Any

from django import forms
from django.forms import BoundField
from django.template import RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dengta.web.components.forms import control, name_the_empty_choice
from dengta.web.components.markup import Text, icon, register
from dengta.web.lists import ListPage


@register.simple_tag(takes_context=True)
def filter_bar(context: RequestContext, page: ListPage[Any], *, target: str = "#list") -> SafeString:
    """The filters of a list, above its table: narrowing happens while typing; without scripts a button submits."""
    return render_to_string("ui/filter_bar.html", {"page": page, "target": target, "path": context["request"].path})


@register.simple_tag
def filter_field(bound: BoundField, *, target: str, path: str) -> SafeString:
    """One filter: a search box narrows while one types, everything else when it changes."""
    widget = bound.field.widget
    typed = isinstance(widget, forms.TextInput) and getattr(widget, "input_type", "") in {"text", "search"}
    attrs: dict[str, Any] = {
        "class": "dt-input dt-input--select" if isinstance(widget, forms.Select) else "dt-input",
        "hx-get": path,
        "hx-include": "#filters",
        "hx-target": target,
        "hx-push-url": "true",
        "hx-sync": "#filters:replace",
        "hx-trigger": "input changed delay:250ms" if typed else "change",
        **({"placeholder": bound.label, "type": "search", "autocomplete": "off"} if typed else {}),
    }
    if isinstance(widget, forms.Select):
        name_the_empty_choice(bound, _("Any {label}").format(label=str(bound.label).lower()))
    return format_html(
        '<div class="dt-filter{}"><label class="{}" for="{}">{}</label>{}{}</div>',
        " dt-filter--search" if typed else "",
        # An empty date says nothing of itself, as a placeholder or a choice does.
        "dt-filter__label" if getattr(widget, "input_type", "") == "date" else "dt-sr",
        bound.id_for_label,
        bound.label,
        icon("search", size="sm") if typed else "",
        control(bound, attrs),
    )


@register.simple_tag
def sort_header(
    page: ListPage[Any], key: str, word: Text, *, number: bool = False, target: str = "#list"
) -> SafeString:
    """A column head that sorts by an allow-listed key."""
    order = page.order_of(key)
    mark = {"ascending": icon("arrow-up", size="sm"), "descending": icon("arrow-down", size="sm")}.get(order, "")
    url = escape(page.url(sort=page.next_sort(key), page=None))
    link = (
        f'<a href="{url}" hx-get="{url}" hx-target="{escape(target)}" hx-push-url="true">{escape(str(word))}{mark}</a>'
    )
    css = ' class="dt-number"' if number else ""
    state = f' aria-sort="{order}"' if order else ""
    return mark_safe(f'<th scope="col"{css}{state}>{link}</th>')  # noqa: S308 - made of parts that are escaped


@register.simple_block_tag
def data_table(content: str, caption: Text, *, cards: bool = True, id: str = "", pinned: bool = False) -> SafeString:
    """A table; on phones rows become cards whose values carry their `data-l` label. `pinned`: first column stays."""
    css = "dt-table" + (" dt-table--cards" if cards else "") + (" dt-table--pinned" if pinned else "")
    anchor = format_html(' id="{}"', id) if id else ""
    return format_html(
        '<div class="dt-table-wrap" tabindex="0" role="region" aria-label="{}"><table class="{}"{} data-dt-rows>'
        '<caption class="dt-sr">{}</caption>{}</table></div>',
        caption,
        css,
        anchor,
        caption,
        content,
    )


@register.simple_tag
def pager(page: ListPage[Any], *, target: str = "#list") -> SafeString:
    """How many there are, which ones these are, and the way to the others."""
    return render_to_string("ui/pager.html", {"page": page, "target": target})


@register.simple_tag
def export_links(page: ListPage[Any]) -> SafeString:
    """What is on screen (filters and order included) as XLSX and CSV."""
    links = [(page.url(format=kind, page=None), kind.upper()) for kind in ("xlsx", "csv")]
    return format_html(
        '<span class="dt-menu"><button class="dt-button" type="button" popovertarget="dt-export">{}'
        '<span>{}</span></button><span class="dt-popover dt-popover--menu" id="dt-export" popover>'
        '<a class="dt-menu__item" href="{}" download>{}{}</a>'
        '<a class="dt-menu__item" href="{}" download>{}{}</a></span></span>',
        icon("download"),
        _("Export"),
        links[0][0],
        icon("file-spreadsheet"),
        _("Excel workbook (XLSX)"),
        links[1][0],
        icon("file-text"),
        _("Text file (CSV)"),
    )
