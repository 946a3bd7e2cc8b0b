"""Background work, one module per part of the room; found through this package."""

from dengta.domains.goals.tasks import gaming, goals

__all__ = ["gaming", "goals"]
