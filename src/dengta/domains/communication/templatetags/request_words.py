"""Small helps of the pages of this room."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(known: Mapping[str, Any], name: str) -> Any:
    """What stands under this name; the name where nothing does."""
    return known.get(name, name)
