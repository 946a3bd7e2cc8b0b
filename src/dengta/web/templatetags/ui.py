"""Component tags of the design system, gathered into the one library that every template has loaded."""

from dengta.web.components import basics, forms, layout, lists, numbers, process
from dengta.web.components.markup import register

__all__ = ["basics", "forms", "layout", "lists", "numbers", "process", "register"]
