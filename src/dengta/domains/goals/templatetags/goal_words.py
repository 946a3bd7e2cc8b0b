"""Values of goals as people read them."""

from django import template

from dengta.domains.goals.selectors.baselines import Baseline
from dengta.domains.goals.selectors.goal_measures import Measured

register = template.Library()


@register.filter
def measured_as(value: float | None, measure: Measured) -> str:
    """A value in the words of its measure."""
    return measure.text(value)


@register.filter
def span_as(found: Baseline, measure: Measured) -> str:
    """The interval of a baseline."""
    return measure.span(found.low, found.high)


@register.filter
def whole(value: float | None) -> str:
    """A count with thousands marked; a dash for nothing."""
    return "–" if value is None else f"{value:,.0f}"
