"""How waiting is written on the pages of the floor."""

from django import template

from dengta.domains.communication.models import HelpCall
from dengta.domains.communication.selectors.help_calls import seconds_to_answer

register = template.Library()
DASH = "–"


@register.filter
def clock_time(seconds: int | None) -> str:
    """Minutes and seconds: 2:05."""
    return DASH if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


@register.filter
def waited(call: HelpCall) -> str:
    """How long the caller waited for the answer."""
    return clock_time(seconds_to_answer(call))
