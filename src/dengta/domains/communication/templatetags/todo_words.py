"""What a to-do is called."""

from django import template

from dengta.domains.communication.models import Todo
from dengta.domains.communication.selectors.todos import Kind, kind_of

register = template.Library()


@register.filter
def todo_kind(todo: Todo) -> Kind:
    """Label, verb and icon of what waits."""
    return kind_of(todo.kind)
