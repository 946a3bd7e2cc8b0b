"""What every component is made of: the tag library, attributes, icons, status words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

Text = str | Promise

PLAIN_ATTRIBUTES = frozenset({
    "id", "name", "value", "title", "form", "formaction", "formmethod", "disabled", "autofocus", "download", "rel",
    "target", "hreflang", "popovertarget", "type",
})  # fmt: skip
PREFIXES = ("hx_", "data_", "aria_")


@dataclass(frozen=True)
class Look:
    """How a status shows itself without colour: by the shape of its icon."""

    icon: str


STATUSES: Mapping[str, Look] = {
    "good": Look(icon="circle-check"),
    "warn": Look(icon="alert-triangle"),
    "bad": Look(icon="alert-octagon"),
    "info": Look(icon="info-circle"),
    "mute": Look(icon="circle-dashed"),
    "private": Look(icon="lock"),
}


def status_icon(status: str) -> str:
    """The icon of a status; an unknown word is a mistake in the template, so it fails loudly."""
    if status not in STATUSES:
        message = f"there is no status {status!r}; choose one of {', '.join(STATUSES)}"
        raise ValueError(message)
    return STATUSES[status].icon


def attributes(given: Mapping[str, object]) -> SafeString:
    """`hx_post="/x"` becomes ` hx-post="/x"`; True gives a bare attribute, None and False give none."""
    parts = []
    for name, value in given.items():
        if name not in PLAIN_ATTRIBUTES and not name.startswith(PREFIXES):
            message = f"component tags pass on no attribute {name!r}"
            raise ValueError(message)
        if value is True:
            parts.append(f" {name.replace('_', '-')}")
        elif value not in (None, False):
            parts.append(f' {name.replace("_", "-")}="{shown(value)}"')
    return mark_safe("".join(parts))  # noqa: S308 - made of parts that are escaped


def shown(value: object) -> str:
    """The text of a value, escaped where it is not safe already. Rows are made of it: `format_html` takes ten times as
    long."""
    return value if isinstance(value, SafeString) else escape(str(value))


@register.simple_tag
def icon(name: str, *, label: Text = "", size: str = "") -> SafeString:
    """An icon of the sprite: decoration, unless it carries a `label`. `size`: "", "sm", "lg", "xl"."""
    return _icon(name, str(label), size)


# A page holds the same few icons again and again. Typed: text that is safe as it is never stands for text that is not.
@lru_cache(maxsize=512, typed=True)
def _icon(name: str, label: str, size: str) -> SafeString:
    shape = format_html('<use href="{}#{}"/>', static("ui/icons.svg"), name)
    css = f"dt-icon dt-icon--{size}" if size else "dt-icon"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}">{}</svg>', css, label, shape)
    return format_html('<svg class="{}" aria-hidden="true">{}</svg>', css, shape)


def optional_icon(name: str) -> SafeString:
    """The icon, or nothing where the component was given none."""
    return icon(name) if name else SafeString("")
