"""The tables of this room, one module per part."""

from dengta.domains.communication.models.todos import Todo

__all__ = ["Todo"]
