"""What happens by itself in the room, one module per part."""

from dengta.domains.performance.tasks import raters

__all__ = ["raters"]
