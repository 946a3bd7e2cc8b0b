"""`{% slot "today" %}` and `{% slot "person" employee %}`: render what the rooms put there."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from dengta.foundation.slots import panels

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str, subject: Any = None) -> SafeString:
    """Every panel of the slot that the reader may see and that has something to show, in order."""
    request = context["request"]
    parts = []
    for panel in panels(name):
        if not panel.visible(request, subject):
            continue
        data = panel.context(request, subject)
        if data is not None:
            parts.append(render_to_string(panel.template, {**data, "subject": subject}, request=request))
    return mark_safe("".join(parts))  # noqa: S308 - the parts are rendered, escaped templates
