"""Component tags of the design system."""

from django import template

register = template.Library()
