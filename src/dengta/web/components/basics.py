"""Small things: status pill, tag, person chip, buttons, shift chip, times."""

from functools import lru_cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from dengta.web.components.markup import Text, attributes, icon, optional_icon, register, shown, status_icon

AVATAR_TINTS = 6


@register.simple_tag
def status(kind: str, word: Text, *, icon: str = "") -> SafeString:
    """A status: colour, icon shape and word together, never colour alone."""
    return _status(kind, str(word), icon)


# Rows of a list say a handful of words. Typed: text that is safe as it is never stands for text that is not.
@lru_cache(maxsize=512, typed=True)
def _status(kind: str, word: str, icon: str) -> SafeString:
    shape = optional_icon(icon or status_icon(kind))
    return format_html('<span class="dt-status dt-status--{}">{}<span>{}</span></span>', kind, shape, word)


@register.simple_tag
def tag(word: Text, *, url: str = "") -> SafeString:
    """A quiet label: a skill, a type, a channel."""
    kind, to = ("a", f' href="{shown(url)}"') if url else ("span", "")
    return mark_safe(f'<{kind} class="dt-tag"{to}>{shown(word)}</{kind}>')  # noqa: S308 - made of parts that are escaped


@register.simple_tag
def avatar(name: Text, *, size: str = "") -> SafeString:
    """The first character of a name on a tint that stays the same for that name. Never a photograph."""
    text = str(name).strip() or "?"
    tint = sum(map(ord, text)) % AVATAR_TINTS
    css = f" dt-avatar--{escape(size)}" if size else ""
    initial = escape(text[0].upper())
    return mark_safe(f'<span class="dt-avatar dt-avatar--{tint}{css}" aria-hidden="true">{initial}</span>')  # noqa: S308


@register.simple_tag
def person(name: Text, *, number: Text = "", team: Text = "", url: str = "", note: Text = "") -> SafeString:
    """A person: initial, name, staff number, team. Written at one go: a list has one in every row."""
    kind, to = ("a", f' href="{escape(url)}"') if url else ("span", "")
    who = f'<{kind} class="dt-person__name"{to}>{escape(str(name))}</{kind}>'
    facts = " · ".join(escape(str(fact)) for fact in (number, team, note) if fact)
    below = f'<span class="dt-person__facts">{facts}</span>' if facts else ""
    return mark_safe(  # noqa: S308 - made of parts that are escaped
        f'<span class="dt-person">{avatar(name)}<span class="dt-person__text">{who}{below}</span></span>'
    )


@lru_cache(maxsize=64)
def _button_class(kind: str, size: str) -> str:
    names = ["dt-button", f"dt-button--{kind}" if kind else "", f"dt-button--{size}" if size else ""]
    return escape(" ".join(filter(None, names)))


@register.simple_tag
def button(
    word: Text, *, kind: str = "", icon: str = "", size: str = "", type: str = "button", **extra: object
) -> SafeString:
    """A button with a verb on it. `kind`: "", "primary", "danger", "quiet", "beam"; `type="submit"` inside forms."""
    return mark_safe(  # noqa: S308 - made of parts that are escaped
        f'<button class="{_button_class(kind, size)}" type="{shown(type)}"{attributes(extra)}>'
        f"{optional_icon(icon)}<span>{shown(word)}</span></button>"
    )


@register.simple_tag
def link_button(
    word: Text, url: str, *, kind: str = "", icon: str = "", size: str = "", sheet: bool = False, **extra: object
) -> SafeString:
    """A link that looks like a button; `sheet=True` opens the address in the side sheet (a page without scripts)."""
    if sheet:
        extra = {"hx_get": url, "hx_target": "#dt-sheet", "hx_swap": "innerHTML", **extra}
    return mark_safe(  # noqa: S308 - made of parts that are escaped
        f'<a class="{_button_class(kind, size)}" href="{shown(url)}"{attributes(extra)}>'
        f"{optional_icon(icon)}<span>{shown(word)}</span></a>"
    )


@register.simple_tag
def icon_button(name: str, label: Text, *, url: str = "", **extra: object) -> SafeString:
    """An icon alone, for the few places where a word has no room; the label is read and shown on hover."""
    inner = format_html('{}<span class="dt-sr">{}</span>', icon(name), label)
    extra = {"title": label, **extra}
    if url:
        return format_html('<a class="dt-icon-button" href="{}"{}>{}</a>', url, attributes(extra), inner)
    return format_html('<button class="dt-icon-button" type="button"{}>{}</button>', attributes(extra), inner)


@register.simple_tag
def shift(code: Text, *, kind: str, label: Text = "") -> SafeString:
    """A shift chip: `kind` is early, mid, late, night, training, leave or off; the letter says it without colour."""
    return format_html('<span class="dt-shift dt-shift--{}" title="{}">{}</span>', kind, label or code, code)
