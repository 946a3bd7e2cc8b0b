"""Background work, one module per part of the room; found through this package."""

from dengta.domains.goals.tasks import goals

__all__ = ["goals"]
