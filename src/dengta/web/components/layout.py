"""Frames that hold content: page header, card, alert, empty state, why box, privacy badge, praise."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dengta.web.components.markup import Text, icon, optional_icon, register, status_icon


@register.simple_block_tag
def page_header(
    content: str, title: Text, *, context: Text = "", back_url: str = "", back: Text = "", badge: str = ""
) -> SafeString:
    """The head of a page: title, one sentence of context, and inside the tag at most three actions, one primary."""
    trail = (
        format_html('<a class="dt-back" href="{}">{}{}</a>', back_url, icon("chevron-left"), back) if back_url else ""
    )
    sentence = format_html('<p class="dt-page-header__context">{}</p>', context) if context else ""
    actions = format_html('<div class="dt-page-header__actions">{}</div>', content) if content.strip() else ""
    return format_html(
        '<header class="dt-page-header"><div class="dt-page-header__text">{}<h1>{}</h1>{}{}</div>{}</header>',
        trail,
        title,
        sentence,
        badge,
        actions,
    )


@register.simple_block_tag
def card(
    content: str,
    title: Text = "",
    *,
    note: Text = "",
    id: str = "",
    flush: bool = False,
    fill: bool = False,
    url: str = "",
    link: Text = "",
    badge: str = "",
) -> SafeString:
    """A card. `flush`: tables reach its edges; `fill`: it takes the height of its row; `url`, `link`: "all of them"."""
    css = "dt-card" + (" dt-card--flush" if flush else "") + (" dt-card--fill" if fill else "")
    head: str = ""
    if title:
        more = (
            format_html('<a class="dt-card__link" href="{}">{}{}</a>', url, link, icon("chevron-right")) if url else ""
        )
        below = format_html('<p class="dt-card__note">{}</p>', note) if note else ""
        head = format_html('<header class="dt-card__head"><h2>{}</h2>{}{}{}</header>', title, badge, below, more)
    anchor = format_html(' id="{}"', id) if id else ""
    return format_html(
        '<section class="{}"{}>{}<div class="dt-card__body">{}</div></section>', css, anchor, head, content
    )


@register.simple_block_tag
def alert(content: str, kind: str, title: Text, *, url: str = "", action: Text = "", id: str = "") -> SafeString:
    """An alert bar: what, consequence, suggestion (inside the tag), and one way out (`url`, `action`)."""
    way_out = format_html('<a class="dt-button dt-button--sm" href="{}">{}</a>', url, action) if url else ""
    body = format_html('<div class="dt-alert__body">{}</div>', content) if content.strip() else ""
    anchor = format_html(' id="{}"', id) if id else ""
    return format_html(
        '<div class="dt-alert dt-alert--{}" role="status"{}>{}'
        '<div class="dt-alert__text"><strong>{}</strong>{}</div>{}</div>',
        kind,
        anchor,
        icon(status_icon(kind)),
        title,
        body,
        way_out,
    )


@register.simple_block_tag
def empty_state(content: str, title: Text, *, icon: str = "circle-check") -> SafeString:
    """Nothing here: says so kindly and, inside the tag, what one can do next."""
    hint = format_html('<div class="dt-empty__hint">{}</div>', content) if content.strip() else ""
    return format_html(
        '<div class="dt-empty"><span class="dt-empty__mark">{}</span><p class="dt-empty__title">{}</p>{}</div>',
        optional_icon(icon),
        title,
        hint,
    )


@register.simple_block_tag
def why(content: str, title: Text) -> SafeString:
    """Why the system says so; inside, a `why_row` each for rule, facts, mitigating facts, precedents, limits."""
    return format_html(
        '<section class="dt-why"><h3 class="dt-why__title">{}{}</h3><dl class="dt-why__rows">{}</dl></section>',
        icon("help-circle"),
        title,
        content,
    )


@register.simple_block_tag
def why_row(content: str, term: Text) -> SafeString:
    """One row of a why box, or of a `{% facts %}` list."""
    return format_html("<dt>{}</dt><dd>{}</dd>", term, content)


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A list of terms and values: `{% fact %}` inside."""
    return format_html('<dl class="dt-facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, term: Text) -> SafeString:
    """One term and its value; an empty value shows a dash."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", term, content if content.strip() else "–")


@register.simple_block_tag
def privacy_badge(content: str, id: str, word: Text) -> SafeString:
    """Who can see this: a badge that opens names and roles, retention and the access record (inside the tag)."""
    return format_html(
        '<span class="dt-privacy"><button class="dt-privacy__badge" type="button" popovertarget="{}">{}{}</button>'
        '<span class="dt-popover" id="{}" popover><strong>{}</strong>{}</span></span>',
        id,
        icon("lock"),
        word,
        id,
        _("Who can see this"),
        content,
    )


@register.simple_block_tag
def praise(content: str, title: Text) -> SafeString:
    """A praise card: the words themselves inside."""
    return format_html(
        '<section class="dt-praise"><span class="dt-praise__mark">{}</span>'
        "<div><h3>{}</h3><blockquote>{}</blockquote></div></section>",
        icon("award"),
        title,
        content,
    )


@register.simple_tag
def evidence(name: Text, *, source: Text, digest: str, held_by: Text, url: str = "") -> SafeString:
    """One piece of evidence: name, where it came from, its hash, who holds it."""
    shown = format_html('<a href="{}">{}</a>', url, name) if url else name
    return format_html(
        '<div class="dt-evidence">{}<div><strong>{}</strong><p>{} · {}</p>'
        '<code title="{}">SHA-256 {}…</code></div></div>',
        icon("file-certificate"),
        shown,
        source,
        held_by,
        digest,
        digest[:12],
    )
